package io.fanfare.planning;

import io.fanfare.campaign.Campaign;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task with what is derived. {@code blockedBy} lists the unfinished tasks that must be done before it can start. {@code critical} is
 * null for a task that is in no timeline. {@code comments} counts the comments on it.
 */
record TaskAnswer(
        UUID id,
        @Nullable UUID campaignId,
        @Nullable String campaignName,
        String title,
        @Nullable String description,
        String kind,
        Task.Status status,
        Campaign.Priority priority,
        @Nullable UUID assignee,
        @Nullable String assigneeName,
        List<Skill> skills,
        @Nullable BigDecimal estimateHours,
        @Nullable BigDecimal estimateLow,
        @Nullable BigDecimal estimateHigh,
        BigDecimal actualHours,
        @Nullable Integer durationDays,
        @Nullable LocalDate start,
        @Nullable LocalDate due,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        List<Task.Dependency> dependsOn,
        List<Predecessor> blockedBy,
        @Nullable String blockedReason,
        @Nullable UUID milestoneId,
        Task.@Nullable About subject,
        List<Task.ChecklistItem> checklist,
        List<String> tags,
        boolean pinned,
        Task.@Nullable Repeat repeat,
        boolean overdue,
        int overdueDays,
        @Nullable Boolean critical,
        int comments,
        int version,
        Instant createdAt,
        Instant updatedAt,
        List<String> can) {

    /** A task that has to be done before. */
    record Predecessor(UUID taskId, String title) {}
}
