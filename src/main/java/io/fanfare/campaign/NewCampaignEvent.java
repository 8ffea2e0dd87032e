package io.fanfare.campaign;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A campaign was created; published in the same transaction. */
public record NewCampaignEvent(UUID campaignId, @Nullable LocalDate startDate, boolean generateTimeline) {}
