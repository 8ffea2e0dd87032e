package io.fanfare.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.activity.NotificationPreferences.Sending;
import io.fanfare.activity.NotificationSettings.Daily;
import io.fanfare.activity.NotificationSettings.Day;
import io.fanfare.activity.NotificationSettings.Digest;
import io.fanfare.activity.NotificationSettings.QuietHours;
import io.fanfare.activity.NotificationSettings.Weekly;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoticeTimesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final EnumSet<Day> EVERY_DAY = EnumSet.allOf(Day.class);

    private static NoticeTimes times(@Nullable QuietHours quiet, boolean daily, boolean weekly) {
        return new NoticeTimes(
                BERLIN,
                quiet,
                new Digest(new Daily(daily, LocalTime.of(8, 0)), new Weekly(weekly, Day.MON, LocalTime.of(7, 30))));
    }

    private static QuietHours quiet(String from, String to, EnumSet<Day> days) {
        return new QuietHours(LocalTime.parse(from), LocalTime.parse(to), days);
    }

    private static String next(NoticeTimes times, Sending how, boolean urgent, String at) {
        return times.next(how, urgent, Instant.parse(at)).map(Instant::toString).orElse("never");
    }

    @Test
    void quiet_hours_over_midnight_end_in_the_morning_of_the_reader() {
        var times = times(quiet("20:00", "07:00", EVERY_DAY), true, false);
        assertThat(next(times, Sending.NOW, false, "2026-11-23T18:59:00Z")).isEqualTo("2026-11-23T18:59:00Z");
        assertThat(next(times, Sending.NOW, false, "2026-11-23T19:00:00Z")).isEqualTo("2026-11-24T06:00:00Z");
        assertThat(next(times, Sending.NOW, false, "2026-11-24T05:59:59Z")).isEqualTo("2026-11-24T06:00:00Z");
        assertThat(next(times, Sending.NOW, true, "2026-11-24T05:59:59Z")).isEqualTo("2026-11-24T05:59:59Z");
    }

    @Test
    void a_quiet_weekend_ends_on_monday() {
        var times = times(quiet("00:00", "00:00", EnumSet.of(Day.SAT, Day.SUN)), true, false);
        assertThat(next(times, Sending.NOW, false, "2026-11-27T22:59:00Z")).isEqualTo("2026-11-27T22:59:00Z");
        assertThat(next(times, Sending.NOW, false, "2026-11-27T23:00:00Z")).isEqualTo("2026-11-29T23:00:00Z");
    }

    @Test
    void a_digest_comes_at_its_wall_time_also_when_the_clocks_change() {
        var daily = times(null, true, false);
        assertThat(next(daily, Sending.DIGEST, false, "2026-10-24T05:59:00Z")).isEqualTo("2026-10-24T06:00:00Z");
        assertThat(next(daily, Sending.DIGEST, false, "2026-10-24T06:00:00Z")).isEqualTo("2026-10-25T07:00:00Z");
        var both = times(null, true, true);
        assertThat(next(both, Sending.DIGEST, false, "2026-11-22T12:00:00Z")).isEqualTo("2026-11-23T06:30:00Z");
        assertThat(next(times(null, false, false), Sending.DIGEST, true, "2026-11-22T12:00:00Z"))
                .isEqualTo("never");
        assertThat(next(both, Sending.OFF, true, "2026-11-22T12:00:00Z")).isEqualTo("never");
    }

    /** Minute by minute over two weeks with a change of the clocks: never within quiet hours, and never later than needed. */
    @Test
    void what_waits_is_mailed_at_the_first_minute_that_is_not_quiet() {
        var random = new Random(20261123);
        var all = List.copyOf(EVERY_DAY);
        for (int round = 0; round < 60; round++) {
            var days = EnumSet.of(all.get(random.nextInt(7)), all.get(random.nextInt(7)));
            var hours = new QuietHours(LocalTime.of(random.nextInt(24), 0), LocalTime.of(random.nextInt(24), 0), days);
            var times = times(hours, false, false);
            var from = Instant.parse("2026-10-19T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(14 * 24 * 60)));
            var sent = times.next(Sending.NOW, false, from).orElseThrow();
            for (var minute = from; minute.isBefore(sent); minute = minute.plus(Duration.ofMinutes(1)))
                assertThat(isQuiet(hours, minute)).as("%s of %s", minute, hours).isTrue();
            assertThat(isQuiet(hours, sent)).as("%s of %s", sent, hours).isFalse();
        }
    }

    private static boolean isQuiet(QuietHours hours, Instant time) {
        var local = time.atZone(BERLIN).toLocalDateTime();
        var day = local.toLocalDate();
        boolean overnight = !hours.to().isAfter(hours.from());
        boolean today = hours.days().contains(Day.of(day.getDayOfWeek()))
                && !local.toLocalTime().isBefore(hours.from())
                && (overnight || local.toLocalTime().isBefore(hours.to()));
        boolean yesterday = overnight
                && hours.days().contains(Day.of(day.minusDays(1).getDayOfWeek()))
                && local.toLocalTime().isBefore(hours.to());
        return today || yesterday;
    }
}
