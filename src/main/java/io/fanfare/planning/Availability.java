package io.fanfare.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a person works. {@code week} contains the working hours of each weekday as wall times of {@code timeZone}, {@code country} the
 * country whose public holidays are days off.
 */
record Availability(
        @Nullable @Size(max = 100) String timeZone,
        @Nullable @Size(max = 2) String country,
        @Nullable @Valid WorkingWeek week,

        @JsonProperty(defaultValue = "[]") @Size(max = 500) List<@NotNull @Valid DayOff> daysOff) {
    private static final int LONGEST = 400;

    Availability {
        daysOff = Objects.requireNonNullElse(daysOff, List.of());
    }

    WorkingWeek hours() {
        return week == null ? WorkingWeek.usual() : week;
    }

    /** The rules that concern more than the shape of one field. */
    Availability checked() {
        if (timeZone != null) PlannedTime.zone(timeZone);
        if (country != null) Holidays.require("country", country);
        hours().checked();
        for (int at = 0; at < daysOff.size(); at++) {
            var days = daysOff.get(at);
            if (days.from().isBefore(LocalDate.EPOCH) || days.to().getYear() > 2300)
                throw Refused.invalid("daysOff[" + at + "]", "must be between the years 1970 and 2300");
            if (days.to().isBefore(days.from()))
                throw Refused.invalid("daysOff[" + at + "].to", "must not be before from");
            if (days.to().isAfter(days.from().plusDays(LONGEST)))
                throw Refused.invalid("daysOff[" + at + "].to", "must be within " + LONGEST + " days after from");
        }
        return this;
    }

    /** The same without the notes, which only few people may read. */
    Availability withoutNotes() {
        return new Availability(
                timeZone,
                country,
                week,
                daysOff.stream().map(days -> days.noted(null)).toList());
    }

    /** Someone who can't read notes doesn't remove them: the same days off keep theirs. */
    Availability keepingNotes(List<DayOff> before) {
        return new Availability(
                timeZone,
                country,
                week,
                daysOff.stream()
                        .map(days -> days.note() != null
                                ? days
                                : before.stream()
                                        .filter(known -> known.from().equals(days.from())
                                                && known.to().equals(days.to()))
                                        .findFirst()
                                        .map(known -> days.noted(known.note()))
                                        .orElse(days))
                        .toList());
    }

    /** The public holidays between two dates, except those that {@code daysOff} makes working days. */
    Map<LocalDate, String> holidays(LocalDate from, LocalDate to) {
        if (country == null) return Map.of();
        var holidays = new TreeMap<>(Holidays.of(country, from, to));
        daysOff.stream()
                .filter(days -> days.share() == 0)
                .forEach(days -> days.from().datesUntil(days.to().plusDays(1)).forEach(holidays::remove));
        return holidays;
    }

    /** The working time between two dates; {@code zone} applies if the person has no zone of their own. */
    WorkingCalendar calendar(String zone, LocalDate from, LocalDate to) {
        var off = new HashMap<LocalDate, Double>();
        holidays(from, to).keySet().forEach(day -> off.put(day, 1.0));
        for (var days : daysOff)
            days.from().datesUntil(days.to().plusDays(1)).forEach(day -> off.merge(day, days.share(), Math::max));
        return new WorkingCalendar(PlannedTime.zone(timeZone == null ? zone : timeZone), hours(), off);
    }
}
