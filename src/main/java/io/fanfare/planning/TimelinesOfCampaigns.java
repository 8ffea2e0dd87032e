package io.fanfare.planning;

import io.fanfare.campaign.CampaignTimelines;
import io.fanfare.kernel.Sql;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which campaigns have a timeline. */
@Component
class TimelinesOfCampaigns implements CampaignTimelines {
    private final Sql sql;

    TimelinesOfCampaigns(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Set<UUID> among(Collection<UUID> campaigns) {
        return Set.copyOf(sql.of(
                        "select campaign_id from planning_timeline where workspace_id = :workspace and campaign_id = any(:campaigns)")
                .array("campaigns", "uuid", campaigns)
                .list(UUID.class));
    }
}
