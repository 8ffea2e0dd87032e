package io.fanfare.campaign;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which campaigns a dashboard is about; those that are archived are left out. {@code ids}: these, if they match the rest. */
public record CampaignFilter(
        Campaign.@Nullable Status status,
        Campaign.@Nullable Type type,
        @Nullable String channel,
        @Nullable UUID owner,
        @Nullable String tag,
        @Nullable String brandId,
        @Nullable String q,
        @Nullable List<UUID> ids) {
    public static final CampaignFilter ALL = new CampaignFilter(null, null, null, null, null, null, null, null);

    CampaignQuery query(@Nullable String sort) {
        return new CampaignQuery(
                status, type, null, channel, owner, tag, brandId, null, null, q, null, sort, null, null);
    }
}
