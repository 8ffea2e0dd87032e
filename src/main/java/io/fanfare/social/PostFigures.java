package io.fanfare.social;

import java.util.Map;
import java.util.UUID;

/** The figures of a post that Fanfare counts itself; the room {@code analytics} implements it. */
public interface PostFigures {
    /** The figures by name ({@code impressions}, {@code clicks}, …); figures that are not counted are absent. */
    Map<String, Long> of(UUID campaignId, UUID postId);
}
