package io.fanfare.approval;

import io.fanfare.approval.ApprovalStore.ScopeSummary;
import io.fanfare.approval.ScopeState.Status;
import io.fanfare.delivery.Gates;
import io.fanfare.delivery.Receipts;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Topic;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The items of each campaign that need approval. Rooms put and remove their items here; each time, every scope is compared
 * with its last decision and the gate of the campaign is written, in the transaction of the change.
 */
@Component
public class Manifest implements Receipts {
    private final ApprovalStore store;
    private final Reviews reviews;
    private final ReviewPanels panels;
    private final StageDecisions decided;
    private final Deciders deciders;
    private final ItemChanges changes;
    private final Gates gates;
    private final Live live;

    Manifest(
            ApprovalStore store,
            Reviews reviews,
            ReviewPanels panels,
            StageDecisions decided,
            Deciders deciders,
            ItemChanges changes,
            Gates gates,
            Live live) {
        this.store = store;
        this.reviews = reviews;
        this.panels = panels;
        this.decided = decided;
        this.deciders = deciders;
        this.changes = changes;
        this.gates = gates;
        this.live = live;
    }

    /** Sets up a new campaign: all four scopes without items, and a closed gate. */
    public void open(UUID campaign, String title) {
        store.putCampaign(campaign, title);
        store.insertScopes(campaign, List.of(Scope.values()), "default");
        gates.make(campaign);
    }

    public void rename(UUID campaign, String title) {
        store.putCampaign(campaign, title);
    }

    /** Nothing can be requested or decided any more, and open reviews are withdrawn. {@code reason}: {@code archived}, … */
    public void close(UUID campaign, String reason) {
        store.setClosed(campaign, reason);
        reviews.withdraw(campaign);
        settle(campaign);
        notifyBrowsers(campaign);
    }

    /** The campaign was restored from the archive. */
    public void reopen(UUID campaign) {
        store.setClosed(campaign, null);
        notifyBrowsers(campaign);
    }

    /** Deletes everything about a campaign. */
    public void forget(UUID campaign) {
        store.forget(campaign);
    }

    /** Adds or updates an item; returns the digest that its ledger rows must carry. */
    public String put(UUID campaign, Item item) {
        putAll(campaign, List.of(item));
        return item.digest();
    }

    /** Adds or updates many items and compares the scopes once: use it for batches. */
    public void putAll(UUID campaign, Collection<Item> items) {
        gates.lock(campaign);
        var before = changes.before(campaign, items);
        for (Item item : items) {
            item.digests().forEach((scope, digest) -> store.putItem(campaign, scope, item, digest));
            store.removeItem(campaign, item.kind(), item.id(), item.digests().keySet());
        }
        changes.after(campaign, items, before);
        refresh(campaign);
    }

    /** Removes an item that will not be sent. */
    public void remove(UUID campaign, String kind, UUID id) {
        gates.lock(campaign);
        store.removeItem(campaign, kind, id, Set.of());
        refresh(campaign);
    }

    /** Whether a campaign may send now, and which items. */
    public Clearance clearance(UUID campaign) {
        return Clearance.of(states(campaign));
    }

    public PublishState publishState(UUID campaign) {
        var states = states(campaign);
        var items = new EnumMap<Scope, Integer>(Scope.class);
        states.forEach((scope, state) -> items.put(scope, state.count().items()));
        // What is back in review waits for that; a draft is named by the items that use it.
        var withheld = states.values().stream()
                .filter(state -> state.row().reviewId() == null)
                .flatMap(state -> state.withheld().stream())
                .filter(item -> !item.draft())
                .map(item -> new PublishState.WithheldItem(item.scope(), item.kind(), item.itemId(), item.title()))
                .toList();
        var open = deciders.open(states.values().stream()
                .filter(state -> isUndecided(state) || state.row().reviewId() != null)
                .toList());
        var undecided = open.stream().filter(each -> isUndecided(each.state())).toList();
        return new PublishState(
                Blocker.of(states.values()),
                reviews.open(campaign),
                undecided.stream().collect(Collectors.toMap(OpenItems::scope, OpenItems::eligible)),
                items,
                withheld,
                requested(open),
                undecided.stream()
                        .filter(each -> !each.eligible().isEmpty())
                        .flatMap(each -> each.stuck().stream()
                                .map(item -> new PublishState.StuckItem(
                                        item.scope(), item.kind(), item.itemId(), item.title())))
                        .toList(),
                undecided.stream().collect(Collectors.toMap(OpenItems::scope, OpenItems::obstacle)));
    }

    private static boolean isUndecided(ScopeState state) {
        return !state.empty() && (state.status() == Status.PENDING || state.status() == Status.NEEDS_REVIEW);
    }

    /** The scheduled items of a campaign that wait for an approval which no member may give, and what is missing, as a sentence. */
    public Map<UUID, String> withoutReviewer(UUID campaign) {
        var undecided =
                states(campaign).values().stream().filter(Manifest::isUndecided).toList();
        var stuck = new HashMap<UUID, String>();
        for (var open : deciders.open(undecided))
            for (var item : open.stuck()) stuck.putIfAbsent(item.itemId(), open.obstacle());
        return stuck;
    }

    /** Once for each item, also if it is in two reviews. */
    private static List<PublishState.RequestedChange> requested(List<OpenItems> open) {
        var requested = new LinkedHashMap<String, PublishState.RequestedChange>();
        for (var each : open)
            for (var mark : each.verdicts().requested())
                requested.put(
                        mark.key(),
                        new PublishState.RequestedChange(
                                mark.kind(), mark.itemId(), mark.title(), mark.decidedByName(), mark.comment()));
        return List.copyOf(requested.values());
    }

    /** The status of a scope, and how many items and drafts it has. */
    public record ScopeStatus(Scope scope, String status, int items, int drafts) {}

    public List<ScopeStatus> scopes(UUID campaign) {
        return states(campaign).values().stream()
                .map(state -> new ScopeStatus(
                        state.row().scope(),
                        state.status().name().toLowerCase(Locale.ROOT),
                        state.count().items(),
                        state.count().drafts()))
                .toList();
    }

    /** How far the approval of some items of campaigns is, over all scopes, by {@link Item#key}. */
    public Map<String, Standing> standings(Collection<UUID> campaigns, Collection<UUID> items) {
        return store.standings(campaigns, items).stream()
                .collect(Collectors.toMap(
                        one -> Item.key(one.kind(), one.itemId()), ApprovalStore.ItemStanding::standing));
    }

    /** Selects {@code kind}, {@code item_id} and {@code standing} of the items of {@code :campaigns}, for lists that join them. */
    public static String standings() {
        return ApprovalStore.STANDINGS;
    }

    /** How far the approvals of a campaign are; its phase follows from it. */
    public enum Progress {
        NO_STRATEGY,
        NOTHING_PLANNED,
        UNAPPROVED,
        IN_REVIEW,
        APPROVED
    }

    /** Whether the workspace has any item with content, apart from one campaign. */
    public boolean hasContent(@Nullable UUID exceptCampaign) {
        return store.hasContent(exceptCampaign);
    }

    /** The progress of many campaigns in one query, which can be sent with another one. */
    public Sql.Companion<?, Map<UUID, Progress>> progress(Collection<UUID> campaigns) {
        return store.summaries(campaigns).companion(ScopeSummary.class, Manifest::progress);
    }

    private static Map<UUID, Progress> progress(List<ScopeSummary> rows) {
        var found = new HashMap<UUID, Progress>();
        for (var row : rows) {
            if (row.empty()) continue;
            if (row.scope() == Scope.STRATEGY) {
                found.putIfAbsent(row.campaignId(), Progress.NOTHING_PLANNED);
                continue;
            }
            var one = row.status() == Status.APPROVED
                    ? Progress.APPROVED
                    : row.open() ? Progress.IN_REVIEW : Progress.UNAPPROVED;
            found.merge(row.campaignId(), one, Manifest::least);
        }
        return found;
    }

    private static Progress least(Progress a, Progress b) {
        if (a == Progress.NOTHING_PLANNED) return b;
        if (a == Progress.IN_REVIEW || b == Progress.IN_REVIEW) return Progress.IN_REVIEW;
        return a == Progress.UNAPPROVED ? a : b;
    }

    @Override
    public List<Map<String, Object>> approvals(UUID gate, String itemKind, UUID itemId) {
        return store.approvalsOf(gate, itemKind, itemId).stream()
                .map(d -> Map.<String, Object>of(
                        "scope",
                        d.scope(),
                        "by",
                        d.decidedByName(),
                        "at",
                        d.at(),
                        "digest",
                        d.digest(),
                        "ownWork",
                        d.ownWork(),
                        "stages",
                        decided.ofItem(gate, d.scope(), itemKind, itemId),
                        "kept",
                        changes.kept(gate, d.scope(), itemKind, itemId)))
                .toList();
    }

    // For the operations of this room

    int addScopes(UUID campaign, Collection<Scope> scopes) {
        gates.lock(campaign);
        states(campaign);
        int added = store.insertScopes(campaign, scopes, "default");
        refresh(campaign);
        return added;
    }

    /** Names the policy of scopes; an open review keeps its own. */
    void setPolicy(UUID campaign, Collection<Scope> scopes, String policy) {
        String name = panels.named(policy);
        for (var scope : scopes) {
            var state = hold(campaign, scope);
            if (state.row().reviewId() != null)
                throw Refused.conflict(
                        "review_open",
                        "A review of the " + scope.word() + " is open and keeps its policy. Withdraw it first.");
            var before = panels.policy(state);
            // Who only requests reviews can't take stages away, or have something approved without people.
            boolean same = name.equals(state.row().policy()) || name.equals(before.name());
            if (!same && (!before.isPlain() || panels.isLenient(name)))
                Current.get().require("approval.manage");
        }
        store.setPolicy(campaign, scopes, name);
    }

    /** The scope as it is now, locked until the transaction ends; refused if the campaign is archived or has ended. */
    ScopeState hold(UUID campaign, Scope scope) {
        gates.lock(campaign);
        var state = Optional.ofNullable(states(campaign).get(scope)).orElseThrow(Refused::notFound);
        String closed = closed(campaign);
        if (closed == null) return state;
        if (closed.equals("archived"))
            throw Refused.conflict("campaign_archived", "This campaign is archived. Restore it first.");
        throw Refused.conflict("campaign_closed", "This campaign is " + closed + ". Its approvals can't be changed.");
    }

    /** The scope of an open review, locked until the transaction ends; 409 {@code review_closed} if it was decided. */
    ScopeState hold(Review review) {
        var state = hold(review.campaignId(), review.scope());
        if (review.id().equals(state.row().reviewId())) return state;
        throw Refused.conflict("review_closed", "This review is closed. Request another one.");
    }

    @Nullable
    String closed(UUID campaign) {
        return store.campaign(campaign).closed();
    }

    Map<Scope, ScopeState> states(UUID campaign) {
        var states = store.states(campaign);
        if (states.isEmpty()) throw Refused.notFound();
        return states;
    }

    /** Compares every scope with its last decision, stores the outcome and writes the gate. */
    void refresh(UUID campaign) {
        var states = store.states(campaign);
        states.forEach((scope, state) -> {
            LostApprovals.note(state);
            store.setStatus(campaign, scope, state.status());
            store.setStandings(campaign, state);
        });
        var clearance = Clearance.of(states);
        gates.approve(campaign, clearance.isComplete(), clearance.digests());
        reviews.compare(states);
        notifyBrowsers(campaign);
    }

    /** Stores how far the approval of each item is. */
    void settle(UUID campaign) {
        store.states(campaign).values().forEach(state -> store.setStandings(campaign, state));
    }

    /** The same for some campaigns whose items are older than that; true if there are more. */
    boolean settleOlder(int most) {
        var campaigns = store.uncompared(most);
        for (var campaign : campaigns) {
            gates.lock(campaign);
            settle(campaign);
        }
        return campaigns.size() == most;
    }

    private void notifyBrowsers(UUID campaign) {
        live.changed(Topic.CAMPAIGN.of(campaign), "approval", campaign, null);
        live.changed(Topic.APPROVALS, "approval", campaign, null);
    }
}
