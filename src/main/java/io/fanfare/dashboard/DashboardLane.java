package io.fanfare.dashboard;

import io.fanfare.campaign.CampaignFilter;
import io.fanfare.campaign.CampaignLine;
import io.fanfare.campaign.CampaignLines;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Checks campaigns again after they have changed, and when time may have changed what the checks say. */
@Component
class DashboardLane implements Lane {
    private static final String LANE = "dashboard";
    private static final int BATCH = 20;
    /** What the checks of any campaign may look at. */
    private static final Set<String> SHARED = Set.of("account", "brand", "segment");

    private final CampaignLines campaigns;
    private final StoredStandings standings;
    private final Transactions transactions;
    private final Ready ready;
    private final Now now;

    DashboardLane(CampaignLines campaigns, StoredStandings standings, Transactions transactions, Ready ready, Now now) {
        this.campaigns = campaigns;
        this.standings = standings;
        this.transactions = transactions;
        this.ready = ready;
        this.now = now;
    }

    @EventListener
    void changed(Audit.Event event) {
        String kind = event.subject().kind();
        if (SHARED.contains(kind)) standings.expire();
        if (event.subject().campaignId() != null || SHARED.contains(kind) || kind.equals("metrics"))
            ready.mark(LANE, now.instant());
    }

    @Override
    public String name() {
        return LANE;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public Optional<Instant> work() {
        var open = transactions.read(this::open);
        if (open.isEmpty()) return Optional.empty();
        var outdated = transactions.read(() -> standings.outdated(open));
        var batch = outdated.stream().limit(BATCH).toList();
        if (!batch.isEmpty()) transactions.write(() -> standings.check(batch));
        // Others have their turn before the rest.
        if (outdated.size() > BATCH) return Optional.of(Instant.EPOCH);
        return transactions.read(() -> standings.next(open));
    }

    private List<UUID> open() {
        return campaigns.list(CampaignFilter.ALL, null).stream()
                .filter(line -> !line.closed())
                .map(CampaignLine::id)
                .toList();
    }
}
