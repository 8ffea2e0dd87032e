package io.fanfare.outbox;

import io.fanfare.approval.Item;
import io.fanfare.approval.Manifest;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.delivery.Gates;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Topic;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one way to lock and change an item: gate → item → ledger row. Every operation of every kind takes the exclusive lock of
 * the gate first, as the ledger does before it writes an outcome, so two that meet wait for each other and never in a circle.
 */
@Component
public class Outbox {
    private final Gates gates;
    private final Campaigns campaigns;
    private final Manifest manifest;
    private final Audit audit;
    private final Live live;

    Outbox(Gates gates, Campaigns campaigns, Manifest manifest, Audit audit, Live live) {
        this.gates = gates;
        this.campaigns = campaigns;
        this.manifest = manifest;
        this.audit = audit;
        this.live = live;
    }

    /** Locks the gate of an item, then the item; 404 where there is none. */
    public <T extends OutgoingItem> T lock(OutgoingStore<T> store, UUID id) {
        gates.lock(store.campaignOf(id).orElseThrow(Refused::notFound));
        return store.lock(id);
    }

    /** The same for an operation: 409 where its state does not allow it. */
    public <T extends OutgoingItem> T lock(OutgoingStore<T> store, UUID id, String operation) {
        return lock(store, id, operation, null);
    }

    /** The same for an operation: 409 where its state does not allow it, or where the client has seen another version. */
    public <T extends OutgoingItem> T lock(
            OutgoingStore<T> store, UUID id, String operation, @Nullable Integer version) {
        var item = lock(store, id);
        item.requires(operation);
        item.requires(version);
        return item;
    }

    /** Locks the gate of a campaign; its items may then be locked in any order. */
    public Campaign lock(UUID campaignId) {
        gates.lock(campaignId);
        return campaigns.get(campaignId);
    }

    /** Locks several gates, always in the order of their ids. */
    public Map<UUID, Campaign> lock(Collection<UUID> campaignIds) {
        var locked = new LinkedHashMap<UUID, Campaign>();
        new TreeSet<>(campaignIds).forEach(id -> locked.put(id, lock(id)));
        return locked;
    }

    /** The campaign of an item that is changed; 409 where it is closed or archived. */
    public Campaign requireOpen(OutgoingItem item) {
        var campaign = campaigns.get(item.campaignId());
        campaign.requireOpen();
        return campaign;
    }

    /** 409 where the campaign is paused or over, or something is not approved as it is now. */
    public Campaign requireSendable(UUID campaignId) {
        var campaign = requireRunning(campaignId);
        manifest.requirePublishable(campaignId);
        return campaign;
    }

    /** Whether everything of a campaign is approved as it is now. */
    public boolean approved(UUID campaignId) {
        return manifest.blockers(campaignId).isEmpty();
    }

    /** 409 where the campaign is paused or over. */
    public Campaign requireRunning(UUID campaignId) {
        var campaign = campaigns.get(campaignId);
        campaign.requireOpen();
        if (campaign.status() == Campaign.Status.PAUSED)
            throw Refused.conflict("campaign_paused", "This campaign is paused, so nothing is sent. Resume it first.");
        return campaign;
    }

    /** What an item is now, for the approvals; returns the digest that its rows in the ledger carry. */
    public String put(UUID campaignId, Item item) {
        return manifest.put(campaignId, item);
    }

    /** Adds or updates many items of a campaign, compared once. */
    public void putAll(UUID campaignId, Collection<Item> items) {
        manifest.putAll(campaignId, items);
    }

    /** The item is not going to be sent: it is no longer part of the approvals. */
    public void remove(OutgoingItem item) {
        manifest.remove(item.campaignId(), item.kind(), item.id());
    }

    /** Lets nothing of an item pass its gate, or lets it go on. */
    public void hold(OutgoingItem item, boolean held) {
        gates.hold(item.campaignId(), item.kind(), item.id(), held);
    }

    /** Notes the change under the operation that runs, and tells browsers. */
    public void changed(OutgoingItem item, @Nullable Object before, @Nullable Object after) {
        audit.record(item.asSubject(), before, after);
        tell(item);
    }

    /** The same for an operation that changes only the state. */
    public void moved(OutgoingItem before, OutgoingItem after) {
        changed(after, Map.of("status", before.state()), Map.of("status", after.state()));
    }

    /** Notes something that happened by itself. */
    public void happened(String event, OutgoingItem item, @Nullable Object before, @Nullable Object after) {
        audit.record(event, item.asSubject(), before, after);
        tell(item);
    }

    /** Tells browsers that an item changed. */
    public void tell(OutgoingItem item) {
        live.changed(Topic.QUEUE.of(item.campaignId()), item.kind(), item.id(), item.version());
        live.changed(Topic.DELIVERIES, item.kind(), null, null);
    }
}
