package io.fanfare.gateway;

import io.fanfare.gateway.Bulk.ItemError;
import io.fanfare.gateway.BulkStore.Subject;
import io.fanfare.gateway.Bulks.BulkDecision;
import io.fanfare.gateway.Bulks.BulkProgress;
import io.fanfare.gateway.Bulks.BulkStarted;
import io.fanfare.gateway.Bulks.DecidedItem;
import io.fanfare.gateway.Bulks.TriedItem;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes bulk operations: finds their items, tries or stores them, and says how far they are. */
@Component
class BulkDesk {
    private static final int MOST_MATCHING = 10_000;
    private static final int MOST_TRIED = 200;
    private static final int MOST_WAITING = 20;

    private final BulkStore store;
    private final BulkSteps steps;
    private final Transactions transactions;
    private final Ready ready;
    private final Audit audit;
    private final BulkReports reports;

    BulkDesk(
            BulkStore store,
            BulkSteps steps,
            Transactions transactions,
            Ready ready,
            Audit audit,
            BulkReports reports) {
        this.store = store;
        this.steps = steps;
        this.transactions = transactions;
        this.ready = ready;
        this.audit = audit;
        this.reports = reports;
    }

    /** The members of a change that were sent. */
    static Map<String, Object> members(Record change) {
        var members = new LinkedHashMap<String, Object>();
        Json.tree(change).properties().forEach(member -> {
            if (!member.getValue().isNull())
                members.put(member.getKey(), Json.convert(member.getValue(), Object.class));
        });
        return members;
    }

    static void requireChange(Map<String, Object> change) {
        if (change.isEmpty()) throw Refused.invalid("change", "needs at least one member");
    }

    static Map<String, Object> assignee(@Nullable JsonNode id) {
        // Left out, it would take the people from all tasks.
        if (id == null || !id.isNull() && !id.isString())
            throw Refused.invalid("assigneeId", "must be the id of a member of the team, auto, or null");
        return Map.of("assignee", id.isNull() ? BulkSteps.NO_ONE : id.asString());
    }

    static Map<String, Object> decision(BulkDecision decision, @Nullable String comment, @Nullable String reason) {
        boolean approves = decision == BulkDecision.APPROVE;
        if (!approves && (reason == null || reason.isBlank())) throw Refused.invalid("reason", "is required");
        if (approves && reason != null)
            throw Refused.invalid("reason", "is only for rejections and changes; send comment");
        if (!approves && comment != null) throw Refused.invalid("comment", "is only for approvals; send reason");
        var change = new LinkedHashMap<String, Object>();
        change.put("decision", decision.name().toLowerCase(Locale.ROOT));
        if (comment != null) change.put("comment", comment);
        if (reason != null) change.put("reason", reason);
        return change;
    }

    static List<Subject> decided(List<DecidedItem> items) {
        if (items.stream().map(DecidedItem::reviewId).distinct().count() < items.size())
            throw Refused.invalid("items", "must not name a review twice");
        return items.stream()
                .map(item -> new Subject(item.reviewId(), Map.of("digest", item.digest())))
                .toList();
    }

    List<Subject> campaigns(@Nullable List<UUID> ids, @Nullable Map<String, Object> filter) {
        return chosen("listCampaigns", ids, filter);
    }

    List<Subject> tasks(@Nullable List<UUID> ids, @Nullable Map<String, Object> filter) {
        return chosen("listTasks", ids, filter);
    }

    private List<Subject> chosen(String list, @Nullable List<UUID> ids, @Nullable Map<String, Object> filter) {
        if ((ids == null) == (filter == null)) throw Refused.invalid("ids", "send either ids or filter");
        var found = ids == null
                ? steps.matching(list, filter == null ? Map.of() : filter, MOST_MATCHING, Current.get())
                : ids;
        return found.stream().distinct().map(id -> new Subject(id, Map.of())).toList();
    }

    ResponseEntity<BulkStarted> start(
            Bulk.Kind kind,
            List<Subject> subjects,
            Map<String, Object> change,
            @Nullable Boolean dryRun,
            @Nullable Boolean stopOnError) {
        boolean tries = Boolean.TRUE.equals(dryRun);
        if (tries && subjects.size() <= MOST_TRIED) {
            var tried = subjects.stream()
                    .map(subject -> tried(kind, subject, change))
                    .toList();
            return ResponseEntity.ok(new BulkStarted(null, tried.size(), tried));
        }
        // What no item could accept is refused here and not a thousand times later.
        if (!subjects.isEmpty()) {
            var first = attempt(kind, subjects.getFirst(), change);
            if (first != null && first.status() == 400) throw first;
        }
        var id = transactions.write(() -> {
            if (store.waiting() >= MOST_WAITING)
                throw Refused.conflict(
                        "bulk_busy", MOST_WAITING + " bulk operations wait already. Try again when they are done.");
            var made = store.insert(kind, change, Boolean.TRUE.equals(stopOnError), tries, subjects);
            started(made, kind, subjects.size());
            return made;
        });
        return ResponseEntity.accepted().body(new BulkStarted(id, subjects.size(), null));
    }

    private void started(UUID id, Bulk.Kind kind, long total) {
        audit.record(
                new io.fanfare.kernel.Subject("bulk", id, kind.name().toLowerCase(Locale.ROOT), null),
                null,
                Map.of("items", total));
        ready.mark(BulkItemsLane.NAME, Instant.EPOCH);
    }

    private TriedItem tried(Bulk.Kind kind, Subject subject, Map<String, Object> change) {
        var caller = Current.get();
        try {
            var step = steps.of(kind, subject.id(), change, subject.own(), caller);
            step.ifPresent(call -> steps.rehearse(call, caller));
            return new TriedItem(subject.id(), null, true, step.isPresent(), null);
        } catch (Refused refused) {
            return new TriedItem(subject.id(), steps.title(kind, subject.id(), caller), false, false, error(refused));
        }
    }

    private @Nullable Refused attempt(Bulk.Kind kind, Subject subject, Map<String, Object> change) {
        var caller = Current.get();
        try {
            steps.of(kind, subject.id(), change, subject.own(), caller).ifPresent(call -> steps.rehearse(call, caller));
            return null;
        } catch (Refused refused) {
            return refused;
        }
    }

    static ItemError error(Refused refused) {
        return new ItemError(refused.status(), refused.code(), refused.sentence());
    }

    BulkProgress cancel(UUID id) {
        var bulk = BulkReports.visible(store.hold(id).orElseThrow(Refused::notFound));
        if (bulk.open()) store.finished(id, Bulk.State.CANCELLED);
        else audit.unchanged();
        return reports.read(id, null, Page.Range.of(null, null));
    }

    BulkStarted undo(UUID id) {
        var bulk = BulkReports.visible(store.hold(id).orElseThrow(Refused::notFound));
        if (bulk.open()) throw Refused.conflict("bulk_running", "It still runs. Cancel it or wait, then undo it.");
        if (store.undoOf(id).isPresent()) throw Refused.conflict("bulk_undone", "It was undone already.");
        if (bulk.kind() == Bulk.Kind.UNDO || store.counts(id).undoable() == 0)
            throw Refused.conflict("bulk_not_undoable", "Nothing of it can be put back.");
        if (!reports.inTime(bulk)) throw Refused.conflict("bulk_not_undoable", "It can be undone for 7 days.");
        var undo = store.insertUndo(id);
        long total = store.counts(undo).total();
        started(undo, Bulk.Kind.UNDO, total);
        return new BulkStarted(undo, total, null);
    }
}
