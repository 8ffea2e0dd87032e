package io.fanfare.dashboard;

import io.fanfare.activity.EntryActor;
import io.fanfare.activity.EntrySubject;
import io.fanfare.activity.Timeline;
import io.fanfare.analytics.Figures;
import io.fanfare.analytics.Period;
import io.fanfare.analytics.PeriodQuery;
import io.fanfare.analytics.WorkspaceFigures;
import io.fanfare.approval.OpenReviews;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignChoice;
import io.fanfare.campaign.CampaignLine;
import io.fanfare.delivery.Delivery;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Slice;
import io.fanfare.kernel.Tool;
import io.fanfare.outbox.CampaignOutbox;
import io.fanfare.planning.TeamLoads.MemberLoad;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The workspace at a glance. */
@RestController
@RequestMapping("/api/dashboard")
class Overviews {
    private static final Duration AHEAD = Duration.ofDays(7);
    private static final int RISKS = 5;
    private static final int RECENT = 10;
    private static final List<String> PHASES =
            List.of("strategy", "content", "in_review", "ready", "running", "paused", "done", "cancelled");

    private final FactReader reader;
    private final OpenReviews reviews;
    private final CampaignOutbox outbox;
    private final WorkspaceFigures figures;
    private final Timeline timeline;
    private final Now now;

    Overviews(
            FactReader reader,
            OpenReviews reviews,
            CampaignOutbox outbox,
            WorkspaceFigures figures,
            Timeline timeline,
            Now now) {
        this.reader = reader;
        this.reviews = reviews;
        this.outbox = outbox;
        this.figures = figures;
        this.timeline = timeline;
        this.now = now;
    }

    /**
     * The workspace at a glance. Every count has {@code rows}, the path that lists what it counts. {@code figures} are those of
     * {@code period}; {@code change} compares its complete days with as many days of {@code previous}.
     */
    record Overview(
            Period period,
            @Nullable Period previous,
            CampaignCounts campaigns,
            Attention attention,
            TaskCounts tasks,
            TeamCounts team,
            Outgoing deliveries,
            List<BudgetSum> budget,
            Figures figures,
            Map<String, @Nullable BigDecimal> change,
            Counted risksInAll,
            List<Risk> risks,
            List<CampaignActivity> activity,
            Instant generatedAt) {}

    /** Campaigns that are not archived. {@code launching} and {@code ending}: the next 5 that start or end within 14 days. */
    record CampaignCounts(
            Counted total,
            Map<Campaign.Status, Counted> byStatus,
            Map<String, Counted> byPhase,
            List<CampaignDay> launching,
            List<CampaignDay> ending,
            Counted atRisk) {}

    /**
     * What needs a person: reviews that wait for you, tasks, messages of campaigns, and {@code blockers}: launched campaigns in which
     * something can't go out because it is not approved.
     */
    record Attention(
            Counted reviewsWaiting,
            Counted reviewsOverdue,
            Counted tasksOverdue,
            Counted unconfirmed,
            Counted failed,
            Counted blockers) {}

    /** Open tasks. */
    record TaskCounts(Counted open, Counted mine, Counted overdue, Counted dueToday, Counted blocked) {}

    /**
     * The people of the team, those who work today, and the part of everyone's time in the next four weeks that is assigned; null
     * without working time.
     */
    record TeamCounts(
            Counted members, Counted available, @Nullable Double utilization) {}

    /** Posts and mailings that are planned for the next 7 days, and the messages of all campaigns by state. */
    record Outgoing(Counted next7Days, Map<Delivery.State, Counted> byState) {}

    /** The budgets of all campaigns that have one and have not ended, in one currency. */
    record BudgetSum(String currency, BigDecimal total, BigDecimal spent, BigDecimal left, int campaigns) {}

    /** One line of the activity, as in {@code listCampaignActivity}, with its campaign. */
    record CampaignActivity(
            UUID id,
            @Nullable UUID campaignId,
            Instant at,
            EntryActor actor,
            String kind,
            String text,
            EntrySubject subject) {
        static CampaignActivity of(Timeline.CampaignEntry found) {
            var entry = found.entry();
            return new CampaignActivity(
                    entry.id(),
                    found.campaignId(),
                    entry.at(),
                    entry.actor(),
                    entry.kind(),
                    entry.text(),
                    entry.subject());
        }
    }

    /**
     * Reads the workspace at a glance: campaigns by status and phase, what needs attention, tasks, team, messages, budgets, figures, the 5
     * highest risks and the last 10 changes. The period of the figures is {@code days} up to today (default: 30), or {@code from} to
     * {@code to}; {@code compare} is {@code previous} (default), {@code year} or {@code none}. The filters {@code campaignIds}, {@code type},
     * {@code channel}, {@code owner}, {@code tag} and {@code brandId} choose the campaigns; the team is always that of the workspace, and
     * tasks without a campaign only count without a filter. An id that is not that of such a campaign returns 400. An API key needs the scopes
     * {@code campaign.read}, {@code plan.read}, {@code approval.read}, {@code delivery.read} and {@code content.read} as well.
     */
    @GetMapping("/overview")
    @Tool(value = Tool.Set.CAMPAIGNS, common = true)
    @Allow(value = "metric.read", stale = true)
    Overview readOverview(PeriodQuery period, CampaignChoice choice) {
        var facts = reader.read(choice);
        var paths = facts.paths();
        var measured = figures.of(period, paths.chosen());
        var risks = Risks.of(facts);
        return new Overview(
                measured.period(),
                measured.previous(),
                campaigns(facts, risks),
                attention(facts),
                tasks(facts),
                team(facts),
                outgoing(facts),
                budgets(facts),
                measured.figures(),
                measured.change(),
                new Counted(risks.size(), paths.risks()),
                risks.stream().limit(RISKS).toList(),
                timeline.ofAll(paths.chosen(), null, RECENT).items().stream()
                        .map(CampaignActivity::of)
                        .toList(),
                now.instant());
    }

    private static CampaignCounts campaigns(Facts facts, List<Risk> risks) {
        var statuses = new EnumMap<Campaign.Status, Long>(Campaign.Status.class);
        for (var status : Campaign.Status.values()) statuses.put(status, 0L);
        var phases = new LinkedHashMap<String, Long>();
        PHASES.forEach(phase -> phases.put(phase, 0L));
        for (var line : facts.campaigns()) {
            statuses.merge(line.status(), 1L, Long::sum);
            phases.merge(line.phase(), 1L, Long::sum);
        }
        var paths = facts.paths();
        var byStatus = new EnumMap<Campaign.Status, Counted>(Campaign.Status.class);
        statuses.forEach((status, count) ->
                byStatus.put(status, new Counted(count, paths.campaigns("status=" + status.word()))));
        var byPhase = new LinkedHashMap<String, Counted>();
        phases.forEach((phase, count) -> byPhase.put(phase, new Counted(count, paths.board("phase=" + phase))));
        var running = facts.campaigns().stream()
                .filter(line -> !line.unlaunched() && !line.closed())
                .toList();
        return new CampaignCounts(
                new Counted(facts.campaigns().size(), paths.campaigns("")),
                byStatus,
                byPhase,
                CampaignDay.next(
                        facts.campaigns().stream()
                                .filter(CampaignLine::unlaunched)
                                .toList(),
                        facts.today(),
                        CampaignLine::startDate),
                CampaignDay.next(running, facts.today(), CampaignLine::endDate),
                new Counted(Risk.byCampaign(risks).size(), paths.board("atRisk=true")));
    }

    private Attention attention(Facts facts) {
        var paths = facts.paths();
        var waiting = reviews.waiting(paths.chosen());
        var states = facts.deliveriesByState();
        return new Attention(
                paths.counted(waiting.waiting(), "/api/approvals", ""),
                paths.counted(waiting.overdue(), "/api/approvals", "overdue=true"),
                paths.counted(facts.allTasks().overdue(), "/api/tasks", "overdue=true"),
                deliveries(paths, states, Delivery.State.UNCONFIRMED),
                deliveries(paths, states, Delivery.State.FAILED),
                new Counted(
                        facts.campaigns().stream().filter(CampaignLine::held).count(), paths.board("held=true")));
    }

    private static Counted deliveries(RowPaths paths, Map<Delivery.State, Long> states, Delivery.State state) {
        return paths.counted(
                states.getOrDefault(state, 0L),
                "/api/deliveries",
                "inCampaign=true&state=" + state.name().toLowerCase(Locale.ROOT));
    }

    private static TaskCounts tasks(Facts facts) {
        var all = facts.allTasks();
        var paths = facts.paths();
        var today = facts.today();
        return new TaskCounts(
                paths.counted(all.open(), "/api/tasks", "open=true"),
                paths.counted(all.mine(), "/api/tasks", "open=true&assignee=me"),
                paths.counted(all.overdue(), "/api/tasks", "overdue=true"),
                paths.counted(all.dueToday(), "/api/tasks", "open=true&dueFrom=" + today + "&dueTo=" + today),
                paths.counted(all.blocked(), "/api/tasks", "status=blocked"));
    }

    private static TeamCounts team(Facts facts) {
        double capacity =
                facts.team().stream().mapToDouble(MemberLoad::capacityHours).sum();
        double assigned =
                facts.team().stream().mapToDouble(MemberLoad::assignedHours).sum();
        return new TeamCounts(
                new Counted(facts.team().size(), "/api/team?active=true"),
                new Counted(
                        facts.team().stream().filter(MemberLoad::works).count(),
                        "/api/team?active=true&availableOn=" + facts.today()),
                capacity == 0 ? null : Math.round(1000 * assigned / capacity) / 1000.0);
    }

    private Outgoing outgoing(Facts facts) {
        var from = now.instant();
        var to = from.plus(AHEAD);
        var paths = facts.paths();
        var states = facts.deliveriesByState();
        long planned = outbox.calendar(null, from, to).stream()
                .filter(entry -> paths.chosen() == null || paths.chosen().contains(entry.campaignId()))
                .count();
        var byState = new EnumMap<Delivery.State, Counted>(Delivery.State.class);
        for (var state : Delivery.State.values())
            if (state != Delivery.State.CLAIMED) byState.put(state, deliveries(paths, states, state));
        return new Outgoing(paths.counted(planned, "/api/social/calendar", "from=" + from + "&to=" + to), byState);
    }

    private static List<BudgetSum> budgets(Facts facts) {
        var sums = new TreeMap<String, List<CampaignLine>>();
        for (var line : facts.campaigns())
            if (line.budgetAmount() != null && !line.closed())
                sums.computeIfAbsent(line.currency(), _ -> new ArrayList<>()).add(line);
        return sums.entrySet().stream()
                .map(each -> {
                    var total = sum(each.getValue(), line -> line.budgetAmount());
                    var spent = sum(each.getValue(), line -> facts.spent().get(line.id()));
                    return new BudgetSum(
                            each.getKey(),
                            total,
                            spent,
                            total.subtract(spent),
                            each.getValue().size());
                })
                .toList();
    }

    private static BigDecimal sum(List<CampaignLine> lines, Function<CampaignLine, @Nullable BigDecimal> amount) {
        return lines.stream().map(amount).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The risks, the highest score first. */
    record RiskList(LocalDate today, List<Risk> items) {}

    /**
     * Lists what may go wrong, the highest score first: campaigns past their target or start, more than 10 tasks of a campaign due within 3
     * days, more than 20% of those due within 7 days blocked, people whose time is full, overdue reviews, budgets that are exceeded, and
     * messages that failed or are unconfirmed. With {@code campaignId}, only those of one campaign;
     * filters as in {@code readOverview}.
     */
    @GetMapping("/risks")
    @Tool(value = Tool.Set.CAMPAIGNS, common = true)
    @Allow(value = "metric.read", stale = true)
    RiskList listRisks(@RequestParam @Nullable UUID campaignId, CampaignChoice choice) {
        var facts = reader.read(choice);
        return new RiskList(
                facts.today(),
                Risks.of(facts).stream()
                        .filter(risk -> campaignId == null || risk.concerns(campaignId))
                        .toList());
    }

    /** Lists what happened in all campaigns, newest first, as sentences. For older entries pass {@code next} as {@code after}. Filters as in {@code readOverview}. */
    @GetMapping("/activity")
    @Allow("campaign.read")
    Slice<CampaignActivity> listActivity(
            @RequestParam @Nullable UUID after, @RequestParam @Nullable Integer limit, CampaignChoice choice) {
        var found = timeline.ofAll(reader.chosen(choice), after, limit);
        return new Slice<>(found.items().stream().map(CampaignActivity::of).toList(), found.next());
    }
}
