package io.fanfare.planning;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fanfare.kernel.Refused;
import io.fanfare.planning.TimelineAnswer.AnchorDate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed of a timeline. {@code shiftDays} moves the anchor by that number of working days. {@code tasks} changes single tasks,
 * {@code links} replaces all links, {@code buffers} sets the size of the project buffer.
 */
record TimelineDetails(
        @Nullable Boolean dryRun,
        @Nullable AnchorDate anchor,
        @Nullable LocalDate target,
        @Nullable @Size(max = 2) String country,
        @Nullable @Min(-1000) @Max(1000) Integer shiftDays,
        @Nullable @Size(max = 20_000) List<@NotNull @Valid TaskChange> tasks,
        @Nullable @Size(max = 100_000) List<@NotNull @Valid LinkChange> links,
        @Nullable @Size(max = 20_000) List<@NotNull @Valid BufferChange> buffers) {

    /** A change of a task: its first possible day, its length in working days, or whether it stays where it is. */
    @JsonIgnoreProperties({
        "title",
        "kind",
        "status",
        "priority",
        "assignee",
        "assigneeName",
        "estimateHours",
        "actualHours",
        "due",
        "startedAt",
        "completedAt",
        "milestoneId",
        "overdue",
        "earliestStart",
        "earliestFinish",
        "latestStart",
        "latestFinish",
        "totalSlack",
        "freeSlack",
        "critical",
        "version"
    })
    record TaskChange(
            @NotNull UUID id,
            @Nullable LocalDate start,
            @Nullable @Min(0) @Max(1000) Integer durationDays,
            @Nullable Boolean pinned) {}

    record LinkChange(
            @NotNull UUID from,
            @NotNull UUID to,
            Link.@Nullable Type type,
            @Nullable @Min(-1000) @Max(1000) Integer lagDays) {}

    @JsonIgnoreProperties({"kind", "afterTaskId", "used"})
    record BufferChange(
            @NotNull @Size(max = 100) String id,
            @Nullable @Min(0) @Max(1000) Integer days) {}

    /** The timeline as it is. */
    static TimelineDetails of(Timeline timeline) {
        return new TimelineDetails(
                null,
                new AnchorDate(timeline.anchor(), timeline.anchorDate()),
                timeline.target(),
                timeline.country(),
                null,
                null,
                null,
                null);
    }

    boolean simulates() {
        return Boolean.TRUE.equals(dryRun);
    }

    TimelineDetails checked() {
        if (anchor != null && anchor.date() != null) requireYear("anchor.date", anchor.date());
        if (target != null) requireYear("target", target);
        if (country != null) Holidays.require("country", country);
        return this;
    }

    static void requireYear(String field, LocalDate date) {
        if (date.getYear() < 1970 || date.getYear() > 2200)
            throw Refused.invalid(field, "must be between the years 1970 and 2200");
    }
}
