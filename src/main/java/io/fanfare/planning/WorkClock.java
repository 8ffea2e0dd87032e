package io.fanfare.planning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The working time of one person from an instant on, as a number of worked minutes: work of 60 minutes that starts at 100 ends at 160,
 * whatever nights and weekends lie between. Only a share of every hour counts where a person is not to be planned in full.
 */
final class WorkClock {
    private final long[] starts;
    private final long[] ends;
    /** The worked minutes before each span, and all of them at the end. */
    private final long[] before;

    private WorkClock(List<long[]> spans) {
        starts = spans.stream().mapToLong(span -> span[0]).toArray();
        ends = spans.stream().mapToLong(span -> span[1]).toArray();
        before = new long[starts.length + 1];
        for (int at = 0; at < starts.length; at++) before[at + 1] = before[at] + ends[at] - starts[at];
    }

    /** Works at all times, from minute 0 on. */
    static WorkClock always() {
        return new WorkClock(List.of(new long[] {0, Integer.MAX_VALUE}));
    }

    /** Works as a calendar says, between an instant and the end of a day. */
    static WorkClock of(WorkingCalendar calendar, Instant from, LocalDate until) {
        var spans = new ArrayList<long[]>();
        long first = Math.ceilDiv(from.getEpochSecond(), 60);
        for (var day = from.atZone(calendar.zone()).toLocalDate(); !day.isAfter(until); day = day.plusDays(1))
            for (var span : calendar.spans(day)) {
                long start = Math.max(first, span.from().getEpochSecond() / 60);
                long end = span.to().getEpochSecond() / 60;
                if (end > start) spans.add(new long[] {start, end});
            }
        return new WorkClock(spans);
    }

    /** All worked minutes. */
    long total() {
        return before[starts.length];
    }

    /** The minutes worked up to a minute of the wall clock. */
    long worked(long minute) {
        int at = Arrays.binarySearch(starts, minute);
        if (at < 0) at = -at - 2;
        return at < 0 ? 0 : before[at] + Math.min(minute, ends[at]) - starts[at];
    }

    /** The minute of the wall clock at which the work after so many worked minutes starts. */
    long start(long worked) {
        int at = span(worked + 1);
        return starts[at] + worked - before[at];
    }

    /** The minute of the wall clock at which so many minutes have been worked. */
    long end(long worked) {
        if (worked == 0) return starts.length == 0 ? 0 : starts[0];
        int at = span(worked);
        return starts[at] + worked - before[at];
    }

    /** The span in which so many minutes are reached. */
    private int span(long worked) {
        int at = Arrays.binarySearch(before, worked);
        return Math.clamp(at < 0 ? -at - 2 : at - 1, 0, starts.length - 1);
    }
}
