package io.fanfare.planning;

import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Refused;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task: its row and its rules. */
record Task(
        UUID id,
        @Nullable UUID campaignId,
        String title,
        @Nullable String description,
        String kind,
        Status status,
        Campaign.Priority priority,
        @Nullable UUID assigneeId,
        List<Skill> skills,
        @Nullable BigDecimal estimateHours,
        @Nullable BigDecimal estimateLow,
        @Nullable BigDecimal estimateHigh,
        BigDecimal actualHours,
        @Nullable Integer durationDays,
        @Nullable LocalDate startDate,
        @Nullable LocalDate dueDate,
        @Nullable Instant startedAt,
        @Nullable Instant reviewAt,
        @Nullable Instant completedAt,
        @Nullable String blockedReason,
        @Nullable UUID milestoneId,
        @Nullable About subject,
        List<ChecklistItem> checklist,
        List<String> tags,
        boolean pinned,
        @Nullable Repeat repeat,
        @Nullable LocalDate plannedStart,
        @Nullable LocalDate plannedFinish,
        @Nullable Boolean critical,
        boolean duePlanned,
        int reopened,
        int version,
        UUID createdBy,
        Instant createdAt,
        Instant updatedAt) {

    /** {@code todo → in_progress → in_review → done}; {@code blocked} while something is in the way. */
    enum Status {
        TODO,
        IN_PROGRESS,
        IN_REVIEW,
        DONE,
        BLOCKED,
        CANCELLED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean closed() {
            return this == DONE || this == CANCELLED;
        }

        Set<Status> next() {
            return switch (this) {
                case TODO -> Set.of(IN_PROGRESS, BLOCKED, CANCELLED);
                case IN_PROGRESS -> Set.of(IN_REVIEW, DONE, BLOCKED, TODO, CANCELLED);
                case IN_REVIEW -> Set.of(DONE, IN_PROGRESS, CANCELLED);
                case BLOCKED -> Set.of(TODO, IN_PROGRESS, CANCELLED);
                case DONE -> Set.of(IN_PROGRESS);
                case CANCELLED -> Set.of(TODO);
            };
        }
    }

    /** What the task is about, e.g. a post, a review or a render job. */
    record About(
            @NotBlank @Size(max = 50) String kind, @NotNull UUID id) {}

    record ChecklistItem(@NotBlank @Size(max = 500) String text, boolean done) {
        ChecklistItem open() {
            return new ChecklistItem(text, false);
        }
    }

    /** A task that comes back: when it is done, the next one is created with later dates, until a date. */
    record Repeat(
            @NotNull Every every,
            @Min(1) @Max(365) int interval,
            @Nullable LocalDate until) {
        enum Every {
            DAY,
            WEEK,
            MONTH
        }

        LocalDate after(LocalDate date) {
            return switch (every) {
                case DAY -> date.plusDays(interval);
                case WEEK -> date.plusWeeks(interval);
                case MONTH -> date.plusMonths(interval);
            };
        }

        boolean covers(LocalDate date) {
            return until == null || !date.isAfter(until);
        }
    }

    /** A task that this one waits for. */
    record Dependency(
            @NotNull UUID taskId,
            Link.@Nullable Type type,
            @Nullable @Min(-1000) @Max(1000) Integer lagDays) {
        Dependency {
            type = type == null ? Link.Type.FS : type;
            lagDays = lagDays == null ? 0 : lagDays;
        }

        TaskLinks.TaskLink to(UUID task) {
            return new TaskLinks.TaskLink(
                    taskId, task, type == null ? Link.Type.FS : type, lagDays == null ? 0 : lagDays);
        }
    }

    /** When it was started, reviewed and finished, and what is in its way: set by a change of its status. */
    record Course(
            Status status,
            @Nullable Instant startedAt,
            @Nullable Instant reviewAt,
            @Nullable Instant completedAt,
            int reopened) {
        static Course created() {
            return new Course(Status.TODO, null, null, null, 0);
        }

        Course to(Status next, Instant now) {
            if (next == status) return this;
            var started = startedAt == null ? now : startedAt;
            return switch (next) {
                case TODO -> new Course(next, null, null, null, reopened);
                case IN_PROGRESS ->
                    new Course(next, started, reviewAt, null, status == Status.DONE ? reopened + 1 : reopened);
                case IN_REVIEW -> new Course(next, started, now, null, reopened);
                case DONE -> new Course(next, started, reviewAt, now, reopened);
                case BLOCKED, CANCELLED -> new Course(next, startedAt, reviewAt, null, reopened);
            };
        }
    }

    Course course() {
        return new Course(status, startedAt, reviewAt, completedAt, reopened);
    }

    /** Refuses a change of status that is not allowed, with the allowed ones. */
    void requireMove(Status to) {
        if (to == status || status.next().contains(to)) return;
        var allowed = status.next().stream().map(Status::word).sorted().toList();
        throw Refused.conflict(
                        "task_transition_not_allowed",
                        "A task can't change from " + status.word() + " to " + to.word() + ". Allowed: "
                                + String.join(", ", allowed) + ".")
                .with("allowed", allowed);
    }

    boolean overdue(LocalDate today) {
        return dueDate != null && !status.closed() && dueDate.isBefore(today);
    }

    static Refused cycle(List<String> titles) {
        return Refused.unprocessable(
                        "task_cycle",
                        "These tasks would wait for each other: " + String.join(" → ", titles)
                                + ". Remove one of the dependencies.")
                .with("cycle", titles);
    }
}
