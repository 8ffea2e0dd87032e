package io.fanfare.creative;

import io.fanfare.approval.Item;
import io.fanfare.approval.Manifest;
import io.fanfare.approval.Scope;
import io.fanfare.creative.Components.Media;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Topic;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import io.fanfare.strategy.Strategies;
import io.fanfare.strategy.Strategy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
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
    private final Assets assets;
    private final Manifest approvals;
    private final Audit audit;
    private final Live live;
    private final ApplicationEventPublisher events;
    private final List<PlannedContent> planned;

    CreativeChanges(
            CreativeStore store,
            Strategies strategies,
            Assets assets,
            Manifest approvals,
            Audit audit,
            Live live,
            ApplicationEventPublisher events,
            List<PlannedContent> planned) {
        this.store = store;
        this.strategies = strategies;
        this.assets = assets;
        this.approvals = approvals;
        this.audit = audit;
        this.live = live;
        this.events = events;
        this.planned = planned;
    }

    Creative insert(CreativeStore.New row) {
        var files = files(row.components());
        row.channels().values().forEach(this::files);
        var strategy = strategies.current(row.campaignId());
        var creative = store.insert(
                row,
                strategy.map(Strategy::id).orElse(null),
                strategy.map(Strategy::version).orElse(null),
                Creative.digest(row.kind(), row.platform(), row.components(), files));
        store.keep(creative, "created");
        approvals.put(creative.campaignId(), item(creative));
        use(creative);
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
        var files = files(components);
        boolean restored = cause.equals("restored");
        change.channels().values().forEach(this::files);
        var channels = differing(before.channels(), change.channels());
        boolean revised = restored || !components.equals(before.components()) || !channels.isEmpty();
        var digest = Creative.digest(before.kind(), before.platform(), components, files);
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
        use(after);
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

    private static Item item(Creative creative) {
        return new Item(Creative.KIND, creative.id(), creative.name(), Map.of(Scope.CONTENT, creative.digest()))
                .asDraft();
    }

    /** The files that the components refer to; 400 if one of them does not exist. */
    private List<Asset> files(Components components) {
        var ids = components.assetIds();
        var found = assets.hold(ids);
        if (found.size() < ids.size()) {
            var existing = found.stream().map(Asset::id).collect(Collectors.toSet());
            var image = components.image();
            boolean imageMissing = image != null && !existing.contains(image.assetId());
            throw Refused.invalid(
                    "components." + (imageMissing ? "image" : "video") + ".assetId",
                    "must be the id of a file in the library");
        }
        return found;
    }

    /** Files that were rendered for the creative are not reused by it. */
    private void use(Creative creative) {
        var ids = new ArrayList<UUID>();
        reused(creative, "image", creative.components().image()).ifPresent(ids::add);
        reused(creative, "video", creative.components().video()).ifPresent(ids::add);
        creative.channels().values().forEach(own -> ids.addAll(own.assetIds()));
        assets.use(ids, creative.subject());
    }

    private static Optional<UUID> reused(Creative creative, String component, @Nullable Media media) {
        return media == null || "render".equals(creative.writers().get(component))
                ? Optional.empty()
                : Optional.of(media.assetId());
    }

    private void changed(Creative creative) {
        live.changed(Topic.CREATIVES.of(creative.campaignId()), Creative.KIND, creative.id(), creative.version());
    }
}
