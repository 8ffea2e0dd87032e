package io.fanfare.planning;

import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Check;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The timeline of a campaign. {@code finish} is the planned end, {@code projectedFinish} the end as it is expected today, and
 * {@code bufferUsed} the used share of the project buffer of {@code bufferDays} working days. {@code broken} lists what the plan can't
 * keep. {@code changes} and {@code newlyCritical} are only in the answer of a simulation.
 */
record TimelineAnswer(
        UUID campaignId,
        int version,
        @Nullable String template,
        AnchorDate anchor,
        Timeline.Direction direction,
        @Nullable String country,
        CalendarDays calendar,
        LocalDate start,
        LocalDate finish,
        LocalDate projectedFinish,
        LocalDate target,
        int bufferDays,
        double bufferUsed,
        TimelinePlan.State state,
        List<MilestoneAnswer> milestones,
        List<PlannedTask> tasks,
        List<TimelineLink> links,
        List<Buffer> buffers,
        List<UUID> criticalPath,
        List<Conflict> broken,
        @Nullable List<Change> changes,
        @Nullable List<UUID> newlyCritical,
        List<Check> checks,
        List<String> can) {

    record AnchorDate(
            Timeline.@Nullable Anchor kind, @Nullable LocalDate date) {}

    record Holiday(LocalDate date, String name) {}

    /** The working days of the plan; tasks that are assigned follow the calendar of their person. */
    record CalendarDays(String timeZone, List<String> workDays, double hoursPerDay, List<Holiday> holidays) {}

    record MilestoneAnswer(
            UUID id,
            String name,
            @Nullable LocalDate date,
            MilestoneState state,
            double progress,
            List<UUID> taskIds) {}

    enum MilestoneState {
        OPEN,
        LATE,
        DONE
    }

    /** A task in the plan: its earliest and latest days, and its slack in working days. {@code readTask} has the rest. */
    record PlannedTask(
            UUID id,
            String title,
            String kind,
            Task.Status status,
            Campaign.Priority priority,
            @Nullable UUID assignee,
            @Nullable String assigneeName,
            @Nullable BigDecimal estimateHours,
            BigDecimal actualHours,
            int durationDays,
            @Nullable LocalDate start,
            @Nullable LocalDate due,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            @Nullable UUID milestoneId,
            boolean pinned,
            boolean overdue,
            LocalDate earliestStart,
            LocalDate earliestFinish,
            LocalDate latestStart,
            LocalDate latestFinish,
            int totalSlack,
            int freeSlack,
            boolean critical,
            int version) {}

    record TimelineLink(UUID from, UUID to, Link.Type type, int lagDays) {}

    /** {@code used} is a share of the buffer. */
    record Buffer(
            String id, String kind, int days, @Nullable UUID afterTaskId, double used) {}

    /** A day or a length that a change would move. */
    record Change(UUID taskId, String field, String before, String after) {}

    /** What the plan can't keep: a {@code link}, a {@code due} date or the {@code target}. */
    record Conflict(String kind, @Nullable UUID taskId, String sentence) {}
}
