package io.fanfare.approval;

import io.fanfare.approval.ItemContents.ItemContent;
import io.fanfare.approval.ScopeState.Entry;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What people read of items: now, and when someone decided about them. */
@Component
class ApprovedContents {
    private final Sql sql;
    private final List<ItemContents> rooms;

    ApprovedContents(Sql sql, List<ItemContents> rooms) {
        this.sql = sql;
        this.rooms = rooms;
    }

    /** The current content of items by {@code kind:id}; kinds without readable content are missing. */
    Map<String, ItemContent> current(Collection<Entry> items) {
        var found = new HashMap<String, ItemContent>();
        for (var room : rooms) {
            var ids = items.stream()
                    .filter(item -> item.kind().equals(room.kind()))
                    .map(Entry::id)
                    .toList();
            if (!ids.isEmpty()) room.of(ids).forEach((id, content) -> found.put(Item.key(room.kind(), id), content));
        }
        return found;
    }

    /** The e-mails among these items as pages, by {@code kind:id}. */
    Map<String, String> pages(Collection<Entry> items) {
        var found = new HashMap<String, String>();
        for (var room : rooms) {
            var ids = items.stream()
                    .filter(item -> item.kind().equals(room.kind()))
                    .map(Entry::id)
                    .toList();
            if (!ids.isEmpty()) room.pages(ids).forEach((id, page) -> found.put(Item.key(room.kind(), id), page));
        }
        return found;
    }

    /** Stores what was decided about, in the transaction of the decision; only of versions that are not stored yet. */
    void store(ScopeState.Row row, List<Entry> decided) {
        var known = versions(row.scope(), decided, "v.kind || ':' || v.item_id || '=' || v.digest")
                .list(String.class);
        var unknown = decided.stream()
                .filter(entry -> !known.contains(entry.key() + "=" + entry.digest()))
                .toList();
        var contents = current(unknown);
        var found = unknown.stream()
                .filter(entry -> contents.containsKey(entry.key()))
                .toList();
        if (found.isEmpty()) return;
        entries(sql.of("""
                        insert into approval_version (scope, kind, item_id, digest, campaign_id, content)
                        select :scope, e.kind, e.item, e.digest, :campaign, cast(e.content as jsonb)
                          from unnest(:kinds, :items, :digests, :contents) as e (kind, item, digest, content)
                        on conflict (workspace_id, scope, kind, item_id, digest) do nothing"""), row.scope(), found)
                .bind("campaign", row.campaignId())
                .bind(
                        "contents",
                        found.stream()
                                .map(entry -> Json.of(Objects.requireNonNull(contents.get(entry.key())))
                                        .text())
                                .toList())
                .run();
    }

    private Sql.Statement versions(Scope scope, List<Entry> entries, String columns) {
        return entries(sql.of("select " + columns + "\n" + """
                        from unnest(:kinds, :items, :digests) as e (kind, item, digest)
                        join approval_version v on v.workspace_id = :workspace and v.scope = :scope and v.kind = e.kind
                                               and v.item_id = e.item and v.digest = e.digest"""), scope, entries);
    }

    private static Sql.Statement entries(Sql.Statement statement, Scope scope, List<Entry> entries) {
        return statement
                .bind("scope", scope)
                .bind("kinds", entries.stream().map(Entry::kind).toList())
                .array("items", "uuid", entries.stream().map(Entry::id).toList())
                .bind("digests", entries.stream().map(Entry::digest).toList());
    }

    /** A version that someone decided about. */
    record Version(String kind, UUID itemId, String digest, ItemContent content, Instant at) {
        String key() {
            return Item.key(kind, itemId);
        }
    }

    /** What was last approved of each item, by {@code kind:id}. */
    Map<String, Version> approved(ScopeState.Row row) {
        return of(row.scope(), row.approvedManifest());
    }

    /** The stored versions of these items in one of their digests, by {@code kind:id}. */
    Map<String, Version> of(Scope scope, List<Entry> entries) {
        if (entries.isEmpty()) return Map.of();
        return versions(scope, entries, "v.kind, v.item_id, v.digest, v.content, v.at").list(Version.class).stream()
                .collect(Collectors.toMap(Version::key, version -> version, (a, b) -> a));
    }
}
