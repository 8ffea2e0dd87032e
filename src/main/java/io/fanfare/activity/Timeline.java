package io.fanfare.activity;

import io.fanfare.kernel.Slice;
import io.fanfare.kernel.Sql;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happened to a campaign and everything that belongs to it, newest first. */
@Component
public class Timeline {
    private final Sql sql;

    Timeline(Sql sql) {
        this.sql = sql;
    }

    /** Needs a transaction; {@code after} is the {@code next} of the previous slice. */
    public Slice<TimelineEntry> of(UUID campaignId, @Nullable UUID after, @Nullable Integer limit) {
        int size = Slice.limit(limit);
        List<Entry> entries = sql.of("""
                select * from activity_audit
                 where workspace_id = :workspace and campaign_id = :campaignId
                   and (cast(:after as uuid) is null or id < :after)
                 order by id desc
                 limit :limit""")
                .bind("campaignId", campaignId)
                .bind("after", after)
                .bind("limit", size + 1)
                .list(Entry.class);
        var slice = Slice.of(entries, size, Entry::id);
        return new Slice<>(slice.items().stream().map(TimelineEntry::of).toList(), slice.next());
    }

    /** An entry with the campaign that it belongs to. */
    public record CampaignEntry(@Nullable UUID campaignId, TimelineEntry entry) {}

    /** What happened in all campaigns or in some, newest first. Needs a transaction; {@code after} is the {@code next} of the previous slice. */
    public Slice<CampaignEntry> ofAll(
            @Nullable Collection<UUID> campaigns, @Nullable UUID after, @Nullable Integer limit) {
        int size = Slice.limit(limit);
        List<Entry> entries = sql.of("""
                select * from activity_audit
                 where workspace_id = :workspace and campaign_id is not null
                   and (:all or campaign_id = any(:campaigns))
                   and (cast(:after as uuid) is null or id < :after)
                 order by id desc
                 limit :limit""")
                .bind("all", campaigns == null)
                .array("campaigns", "uuid", campaigns == null ? List.of() : campaigns)
                .bind("after", after)
                .bind("limit", size + 1)
                .list(Entry.class);
        var slice = Slice.of(entries, size, Entry::id);
        return new Slice<>(
                slice.items().stream()
                        .map(entry -> new CampaignEntry(entry.campaignId(), TimelineEntry.of(entry)))
                        .toList(),
                slice.next());
    }

    private record Last(UUID campaignId, UUID id) {}

    /** The last entry of each of these campaigns. */
    public Map<UUID, UUID> last(Collection<UUID> campaigns) {
        return sql.of("""
                select c.id as campaign_id, a.id
                  from unnest(:campaigns) as c (id)
                 cross join lateral (
                       select id from activity_audit
                        where workspace_id = :workspace and campaign_id = c.id order by id desc limit 1) a""").array("campaigns", "uuid", campaigns).list(Last.class).stream()
                .collect(Collectors.toMap(Last::campaignId, Last::id));
    }
}
