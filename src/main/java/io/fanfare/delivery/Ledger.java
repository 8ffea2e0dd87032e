package io.fanfare.delivery;

import io.fanfare.delivery.Delivery.State;
import io.fanfare.delivery.Message.Excluded.Cause;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What other rooms do with the ledger: plan, change and cancel rows, and count them. */
@Component
public class Ledger {
    private final LedgerStore store;
    private final HandoverStore handovers;
    private final QueueStore queue;
    private final Tallies tallies;
    private final Erasures erasures;
    private final Ready ready;
    private final Now now;
    private final ApplicationEventPublisher events;

    Ledger(
            LedgerStore store,
            HandoverStore handovers,
            QueueStore queue,
            Tallies tallies,
            Erasures erasures,
            Ready ready,
            Now now,
            ApplicationEventPublisher events) {
        this.store = store;
        this.handovers = handovers;
        this.queue = queue;
        this.tallies = tallies;
        this.erasures = erasures;
        this.ready = ready;
        this.now = now;
        this.events = events;
    }

    /** Adds planned rows. The same item to the same target is stored once, however often it is planned. */
    public int plan(List<Delivery.Planned> rows) {
        if (rows.isEmpty()) return 0;
        int inserted = store.insert(rows);
        rows.forEach(row -> ready.mark(Dispatch.lane(row.lane()), row.dueAt()));
        return inserted;
    }

    /** Gives the rows of an item that are not submitted yet another digest and time; returns how many rows changed. */
    public int replan(String itemKind, UUID itemId, String digest, Instant dueAt) {
        int changed = store.replan(itemKind, itemId, digest, dueAt);
        if (changed > 0) for (var lane : Delivery.Lane.values()) ready.mark(Dispatch.lane(lane), dueAt);
        return changed;
    }

    /** Makes the rows of several items that are not submitted yet due at that time; their digests stay. */
    public void hasten(String itemKind, Collection<UUID> items, Instant dueAt) {
        if (store.hasten(itemKind, items, dueAt) == 0) return;
        for (var lane : Delivery.Lane.values()) ready.mark(Dispatch.lane(lane), dueAt);
    }

    /** Gives the failed rows of an item its present digest, so that a retry sends the item as it is now. */
    public void amend(String itemKind, UUID itemId, String digest) {
        store.amend(itemKind, itemId, digest);
    }

    /** Plans the failed rows of an item again, with its present digest; returns how many. Their gate is checked as always. */
    public int retry(String itemKind, UUID itemId, String digest) {
        int changed = store.retry(itemKind, itemId, digest);
        if (changed > 0) for (var lane : Delivery.Lane.values()) ready.mark(Dispatch.lane(lane), now.instant());
        return changed;
    }

    /**
     * Plans the cancelled rows of an item again that were never submitted, at this time and with its present digest; returns how
     * many. Anything composed of them before is void.
     */
    public int revive(String itemKind, UUID itemId, String digest, Instant dueAt) {
        var moves = queue.revive(itemKind, itemId, digest, dueAt);
        tallies.moved(moves);
        if (!moves.isEmpty()) for (var lane : Delivery.Lane.values()) ready.mark(Dispatch.lane(lane), dueAt);
        return (int) moves.stream().mapToLong(Tallies.Move::n).sum();
    }

    /**
     * Plans rows without a campaign again, even those that arrived: for receivers that ask to be sent something once more. Returns
     * the targets whose rows are planned.
     */
    public List<String> again(String itemKind, UUID itemId, Collection<String> targets) {
        var planned = queue.again(itemKind, itemId, targets, now.instant());
        if (!planned.isEmpty()) for (var lane : Delivery.Lane.values()) ready.mark(Dispatch.lane(lane), now.instant());
        return planned;
    }

    /** A person has published what was handed over; false if it is not handed over, or no longer. */
    public boolean confirm(UUID itemId, @Nullable String reference, Instant at) {
        return end(itemId, State.CONFIRMED, reference, at);
    }

    /** A person does not publish what was handed over; false if it is not handed over, or no longer. */
    public boolean takeBack(UUID itemId) {
        return end(itemId, State.CANCELLED, null, null);
    }

    /** What was handed over becomes due again at another time, with this digest; returns how many rows. */
    public int postpone(UUID itemId, String digest, Instant dueAt) {
        return handovers.postpone(itemId, digest, dueAt);
    }

    private boolean end(UUID itemId, State to, @Nullable String reference, @Nullable Instant at) {
        var ended = handovers.end(itemId, to, reference, at);
        ended.ifPresent(row -> events.publishEvent(new DeliveryEvent(List.of(row))));
        return ended.isPresent();
    }

    /** Cancels the rows of an item that are not submitted yet; returns how many. */
    public int cancel(String itemKind, UUID itemId, String reason) {
        return store.cancel(itemKind, itemId, reason);
    }

    /** Cancels all rows of a campaign that are not submitted yet. */
    public void cancelCampaign(UUID campaign, String reason) {
        var cancelled = store.cancelCampaign(campaign, reason);
        if (!cancelled.isEmpty()) events.publishEvent(new DeliveryEvent(cancelled));
    }

    /** Deletes the rows and the gate of a campaign that never submitted anything; false where it did, and nothing is deleted. */
    public boolean forget(UUID campaign) {
        if (store.hasSubmitted(campaign)) return false;
        store.forget(campaign);
        return true;
    }

    /** The number of rows in each state, for each item, without those that are 0. Claimed rows count as planned. */
    public Map<UUID, Map<State, Long>> counts(String itemKind, Collection<UUID> items) {
        var counts = new HashMap<UUID, Map<State, Long>>();
        for (var count : tallies.ofItems(itemKind, Set.copyOf(items)))
            counts.computeIfAbsent(count.itemId(), id -> new EnumMap<>(State.class))
                    .merge(count.state(), count.n(), Long::sum);
        counts.values().forEach(states -> states.values().removeIf(n -> n == 0));
        counts.values().removeIf(Map::isEmpty);
        return counts;
    }

    /** Selects {@code item_kind}, {@code item_id}, {@code campaign_id}, {@code state} and {@code n}, for lists that join them. */
    public static String tallies() {
        return Tallies.SELECT;
    }

    /** How many rows of an item were excluded, by cause. */
    public Map<Cause, Long> exclusions(String itemKind, UUID item) {
        var causes = new EnumMap<Cause, Long>(Cause.class);
        for (var count : tallies.ofItems(itemKind, Set.of(item)))
            if (count.state() == State.EXCLUDED)
                causes.merge(Cause.valueOf(count.cause().toUpperCase(Locale.ROOT)), count.n(), Long::sum);
        return causes;
    }

    /** Whether an item has rows that are planned or on their way. */
    public boolean unfinished(String itemKind, UUID item) {
        var states = counts(itemKind, Set.of(item)).getOrDefault(item, Map.of());
        return states.containsKey(State.PLANNED) || states.containsKey(State.SUBMITTED);
    }

    /** The number of rows of a campaign in each state. Claimed rows count as planned. */
    public Map<State, Long> countsOfCampaign(UUID campaign) {
        var counts = new EnumMap<State, Long>(State.class);
        for (State state : State.values()) counts.put(state, 0L);
        tallies.ofCampaign(campaign).forEach(count -> counts.merge(count.state(), count.n(), Long::sum));
        return counts;
    }

    /** How many rows are in a state; of a campaign where the state needs a person, of all together otherwise. */
    public record CampaignCount(@Nullable UUID campaignId, State state, long n) {}

    /** The number of rows of all campaigns or of some in each state, without those that are 0. Claimed rows count as planned. */
    public List<CampaignCount> countsOfCampaigns(@Nullable Collection<UUID> campaigns) {
        return tallies.ofCampaigns(campaigns);
    }

    /** How many rows of a campaign are in a state that needs a person, with the first of them, its item and the reason. */
    public record Undelivered(
            State state,
            long deliveries,
            UUID first,
            UUID itemId,
            @Nullable String reason) {}

    /** Unconfirmed and failed rows of a campaign's items of one kind. */
    public List<Undelivered> undelivered(UUID campaign, String itemKind) {
        return store.undelivered(campaign, itemKind);
    }

    /** When the next row of a campaign is due. */
    public Optional<Instant> nextDue(UUID campaign) {
        return queue.nextOfCampaign(campaign);
    }

    /** When the next rows of campaigns are due, for those that have any. */
    public Map<UUID, Instant> nextDue(Collection<UUID> campaigns) {
        return queue.nextOfCampaigns(campaigns).stream()
                .collect(Collectors.toMap(QueueStore.Due::campaignId, QueueStore.Due::at));
    }

    /** The newest 200 rows of one item. */
    public List<Delivery> ofItem(UUID itemId) {
        return store.list(DeliveryQuery.ofItem(itemId), 200);
    }

    /** The rows of some items, by the id of the item; each has one. */
    public Map<UUID, Delivery> ofItems(String itemKind, Collection<UUID> items) {
        return queue.ofItems(itemKind, items).stream().collect(Collectors.toMap(Delivery::itemId, Function.identity()));
    }

    /** The newest rows to a target. */
    public List<Delivery> toTarget(String channel, String target, int most) {
        return store.toTarget(channel, target, most);
    }

    /**
     * Whether these targets may be sent to has changed. Rows that are not submitted yet are composed again first, so that
     * nothing composed before the caller's transaction is sent after it.
     */
    public void recompose(String channel, Collection<String> targets) {
        erasures.recompose(channel, targets);
    }

    /** The rows that an erasure changed. */
    public record Erasure(List<UUID> deliveries, int capturedMails) {}

    /** Removes a person's address and fields from the ledger and the mail capture. Unsent rows are cancelled and can't be retried. */
    public Erasure erase(String channel, String target) {
        var cancelled = erasures.cancel(channel, target, "the recipient was erased");
        if (!cancelled.isEmpty()) events.publishEvent(new DeliveryEvent(cancelled));
        return new Erasure(erasures.erase(channel, target), erasures.eraseCaptured(target));
    }
}
