package io.fanfare.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The working hours of each weekday, as wall times. A day without hours is not a working day. */
record WorkingWeek(
        @JsonProperty(defaultValue = "[]") @Size(max = 10) List<@NotNull @Valid Hours> mon,

        @JsonProperty(defaultValue = "[]") @Size(max = 10) List<@NotNull @Valid Hours> tue,

        @JsonProperty(defaultValue = "[]") @Size(max = 10) List<@NotNull @Valid Hours> wed,

        @JsonProperty(defaultValue = "[]") @Size(max = 10) List<@NotNull @Valid Hours> thu,

        @JsonProperty(defaultValue = "[]") @Size(max = 10) List<@NotNull @Valid Hours> fri,

        @JsonProperty(defaultValue = "[]") @Size(max = 10) List<@NotNull @Valid Hours> sat,

        @JsonProperty(defaultValue = "[]") @Size(max = 10) List<@NotNull @Valid Hours> sun) {

    /** A part of a day, e.g. from 09:00 to 17:00. It ends at midnight if {@code to} is 00:00. */
    record Hours(@NotNull LocalTime from, @NotNull LocalTime to) {
        int start() {
            return from.toSecondOfDay() / 60;
        }

        int end() {
            return to.equals(LocalTime.MIDNIGHT) ? 24 * 60 : to.toSecondOfDay() / 60;
        }

        Duration length() {
            return Duration.ofMinutes(end() - start());
        }
    }

    WorkingWeek {
        mon = Objects.requireNonNullElse(mon, List.of());
        tue = Objects.requireNonNullElse(tue, List.of());
        wed = Objects.requireNonNullElse(wed, List.of());
        thu = Objects.requireNonNullElse(thu, List.of());
        fri = Objects.requireNonNullElse(fri, List.of());
        sat = Objects.requireNonNullElse(sat, List.of());
        sun = Objects.requireNonNullElse(sun, List.of());
    }

    /** Monday to Friday from 9 to 17. */
    static WorkingWeek usual() {
        var day = List.of(new Hours(LocalTime.of(9, 0), LocalTime.of(17, 0)));
        return new WorkingWeek(day, day, day, day, day, List.of(), List.of());
    }

    List<Hours> on(DayOfWeek day) {
        return switch (day) {
            case MONDAY -> mon;
            case TUESDAY -> tue;
            case WEDNESDAY -> wed;
            case THURSDAY -> thu;
            case FRIDAY -> fri;
            case SATURDAY -> sat;
            case SUNDAY -> sun;
        };
    }

    boolean works(DayOfWeek day) {
        return !on(day).isEmpty();
    }

    boolean works() {
        return Arrays.stream(DayOfWeek.values()).anyMatch(this::works);
    }

    /** Refuses hours that end before they start, or that overlap. */
    WorkingWeek checked() {
        for (var day : DayOfWeek.values()) {
            int free = 0;
            for (var hours : on(day)) {
                var field = "week." + day.name().substring(0, 3).toLowerCase(java.util.Locale.ROOT);
                if (hours.end() <= hours.start()) throw Refused.invalid(field, "must end after it starts");
                if (hours.start() < free) throw Refused.invalid(field, "must be in order and must not overlap");
                free = hours.end();
            }
        }
        return this;
    }
}
