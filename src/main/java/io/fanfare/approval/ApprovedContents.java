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
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What people read of items: now, and when they were approved. */
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

    /** Stores what was approved, in the transaction of the decision. */
    void keep(ScopeState.Row row, List<Entry> approved) {
        var contents = current(approved);
        for (var entry : approved) {
            var content = contents.get(entry.key());
            if (content == null) continue;
            sql.of("""
                    insert into approval_version (scope, kind, item_id, digest, campaign_id, content)
                    values (:scope, :kind, :id, :digest, :campaign, :content)
                    on conflict (workspace_id, scope, kind, item_id, digest) do nothing""")
                    .bind(entry)
                    .bind("scope", row.scope())
                    .bind("campaign", row.campaignId())
                    .bind("content", Json.of(content))
                    .run();
        }
    }

    /** An approved version. */
    record Version(String kind, UUID itemId, String digest, ItemContent content, Instant at) {}

    /** What was last approved of each item, by {@code kind:id}. */
    Map<String, Version> approved(ScopeState.Row row) {
        var entries = row.approvedManifest();
        if (entries.isEmpty()) return Map.of();
        var digests = entries.stream().collect(Collectors.toMap(Entry::key, Entry::digest, (a, b) -> a));
        return sql
                .of("""
                        select kind, item_id, digest, content, at from approval_version
                         where workspace_id = :workspace and scope = :scope and item_id = any(:ids)""")
                .bind("scope", row.scope())
                .array("ids", "uuid", entries.stream().map(Entry::id).toList())
                .list(Version.class)
                .stream()
                .filter(version -> version.digest().equals(digests.get(Item.key(version.kind(), version.itemId()))))
                .collect(Collectors.toMap(
                        version -> Item.key(version.kind(), version.itemId()), version -> version, (a, b) -> a));
    }
}
