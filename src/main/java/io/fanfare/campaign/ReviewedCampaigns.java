package io.fanfare.campaign;

import io.fanfare.approval.CampaignFacts;
import io.fanfare.kernel.Refused;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What approval policies ask about a campaign. */
@Component
class ReviewedCampaigns implements CampaignFacts {
    private final CampaignStore store;
    private final ObjectProvider<CampaignSpending> spending;

    ReviewedCampaigns(CampaignStore store, ObjectProvider<CampaignSpending> spending) {
        this.store = store;
        this.spending = spending;
    }

    @Override
    public Facts of(UUID id) {
        var campaign = store.find(id).orElseThrow(Refused::notFound);
        return new Facts(
                campaign.type().name().toLowerCase(Locale.ROOT),
                campaign.priority().name().toLowerCase(Locale.ROOT),
                campaign.brandId(),
                campaign.templateId());
    }

    @Override
    public BigDecimal spent(UUID id) {
        var campaign = store.find(id).orElseThrow(Refused::notFound);
        return spending.stream()
                .flatMap(spent -> spent.spent(campaign).values().stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
