package io.fanfare.dashboard;

import io.fanfare.campaign.Campaign;
import io.fanfare.dashboard.CampaignBoard.OpenWork;
import io.fanfare.planning.CampaignWork;
import io.fanfare.planning.CampaignWork.BurndownPoint;
import io.fanfare.planning.CampaignWork.MemberWork;
import io.fanfare.planning.CampaignWork.PlanSummary;
import io.fanfare.planning.CampaignWork.WorkHours;
import io.fanfare.planning.TaskTotals;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far the work of a campaign is, and what may go wrong with it. */
@Component
class CampaignProgress {
    private final CampaignWork work;
    private final TaskTotals tasks;
    private final FactReader facts;

    CampaignProgress(CampaignWork work, TaskTotals tasks, FactReader facts) {
        this.work = work;
        this.tasks = tasks;
        this.facts = facts;
    }

    record Progress(
            @Nullable Double progress,
            OpenWork tasks,
            @Nullable PlanSummary timeline,
            List<BurndownPoint> burndown,
            WorkHours hours,
            List<MemberWork> team,
            List<Risk> risks) {}

    Progress of(Campaign campaign) {
        var id = campaign.id();
        var counted = tasks.progress(List.of(id)).get(id);
        return new Progress(
                counted == null ? null : counted.share(),
                OpenWork.of(id, counted),
                work.plan(id),
                work.burndown(id),
                work.hours(id),
                work.team(id),
                risks(campaign));
    }

    /** An archived campaign is on no dashboard. */
    private List<Risk> risks(Campaign campaign) {
        if (campaign.archived() || campaign.closed()) return List.of();
        return Risks.of(facts.ofCampaign(campaign.id()));
    }
}
