package io.fanfare.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.kernel.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WorkingCalendarTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final WorkingCalendar USUAL = new WorkingCalendar(BERLIN, WorkingWeek.usual(), Map.of());

    @Test
    void eight_hours_on_friday_afternoon_end_on_monday_afternoon() {
        var start = Instant.parse("2026-11-27T14:00:00Z"); // 15:00 in Berlin
        assertThat(USUAL.after(start, Duration.ofHours(8))).contains(Instant.parse("2026-11-30T14:00:00Z"));
        assertThat(USUAL.before(Instant.parse("2026-11-30T14:00:00Z"), Duration.ofHours(8)))
                .contains(start);
        assertThat(USUAL.between(start, Instant.parse("2026-11-30T14:00:00Z"))).isEqualTo(Duration.ofHours(8));
    }

    @Test
    void wall_times_stay_over_both_changes_of_daylight_saving() {
        // From Friday 16:00 to Monday 10:00 there are two working hours, whatever the clock did on Sunday.
        for (var friday : List.of("2026-03-27", "2026-10-23")) {
            var day = LocalDate.parse(friday);
            var start = day.atTime(16, 0).atZone(BERLIN).toInstant();
            assertThat(USUAL.after(start, Duration.ofHours(2)))
                    .contains(day.plusDays(3).atTime(10, 0).atZone(BERLIN).toInstant());
        }
    }

    @Test
    void a_night_shift_is_as_long_as_the_clock_makes_it() {
        var nights = List.of(new WorkingWeek.Hours(LocalTime.of(0, 0), LocalTime.of(6, 0)));
        var week = new WorkingWeek(nights, nights, nights, nights, nights, nights, nights);
        var calendar = new WorkingCalendar(BERLIN, week, Map.of());
        assertThat(calendar.on(LocalDate.parse("2026-03-28"))).isEqualTo(Duration.ofHours(6));
        assertThat(calendar.on(LocalDate.parse("2026-03-29"))).isEqualTo(Duration.ofHours(5));
        assertThat(calendar.on(LocalDate.parse("2026-10-25"))).isEqualTo(Duration.ofHours(7));
    }

    @Test
    void hours_that_end_in_the_skipped_hour_end_where_it_starts() {
        var night = List.of(new WorkingWeek.Hours(LocalTime.of(1, 0), LocalTime.of(2, 30)));
        var week = new WorkingWeek(night, night, night, night, night, night, night);
        assertThat(new WorkingCalendar(BERLIN, week, Map.of()).on(LocalDate.parse("2026-03-29")))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void days_off_are_left_out_and_half_days_are_half() {
        var friday = LocalDate.parse("2026-11-27");
        var calendar = new WorkingCalendar(BERLIN, WorkingWeek.usual(), Map.of(friday, 1.0, friday.plusDays(3), 0.5));
        assertThat(calendar.works(friday)).isFalse();
        assertThat(calendar.on(friday.plusDays(3))).isEqualTo(Duration.ofHours(4));
        assertThat(calendar.next(friday.atTime(9, 0).atZone(BERLIN).toInstant()))
                .contains(friday.plusDays(3).atTime(9, 0).atZone(BERLIN).toInstant());
    }

    @Test
    void a_week_without_hours_never_ends() {
        var empty = new WorkingWeek(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        var calendar = new WorkingCalendar(BERLIN, empty, Map.of());
        assertThat(calendar.next(Instant.EPOCH)).isEmpty();
        assertThat(calendar.after(Instant.EPOCH, Duration.ofHours(1))).isEmpty();
    }

    @Test
    void adding_and_measuring_working_time_agree_at_any_time_in_any_zone() {
        var random = new SplittableRandom(5);
        for (var zone : List.of("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"))
            for (int round = 0; round < 100; round++) {
                var calendar = new WorkingCalendar(ZoneId.of(zone), WorkingWeek.usual(), Map.of());
                var start = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(365 * 24 * 3600));
                var work = Duration.ofMinutes(1 + random.nextInt(6000));
                var end = calendar.after(start, work).orElseThrow();
                assertThat(calendar.between(start, end)).isEqualTo(work);
                assertThat(calendar.between(calendar.before(end, work).orElseThrow(), end))
                        .isEqualTo(work);
            }
    }

    @Test
    void hours_that_overlap_are_refused() {
        var twice = List.of(
                new WorkingWeek.Hours(LocalTime.of(9, 0), LocalTime.of(12, 0)),
                new WorkingWeek.Hours(LocalTime.of(11, 0), LocalTime.of(13, 0)));
        var week = new WorkingWeek(twice, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        assertThatThrownBy(week::checked).isInstanceOf(Refused.class);
    }

    @Test
    void public_holidays_of_a_country_are_known_by_name() {
        var year = Holidays.of("DE", LocalDate.parse("2026-01-01"), LocalDate.parse("2026-12-31"));
        assertThat(year)
                .containsEntry(LocalDate.parse("2026-10-03"), "German Unity Day")
                .hasSizeBetween(9, 11);
        assertThat(Holidays.of("US", LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-30")))
                .containsKey(LocalDate.parse("2026-11-26"));
        assertThat(Holidays.require("country", "DE")).isEqualTo("DE");
        assertThatThrownBy(() -> Holidays.require("country", "XX")).isInstanceOf(Refused.class);
    }
}
