package io.fanfare.campaign;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A campaign was created; published in the same transaction. With {@code templateId}, it asks for what that template makes. */
public record NewCampaignEvent(
        UUID campaignId,
        @Nullable LocalDate startDate,
        boolean generateTimeline,
        @Nullable UUID templateId,
        Map<String, String> templateValues) {}
