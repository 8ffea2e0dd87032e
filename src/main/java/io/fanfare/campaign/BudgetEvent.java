package io.fanfare.campaign;

import java.util.UUID;

/** The planned budget of a campaign or its split changed; told in the transaction of the change. */
public record BudgetEvent(UUID campaignId) {}
