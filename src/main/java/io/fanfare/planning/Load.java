package io.fanfare.planning;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How much of their working time a person has assigned in the next four weeks. {@code utilization} is null if there is no working time.
 * A person is {@code idle} below 40 %, {@code available} below 90 %, {@code full} up to 100 % and {@code over} above.
 */
record Load(
        LocalDate from,
        LocalDate to,
        double capacityHours,
        double assignedHours,
        @Nullable Double utilization,
        int openTasks,
        int overdue,
        State state) {
    private static final int DAYS = 28;
    private static final double FULL_DAY = 8;

    enum State {
        IDLE,
        AVAILABLE,
        FULL,
        OVER
    }

    /** What the load is made of: an open task and the days on which it is to be done. */
    record OpenTask(
            UUID id,
            @Nullable UUID campaignId,
            UUID assignee,
            Task.Status status,
            @Nullable LocalDate start,
            @Nullable LocalDate due,
            @Nullable LocalDate plannedStart,
            @Nullable LocalDate plannedFinish,
            @Nullable BigDecimal estimateHours,
            BigDecimal actualHours,
            @Nullable Integer durationDays) {
        /** What is left to do. */
        double hours() {
            return left(estimateHours, durationDays, actualHours);
        }

        LocalDate first(LocalDate today) {
            var first = start != null ? start : plannedStart != null ? plannedStart : today;
            return first.isBefore(today) ? today : first;
        }

        LocalDate last(LocalDate today) {
            var first = first(today);
            var last = first.plusDays((long) Math.ceil(hours() / FULL_DAY));
            if (due != null) last = due;
            if (plannedFinish != null && plannedFinish.isAfter(last)) last = plannedFinish;
            return last.isBefore(first) ? first : last;
        }
    }

    /** The hours that are left of a task: of its estimate, or 8 for each day of its duration; one without both counts as an hour. */
    static double left(@Nullable BigDecimal estimateHours, @Nullable Integer durationDays, BigDecimal actualHours) {
        double estimate = 1;
        if (estimateHours != null) estimate = estimateHours.doubleValue();
        else if (durationDays != null) estimate = durationDays * FULL_DAY;
        return Math.max(0, estimate - actualHours.doubleValue());
    }

    static LocalDate end(LocalDate today) {
        return today.plusDays(DAYS - 1);
    }

    static Load of(WorkingCalendar calendar, LocalDate today, List<OpenTask> tasks) {
        var end = end(today);
        double capacity = today.datesUntil(end.plusDays(1))
                        .map(calendar::on)
                        .reduce(Duration.ZERO, Duration::plus)
                        .toMinutes()
                / 60.0;
        double assigned = tasks.stream()
                .mapToDouble(task -> within(calendar, task, today, end))
                .sum();
        int overdue = (int) tasks.stream()
                .filter(task -> task.due() != null && task.due().isBefore(today))
                .count();
        return new Load(
                today,
                end,
                rounded(capacity),
                rounded(assigned),
                capacity == 0 ? null : rounded(assigned / capacity),
                tasks.size(),
                overdue,
                state(assigned, capacity));
    }

    /** The hours of a task that fall into a period, spread evenly over its working days. */
    private static double within(WorkingCalendar calendar, OpenTask task, LocalDate today, LocalDate end) {
        var first = task.first(today);
        var last = task.last(today);
        if (first.isAfter(end)) return 0;
        if (!last.isAfter(end)) return task.hours();
        long inside = first.datesUntil(end.plusDays(1)).filter(calendar::works).count();
        long all = inside
                + end.plusDays(1)
                        .datesUntil(last.plusDays(1))
                        .filter(calendar::works)
                        .count();
        return all == 0 ? 0 : task.hours() * inside / all;
    }

    static State state(double assigned, double capacity) {
        if (assigned > capacity) return State.OVER;
        if (capacity == 0) return State.FULL;
        double utilization = assigned / capacity;
        return utilization < 0.4 ? State.IDLE : utilization < 0.9 ? State.AVAILABLE : State.FULL;
    }

    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
