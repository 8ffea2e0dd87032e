package io.fanfare.delivery;

/** A mail was opened or one of its links followed, by a person or a machine; told in the transaction that keeps it. */
public record TrackedEvent(Tracking.Hit hit, Delivery delivery) {
    /** So many clicks that had been taken for a person's turned out to be a machine's; {@code first}: the first among them. */
    public record Revised(Delivery delivery, int hits, boolean first) {}
}
