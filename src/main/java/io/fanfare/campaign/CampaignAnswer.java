package io.fanfare.campaign;

import io.fanfare.campaign.CampaignDetails.Budget;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A campaign. {@code phase} is derived from status and approvals: {@code strategy, content, in_review, ready, running,
 * paused, done, cancelled}. {@code timeline} says whether it has one (see {@code readTimeline}), {@code templateId}
 * which template it was made from. {@code can} lists the operations that you may call on it now.
 */
public record CampaignAnswer(
        UUID id,
        String name,
        Campaign.Status status,
        String phase,
        int version,
        Campaign.Type type,
        @Nullable String objective,
        @Nullable String description,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        String timeZone,
        @Nullable Budget budget,
        List<String> channels,
        Campaign.Priority priority,
        List<String> tags,
        @Nullable String brandId,
        UUID ownerId,
        String ownerName,
        boolean archived,
        boolean timeline,
        @Nullable UUID templateId,
        Instant createdAt,
        UUID createdBy,
        Instant updatedAt,
        List<String> can) {

    static CampaignAnswer of(Campaign c, String phase, String ownerName, List<String> can) {
        return new CampaignAnswer(
                c.id(),
                c.name(),
                c.status(),
                phase,
                c.version(),
                c.type(),
                c.objective(),
                c.description(),
                c.startDate(),
                c.endDate(),
                c.timeZone(),
                c.budgetAmount() == null ? null : new Budget(c.budgetAmount(), c.currency()),
                c.channels(),
                c.priority(),
                c.tags(),
                c.brandId(),
                c.ownerId(),
                ownerName,
                c.archived(),
                c.timeline(),
                c.templateId(),
                c.createdAt(),
                c.createdBy(),
                c.updatedAt(),
                can);
    }
}
