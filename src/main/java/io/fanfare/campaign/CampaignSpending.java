package io.fanfare.campaign;

import java.math.BigDecimal;
import java.util.Map;

/** How much a campaign has spent so far, by channel and in its own currency; the room {@code analytics} knows. */
public interface CampaignSpending {
    Map<String, BigDecimal> spent(Campaign campaign);
}
