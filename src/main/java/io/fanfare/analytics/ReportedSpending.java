package io.fanfare.analytics;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignSpending;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The reported spending of a campaign by channel, in its own currency. */
@Component
class ReportedSpending implements CampaignSpending {
    private final FigureStore store;

    ReportedSpending(FigureStore store) {
        this.store = store;
    }

    @Override
    public Map<String, BigDecimal> spent(Campaign campaign) {
        var spent = new TreeMap<String, BigDecimal>();
        for (FigureSum roll : store.channels(campaign.id()))
            if (roll.currency().equals(campaign.currency()))
                spent.merge(String.valueOf(roll.channel()), roll.spend(), BigDecimal::add);
        return spent;
    }
}
