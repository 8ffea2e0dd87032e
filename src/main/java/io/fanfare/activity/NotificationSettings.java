package io.fanfare.activity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.activity.NotificationPreferences.Sending;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a person wants to be notified. {@code kinds} has only those that differ from the default; without {@code quietHours}
 * no hours are quiet.
 */
record NotificationSettings(
        @NotNull String timeZone,
        @Nullable @Valid QuietHours quietHours,
        @NotNull @Valid Digest digest,
        @Min(1) @Max(500) int throttlePerHour,

        @JsonProperty(defaultValue = "[]") @Size(max = 100) List<@NotNull @Valid Choice> kinds) {

    NotificationSettings {
        kinds = Objects.requireNonNullElse(kinds, List.of());
    }

    /** A day of the week. */
    enum Day {
        MON,
        TUE,
        WED,
        THU,
        FRI,
        SAT,
        SUN;

        static Day of(DayOfWeek day) {
            return valueOf(day.name().substring(0, 3));
        }
    }

    /**
     * When nothing but urgent matters is mailed, as wall times: on each of these days from {@code from} until {@code to}, which is
     * on the next day if it is not later than {@code from}.
     */
    record QuietHours(
            @NotNull LocalTime from,
            @NotNull LocalTime to,
            @NotNull @Size(min = 1, max = 7) Set<@NotNull Day> days) {}

    /** When what can wait is mailed together. */
    record Digest(
            @NotNull @Valid Daily daily, @NotNull @Valid Weekly weekly) {}

    /** A digest every day at a wall time. */
    record Daily(boolean on, @NotNull LocalTime at) {}

    /** A digest once a week. */
    record Weekly(boolean on, @NotNull Day day, @NotNull LocalTime at) {}

    /** What a person chose for one kind; what is missing stays as it is. */
    record Choice(
            @NotNull NotificationKind kind,

            @JsonProperty("in_app") NotificationPreferences.@Nullable InApp inApp,

            @Nullable Sending email,
            @Nullable Sending slack) {
        Choice over(Choice before) {
            return new Choice(
                    kind,
                    inApp == null ? before.inApp : inApp,
                    email == null ? before.email : email,
                    slack == null ? before.slack : slack);
        }
    }

    static NotificationSettings usual(String timeZone) {
        return new NotificationSettings(
                timeZone,
                null,
                new Digest(new Daily(true, LocalTime.of(8, 0)), new Weekly(false, Day.MON, LocalTime.of(8, 0))),
                20,
                List.of());
    }

    /** The same with some choices changed. */
    NotificationSettings with(List<Choice> changed) {
        var choices = new EnumMap<NotificationKind, Choice>(NotificationKind.class);
        for (var choice : kinds) choices.put(choice.kind(), choice);
        for (var choice : changed) choices.merge(choice.kind(), choice, (before, after) -> after.over(before));
        return new NotificationSettings(
                timeZone, quietHours, digest, throttlePerHour, new ArrayList<>(choices.values()));
    }

    boolean inApp(NotificationKind kind) {
        return choice(kind).inApp() != NotificationPreferences.InApp.OFF;
    }

    Sending email(NotificationKind kind) {
        return Objects.requireNonNullElse(choice(kind).email(), kind.usual());
    }

    /** Slack brings only what a person chose to get there. */
    Sending slack(NotificationKind kind) {
        return Objects.requireNonNullElse(choice(kind).slack(), Sending.OFF);
    }

    Sending by(NoticeChannel channel, NotificationKind kind) {
        return switch (channel) {
            case EMAIL -> email(kind);
            case SLACK -> slack(kind);
        };
    }

    private Choice choice(NotificationKind kind) {
        return kinds.stream()
                .filter(choice -> choice.kind() == kind)
                .findFirst()
                .orElseGet(() -> new Choice(kind, null, null, null));
    }

    /** 400 or 422 where the settings would hide what a person must know. */
    NotificationSettings checked() {
        PlannedTime.zone(timeZone);
        if (quietHours != null
                && quietHours.from().equals(quietHours.to())
                && quietHours.days().size() == Day.values().length)
            throw Refused.invalid("quietHours", "must leave some hours of the week in which mail can be sent");
        for (var choice : kinds) {
            if (!choice.kind().isMandatory()) continue;
            if (!inApp(choice.kind()) || email(choice.kind()) == Sending.OFF)
                throw Refused.unprocessable(
                        "notification_mandatory",
                        "“" + choice.kind().label() + "” can't be turned off: it needs attention.");
        }
        return this;
    }

    NoticeTimes times() {
        return new NoticeTimes(PlannedTime.zone(timeZone), quietHours, digest);
    }
}
