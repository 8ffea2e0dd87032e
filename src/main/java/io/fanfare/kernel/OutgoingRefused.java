package io.fanfare.kernel;

/** A call that we do not make: to a private address, by another scheme than http, over too many redirects. */
public final class OutgoingRefused extends RuntimeException {
    OutgoingRefused(String message) {
        super(message);
    }
}
