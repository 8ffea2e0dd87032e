package io.fanfare.social;

import java.util.Map;
import java.util.UUID;

/** What is known of a post's effect by the house itself; the room {@code analytics} answers. */
public interface PostFigures {
    /** By the name of what was counted ({@code impressions}, {@code clicks}, …); what was never counted is absent. */
    Map<String, Long> of(UUID campaignId, UUID postId);
}
