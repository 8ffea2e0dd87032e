package io.fanfare.render;

/** Another worker has claimed the job, or it was cancelled: this worker stops without reporting anything. */
final class ClaimLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClaimLost() {
        super("the claim was lost", null, false, false);
    }
}
