package io.fanfare.gateway;

import io.fanfare.gateway.Bulk.ItemState;
import io.fanfare.gateway.BulkStore.Overview;
import io.fanfare.gateway.Bulks.BulkItem;
import io.fanfare.gateway.Bulks.BulkProgress;
import io.fanfare.gateway.Bulks.BulkQuery;
import io.fanfare.gateway.Bulks.BulkSummary;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says how far bulk operations are, to those who asked for them and to owners and admins. */
@Component
class BulkReports {
    private static final String SEES_ALL = "approval.manage";

    private final BulkStore store;
    private final Now now;

    BulkReports(BulkStore store, Now now) {
        this.store = store;
        this.now = now;
    }

    static Bulk visible(Bulk bulk) {
        var current = Current.get();
        if (!bulk.actorId().equals(current.actor().id()) && !current.may(SEES_ALL)) throw Refused.notFound();
        return bulk;
    }

    boolean inTime(Bulk bulk) {
        return now.instant().isBefore(until(bulk));
    }

    private static Instant until(Bulk bulk) {
        return bulk.createdAt().plus(Bulk.UNDOABLE);
    }

    Page<BulkSummary> list(BulkQuery query) {
        var current = Current.get();
        boolean mine = Boolean.TRUE.equals(query.mine()) || !current.may(SEES_ALL);
        var actor = mine ? current.actor().id() : null;
        var range = Page.Range.of(query.limit(), query.offset());
        var items = new ArrayList<BulkSummary>();
        var bulks = store.list(actor, query.open(), range);
        var overviews = store.overviews(bulks.stream().map(Bulk::id).toList());
        for (var bulk : bulks) items.add(summary(bulk, required(overviews, bulk)));
        return Page.of(items, store.count(actor, query.open()), range);
    }

    private static Overview required(Map<UUID, Overview> overviews, Bulk bulk) {
        return Objects.requireNonNull(overviews.get(bulk.id()));
    }

    private BulkSummary summary(Bulk bulk, Overview overview) {
        var counts = overview.counts();
        var undo = overview.undoneBy();
        boolean undoable = !bulk.open() && undo == null && counts.undoable() > 0 && inTime(bulk);
        return new BulkSummary(
                bulk.id(),
                bulk.kind(),
                bulk.change(),
                bulk.dryRun(),
                bulk.actorName(),
                bulk.createdAt(),
                bulk.state(),
                bulk.finishedAt(),
                counts.total(),
                counts.done(),
                counts.failed(),
                counts.skipped(),
                undoable,
                undoable ? until(bulk) : null,
                undo,
                bulk.undoes());
    }

    BulkProgress read(UUID id, @Nullable ItemState state, Page.Range range) {
        var bulk = visible(store.find(id).orElseThrow(Refused::notFound));
        var items = new ArrayList<BulkItem>();
        for (var item : store.items(bulk.id(), state, range))
            items.add(new BulkItem(item.subjectId(), item.title(), item.state(), item.error()));
        return new BulkProgress(summary(bulk, required(store.overviews(List.of(bulk.id())), bulk)), items);
    }
}
