package io.fanfare.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a task that people edit. {@code start} and {@code due} are days. {@code estimateHours} is the likely effort,
 * {@code estimateLow} and {@code estimateHigh} its best and worst case. {@code durationDays} is its length in the timeline in working
 * days, 0 for a milestone. {@code autoAssign} assigns it to the best member of the team.
 */
record TaskDetails(
        @NotBlank @Size(max = 300) String title,
        @Nullable UUID campaignId,
        @Nullable @Size(max = 20_000) String description,

        @JsonProperty(defaultValue = "task") @NotBlank @Size(max = 50)
        String kind,

        @JsonProperty(defaultValue = "todo") Task.Status status,
        @JsonProperty(defaultValue = "normal") Campaign.Priority priority,
        @Nullable UUID assignee,

        @JsonProperty(defaultValue = "[]") @Size(max = 20) List<@NotNull @Valid Skill> skills,

        @Nullable @DecimalMin("0") @DecimalMax("100000") BigDecimal estimateHours,
        @Nullable @DecimalMin("0") @DecimalMax("100000") BigDecimal estimateLow,
        @Nullable @DecimalMin("0") @DecimalMax("100000") BigDecimal estimateHigh,

        @JsonProperty(defaultValue = "0") @DecimalMin("0") @DecimalMax("100000")
        BigDecimal actualHours,

        @Nullable @Min(0) @Max(1000) Integer durationDays,
        @Nullable LocalDate start,
        @Nullable LocalDate due,

        @JsonProperty(defaultValue = "[]") @Size(max = 200) List<Task.@NotNull @Valid Dependency> dependsOn,

        @Nullable @Size(max = 2000) String blockedReason,
        Task.@Nullable @Valid About subject,

        @JsonProperty(defaultValue = "[]") @Size(max = 100) List<Task.@NotNull @Valid ChecklistItem> checklist,

        @JsonProperty(defaultValue = "[]") @Size(max = 100) List<@NotBlank @Size(max = 200) String> tags,

        @JsonProperty(defaultValue = "false") Boolean pinned,
        Task.@Nullable @Valid Repeat repeat,
        @Nullable Boolean autoAssign) {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2200;

    TaskDetails {
        kind = Objects.requireNonNullElse(kind, "task");
        status = Objects.requireNonNullElse(status, Task.Status.TODO);
        priority = Objects.requireNonNullElse(priority, Campaign.Priority.NORMAL);
        skills = Objects.requireNonNullElse(skills, List.of());
        actualHours = Objects.requireNonNullElse(actualHours, BigDecimal.ZERO);
        dependsOn = Objects.requireNonNullElse(dependsOn, List.of());
        checklist = Objects.requireNonNullElse(checklist, List.of());
        tags = Objects.requireNonNullElse(tags, List.of());
        pinned = Objects.requireNonNullElse(pinned, false);
    }

    static TaskDetails of(Task task, List<Task.Dependency> dependsOn) {
        return new TaskDetails(
                task.title(),
                task.campaignId(),
                task.description(),
                task.kind(),
                task.status(),
                task.priority(),
                task.assigneeId(),
                task.skills(),
                task.estimateHours(),
                task.estimateLow(),
                task.estimateHigh(),
                task.actualHours(),
                task.durationDays(),
                task.startDate(),
                task.dueDate(),
                dependsOn,
                task.blockedReason(),
                task.subject(),
                task.checklist(),
                task.tags(),
                task.pinned(),
                task.repeat(),
                null);
    }

    /** The same without a reason that belongs to another status. */
    @Nullable
    String reason() {
        return status == Task.Status.BLOCKED ? blockedReason : null;
    }

    boolean assignsItself() {
        return Boolean.TRUE.equals(autoAssign) && assignee == null;
    }

    /** The rules that concern more than the shape of one field. */
    TaskDetails checked() {
        requireYear("start", start);
        requireYear("due", due);
        if (start != null && due != null && due.isBefore(start))
            throw Refused.invalid("due", "must not be before start");
        if (status == Task.Status.BLOCKED && (blockedReason == null || blockedReason.isBlank()))
            throw Refused.invalid("blockedReason", "must say what the task is waiting for");
        if (repeat != null && due == null) throw Refused.invalid("repeat", "requires a due date");
        requireEstimates();
        var before = new HashSet<UUID>();
        for (int at = 0; at < dependsOn.size(); at++)
            if (!before.add(dependsOn.get(at).taskId()))
                throw Refused.invalid("dependsOn[" + at + "].taskId", "must be listed only once");
        return this;
    }

    private void requireEstimates() {
        if (estimateLow == null && estimateHigh == null) return;
        if (estimateHours == null || estimateLow == null || estimateHigh == null)
            throw Refused.invalid(
                    estimateHours == null ? "estimateHours" : estimateLow == null ? "estimateLow" : "estimateHigh",
                    "is required for an estimate with a best and a worst case");
        if (estimateLow.compareTo(estimateHours) > 0)
            throw Refused.invalid("estimateLow", "must not be greater than estimateHours");
        if (estimateHigh.compareTo(estimateHours) < 0)
            throw Refused.invalid("estimateHigh", "must not be less than estimateHours");
    }

    private static void requireYear(String field, @Nullable LocalDate date) {
        if (date != null && (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR))
            throw Refused.invalid(field, "must be between the years " + FIRST_YEAR + " and " + LAST_YEAR);
    }
}
