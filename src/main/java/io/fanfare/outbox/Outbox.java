package io.fanfare.outbox;

import io.fanfare.approval.Clearance;
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
 * The only way to lock and change an item: gate → item → ledger row. Every operation takes the exclusive lock of the
 * gate first, and so does the ledger before it writes an outcome. They wait for each other and can't deadlock.
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

    /** Locks the gate of an item, then the item; 404 if it does not exist. */
    public <T extends OutgoingItem> T lock(OutgoingStore<T> store, UUID id) {
        gates.lock(store.campaignOf(id).orElseThrow(Refused::notFound));
        return store.lock(id);
    }

    /** Locks an item for an operation; 409 if its state does not allow the operation. */
    public <T extends OutgoingItem> T lock(OutgoingStore<T> store, UUID id, String operation) {
        return lock(store, id, operation, null);
    }

    /**
     * Locks an item for an operation; 409 if its state does not allow the operation, or if the client has read an
     * older version.
     */
    public <T extends OutgoingItem> T lock(
            OutgoingStore<T> store, UUID id, String operation, @Nullable Integer version) {
        var item = lock(store, id);
        item.requires(operation);
        item.requires(version);
        return item;
    }

    /** Locks the gate of a campaign; its items can then be locked in any order. */
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

    /** The campaign of an item; 409 if it is closed or archived. */
    public Campaign requireOpen(OutgoingItem item) {
        var campaign = campaigns.get(item.campaignId());
        campaign.requireOpen();
        return campaign;
    }

    /** The campaign; 409 if it is paused or over, or if not everything is approved in its current state. */
    public Campaign requireSendable(UUID campaignId) {
        var campaign = requireRunning(campaignId);
        manifest.clearance(campaignId).requireComplete();
        return campaign;
    }

    /** As {@code requireSendable}, and 409 as well if changes were requested for this item. */
    public Campaign requireSendable(OutgoingItem item) {
        var campaign = requireRunning(item.campaignId());
        manifest.clearance(item.campaignId()).require(item.kind(), item.id());
        return campaign;
    }

    /** Whether an item may be sent: everything in its campaign is approved, and no changes were requested for it. */
    public boolean passes(OutgoingItem item) {
        return clearance(item.campaignId()).passes(item.kind(), item.id());
    }

    /** Whether a campaign may send now, and which items. */
    public Clearance clearance(UUID campaignId) {
        return manifest.clearance(campaignId);
    }

    /** Whether nothing of a campaign is sent yet because its launch can still be undone. */
    public boolean held(UUID campaignId) {
        return gates.isHeld(campaignId);
    }

    /** The campaign; 409 if it is paused or over. */
    public Campaign requireRunning(UUID campaignId) {
        var campaign = campaigns.get(campaignId);
        campaign.requireOpen();
        if (campaign.status() == Campaign.Status.PAUSED)
            throw Refused.conflict("campaign_paused", "This campaign is paused, so nothing is sent. Resume it first.");
        return campaign;
    }

    /** Writes an item into the manifest; returns the digest that its rows in the ledger carry. */
    public String put(UUID campaignId, Item item) {
        return manifest.put(campaignId, item);
    }

    /** Adds or updates many items of a campaign, compared once. */
    public void putAll(UUID campaignId, Collection<Item> items) {
        manifest.putAll(campaignId, items);
    }

    /** Removes an item that will not be sent from the manifest. */
    public void remove(OutgoingItem item) {
        manifest.remove(item.campaignId(), item.kind(), item.id());
    }

    /** Pauses or resumes the messages of one item. */
    public void hold(OutgoingItem item, boolean held) {
        gates.hold(item.campaignId(), item.kind(), item.id(), held);
    }

    /** Records a change in the audit trail under the running operation, and notifies browsers. */
    public void changed(OutgoingItem item, @Nullable Object before, @Nullable Object after) {
        audit.record(item.asSubject(), before, after);
        notifyBrowsers(item);
    }

    /** Records a change of the state. */
    public void moved(OutgoingItem before, OutgoingItem after) {
        changed(after, Map.of("status", before.state()), Map.of("status", after.state()));
    }

    /** Records a change that no operation made, and notifies browsers. */
    public void happened(String event, OutgoingItem item, @Nullable Object before, @Nullable Object after) {
        audit.record(event, item.asSubject(), before, after);
        notifyBrowsers(item);
    }

    /** Notifies browsers that the deliveries of an item changed. */
    public void notifyBrowsers(UUID campaignId, String kind, UUID id) {
        live.changed(Topic.QUEUE.of(campaignId), kind, id, null);
        live.changed(Topic.DELIVERIES, kind, null, null);
    }

    /** Notifies browsers that an item changed. */
    public void notifyBrowsers(OutgoingItem item) {
        live.changed(Topic.QUEUE.of(item.campaignId()), item.kind(), item.id(), item.version());
        live.changed(Topic.DELIVERIES, item.kind(), null, null);
    }
}
