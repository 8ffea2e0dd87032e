package io.fanfare.approval;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is said about an open stage, and when. Everything has a tier and is said once: reminders are {@code 0} and before, that it is
 * overdue is {@code 1}, and escalations begin with {@code 2}.
 */
record AlarmPlan(Instant openedAt, Instant deadline, PolicyStage terms) {
    static final int OVERDUE = 1;
    /** Before any tier. */
    static final int NOTHING = -1000;

    /** One thing to say; {@code to} are those to whom it is escalated. */
    record Alarm(int tier, Instant at, List<String> to) {}

    /** A reminder, a notice that it is overdue, or an escalation. */
    enum Kind {
        REMINDED,
        OVERDUE,
        ESCALATED;

        static Kind of(int tier) {
            if (tier > AlarmPlan.OVERDUE) return ESCALATED;
            return tier == AlarmPlan.OVERDUE ? OVERDUE : REMINDED;
        }
    }

    /** The tier of an escalation of these terms; empty if there is none after what was said. */
    static Optional<Integer> nextEscalation(PolicyStage terms, int last) {
        int next = Math.max(last, OVERDUE) + 1;
        // A person may escalate once, even if the policy says that nothing is escalated by itself.
        return next <= OVERDUE + Math.max(1, terms.escalations()) ? Optional.of(next) : Optional.empty();
    }

    /** Who hears of an escalation with this tier. */
    static List<String> to(PolicyStage terms, int tier) {
        var tiers = terms.escalation();
        int at = tier - OVERDUE - 1;
        return tiers == null || at >= tiers.size()
                ? List.of(Escalation.MANAGERS)
                : tiers.get(at).to();
    }

    /** All of it, in the order of the tiers, which is that of the times. A reminder that would come with the request is left out. */
    List<Alarm> alarms() {
        var alarms = new ArrayList<Alarm>();
        var reminders = reminders();
        for (int at = 0; at < reminders.size(); at++)
            if (reminders.get(at).isAfter(openedAt))
                alarms.add(new Alarm(at - reminders.size() + 1, reminders.get(at), List.of()));
        alarms.add(new Alarm(OVERDUE, deadline, List.of()));
        var tiers = terms.escalation();
        if (tiers == null)
            alarms.add(new Alarm(OVERDUE + 1, deadline.plus(given().dividedBy(2)), to(terms, OVERDUE + 1)));
        else
            for (int at = 0; at < tiers.size(); at++)
                alarms.add(new Alarm(
                        OVERDUE + 1 + at,
                        deadline.plus(hours(tiers.get(at).afterHours())),
                        tiers.get(at).to()));
        return alarms;
    }

    private List<Instant> reminders() {
        var before = terms.remindBeforeHours();
        return before == null
                ? List.of(deadline.minus(given().dividedBy(4)))
                : before.stream()
                        .sorted(Comparator.reverseOrder())
                        .map(hours -> deadline.minus(hours(hours)))
                        .toList();
    }

    private Duration given() {
        return Duration.between(openedAt, deadline);
    }

    private static Duration hours(BigDecimal hours) {
        return Duration.ofSeconds(Math.round(hours.doubleValue() * 3600));
    }

    /**
     * What is to be said now, the last first: each escalation whose time has come, or if there is none, the last of what came before.
     */
    List<Alarm> due(int last, Instant time) {
        var due = alarms().stream()
                .filter(alarm -> alarm.tier() > last && !alarm.at().isAfter(time))
                .toList()
                .reversed();
        var escalated = due.stream().filter(alarm -> alarm.tier() > OVERDUE).toList();
        return escalated.isEmpty() ? due.stream().limit(1).toList() : escalated;
    }

    /** When something is to be said next. */
    Optional<Instant> next(int last) {
        return alarms().stream()
                .filter(alarm -> alarm.tier() > last)
                .map(Alarm::at)
                .min(Comparator.naturalOrder());
    }
}
