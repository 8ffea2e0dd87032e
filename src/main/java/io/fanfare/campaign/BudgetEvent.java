package io.fanfare.campaign;

import java.util.UUID;

/** The budget of a campaign or its channel shares changed; published in the transaction of the change. */
public record BudgetEvent(UUID campaignId) {}
