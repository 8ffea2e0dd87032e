package io.fanfare.creative;

import io.fanfare.approval.Item;
import io.fanfare.approval.Manifest;
import io.fanfare.approval.Scope;
import io.fanfare.campaign.LinkTagsEvent;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Topic;
import io.fanfare.strategy.Strategies;
import io.fanfare.strategy.Strategy;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Stores new states of creatives. Each state is a revision, an item of the approvals (a draft until a scheduled item
 * uses it), an audit row and an event. Callers hold the lock of {@link CreativeLocks}.
 */
@Component
class CreativeChanges {
    private static final int MOST_USES = 20;

    private final CreativeStore store;
    private final Strategies strategies;
    private final CreativeDigests digests;
    private final Manifest approvals;
    private final Audit audit;
    private final Live live;
    private final ApplicationEventPublisher events;
    private final List<PlannedContent> planned;

    CreativeChanges(
            CreativeStore store,
            Strategies strategies,
            CreativeDigests digests,
            Manifest approvals,
            Audit audit,
            Live live,
            ApplicationEventPublisher events,
            List<PlannedContent> planned) {
        this.store = store;
        this.strategies = strategies;
        this.digests = digests;
        this.approvals = approvals;
        this.audit = audit;
        this.live = live;
        this.events = events;
        this.planned = planned;
    }

    Creative insert(CreativeStore.New row) {
        row.channels().values().forEach(digests::files);
        var strategy = strategies.current(row.campaignId());
        var creative = store.insert(
                row,
                strategy.map(Strategy::id).orElse(null),
                strategy.map(Strategy::version).orElse(null),
                digests.of(row.campaignId(), row.kind(), row.platform(), row.components()));
        store.keep(creative, "created");
        approvals.put(creative.campaignId(), item(creative));
        digests.use(creative);
        audit.record(creative.subject(), null, creative.components());
        changed(creative);
        return creative;
    }

    /** Other components under the same name; {@code cause} is stored with the revision. */
    Creative revise(Creative before, Components components, Map<String, String> writers, String cause) {
        return revise(before, CreativeStore.Change.of(before, components, writers), cause);
    }

    Creative revise(Creative before, CreativeStore.Change change, String cause) {
        var components = change.components();
        boolean restored = cause.equals("restored");
        change.channels().values().forEach(digests::files);
        var channels = differing(before.channels(), change.channels());
        boolean revised = restored || !components.equals(before.components()) || !channels.isEmpty();
        var digest = digests.of(before.campaignId(), before.kind(), before.platform(), components);
        var strategy = strategies.current(before.campaignId());
        boolean written = revised && !restored;
        var after = store.revise(
                change,
                digest,
                revised,
                written ? strategy.map(Strategy::id).orElse(null) : before.strategyId(),
                written ? strategy.map(Strategy::version).orElse(null) : before.strategyVersion());
        if (revised) store.keep(after, cause);
        approvals.put(after.campaignId(), item(after));
        digests.use(after);
        if (channels.isEmpty()) audit.record(after.subject(), before.components(), after.components());
        else audit.record(after.subject(), words(before), words(after));
        boolean shared = channels.isEmpty() || !digest.equals(before.digest());
        events.publishEvent(new CreativeEvent.Changed(after, channels, shared));
        changed(after);
        return after;
    }

    /** The channels whose own components differ. */
    private static Set<Platform> differing(Map<Platform, Components> before, Map<Platform, Components> after) {
        var all = EnumSet.noneOf(Platform.class);
        all.addAll(before.keySet());
        all.addAll(after.keySet());
        all.removeIf(platform -> Objects.equals(before.get(platform), after.get(platform)));
        return all;
    }

    private static Map<String, Object> words(Creative creative) {
        return Map.of("components", creative.components(), "channels", creative.channels());
    }

    /** 409 {@code creative_in_use} while scheduled items use the creative. */
    void archive(UUID id) {
        var uses = planned.stream()
                .flatMap(room -> room.uses(id, MOST_USES).stream())
                .toList();
        if (!uses.isEmpty())
            throw Refused.conflict(
                            "creative_in_use",
                            "Scheduled items use this draft. Cancel them or change their text first.")
                    .with("uses", uses);
        var after = store.archive(id, true);
        approvals.remove(after.campaignId(), Creative.KIND, id);
        audit.record(after.subject(), Map.of("archived", false), Map.of("archived", true));
        events.publishEvent(new CreativeEvent.Archived(after));
        changed(after);
    }

    Creative restore(UUID id) {
        var after = store.archive(id, false);
        approvals.put(after.campaignId(), item(after));
        audit.record(after.subject(), Map.of("archived", true), Map.of("archived", false));
        changed(after);
        return after;
    }

    /** Links with other tags need another review. */
    @EventListener
    void retagged(LinkTagsEvent event) {
        for (var creative : store.ofCampaign(event.campaignId())) {
            String digest = digests.of(creative);
            if (!digest.equals(creative.digest()))
                approvals.put(creative.campaignId(), item(store.redigest(creative.id(), digest)));
        }
    }

    private Item item(Creative creative) {
        var facts = digests.facts(creative);
        var item = Json.digest(facts).equals(creative.digest())
                ? Item.of(Creative.KIND, creative.id(), creative.name(), Map.of(Scope.CONTENT, facts))
                : new Item(Creative.KIND, creative.id(), creative.name(), Map.of(Scope.CONTENT, creative.digest()));
        return item.asDraft();
    }

    private void changed(Creative creative) {
        live.changed(Topic.CREATIVES.of(creative.campaignId()), Creative.KIND, creative.id(), creative.version());
    }
}
