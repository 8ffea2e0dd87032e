package io.fanfare.audience;

/** The rules of a segment changed; told in the transaction of the change. */
public record SegmentEvent(Segment segment) {}
