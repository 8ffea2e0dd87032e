package io.fanfare.dashboard;

import io.fanfare.approval.OverdueReview;
import io.fanfare.campaign.CampaignLine;
import io.fanfare.dashboard.Risk.Affected;
import io.fanfare.dashboard.Risk.RiskType;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger.CampaignCount;
import io.fanfare.kernel.Check;
import io.fanfare.planning.TaskTotals;
import io.fanfare.planning.TaskTotals.OpenTasks;
import io.fanfare.planning.TeamLoads.MemberLoad;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The risks that follow from the facts. Each rule has a fixed probability and impact. */
final class Risks {
    /** More tasks than these within three days are a peak. */
    private static final int PEAK = 10;
    /** A larger share of blocked tasks holds up the others. */
    private static final double BLOCKED_SHARE = 0.2;

    private static final Comparator<Risk> ORDER = Comparator.comparing(Risk::score)
            .reversed()
            .thenComparing(risk -> risk.check().title())
            .thenComparing(risk -> String.valueOf(risk.check().subject().id()));

    private final Facts facts;
    private final Map<UUID, CampaignLine> open;
    private final List<Risk> found = new ArrayList<>();

    private Risks(Facts facts) {
        this.facts = facts;
        open = facts.campaigns().stream()
                .filter(line -> !line.closed())
                .collect(Collectors.toMap(CampaignLine::id, Function.identity()));
    }

    /** All risks of the campaigns that have not ended, and of the team unless some are chosen; the highest score first. */
    static List<Risk> of(Facts facts) {
        var risks = new Risks(facts);
        risks.open
                .values()
                .forEach(line -> risks.work(line, facts.tasks().getOrDefault(line.id(), OpenTasks.none(line.id()))));
        facts.overdueReviews().forEach(risks::review);
        if (facts.paths().choice().all())
            facts.team().stream().filter(MemberLoad::full).forEach(risks::member);
        facts.deliveries().forEach(risks::delivery);
        return risks.found.stream().sorted(ORDER).toList();
    }

    private void work(CampaignLine line, OpenTasks tasks) {
        var today = facts.today();
        var target = facts.missedTargets().get(line.id());
        if (target != null && tasks.open() > 0)
            late(
                    line,
                    "target_missed",
                    "“" + line.name() + "” is past its target",
                    "The work was due by ",
                    target,
                    tasks.open());
        else if (line.unlaunched()
                && line.startDate() != null
                && line.startDate().isBefore(today))
            late(
                    line,
                    "start_missed",
                    "“" + line.name() + "” has not been launched",
                    "It was to start on ",
                    line.startDate(),
                    tasks.open());
        String due = "&dueFrom=" + today + "&dueTo=";
        if (tasks.soon() > PEAK)
            add(
                    RiskType.RESOURCE,
                    0.7,
                    0.6,
                    warning(
                            "tasks_peak",
                            tasks.soon() + " tasks of “" + line.name() + "” are due soon",
                            "They are due within " + TaskTotals.SOON
                                    + " days. Move some of them, or give them to more people.",
                            line,
                            Map.of("tasks", tasks.soon(), "days", TaskTotals.SOON)),
                    of(line),
                    new Counted(tasks.soon(), taskRows(line) + "&open=true" + due + today.plusDays(TaskTotals.SOON)));
        if (tasks.weekBlocked() > BLOCKED_SHARE * tasks.week())
            add(
                    RiskType.SCHEDULE,
                    0.8,
                    0.6,
                    warning(
                            "tasks_blocked",
                            counted(tasks.weekBlocked(), "task") + " of “" + line.name() + "” blocked",
                            "These are " + Math.round(100.0 * tasks.weekBlocked() / tasks.week())
                                    + "% of the tasks that are due within " + TaskTotals.WEEK
                                    + " days. Remove what blocks them.",
                            line,
                            Map.of("blocked", tasks.weekBlocked(), "due", tasks.week())),
                    of(line),
                    new Counted(
                            tasks.weekBlocked(),
                            taskRows(line) + "&status=blocked" + due + today.plusDays(TaskTotals.WEEK)));
        budget(line);
    }

    private void late(CampaignLine line, String code, String title, String was, LocalDate date, long tasks) {
        add(
                RiskType.SCHEDULE,
                1,
                0.8,
                warning(
                        code,
                        title,
                        was + Check.day(date) + ". "
                                + (tasks == 0 ? "No tasks are open." : "Still open: " + counted(tasks, "task") + "."),
                        line,
                        Map.of("date", date, "tasks", tasks)),
                of(line),
                new Counted(tasks, taskRows(line) + "&open=true"));
    }

    private void budget(CampaignLine line) {
        var spent = facts.spent().getOrDefault(line.id(), BigDecimal.ZERO);
        var total = line.budgetAmount();
        if (total == null || spent.compareTo(total) <= 0) return;
        add(
                RiskType.BUDGET,
                1,
                0.7,
                warning(
                        "budget_exceeded",
                        "“" + line.name() + "” has spent more than its budget",
                        "Spent: " + amount(spent) + " of " + amount(total) + " " + line.currency()
                                + ". Raise the budget, or stop what costs money.",
                        line,
                        Map.of("spent", spent, "total", total, "currency", line.currency())),
                of(line),
                null);
    }

    private void review(OverdueReview review) {
        var line = open.get(review.campaignId());
        if (line == null) return;
        String name = review.scope().word() + " of “" + line.name() + "”";
        add(
                RiskType.APPROVAL,
                1,
                0.8,
                Check.warning(
                                "review_overdue",
                                "The review of the " + name + " is overdue",
                                "It was due on " + Check.day(LocalDate.ofInstant(review.deadline(), line.zone()))
                                        + ". Remind the reviewers.",
                                new Check.About("review", review.id()),
                                null)
                        .with(Map.of(
                                "deadline",
                                review.deadline(),
                                "scope",
                                review.scope().word())),
                List.of(new Affected("review", review.id(), line.name(), line.id())),
                null);
    }

    private void member(MemberLoad member) {
        var utilization = member.utilization();
        add(
                RiskType.RESOURCE,
                0.9,
                0.7,
                Check.warning(
                                "member_full",
                                member.name() + " has no time left",
                                (utilization == null
                                                ? "They have no working time in the next four weeks"
                                                : Math.round(100 * utilization)
                                                        + "% of their time in the next four weeks is assigned")
                                        + ". Give some of their tasks to others.",
                                new Check.About("team_member", member.id()),
                                null)
                        .with(Map.of("capacityHours", member.capacityHours(), "assignedHours", member.assignedHours())),
                List.of(new Affected("team_member", member.id(), member.name(), null)),
                new Counted(member.openTasks(), "/api/tasks?assignee=" + member.id() + "&open=true"));
    }

    private void delivery(CampaignCount count) {
        var campaign = count.campaignId();
        var line = campaign == null ? null : open.get(campaign);
        boolean failed = count.state() == Delivery.State.FAILED;
        if (line == null || !failed && count.state() != Delivery.State.UNCONFIRMED) return;
        String state = failed ? "failed" : "unconfirmed";
        add(
                RiskType.QUALITY,
                1,
                failed ? 0.8 : 0.6,
                warning(
                        "deliveries_" + state,
                        counted(count.n(), "message") + " of “" + line.name() + "” " + state,
                        failed
                                ? "They were not sent. See why, and retry them."
                                : "It is unclear whether they arrived. Check them with the provider.",
                        line,
                        Map.of("deliveries", count.n())),
                of(line),
                new Counted(count.n(), "/api/deliveries?campaignId=" + line.id() + "&state=" + state));
    }

    private static Check warning(
            String code, String title, String reason, CampaignLine line, Map<String, Object> facts) {
        return Check.warning(code, title, reason, new Check.About("campaign", line.id()), null)
                .with(facts);
    }

    private static List<Affected> of(CampaignLine line) {
        return List.of(new Affected("campaign", line.id(), line.name(), line.id()));
    }

    private static String taskRows(CampaignLine line) {
        return "/api/tasks?campaignId=" + line.id();
    }

    private static String counted(long many, String one) {
        return many + " " + one + (many == 1 ? "" : "s");
    }

    private static String amount(BigDecimal amount) {
        return String.format(Locale.ENGLISH, "%,.2f", amount);
    }

    private void add(
            RiskType type,
            double probability,
            double impact,
            Check check,
            List<Affected> affected,
            @Nullable Counted rows) {
        double score = BigDecimal.valueOf(probability)
                .multiply(BigDecimal.valueOf(impact))
                .setScale(2, RoundingMode.HALF_UP)
                .doubleValue();
        found.add(new Risk(check, type, probability, impact, score, affected, rows));
    }
}
