package io.fanfare.campaign;

import io.fanfare.approval.CampaignFacts;
import io.fanfare.kernel.Refused;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What approval policies ask about a campaign. */
@Component
class ReviewedCampaigns implements CampaignFacts {
    private final CampaignStore store;

    ReviewedCampaigns(CampaignStore store) {
        this.store = store;
    }

    @Override
    public Facts of(UUID id) {
        var campaign = store.find(id).orElseThrow(Refused::notFound);
        return new Facts(
                campaign.type().name().toLowerCase(Locale.ROOT),
                campaign.priority().name().toLowerCase(Locale.ROOT),
                campaign.brandId());
    }
}
