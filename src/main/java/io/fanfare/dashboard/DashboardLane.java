package io.fanfare.dashboard;

import io.fanfare.campaign.CampaignFilter;
import io.fanfare.campaign.CampaignLine;
import io.fanfare.campaign.CampaignLines;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Checks campaigns again after they have changed, and every few hours for what time alone changes. */
@Component
class DashboardLane implements Lane {
    private static final String LANE = "dashboard";
    private static final int BATCH = 20;
    private static final Duration LONGEST = Duration.ofHours(3);

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
        if (event.subject().campaignId() != null) ready.mark(LANE, now.instant());
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
        var outdated =
                transactions.read(() -> standings.outdated(open, now.instant().minus(LONGEST)));
        var batch = outdated.stream().limit(BATCH).toList();
        if (!batch.isEmpty()) transactions.write(() -> standings.check(batch));
        // Others have their turn before the rest.
        if (outdated.size() > BATCH) return Optional.of(Instant.EPOCH);
        return Optional.of(transactions.read(now::instant).plus(LONGEST));
    }

    private List<UUID> open() {
        return campaigns.list(CampaignFilter.ALL, null).stream()
                .filter(line -> !line.closed())
                .map(CampaignLine::id)
                .toList();
    }
}
