package io.fanfare.campaign;

import java.util.UUID;

/** A campaign moved to another status, or was destroyed for good; told in the transaction of the move. */
public sealed interface CampaignEvent {
    /** It moved. */
    record Moved(Campaign campaign, Campaign.Status from) implements CampaignEvent {}

    /** It is deleted with all that belongs to it. */
    record Destroyed(UUID campaignId) implements CampaignEvent {}
}
