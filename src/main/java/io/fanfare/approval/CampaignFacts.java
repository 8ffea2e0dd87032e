package io.fanfare.approval;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What policies ask about a campaign. The room that has campaigns implements it. */
public interface CampaignFacts {
    Facts of(UUID campaign);

    /** What it has spent so far, in its currency. */
    BigDecimal spent(UUID campaign);

    /** The type and the priority of a campaign, as the API names them, its brand, and the template that it was made from. */
    record Facts(
            String type,
            String priority,
            @Nullable String brand,
            @Nullable UUID template) {}
}
