package io.fanfare.planning;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When someone works: a week of wall times in a zone, without days off. Every working day counts with its real length, so an hour that
 * daylight saving time skips is not working time, and one that it repeats is worked twice.
 */
final class WorkingCalendar {
    /** How far ahead working time is looked for. */
    private static final int MOST_DAYS = 3_700;

    private final ZoneId zone;
    private final WorkingWeek week;
    /** The share of a day that is off: 1 is the entire day. */
    private final Map<LocalDate, Double> off;

    WorkingCalendar(ZoneId zone, WorkingWeek week, Map<LocalDate, Double> off) {
        this.zone = zone;
        this.week = week;
        this.off = Map.copyOf(off);
    }

    /** A stretch of working time. */
    record Span(Instant from, Instant to) {
        Duration length() {
            return Duration.between(from, to);
        }
    }

    ZoneId zone() {
        return zone;
    }

    /** Whether any of a day is working time. */
    boolean works(LocalDate day) {
        return week.works(day.getDayOfWeek()) && off.getOrDefault(day, 0.0) < 1;
    }

    /** The days of this calendar, for plans in working days. */
    WorkingDays days(LocalDate origin) {
        return new WorkingDays((int) origin.toEpochDay(), day -> works(LocalDate.ofEpochDay(day)));
    }

    Duration on(LocalDate day) {
        return spans(day).stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** The working time of a day. A day that is partly off ends earlier. */
    List<Span> spans(LocalDate day) {
        double share = off.getOrDefault(day, 0.0);
        if (share >= 1) return List.of();
        var full = new ArrayList<Span>();
        for (var hours : week.on(day.getDayOfWeek())) {
            var span = new Span(at(day, hours.start()), at(day, hours.end()));
            if (span.to().isAfter(span.from())) full.add(span);
        }
        return share <= 0 ? full : cut(full, 1 - share);
    }

    private static List<Span> cut(List<Span> full, double share) {
        long left = (long)
                (full.stream().mapToLong(span -> span.length().toMinutes()).sum() * share);
        var kept = new ArrayList<Span>();
        for (var span : full) {
            long minutes = Math.min(left, span.length().toMinutes());
            if (minutes > 0) kept.add(new Span(span.from(), span.from().plusSeconds(minutes * 60)));
            left -= minutes;
        }
        return kept;
    }

    /** A wall time that daylight saving time skips is the instant at which it does. */
    private Instant at(LocalDate day, int minute) {
        var local = day.atStartOfDay().plusMinutes(minute);
        var transition = zone.getRules().getTransition(local);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : local.atZone(zone).toInstant();
    }

    /** The working time between two instants. */
    Duration between(Instant from, Instant to) {
        var sum = Duration.ZERO;
        var last = to.atZone(zone).toLocalDate();
        for (var day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1))
            for (var span : spans(day)) {
                var start = span.from().isBefore(from) ? from : span.from();
                var end = span.to().isAfter(to) ? to : span.to();
                if (end.isAfter(start)) sum = sum.plus(Duration.between(start, end));
            }
        return sum;
    }

    /** The first working instant at or after another; empty if there is none within ten years. */
    Optional<Instant> next(Instant from) {
        var day = from.atZone(zone).toLocalDate();
        for (int days = 0; days < MOST_DAYS; days++, day = day.plusDays(1))
            for (var span : spans(day))
                if (span.to().isAfter(from)) return Optional.of(span.from().isBefore(from) ? from : span.from());
        return Optional.empty();
    }

    /** When work ends that starts at an instant and needs so much working time; empty if that is not within ten years. */
    Optional<Instant> after(Instant from, Duration work) {
        if (work.isZero()) return Optional.of(from);
        var left = work;
        var day = from.atZone(zone).toLocalDate();
        for (int days = 0; days < MOST_DAYS; days++, day = day.plusDays(1))
            for (var span : spans(day)) {
                var start = span.from().isBefore(from) ? from : span.from();
                var length = Duration.between(start, span.to());
                if (length.isNegative() || length.isZero()) continue;
                if (length.compareTo(left) >= 0) return Optional.of(start.plus(left));
                left = left.minus(length);
            }
        return Optional.empty();
    }

    /** The latest instant at which work can start that needs so much working time and ends by an instant. */
    Optional<Instant> before(Instant to, Duration work) {
        if (work.isZero()) return Optional.of(to);
        var left = work;
        var day = to.atZone(zone).toLocalDate();
        for (int days = 0; days < MOST_DAYS; days++, day = day.minusDays(1))
            for (var span : spans(day).reversed()) {
                var end = span.to().isAfter(to) ? to : span.to();
                var length = Duration.between(span.from(), end);
                if (length.isNegative() || length.isZero()) continue;
                if (length.compareTo(left) >= 0) return Optional.of(end.minus(left));
                left = left.minus(length);
            }
        return Optional.empty();
    }
}
