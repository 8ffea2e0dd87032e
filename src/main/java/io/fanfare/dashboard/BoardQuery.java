package io.fanfare.dashboard;

import io.fanfare.analytics.PeriodQuery;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignFilter;
import io.fanfare.campaign.CampaignLine;
import io.fanfare.dashboard.WorkFlow.Launched;
import io.fanfare.kernel.Page;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters, order and page of the dashboard of campaigns, and the period of their figures. */
record BoardQuery(
        Campaign.@Nullable Status status,
        @Nullable String phase,
        Campaign.@Nullable Type type,
        @Nullable String channel,
        @Nullable UUID owner,
        @Nullable String tag,
        @Nullable String brandId,
        @Nullable String q,
        @Nullable List<UUID> campaignIds,
        @Nullable Boolean atRisk,
        @Nullable Boolean held,
        @Nullable LocalDate launchedFrom,
        @Nullable LocalDate launchedTo,
        @Nullable LocalDate completedFrom,
        @Nullable LocalDate completedTo,
        @Nullable Integer days,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        PeriodQuery.@Nullable Compare compare,
        @Nullable String sort,
        @Nullable Integer limit,
        @Nullable Integer offset) {

    CampaignFilter filter() {
        return new CampaignFilter(status, type, channel, owner, tag, brandId, q, campaignIds);
    }

    boolean matches(CampaignLine line) {
        return (phase == null || phase.equals(line.phase())) && (held == null || held == line.held());
    }

    boolean byLaunch() {
        return launchedFrom != null || launchedTo != null || completedFrom != null || completedTo != null;
    }

    boolean matches(Launched campaign) {
        return holds(campaign.on(), launchedFrom, launchedTo)
                && (completedFrom == null && completedTo == null
                        || campaign.completed() && holds(campaign.ended(), completedFrom, completedTo));
    }

    private static boolean holds(@Nullable LocalDate day, @Nullable LocalDate from, @Nullable LocalDate to) {
        return day != null && (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }

    PeriodQuery period() {
        return new PeriodQuery(days, from, to, compare);
    }

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }
}
