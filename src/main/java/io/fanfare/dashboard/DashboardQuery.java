package io.fanfare.dashboard;

import io.fanfare.analytics.PeriodQuery;
import io.fanfare.campaign.Campaign;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The period of a view of the dashboard, and the campaigns that it is about. */
record DashboardQuery(
        @Nullable Integer days,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        PeriodQuery.@Nullable Compare compare,
        @Nullable List<UUID> campaignIds,
        Campaign.@Nullable Type type,
        @Nullable String channel,
        @Nullable UUID owner,
        @Nullable String tag,
        @Nullable String brandId) {

    PeriodQuery period() {
        return new PeriodQuery(days, from, to, compare);
    }

    CampaignChoice choice() {
        return new CampaignChoice(campaignIds, type, channel, owner, tag, brandId);
    }
}
