package io.fanfare.audience;

import java.util.List;
import java.util.UUID;

/** What is planned to be sent to a segment; the room {@code email} implements it. */
public interface SegmentUses {
    /** The names of the mailings. */
    List<String> plannedFor(UUID segmentId);
}
