package io.fanfare.campaign;

/**
 * What a room copies when a campaign is cloned. Spring collects the implementations and calls them in their {@code @Order}; the
 * gate of the copy is locked.
 */
public interface CopiedWith {
    int STRATEGY = 1;
    int CREATIVES = 2;
    int OUTGOING = 3;
    int TASKS = 4;

    void copy(CampaignCopy copy);
}
