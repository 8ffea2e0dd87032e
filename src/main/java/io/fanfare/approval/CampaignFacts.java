package io.fanfare.approval;

import java.util.UUID;

/** What policies ask about a campaign. The room that has campaigns implements it. */
public interface CampaignFacts {
    Facts of(UUID campaign);

    /** The type and the priority of a campaign, as the API names them. */
    record Facts(String type, String priority) {}
}
