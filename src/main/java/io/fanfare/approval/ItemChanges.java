package io.fanfare.approval;

import io.fanfare.approval.ChangeRules.Classified;
import io.fanfare.approval.ChangeStore.Change;
import io.fanfare.approval.MarkStore.Mark;
import io.fanfare.approval.MarkStore.Verdict;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Does what a policy says about items that change: a decision is kept for the new version, or all stages decide again. A change is
 * always classified against the versions that people decided on, however many steps lie between.
 */
@Component
class ItemChanges {
    private final ChangeStore store;
    private final ApprovalStore approvals;
    private final ReviewPanels panels;
    private final PolicyStore policies;
    private final ReviewStore reviews;
    private final MarkStore marks;

    ItemChanges(
            ChangeStore store,
            ApprovalStore approvals,
            ReviewPanels panels,
            PolicyStore policies,
            ReviewStore reviews,
            MarkStore marks) {
        this.store = store;
        this.approvals = approvals;
        this.panels = panels;
        this.policies = policies;
        this.reviews = reviews;
        this.marks = marks;
    }

    /** The digests of these items before they are put, by scope and {@link Item#key}. */
    Map<String, String> before(UUID campaign, Collection<Item> items) {
        return store.digests(campaign, items.stream().map(Item::id).toList());
    }

    /** The items were put; {@code before} are their digests until then. */
    void after(UUID campaign, Collection<Item> items, Map<String, String> before) {
        store.put(campaign, items);
        var changed = new HashSet<String>();
        for (var item : items)
            item.digests().forEach((scope, digest) -> {
                String key = ChangeStore.key(scope, item.kind(), item.id());
                if (before.containsKey(key) && !digest.equals(before.get(key))) changed.add(key);
            });
        if (changed.isEmpty()) return;
        for (var state : approvals.states(campaign).values()) {
            var rows = state.items().stream()
                    .filter(row -> row.digest() != null
                            && changed.contains(ChangeStore.key(state.row().scope(), row.kind(), row.itemId())))
                    .toList();
            if (!rows.isEmpty()) changed(state, rows, before);
        }
        store.forgetUndecided(campaign, items);
    }

    /** By which rules approvals of an item were kept. */
    List<Map<String, Object>> kept(UUID campaign, Scope scope, String kind, UUID item) {
        return store.changesOf(campaign, scope, kind, item).stream()
                .filter(change -> change.action() == ChangeStore.Action.KEEP)
                .map(change -> Map.<String, Object>of(
                        "policy", change.policy(),
                        "version", change.policyVersion(),
                        "change", change.change(),
                        "rules", change.rules(),
                        "decided", String.valueOf(change.decided()),
                        "digest", change.digest(),
                        "by", change.byName(),
                        "at", Objects.requireNonNull(change.at())))
                .toList();
    }

    /** How an item differs from what was last approved of it: a class of changes, or {@code new}. */
    String kindOf(ScopeState state, ItemRow row) {
        var approved = approved(state, row);
        if (approved.isEmpty()) return "new";
        return versions(state, row).classify(approved.get()).change().name().toLowerCase(Locale.ROOT);
    }

    /** What the versions stand for that people approved and rules kept since then; empty if one of them is not known. */
    List<JsonNode> approvedFacts(ScopeState state, ItemRow row) {
        var known = store.facts(state, row);
        var approved = versions(state, row).roots(approved(state, row).orElse(null));
        return known.keySet().containsAll(approved)
                ? approved.stream().map(known::get).toList()
                : List.of();
    }

    /** A rule approved an item because of how it changed: later versions are compared with what it was compared with. */
    void approvedByRule(ScopeState state, ItemRow row, ReviewPolicy policy) {
        approved(state, row).ifPresent(before -> {
            var versions = versions(state, row);
            store.add(change(
                    state,
                    row,
                    policy,
                    before,
                    versions.roots(before),
                    versions.classify(before),
                    ChangeStore.Action.AUTO));
        });
    }

    private static Optional<String> approved(ScopeState state, ItemRow row) {
        return state.row().approvedManifest().stream()
                .filter(entry -> entry.key().equals(row.key()))
                .map(ScopeState.Entry::digest)
                .findFirst();
    }

    private Versions versions(ScopeState state, ItemRow row) {
        return new Versions(state, row, store.changesOf(state, row), store.facts(state, row));
    }

    private void changed(ScopeState state, List<ItemRow> rows, Map<String, String> before) {
        var review = state.row().reviewId();
        if (review == null && state.row().decision() != ScopeState.Decision.APPROVED) return;
        var policy = policy(state);
        var onChange = policy.onChange();
        if (onChange.equals(OnChange.RECONFIRM)) return;
        List<Mark> made = review == null ? List.of() : marks.counting(List.of(review));
        boolean restart = false;
        for (var row : rows) {
            var versions = versions(state, row);
            var kept = new ArrayList<String>();
            for (String decided : versions.decided(made)) {
                var found = versions.classify(decided);
                switch (onChange.of(found.change())) {
                    case KEEP -> {
                        kept.add(decided);
                        store.add(change(
                                state, row, policy, decided, versions.roots(decided), found, ChangeStore.Action.KEEP));
                    }
                    case RESTART -> restart |= restart(state, row, policy, decided, versions, found, made);
                    case RECONFIRM -> {}
                }
            }
            if (versions.decided(made).isEmpty() && review != null) {
                String last = before.get(ChangeStore.key(state.row().scope(), row.kind(), row.itemId()));
                var found = versions.classify(last);
                if (onChange.of(found.change()) == OnChange.Action.RESTART)
                    restart |= restart(state, row, policy, last, versions, found, made);
            }
            if (!kept.isEmpty()) store.keep(state, row, kept);
        }
        if (restart && review != null) reviews.restart(review);
    }

    /** Whether there is anything to decide again. */
    private boolean restart(
            ScopeState state,
            ItemRow row,
            ReviewPolicy policy,
            @Nullable String decided,
            Versions versions,
            Classified found,
            List<Mark> made) {
        if (made.isEmpty()) return false;
        store.add(change(state, row, policy, decided, versions.roots(decided), found, ChangeStore.Action.RESTART));
        return true;
    }

    private static Change change(
            ScopeState state,
            ItemRow row,
            ReviewPolicy policy,
            @Nullable String decided,
            Collection<String> compared,
            Classified found,
            ChangeStore.Action action) {
        return new Change(
                Ids.next(),
                state.row().campaignId(),
                state.row().scope(),
                row.kind(),
                row.itemId(),
                row.title(),
                state.row().reviewId(),
                action,
                found.change(),
                decided,
                String.valueOf(row.digest()),
                List.copyOf(compared),
                found.rules(),
                policy.name(),
                policy.version(),
                Current.get().actor().name(),
                null);
    }

    /** That of the open review in its version; without one, the one that applies now. */
    private ReviewPolicy policy(ScopeState state) {
        var id = state.row().reviewId();
        if (id == null) return panels.policy(state);
        var review = reviews.find(id).orElseThrow();
        return policies.find(review.policy(), review.policyVersion()).orElseThrow();
    }

    /** The versions of an item that people decided on. */
    private record Versions(ScopeState state, ItemRow row, List<Change> changes, Map<String, JsonNode> facts) {
        /** Those whose approval still counts: in the open review, or in the last decision on the scope. */
        Set<String> decided(List<Mark> made) {
            var digests = new TreeSet<String>();
            for (var mark : made)
                if (mark.key().equals(row.key()) && mark.decision() == Verdict.APPROVED && mark.auto() == null)
                    digests.add(mark.digest());
            if (state.row().decision() == ScopeState.Decision.APPROVED)
                for (var entry : state.row().manifest()) if (entry.key().equals(row.key())) digests.add(entry.digest());
            digests.remove(row.digest());
            return digests;
        }

        /** A decided version, and those for which decisions were kept until it. */
        Set<String> roots(@Nullable String decided) {
            var roots = new TreeSet<String>();
            if (decided == null) return roots;
            roots.add(decided);
            boolean grew = true;
            while (grew)
                grew = roots.addAll(changes.stream()
                        .filter(change ->
                                change.action() != ChangeStore.Action.RESTART && roots.contains(change.digest()))
                        .flatMap(change -> change.compared().stream())
                        .collect(Collectors.toSet()));
            return roots;
        }

        /** By the root from which the current version differs the most. */
        Classified classify(@Nullable String decided) {
            Classified worst = null;
            for (String root : roots(decided)) {
                if (root.equals(row.digest())) continue;
                var found =
                        ChangeRules.classify(row.kind(), state.row().scope(), facts.get(root), facts.get(row.digest()));
                if (worst == null || found.change().compareTo(worst.change()) > 0) worst = found;
            }
            return worst == null ? Classified.UNKNOWN : worst;
        }
    }
}
