package io.fanfare.approval;

import io.fanfare.kernel.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One scope of a campaign: what was decided about which items, and what is there now. */
record ScopeState(Row row, List<ItemRow> items) {
    /** {@code pending → approved | rejected}; what was decided needs review as soon as the items differ. */
    enum Status {
        PENDING,
        APPROVED,
        REJECTED,
        NEEDS_REVIEW
    }

    /** What a person decided. */
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
            @Nullable UUID reviewId) {}

    /** The row of approval_item; without a digest it has been removed. */
    record ItemRow(
            Scope scope,
            String kind,
            UUID itemId,
            String title,
            @Nullable String digest,
            @Nullable UUID changedBy,
            String changedByName,
            Instant changedAt,
            List<UUID> authors) {
        String key() {
            return kind + ":" + itemId;
        }
    }

    /** One line of a manifest: exactly this was decided on. */
    record Entry(String kind, UUID id, String title, String digest) {
        String key() {
            return kind + ":" + id;
        }
    }

    /** How an item differs from what was decided on. */
    record Difference(String kind, UUID id, String title, Change change, String by, Instant at) {
        enum Change {
            ADDED,
            CHANGED,
            REMOVED
        }
    }

    /** What would be decided on now. */
    List<Entry> manifest() {
        var entries = new ArrayList<Entry>();
        for (ItemRow item : items)
            if (item.digest() != null) entries.add(new Entry(item.kind(), item.itemId(), item.title(), item.digest()));
        return entries;
    }

    boolean empty() {
        return items.stream().allMatch(item -> item.digest() == null);
    }

    String digest() {
        return digest(manifest());
    }

    /** Titles are for people: a manifest is its kinds, ids and digests. */
    static String digest(List<Entry> manifest) {
        return Json.digest(manifest.stream()
                .map(entry -> entry.key() + "=" + entry.digest())
                .sorted()
                .toList());
    }

    Status status() {
        if (row.decision() == null) return Status.PENDING;
        if (row.reopened() || !digest().equals(row.digest())) return Status.NEEDS_REVIEW;
        return row.decision() == Decision.APPROVED ? Status.APPROVED : Status.REJECTED;
    }

    /** The rows that differ from the manifest of the last decision are the cause of a review. */
    List<Difference> changedSince() {
        if (row.decision() == null) return List.of();
        Map<String, String> decided = digests(row.manifest());
        var differences = new ArrayList<Difference>();
        for (ItemRow item : items) {
            String before = decided.get(item.key());
            if (Objects.equals(before, item.digest())) continue;
            var change = before == null
                    ? Difference.Change.ADDED
                    : item.digest() == null ? Difference.Change.REMOVED : Difference.Change.CHANGED;
            differences.add(new Difference(
                    item.kind(), item.itemId(), item.title(), change, item.changedByName(), item.changedAt()));
        }
        return differences;
    }

    /** Whether somebody changed an item since it was last approved; then somebody else has to approve it. */
    boolean writtenBy(UUID person) {
        Map<String, String> approved = digests(row.approvedManifest());
        return items.stream()
                .filter(item -> !Objects.equals(approved.get(item.key()), item.digest()))
                .anyMatch(item -> item.authors().contains(person));
    }

    private static Map<String, String> digests(List<Entry> manifest) {
        return manifest.stream().collect(Collectors.toMap(Entry::key, Entry::digest, (a, b) -> a, HashMap::new));
    }
}
