package io.fanfare.creative;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.delivery.Gates;
import io.fanfare.kernel.Refused;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Locks creatives for a change, always in the order gate, creative. */
@Component
class CreativeLocks {
    private final CreativeStore store;
    private final Campaigns campaigns;
    private final Gates gates;

    CreativeLocks(CreativeStore store, Campaigns campaigns, Gates gates) {
        this.store = store;
        this.campaigns = campaigns;
        this.gates = gates;
    }

    /** Locks the campaign for a new creative; 409 unless the campaign is open. */
    Campaign open(UUID campaign) {
        gates.lock(campaign);
        var open = campaigns.get(campaign);
        open.requireOpen();
        return open;
    }

    /** Locks a creative until the transaction ends; 409 if it or its campaign is archived. */
    Creative lock(UUID id) {
        var creative = lockAny(id);
        creative.requireKept();
        campaigns.get(creative.campaignId()).requireUnarchived();
        return creative;
    }

    /** Locks a creative, archived or not. */
    Creative lockAny(UUID id) {
        var known = store.find(id).orElseThrow(Refused::notFound);
        gates.lock(known.campaignId());
        return store.lock(id);
    }

    /** Locks a creative if it can still be changed. */
    Optional<Creative> ifOpen(UUID id) {
        var known = store.find(id);
        if (known.isEmpty() || campaigns.get(known.get().campaignId()).archived()) return Optional.empty();
        var creative = lockAny(id);
        return creative.archived() ? Optional.empty() : Optional.of(creative);
    }
}
