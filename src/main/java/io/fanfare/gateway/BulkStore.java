package io.fanfare.gateway;

import io.fanfare.gateway.Bulk.Item;
import io.fanfare.gateway.Bulk.ItemError;
import io.fanfare.gateway.Bulk.ItemState;
import io.fanfare.gateway.Bulk.State;
import io.fanfare.gateway.Bulk.Step;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements of bulk operations. */
@Component
class BulkStore {
    private final Sql sql;

    BulkStore(Sql sql) {
        this.sql = sql;
    }

    /** A subject, with what only it gets. */
    record Subject(UUID id, Map<String, Object> own) {}

    /** How many of its items are in each state; {@code undoable} were done and can be put back. */
    record Counts(long total, long done, long failed, long skipped, long undoable) {}

    UUID insert(
            Bulk.Kind kind, Map<String, Object> change, boolean stopOnError, boolean dryRun, List<Subject> subjects) {
        UUID id = bulk(kind, change, stopOnError, dryRun, null);
        sql.of("""
                insert into gateway_bulk_item (bulk_id, position, subject_id, own)
                select :id, (s ->> 'position')::integer, (s ->> 'id')::uuid, s -> 'own'
                  from jsonb_array_elements(cast(:subjects as jsonb)) s""")
                .bind("id", id)
                .bind(
                        "subjects",
                        Json.of(java.util.stream.IntStream.range(0, subjects.size())
                                .mapToObj(at -> Map.of(
                                        "position",
                                        at + 1,
                                        "id",
                                        subjects.get(at).id(),
                                        "own",
                                        subjects.get(at).own()))
                                .toList()))
                .run();
        return id;
    }

    /** A new one that undoes what another did, the last first. */
    UUID insertUndo(UUID undone) {
        UUID id = bulk(Bulk.Kind.UNDO, Map.of(), false, false, undone);
        sql.of("""
                insert into gateway_bulk_item (bulk_id, position, subject_id, own, step, title)
                select :id, row_number() over (order by position desc), subject_id, '{}', undo, title
                  from gateway_bulk_item
                 where workspace_id = :workspace and bulk_id = :undone and state = 'done' and undo is not null""").bind("id", id).bind("undone", undone).run();
        return id;
    }

    private UUID bulk(
            Bulk.Kind kind, Map<String, Object> change, boolean stopOnError, boolean dryRun, @Nullable UUID undoes) {
        UUID id = Ids.next();
        var actor = Current.get().actor();
        sql.of("""
                insert into gateway_bulk (id, kind, change, stop_on_error, dry_run, undoes, actor_kind, actor_id, person_id, actor_name)
                values (:id, :kind, :change, :stop, :dry, :undoes, :actorKind, :actorId, :person, :name)""")
                .bind("id", id)
                .bind("kind", kind)
                .bind("change", Json.of(change))
                .bind("stop", stopOnError)
                .bind("dry", dryRun)
                .bind("undoes", undoes)
                .bind("actorKind", Bulk.ActorKind.valueOf(actor.kind().name()))
                .bind("actorId", actor.id())
                .bind("person", actor.personId())
                .bind("name", actor.name())
                .run();
        return id;
    }

    Optional<Bulk> find(UUID id) {
        return sql.of("select * from gateway_bulk where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(Bulk.class);
    }

    /** As {@link #find}, locked until the transaction ends. */
    Optional<Bulk> hold(UUID id) {
        return sql.of("select * from gateway_bulk where workspace_id = :workspace and id = :id for update")
                .bind("id", id)
                .find(Bulk.class);
    }

    Optional<Bulk> undoOf(UUID id) {
        return sql.of("select * from gateway_bulk where workspace_id = :workspace and undoes = :id")
                .bind("id", id)
                .find(Bulk.class);
    }

    /** A bulk operation with how far it is, and the one that undoes it. */
    record Overview(UUID id, @Nullable UUID undoneBy, Counts counts) {}

    private record Sum(
            UUID id, @Nullable UUID undoneBy, long total, long done, long failed, long skipped, long undoable) {
        Overview overview() {
            return new Overview(id, undoneBy, new Counts(total, done, failed, skipped, undoable));
        }
    }

    /** In one statement, however many there are. */
    Map<UUID, Overview> overviews(Collection<UUID> ids) {
        return sql.of("""
                select b.id, (select u.id from gateway_bulk u where u.workspace_id = :workspace and u.undoes = b.id) as undone_by,
                       count(i.position) as total, count(*) filter (where i.state = 'done') as done,
                       count(*) filter (where i.state = 'failed') as failed, count(*) filter (where i.state = 'skipped') as skipped,
                       count(*) filter (where i.state = 'done' and i.undo is not null) as undoable
                  from gateway_bulk b
                  left join gateway_bulk_item i on i.workspace_id = :workspace and i.bulk_id = b.id
                 where b.workspace_id = :workspace and b.id = any(:ids)
                 group by b.id""").array("ids", "uuid", ids).list(Sum.class).stream()
                .map(Sum::overview)
                .collect(Collectors.toMap(Overview::id, Function.identity()));
    }

    /** The newest first: those of one actor, or of all. */
    List<Bulk> list(@Nullable UUID actor, @Nullable Boolean open, Page.Range range) {
        return sql.of("""
                select * from gateway_bulk
                 where workspace_id = :workspace and not dry_run and (cast(:actor as uuid) is null or actor_id = :actor)
                   and (cast(:open as boolean) is null or (state in ('queued', 'running')) = :open)
                 order by id desc limit :limit offset :offset""")
                .bind("actor", actor)
                .bind("open", open)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Bulk.class);
    }

    long count(@Nullable UUID actor, @Nullable Boolean open) {
        return sql.of("""
                select count(*) from gateway_bulk
                 where workspace_id = :workspace and not dry_run and (cast(:actor as uuid) is null or actor_id = :actor)
                   and (cast(:open as boolean) is null or (state in ('queued', 'running')) = :open)""").bind("actor", actor).bind("open", open).one(Long.class);
    }

    int waiting() {
        return sql.of("""
                select count(*) from gateway_bulk where workspace_id = :workspace and state in ('queued', 'running')""").one(Integer.class);
    }

    /** The oldest that is not finished. */
    Optional<Bulk> next() {
        return sql.of("""
                select * from gateway_bulk where workspace_id = :workspace and state in ('queued', 'running') order by id limit 1""").find(Bulk.class);
    }

    Counts counts(UUID id) {
        return sql.of("""
                select count(*) as total, count(*) filter (where state = 'done') as done,
                       count(*) filter (where state = 'failed') as failed, count(*) filter (where state = 'skipped') as skipped,
                       count(*) filter (where state = 'done' and undo is not null) as undoable
                  from gateway_bulk_item where workspace_id = :workspace and bulk_id = :id""").bind("id", id).one(Counts.class);
    }

    List<Item> items(UUID id, @Nullable ItemState state, Page.Range range) {
        return sql.of("""
                select * from gateway_bulk_item
                 where workspace_id = :workspace and bulk_id = :id and (cast(:state as text) is null or state = :state)
                 order by position limit :limit offset :offset""")
                .bind("id", id)
                .bind("state", state)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Item.class);
    }

    Optional<Item> nextItem(UUID id) {
        return sql.of("""
                select * from gateway_bulk_item
                 where workspace_id = :workspace and bulk_id = :id and state = 'waiting' order by position limit 1""").bind("id", id).find(Item.class);
    }

    void decided(UUID id, int position, Step step, @Nullable Step undo) {
        sql.of("""
                update gateway_bulk_item set step = :step, undo = :undo
                 where workspace_id = :workspace and bulk_id = :id and position = :position and state = 'waiting'""")
                .bind("id", id)
                .bind("position", position)
                .bind("step", Json.of(step))
                .bind("undo", undo == null ? null : Json.of(undo))
                .run();
    }

    void worked(
            UUID id,
            int position,
            ItemState state,
            @Nullable Step undo,
            @Nullable ItemError error,
            @Nullable String title) {
        sql.of("""
                update gateway_bulk_item set state = :state, undo = :undo, error = :error, title = coalesce(:title, title)
                 where workspace_id = :workspace and bulk_id = :id and position = :position and state = 'waiting'""")
                .bind("id", id)
                .bind("position", position)
                .bind("state", state)
                .bind("undo", undo == null ? null : Json.of(undo))
                .bind("error", error == null ? null : Json.of(error))
                .bind("title", title)
                .run();
    }

    void started(UUID id) {
        sql.of("""
                update gateway_bulk set state = 'running'
                 where workspace_id = :workspace and id = :id and state = 'queued'""").bind("id", id).run();
    }

    /** Ends it: what was not tried is skipped. */
    void finished(UUID id, State state) {
        sql.of("""
                update gateway_bulk_item set state = 'skipped'
                 where workspace_id = :workspace and bulk_id = :id and state = 'waiting'""").bind("id", id).run();
        sql.of("""
                update gateway_bulk set state = :state, finished_at = fanfare_now()
                 where workspace_id = :workspace and id = :id and state in ('queued', 'running')""").bind("id", id).bind("state", state).run();
    }
}
