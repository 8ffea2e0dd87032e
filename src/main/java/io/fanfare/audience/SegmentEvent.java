package io.fanfare.audience;

/** The rules of a segment changed; published in the transaction of the change. */
public record SegmentEvent(Segment segment) {}
