package io.fanfare.planning;

import io.fanfare.campaign.Campaign;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task of a template: what it is, how many working days it takes and what it waits for, but no date and no person. Without a timeline,
 * {@code dueOffsetDays} is its due date in days from the launch.
 */
public record TemplateTask(
        @NotBlank @Size(max = 50) String key,
        @NotBlank @Size(max = 300) String title,
        @Nullable @Size(max = 20_000) String description,
        @Nullable @Size(max = 50) String kind,
        @Nullable @Size(max = 200) String milestone,
        Campaign.@Nullable Priority priority,
        @Nullable @Min(0) @Max(1000) Integer durationDays,
        @Nullable @DecimalMin("0") @DecimalMax("100000") BigDecimal estimateHours,
        @Nullable @DecimalMin("0") @DecimalMax("100000") BigDecimal estimateLow,
        @Nullable @DecimalMin("0") @DecimalMax("100000") BigDecimal estimateHigh,
        @Nullable @Min(-3660) @Max(3660) Integer dueOffsetDays,
        @Nullable @Size(max = 20) List<@NotNull @Valid Skill> skills,
        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 500) String> checklist,
        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 200) String> tags,
        @Nullable @Size(max = 200) List<@NotNull @Valid After> after) {
    public TemplateTask {
        skills = Objects.requireNonNullElse(skills, List.of());
        checklist = Objects.requireNonNullElse(checklist, List.of());
        tags = Objects.requireNonNullElse(tags, List.of());
        after = Objects.requireNonNullElse(after, List.of());
    }

    /** The key of a task that this one waits for; default: for its end ({@code fs}), without a lag. */
    public record After(
            @NotBlank @Size(max = 50) String key,
            Link.@Nullable Type type,
            @Nullable @Min(-1000) @Max(1000) Integer lagDays) {}

    static TemplateTask of(TimelineTemplate.Step step, int days) {
        return new TemplateTask(
                step.key(),
                step.title(),
                null,
                step.kind(),
                step.milestone(),
                null,
                days,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                step.after().stream().map(key -> new After(key, null, null)).toList());
    }

    List<After> links() {
        return Objects.requireNonNull(after);
    }

    TaskDetails details(Campaign campaign) {
        return new TaskDetails(
                title,
                campaign.id(),
                description,
                kind == null ? "task" : kind,
                Task.Status.TODO,
                priority == null ? campaign.priority() : priority,
                null,
                Objects.requireNonNull(skills),
                estimateHours,
                estimateLow,
                estimateHigh,
                BigDecimal.ZERO,
                durationDays,
                null,
                null,
                List.of(),
                null,
                null,
                Objects.requireNonNull(checklist).stream()
                        .map(text -> new Task.ChecklistItem(text, false))
                        .toList(),
                Objects.requireNonNull(tags),
                false,
                null,
                null);
    }
}
