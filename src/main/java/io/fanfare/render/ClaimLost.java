package io.fanfare.render;

/** Another worker has the job, or it was cancelled: there is nothing left to do, and nothing to report. */
final class ClaimLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClaimLost() {
        super("the claim was lost", null, false, false);
    }
}
