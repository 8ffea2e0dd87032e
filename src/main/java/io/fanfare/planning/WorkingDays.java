package io.fanfare.planning;

import io.fanfare.kernel.Refused;
import java.time.LocalDate;
import java.util.function.IntPredicate;

/**
 * Counts working days. A point is the start of a day, as days since 1970-01-01: work of one day that starts at the point {@code d}
 * finishes at the point {@code d + 1}. Every working day has an index, and the working days between two points are the difference of
 * their indexes.
 */
final class WorkingDays {
    private static final int EARLIEST = (int) LocalDate.of(1900, 1, 1).toEpochDay();
    private static final int LATEST = (int) LocalDate.of(2300, 1, 1).toEpochDay();
    private static final int WINDOW = 1_024;

    private final IntPredicate works;
    private final int origin;
    private int first;
    private int last;
    /** The index of each point from {@code first} to {@code last}. */
    private int[] indexes = {};
    /** The working days of the window, in order. */
    private int[] days = {};

    WorkingDays(int origin, IntPredicate works) {
        this.works = works;
        this.origin = origin;
        count(origin - WINDOW / 4, origin + WINDOW);
    }

    /** A calendar on which every day is a working day. */
    static WorkingDays all(int origin) {
        return new WorkingDays(origin, _ -> true);
    }

    /** The index of the first working day at or after a point. */
    int index(int point) {
        while (point < first || point > last) grow(point < first);
        return indexes[point - first];
    }

    /** The working day with an index. */
    int day(int index) {
        while (index < indexes[0]) grow(true);
        while (index >= indexes[0] + days.length) grow(false);
        return days[index - indexes[0]];
    }

    /** The first working day at or after a point. */
    int next(int point) {
        return day(index(point));
    }

    /** The point at which work of so many days ends that starts with this index. */
    int finish(int index, int length) {
        return day(index + length - 1) + 1;
    }

    /** The point that lies so many working days after another; before it, if the number is negative. */
    int shift(int point, int by) {
        if (by == 0) return point;
        return by > 0 ? day(index(point) + by - 1) + 1 : day(index(point) + by);
    }

    /** The latest point from which {@link #shift} does not pass another point. */
    int unshift(int point, int by) {
        if (by == 0) return point;
        return by > 0 ? day(index(point) - by) : day(index(point + 1) - 1 - by);
    }

    private void grow(boolean back) {
        int size = last - first;
        if (back ? first <= EARLIEST : last >= LATEST)
            throw Refused.unprocessable(
                    "timeline_impossible",
                    "The plan would leave the years 1900 to 2300. Shorten its tasks, or add working days to its calendar.");
        count(back ? Math.max(EARLIEST, first - size) : first, back ? last : Math.min(LATEST, last + size));
    }

    private void count(int from, int to) {
        first = from;
        last = to;
        int before = 0;
        for (int day = from; day < origin; day++) if (works.test(day)) before++;
        indexes = new int[to - from + 1];
        var found = new int[to - from];
        int next = 0;
        for (int day = from; day < to; day++) {
            indexes[day - from] = next - before;
            if (works.test(day)) found[next++] = day;
        }
        indexes[to - from] = next - before;
        days = java.util.Arrays.copyOf(found, next);
    }
}
