package io.fanfare.kernel;

/** The response that an earlier request with the same Idempotency-Key received; it is sent again unchanged. */
final class Replay extends RuntimeException {
    private static final long serialVersionUID = 1;
    final int status;
    final String body;

    Replay(int status, String body) {
        super(null, null, false, false);
        this.status = status;
        this.body = body;
    }
}
