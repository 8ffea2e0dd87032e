package io.fanfare.campaign;

import java.util.UUID;

/** A campaign moved to another status or was deleted; published in the transaction of the change. */
public sealed interface CampaignEvent {
    /** It moved. */
    record Moved(Campaign campaign, Campaign.Status from) implements CampaignEvent {}

    /** It is deleted permanently, with everything that belongs to it. */
    record Destroyed(UUID campaignId) implements CampaignEvent {}
}
