package io.fanfare.dashboard;

import io.fanfare.approval.OverdueReview;
import io.fanfare.campaign.CampaignLine;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger.CampaignCount;
import io.fanfare.planning.TaskTotals.OpenTasks;
import io.fanfare.planning.TaskTotals.OpenTotal;
import io.fanfare.planning.TeamLoads.MemberLoad;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the rooms know about all campaigns, read once for a dashboard. */
record Facts(
        RowPaths paths,
        LocalDate today,
        List<CampaignLine> campaigns,
        OpenTotal allTasks,
        Map<UUID, OpenTasks> tasks,
        Map<UUID, LocalDate> missedTargets,
        List<OverdueReview> overdueReviews,
        List<CampaignCount> deliveries,
        List<MemberLoad> team,
        Map<UUID, BigDecimal> spent) {

    Map<Delivery.State, Long> deliveriesByState() {
        var counts = new EnumMap<Delivery.State, Long>(Delivery.State.class);
        deliveries.forEach(count -> counts.merge(count.state(), count.n(), Long::sum));
        return counts;
    }
}
