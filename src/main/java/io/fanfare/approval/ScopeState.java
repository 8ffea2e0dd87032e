package io.fanfare.approval;

import io.fanfare.kernel.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One scope of a campaign: the last decision with its items, and the items as they are now. A decision on content, schedule
 * or ads rests on the strategy version of that time.
 */
record ScopeState(Row row, List<ItemRow> items, Basis basis) {
    /** {@code pending → approved | rejected}; a decided scope needs review as soon as its items differ. */
    enum Status {
        PENDING,
        APPROVED,
        REJECTED,
        NEEDS_REVIEW
    }

    /** The decision of a person. */
    enum Decision {
        APPROVED,
        REJECTED
    }

    /** The row of approval_scope. */
    record Row(
            UUID campaignId,
            Scope scope,
            Status status,
            @Nullable Decision decision,
            List<Entry> manifest,
            List<Entry> approvedManifest,
            @Nullable String digest,
            @Nullable UUID decidedBy,
            @Nullable String decidedByName,
            @Nullable Instant decidedAt,
            @Nullable String reason,
            @Nullable String kind,
            String policy,
            boolean reopened,
            @Nullable UUID reviewId,
            @Nullable String basis,
            List<String> withheld) {}

    /** The current strategy, and its last change. */
    record Basis(@Nullable String digest, @Nullable ItemRow last) {
        static final Basis NONE = new Basis(null, null);

        static Basis of(List<ItemRow> strategy) {
            var there = strategy.stream().filter(item -> item.digest() != null).toList();
            return new Basis(
                    there.isEmpty()
                            ? null
                            : ScopeState.digest(there.stream().map(Entry::of).toList()),
                    strategy.stream()
                            .max(Comparator.comparing(ItemRow::changedAt))
                            .orElse(null));
        }
    }

    /**
     * The row of approval_item; without a digest the item was removed. {@code madeOf} is the digest of the item whose content
     * it took, at that time. {@code kept} are the versions whose approvals are good for this one by a policy. {@code standing} is what {@link #standings} says of it, stored for lists.
     */
    record ItemRow(
            UUID campaignId,
            Scope scope,
            String kind,
            UUID itemId,
            String title,
            @Nullable String digest,
            @Nullable UUID changedBy,
            String changedByName,
            Instant changedAt,
            List<UUID> authors,
            boolean draft,
            List<String> uses,
            boolean ownWords,
            @Nullable String madeOf,
            List<String> kept,
            @Nullable Standing standing) {
        String key() {
            return Item.key(kind, itemId);
        }
    }

    /** One item of a manifest: the decision covers exactly this version. */
    record Entry(
            String kind,
            UUID id,
            String title,
            String digest,
            @Nullable Boolean draft) {
        static Entry of(ItemRow item) {
            return new Entry(item.kind(), item.itemId(), item.title(), String.valueOf(item.digest()), null);
        }

        String key() {
            return Item.key(kind, id);
        }
    }

    /** How an item differs from the last decision. */
    record Difference(String kind, UUID id, String title, Change change, String by, Instant at) {
        enum Change {
            ADDED,
            CHANGED,
            REMOVED
        }
    }

    /** The scheduled items, and the drafts that they use. */
    List<Entry> planned() {
        var used = used();
        return items.stream().filter(item -> planned(item, used)).map(Entry::of).toList();
    }

    /** The rows of the scheduled items, and of the drafts that they use. */
    List<ItemRow> plannedRows() {
        var used = used();
        return items.stream().filter(item -> planned(item, used)).toList();
    }

    /** How much there is to approve: {@code items} that are sent, and {@code drafts} that none of them uses. */
    record Count(int items, int drafts) {}

    /** The one count of a scope; every screen and check shows it. */
    Count count() {
        return new Count(readable().size(), drafts().size());
    }

    /** What people read: a draft is read with the item that takes its content. */
    List<ItemRow> readable() {
        return items.stream()
                .filter(item -> item.digest() != null && !item.draft())
                .toList();
    }

    /** The changes since the last decision as people read them: that of a draft is named by the items that take it over. */
    List<Difference> changes() {
        var changes = changedSince();
        var changed = changes.stream()
                .map(change -> Item.key(change.kind(), change.id()))
                .collect(Collectors.toSet());
        var named = items.stream()
                .filter(item -> !item.draft() && changed.contains(item.key()))
                .flatMap(item -> item.uses().stream())
                .collect(Collectors.toSet());
        return changes.stream()
                .filter(change -> !named.contains(Item.key(change.kind(), change.id())))
                .toList();
    }

    /** The scheduled items that the last approval left out because changes were requested for them or for what they use. */
    List<ItemRow> withheld() {
        return plannedRows().stream().filter(this::isWithheld).toList();
    }

    /** Whether the last approval covers the item as it is now. */
    boolean approves(ItemRow item) {
        return isApproval() && !isWithheld(item) && covered(item, decided());
    }

    /** The items that the last approval covers as they are now, drafts included. */
    Set<String> approved() {
        if (!isApproval()) return Set.of();
        var decided = decided();
        return items.stream()
                .filter(item -> item.digest() != null && !isWithheld(item) && covered(item, decided))
                .map(ItemRow::key)
                .collect(Collectors.toSet());
    }

    private boolean isApproval() {
        boolean sameBasis = row.scope() == Scope.STRATEGY || Objects.equals(row.basis(), basis.digest());
        return row.decision() == Decision.APPROVED && sameBasis;
    }

    /** An item is withheld, or one that it uses. */
    private boolean isWithheld(ItemRow item) {
        return row.withheld().contains(item.key()) || item.uses().stream().anyMatch(row.withheld()::contains);
    }

    private Map<String, Entry> decided() {
        return row.manifest().stream().collect(Collectors.toMap(Entry::key, entry -> entry, (a, b) -> a));
    }

    /** The drafts that no scheduled item uses. */
    List<ItemRow> drafts() {
        var used = used();
        return items.stream()
                .filter(item -> item.digest() != null && !planned(item, used))
                .toList();
    }

    private Set<String> used() {
        return items.stream()
                .filter(item -> item.digest() != null && !item.draft())
                .flatMap(item -> item.uses().stream())
                .collect(Collectors.toSet());
    }

    private static boolean planned(ItemRow item, Set<String> used) {
        return item.digest() != null && (!item.draft() || used.contains(item.key()));
    }

    /** What a decision would cover now: the scheduled items and all drafts. */
    List<Entry> manifest() {
        return manifest(drafts());
    }

    private List<Entry> manifest(List<ItemRow> drafts) {
        return Stream.concat(
                        planned().stream(),
                        drafts.stream()
                                .map(item -> new Entry(
                                        item.kind(), item.itemId(), item.title(), String.valueOf(item.digest()), true)))
                .toList();
    }

    /** What this person's approval would cover: drafts that they wrote are left to others. */
    List<Entry> manifestFor(UUID person, boolean mayApproveOwn) {
        return mayApproveOwn
                ? manifest()
                : manifest(drafts().stream()
                        .filter(item -> !writtenBy(item, person))
                        .toList());
    }

    /** Whether nothing of this scope is scheduled: then it needs no approval and blocks nothing. */
    boolean empty() {
        return planned().isEmpty();
    }

    /** Whether there is anything to decide on, if only drafts. */
    boolean reviewable() {
        return items.stream().anyMatch(item -> item.digest() != null);
    }

    String digest() {
        return digestOf(manifest());
    }

    /** Covers the manifest and the strategy it rests on: under another strategy it is another decision. */
    String digestOf(List<Entry> manifest) {
        return row.scope() == Scope.STRATEGY || basis.digest() == null
                ? digest(manifest)
                : Json.digest(List.of(digest(manifest), basis.digest()));
    }

    /** Titles do not count: a manifest is its kinds, ids and digests. */
    static String digest(List<Entry> manifest) {
        return Json.digest(manifest.stream()
                .map(entry -> entry.key() + "=" + entry.digest())
                .sorted()
                .toList());
    }

    Status status() {
        if (row.decision() == null) return Status.PENDING;
        if (row.reopened() || !changedSince().isEmpty()) return Status.NEEDS_REVIEW;
        return row.decision() == Decision.APPROVED ? Status.APPROVED : Status.REJECTED;
    }

    /** The items that differ from the manifest of the last decision. */
    List<Difference> changedSince() {
        if (row.decision() == null) return List.of();
        var decided = decided();
        var used = used();
        var differences = new ArrayList<Difference>();
        for (ItemRow item : items) {
            var before = decided.get(item.key());
            if (item.digest() == null) {
                if (before != null && !Boolean.TRUE.equals(before.draft()))
                    differences.add(difference(item, Difference.Change.REMOVED));
            } else if (planned(item, used) && !row.withheld().contains(item.key()) && !covered(item, decided))
                differences.add(difference(item, before == null ? Difference.Change.ADDED : Difference.Change.CHANGED));
        }
        if (row.scope() != Scope.STRATEGY && !Objects.equals(row.basis(), basis.digest()) && basis.last() != null)
            differences.add(difference(
                    basis.last(), basis.digest() == null ? Difference.Change.REMOVED : Difference.Change.CHANGED));
        return differences;
    }

    private static Difference difference(ItemRow item, Difference.Change change) {
        return new Difference(item.kind(), item.itemId(), item.title(), change, item.changedByName(), item.changedAt());
    }

    private boolean covered(ItemRow item, Map<String, Entry> decided) {
        if (decidedAs(item, decided)) return true;
        if (item.ownWords() || item.uses().isEmpty() || item.madeOf() == null) return false;
        return item.uses().stream().allMatch(key -> items.stream()
                .anyMatch(other ->
                        other.key().equals(key) && item.madeOf().equals(other.digest()) && decidedAs(other, decided)));
    }

    /** In this version, or in one whose approval a policy kept. */
    private boolean decidedAs(ItemRow item, Map<String, Entry> decided) {
        var entry = decided.get(item.key());
        if (entry == null) return false;
        return entry.digest().equals(item.digest())
                || row.decision() == Decision.APPROVED && item.kept().contains(entry.digest());
    }

    /** The digest of each item that the approval lets pass. */
    Map<String, String> passing() {
        if (row.decision() != Decision.APPROVED) return Map.of();
        var decided = decided();
        var passing = new HashMap<String, String>();
        decided.forEach((key, entry) -> passing.put(key, entry.digest()));
        for (ItemRow item : items)
            if (item.digest() != null && covered(item, decided)) passing.put(item.key(), item.digest());
        items.stream().filter(this::isWithheld).forEach(item -> passing.remove(item.key()));
        return passing;
    }

    /** How far the approval of each item is; drafts included. */
    Map<String, Standing> standings() {
        boolean valid = row.decision() != null
                && !row.reopened()
                && (row.scope() == Scope.STRATEGY || Objects.equals(row.basis(), basis.digest()));
        Map<String, Entry> decided = valid
                ? row.manifest().stream().collect(Collectors.toMap(Entry::key, entry -> entry, (a, b) -> a))
                : Map.of();
        var before = row.approvedManifest().stream().map(Entry::key).collect(Collectors.toSet());
        var standings = new HashMap<String, Standing>();
        for (ItemRow item : items)
            if (item.digest() != null)
                standings.put(
                        item.key(),
                        valid && isWithheld(item)
                                ? row.reviewId() == null ? Standing.CHANGES_REQUESTED : Standing.IN_REVIEW
                                : covered(item, decided)
                                        ? decidedStanding()
                                        : openStanding(before.contains(item.key())));
        return standings;
    }

    private Standing decidedStanding() {
        return row.decision() == Decision.APPROVED ? Standing.APPROVED : Standing.CHANGES_REQUESTED;
    }

    private Standing openStanding(boolean approvedBefore) {
        if (row.reviewId() != null) return Standing.IN_REVIEW;
        return approvedBefore ? Standing.APPROVAL_LOST : Standing.NEEDS_APPROVAL;
    }

    /** Whether this person changed a scheduled item since it was last approved; then another person has to approve it. */
    boolean writtenBy(UUID person) {
        var used = used();
        return items.stream()
                .filter(item -> item.digest() == null || planned(item, used))
                .anyMatch(item -> writtenBy(item, person));
    }

    boolean writtenBy(ItemRow item, UUID person) {
        return item.authors().contains(person)
                && !Objects.equals(
                        item.digest(),
                        row.approvedManifest().stream()
                                .filter(entry -> entry.key().equals(item.key()))
                                .map(Entry::digest)
                                .findFirst()
                                .orElse(null));
    }
}
