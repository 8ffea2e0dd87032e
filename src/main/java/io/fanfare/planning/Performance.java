package io.fanfare.planning;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What a person finished in a period. Rates, medians and efficiency are null under five tasks: so few say nothing. {@code onTimeRate} counts
 * tasks with a due date; {@code cycleHours} is working time from the start to the finish of a task, {@code efficiency} the sum of
 * estimated hours divided by the sum of actual hours.
 */
record Performance(
        LocalDate from,
        LocalDate to,
        int completed,
        int onTime,
        @Nullable Double onTimeRate,
        int overdue,
        CycleHours cycleHours,
        @Nullable Double efficiency,
        int reopened,
        @Nullable Double reviewHoursMedian,
        List<KindCount> byKind,
        List<WeekCount> weeks) {
    private static final int FEWEST = 5;

    record CycleHours(@Nullable Double median, @Nullable Double p90) {}

    record KindCount(String kind, int completed) {}

    /** A week by its Monday. */
    record WeekCount(LocalDate week, int completed) {}

    /** A task that was finished in the period. */
    record FinishedTask(
            String kind,
            @Nullable LocalDate due,
            @Nullable Instant startedAt,
            @Nullable Instant reviewAt,
            Instant completedAt,
            @Nullable BigDecimal estimateHours,
            BigDecimal actualHours,
            int reopened) {
        LocalDate day(ZoneId zone) {
            return completedAt.atZone(zone).toLocalDate();
        }
    }

    static Performance of(
            LocalDate from, LocalDate to, WorkingCalendar calendar, List<FinishedTask> finished, int overdue) {
        var due = finished.stream().filter(task -> task.due() != null).toList();
        int onTime = (int) due.stream()
                .filter(task -> task.due() != null && !task.day(calendar.zone()).isAfter(task.due()))
                .count();
        var cycles = hours(finished.stream()
                .filter(task -> task.startedAt() != null)
                .mapToDouble(task -> hours(calendar, task.startedAt(), task.completedAt())));
        var reviews = hours(finished.stream()
                .filter(task -> task.reviewAt() != null)
                .mapToDouble(task -> hours(calendar, task.reviewAt(), task.completedAt())));
        return new Performance(
                from,
                to,
                finished.size(),
                onTime,
                due.size() < FEWEST ? null : Load.rounded(onTime / (double) due.size()),
                overdue,
                new CycleHours(percentile(cycles, 0.5), percentile(cycles, 0.9)),
                efficiency(finished),
                finished.stream().mapToInt(FinishedTask::reopened).sum(),
                percentile(reviews, 0.5),
                byKind(finished),
                weeks(finished, calendar.zone()));
    }

    private static double hours(WorkingCalendar calendar, @Nullable Instant from, Instant to) {
        return from == null ? 0 : calendar.between(from, to).toMinutes() / 60.0;
    }

    private static double[] hours(DoubleStream values) {
        return values.sorted().toArray();
    }

    private static @Nullable Double percentile(double[] sorted, double share) {
        return sorted.length < FEWEST ? null : Load.rounded(sorted[(int) Math.ceil(share * sorted.length) - 1]);
    }

    private static @Nullable Double efficiency(List<FinishedTask> finished) {
        double estimated = 0;
        double actual = 0;
        int counted = 0;
        for (var task : finished) {
            if (task.estimateHours() == null || task.actualHours().signum() == 0) continue;
            estimated += task.estimateHours().doubleValue();
            actual += task.actualHours().doubleValue();
            counted++;
        }
        return counted < FEWEST ? null : Load.rounded(estimated / actual);
    }

    private static List<KindCount> byKind(List<FinishedTask> finished) {
        var kinds = finished.stream()
                .collect(Collectors.groupingBy(FinishedTask::kind, TreeMap::new, Collectors.summingInt(_ -> 1)));
        return kinds.entrySet().stream()
                .map(kind -> new KindCount(kind.getKey(), kind.getValue()))
                .toList();
    }

    private static List<WeekCount> weeks(List<FinishedTask> finished, ZoneId zone) {
        var weeks = finished.stream()
                .collect(Collectors.groupingBy(
                        task -> task.day(zone).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
                        TreeMap::new,
                        Collectors.summingInt(_ -> 1)));
        return weeks.entrySet().stream()
                .map(week -> new WeekCount(week.getKey(), week.getValue()))
                .toList();
    }
}
