package io.fanfare.dashboard;

import io.fanfare.activity.TimelineEntry;
import io.fanfare.advisor.Advisor;
import io.fanfare.analytics.CampaignResults;
import io.fanfare.analytics.Figures;
import io.fanfare.analytics.GoalProgress;
import io.fanfare.analytics.Period;
import io.fanfare.analytics.PeriodQuery;
import io.fanfare.approval.Manifest;
import io.fanfare.approval.Manifest.ScopeStatus;
import io.fanfare.campaign.Budgets;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.delivery.Delivery;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.launch.Health;
import io.fanfare.launch.Readiness;
import io.fanfare.launch.Workflows;
import io.fanfare.outbox.Calendar.CalendarItem;
import io.fanfare.planning.CampaignWork.BurndownPoint;
import io.fanfare.planning.CampaignWork.MemberWork;
import io.fanfare.planning.CampaignWork.PlanSummary;
import io.fanfare.planning.CampaignWork.WorkHours;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Everything about a campaign in one response: work and figures. */
@RestController
@RequestMapping("/api/dashboard/campaigns")
class CampaignDashboards {
    /** What the parts of a response need when they are read one by one. */
    private static final List<String> PARTS =
            List.of("campaign.read", "content.read", "plan.read", "approval.read", "delivery.read");

    private final Campaigns campaigns;
    private final Advisor advisor;
    private final Workflows workflows;
    private final CampaignResults results;
    private final Manifest manifest;
    private final Budgets budgets;
    private final CampaignNews news;
    private final CampaignProgress progress;

    CampaignDashboards(
            Campaigns campaigns,
            Advisor advisor,
            Workflows workflows,
            CampaignResults results,
            Manifest manifest,
            Budgets budgets,
            CampaignNews news,
            CampaignProgress progress) {
        this.campaigns = campaigns;
        this.advisor = advisor;
        this.workflows = workflows;
        this.results = results;
        this.manifest = manifest;
        this.budgets = budgets;
        this.news = news;
        this.progress = progress;
    }

    /**
     * The work and the figures of a campaign. {@code readiness} is a score from 0 to 100, the sum of {@code readinessParts}.
     * {@code change} compares the complete days of {@code period} with as many days of {@code previous}; a figure that can't
     * be measured is null. {@code progress} is the share of its tasks that are done, null without tasks; {@code timeline} is null without
     * one, {@code burndown} empty without tasks. {@code upcoming} contains the next 4 scheduled items of the coming two weeks, {@code activity} the
     * last 6 entries.
     */
    record CampaignDashboard(
            UUID campaignId,
            String name,
            Campaign.Status status,
            String phase,
            Health health,
            int readiness,
            List<Readiness.ReadinessPart> readinessParts,
            Advisor.Evaluation evaluation,
            Period period,
            @Nullable Period previous,
            Figures figures,
            Map<String, @Nullable BigDecimal> change,
            List<GoalProgress> goals,
            List<ScopeStatus> approvals,
            Workflows.Workflow workflow,
            @Nullable Double progress,
            CampaignBoard.OpenWork tasks,
            @Nullable PlanSummary timeline,
            List<BurndownPoint> burndown,
            WorkHours hours,
            List<MemberWork> team,
            List<Risk> risks,
            DeliveryCounts deliveries,
            @Nullable Instant nextDue,
            List<CalendarItem> upcoming,
            Budgets.CampaignBudget budget,
            List<TimelineEntry> activity,
            Instant generatedAt) {}

    /** How many deliveries are in each state; {@code rows} is the path that lists them. */
    record DeliveryCounts(Map<Delivery.State, Long> byState, String rows) {}

    /**
     * Reads the work and the figures of a campaign in one response: readiness, what to do next, approvals, workflow, deliveries,
     * the work and its plan, risks, what is coming up, budget, recent activity, and the figures of a period. The period is {@code days} up to today (default: 30), or
     * {@code from} to {@code to}; {@code compare} is {@code previous} (default), {@code year} or {@code none}. An API key needs the
     * scopes {@code campaign.read}, {@code content.read}, {@code plan.read}, {@code approval.read} and {@code delivery.read} as well.
     */
    @GetMapping("/{id}")
    @Allow(value = "metric.read", stale = true)
    CampaignDashboard readCampaignDashboard(@PathVariable UUID id, PeriodQuery query) {
        PARTS.forEach(Current.get()::require);
        var campaign = campaigns.get(id);
        var measured = results.of(campaign, query);
        var assessment = advisor.assess(campaign);
        var readiness = Readiness.of(assessment.checks());
        var status = workflows.status(campaign);
        var deliveries = new DeliveryCounts(status.deliveries(), "/api/deliveries?campaignId=" + id);
        var work = progress.of(campaign);
        return new CampaignDashboard(
                id,
                campaign.name(),
                campaign.status(),
                status.phase(),
                Health.of(campaign, status.deliveries(), assessment.checks()),
                readiness.score(),
                readiness.parts(),
                assessment.evaluation(),
                measured.period(),
                measured.previous(),
                measured.figures(),
                measured.change(),
                measured.goals(),
                manifest.scopes(id),
                status.workflow(),
                work.progress(),
                work.tasks(),
                work.timeline(),
                work.burndown(),
                work.hours(),
                work.team(),
                work.risks(),
                deliveries,
                status.nextDueAt(),
                news.upcoming(campaign),
                budgets.of(campaign),
                news.recent(id),
                assessment.evaluation().evaluatedAt());
    }
}
