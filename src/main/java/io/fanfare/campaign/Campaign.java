package io.fanfare.campaign;

import io.fanfare.kernel.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A campaign: its row and its rules. */
public record Campaign(
        UUID id,
        String name,
        Status status,
        @Nullable String statusReason,
        Type type,
        @Nullable String objective,
        @Nullable String description,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        String timeZone,
        @Nullable BigDecimal budgetAmount,
        String currency,
        List<String> channels,
        Priority priority,
        List<String> tags,
        @Nullable String brandId,
        UUID ownerId,
        boolean archived,
        boolean timeline,
        @Nullable UUID templateId,
        int version,
        UUID createdBy,
        Instant createdAt,
        Instant updatedAt) {

    /** {@code draft → planning → active ⇄ paused → completed}, {@code cancelled} from any but completed. */
    public enum Status {
        DRAFT,
        PLANNING,
        ACTIVE,
        PAUSED,
        COMPLETED,
        CANCELLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        Set<Status> next() {
            return switch (this) {
                case DRAFT -> Set.of(PLANNING, CANCELLED);
                case PLANNING -> Set.of(DRAFT, ACTIVE, CANCELLED);
                case ACTIVE -> Set.of(PAUSED, COMPLETED, CANCELLED);
                case PAUSED -> Set.of(ACTIVE, COMPLETED, CANCELLED);
                case COMPLETED, CANCELLED -> Set.of();
            };
        }
    }

    /** The kind of campaign; templates and timelines depend on it. */
    public enum Type {
        PRODUCT_LAUNCH,
        BRAND_AWARENESS,
        LEAD_GENERATION,
        SEASONAL,
        EVENT,
        NEWSLETTER,
        ALWAYS_ON,
        CUSTOM
    }

    /** How important it is compared with others. */
    public enum Priority {
        LOW,
        NORMAL,
        HIGH,
        URGENT
    }

    /** Before its launch. */
    public boolean unlaunched() {
        return status == Status.DRAFT || status == Status.PLANNING;
    }

    public boolean active() {
        return status == Status.ACTIVE && !archived;
    }

    /** Completed or cancelled: nothing can be planned any more. */
    public boolean closed() {
        return status == Status.COMPLETED || status == Status.CANCELLED;
    }

    /** Refuses an archived campaign. */
    public void requireUnarchived() {
        if (archived) throw Refused.conflict("campaign_archived", "This campaign is archived. Restore it first.");
    }

    /** Refuses a campaign in which nothing can be planned any more. */
    public void requireOpen() {
        requireUnarchived();
        if (closed())
            throw Refused.conflict(
                    "campaign_closed", "This campaign is " + status.word() + ". Nothing more can be scheduled in it.");
    }

    /** Refuses a transition that is not allowed, with the allowed ones. */
    void requireMove(Status to) {
        requireUnarchived();
        if (status.next().contains(to)) return;
        var allowed = status.next().stream().map(Status::word).sorted().toList();
        throw Refused.conflict(
                        "campaign_transition_not_allowed",
                        status == to
                                ? "This campaign is already " + to.word() + "."
                                : "A campaign can't change from " + status.word() + " to " + to.word() + ". "
                                        + (allowed.isEmpty()
                                                ? "This status is final."
                                                : "Allowed: " + String.join(", ", allowed) + "."))
                .with("allowed", allowed);
    }

    /** The operations that this status allows. */
    List<String> moves() {
        if (archived)
            return List.of("changeCampaign", "cloneCampaign", "createTemplateFromCampaign", "archiveCampaign");
        return switch (status) {
            case DRAFT, PLANNING ->
                List.of(
                        "changeCampaign",
                        "setBudget",
                        "schedulePost",
                        "createMailing",
                        "requestApproval",
                        "launchCampaign",
                        "publishCampaign",
                        "transitionCampaign",
                        "cloneCampaign",
                        "createTemplateFromCampaign",
                        "archiveCampaign");
            case ACTIVE ->
                List.of(
                        "changeCampaign",
                        "setBudget",
                        "schedulePost",
                        "createMailing",
                        "requestApproval",
                        "pauseCampaign",
                        "completeCampaign",
                        "publishCampaign",
                        "transitionCampaign",
                        "cloneCampaign",
                        "createTemplateFromCampaign",
                        "archiveCampaign");
            case PAUSED ->
                List.of(
                        "changeCampaign",
                        "setBudget",
                        "schedulePost",
                        "createMailing",
                        "requestApproval",
                        "resumeCampaign",
                        "completeCampaign",
                        "transitionCampaign",
                        "cloneCampaign",
                        "createTemplateFromCampaign",
                        "archiveCampaign");
            case COMPLETED, CANCELLED ->
                List.of("changeCampaign", "cloneCampaign", "createTemplateFromCampaign", "archiveCampaign");
        };
    }
}
