package io.fanfare.activity;

import io.fanfare.kernel.Slice;
import io.fanfare.kernel.Sql;
import java.util.List;
import java.util.UUID;
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
}
