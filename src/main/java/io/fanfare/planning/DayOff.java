package io.fanfare.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Days on which someone does not work, the first and the last included. {@code share} is the part of each day: 0.5 is half a day off,
 * and 0 makes a public holiday a working day.
 */
record DayOff(
        @NotNull LocalDate from,
        @NotNull LocalDate to,
        @JsonProperty(defaultValue = "vacation") Kind kind,

        @JsonProperty(defaultValue = "1") @DecimalMin("0") @DecimalMax("1")
        Double share,

        @Nullable @Size(max = 500) String note) {
    enum Kind {
        VACATION,
        SICK,
        PUBLIC_HOLIDAY,
        TRAINING,
        OTHER
    }

    DayOff noted(@Nullable String text) {
        return new DayOff(from, to, kind, share, text);
    }

    DayOff {
        kind = Objects.requireNonNullElse(kind, Kind.VACATION);
        share = Objects.requireNonNullElse(share, 1.0);
    }
}
