package io.fanfare.integration;

import io.fanfare.integration.FlowRun.Row;
import io.fanfare.integration.FlowRun.State;
import io.fanfare.integration.FlowRun.StepRow;
import io.fanfare.integration.FlowRun.StepState;
import io.fanfare.integration.FlowRun.UndoState;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Flows and their runs. */
@Component
class FlowStore {
    private static final String RUN =
            "id, flow_id, name, input, services, state, reason, cancelled_by, person_id, person_name, created_at, finished_at";

    private final Sql sql;

    FlowStore(Sql sql) {
        this.sql = sql;
    }

    /** A flow that people made. */
    record FlowRow(
            UUID id, String name, @Nullable String description, List<Flow.Step> steps, int version, Instant createdAt) {
        Flow shown(List<String> can) {
            return new Flow(id, name, description, steps, FlowRules.inputs(steps), false, version, createdAt, can);
        }
    }

    List<FlowRow> flows() {
        return sql.of("""
                select id, name, description, steps, version, created_at
                  from integration_flow where workspace_id = :workspace order by lower(name), id""").list(FlowRow.class);
    }

    Optional<FlowRow> flow(UUID id, boolean locked) {
        return sql.of("""
                select id, name, description, steps, version, created_at
                  from integration_flow where workspace_id = :workspace and id = :id""" + (locked ? " for update" : "")).bind("id", id).find(FlowRow.class);
    }

    void insert(UUID id, Flow.Details flow, UUID by) {
        sql.of("""
                insert into integration_flow (id, name, description, steps, created_by)
                values (:id, :name, :description, :steps, :by)""")
                .bind(flow)
                .bind("id", id)
                .bind("steps", Json.of(flow.steps()))
                .bind("by", by)
                .run();
    }

    void change(UUID id, Flow.Details flow) {
        sql.of("""
                update integration_flow
                   set name = :name, description = :description, steps = :steps, version = version + 1
                 where workspace_id = :workspace and id = :id""")
                .bind(flow)
                .bind("id", id)
                .bind("steps", Json.of(flow.steps()))
                .run();
    }

    void delete(UUID id) {
        sql.of("delete from integration_flow where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }

    void start(Row run, List<Flow.Step> steps) {
        sql.of("""
                insert into integration_run (id, flow_id, name, input, services, person_id, person_name)
                values (:id, :flowId, :name, :input, :services, :personId, :personName)""")
                .bind("id", run.id())
                .bind("flowId", run.flowId())
                .bind("name", run.name())
                .bind("input", Json.of(run.input()))
                .bind("services", Json.of(run.services()))
                .bind("personId", run.personId())
                .bind("personName", run.personName())
                .run();
        for (int i = 0; i < steps.size(); i++)
            sql.of("""
                    insert into integration_run_step (run_id, position, name, step)
                    values (:run, :position, :name, :step)""")
                    .bind("run", run.id())
                    .bind("position", i + 1)
                    .bind("name", steps.get(i).id())
                    .bind("step", Json.of(steps.get(i)))
                    .run();
    }

    int open() {
        return sql.of("""
                select count(*) from integration_run
                 where workspace_id = :workspace and state in ('queued', 'running', 'compensating')""").one(Integer.class);
    }

    Optional<Row> run(UUID id) {
        return sql.of("select " + RUN + " from integration_run where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(Row.class);
    }

    Optional<Row> hold(UUID id) {
        return sql.of("select " + RUN + " from integration_run where workspace_id = :workspace and id = :id for update")
                .bind("id", id)
                .find(Row.class);
    }

    List<Row> runs(@Nullable UUID flow, Page.Range range) {
        return sql.of("select " + RUN + """

                 from integration_run
                 where workspace_id = :workspace and (cast(:flow as uuid) is null or flow_id = :flow)
                 order by id desc limit :limit offset :offset""")
                .bind("flow", flow)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Row.class);
    }

    long count(@Nullable UUID flow) {
        return sql.of("""
                select count(*) from integration_run
                 where workspace_id = :workspace and (cast(:flow as uuid) is null or flow_id = :flow)""").bind("flow", flow).one(Long.class);
    }

    List<StepRow> steps(UUID run) {
        return steps(List.of(run));
    }

    List<StepRow> steps(Collection<UUID> runs) {
        return sql.of("""
                select run_id, position, name, step, state, attempt, result, error, undo_state, undo_attempt, undo_error,
                       started_at, finished_at
                  from integration_run_step where workspace_id = :workspace and run_id = any(:runs)
                 order by run_id, position""").array("runs", "uuid", runs).list(StepRow.class);
    }

    Optional<Row> due() {
        return sql.of("select " + RUN + """

                 from integration_run
                 where workspace_id = :workspace and state in ('queued', 'running', 'compensating') and due_at <= fanfare_now()
                 order by due_at, id limit 1""").find(Row.class);
    }

    Optional<Instant> nextDue() {
        return sql.of("""
                select due_at from integration_run
                 where workspace_id = :workspace and state in ('queued', 'running', 'compensating')
                 order by due_at limit 1""").find(Instant.class);
    }

    void move(UUID run, State state, @Nullable String reason) {
        sql.of("""
                update integration_run
                   set state = :state, reason = coalesce(:reason, reason), due_at = fanfare_now(),
                       finished_at = case when :state in ('done', 'failed', 'compensated') then fanfare_now() end
                 where workspace_id = :workspace and id = :run""").bind("run", run).bind("state", state).bind("reason", reason).run();
    }

    void due(UUID run, Instant at) {
        sql.of("update integration_run set due_at = :at where workspace_id = :workspace and id = :run")
                .bind("run", run)
                .bind("at", at)
                .run();
    }

    void cancel(UUID run, String by) {
        sql.of("""
                update integration_run set cancelled_by = :by, due_at = fanfare_now()
                 where workspace_id = :workspace and id = :run""").bind("run", run).bind("by", by).run();
    }

    /** Before a call: whoever finds it like this later knows that it may have been made. */
    void begin(UUID run, int position, int attempt) {
        sql.of("""
                update integration_run_step
                   set state = 'running', attempt = :attempt, started_at = coalesce(started_at, fanfare_now())
                 where workspace_id = :workspace and run_id = :run and position = :position""")
                .bind("run", run)
                .bind("position", position)
                .bind("attempt", attempt)
                .run();
    }

    /** The outcome of a call; that of an earlier attempt changes nothing. */
    boolean end(UUID run, StepRow step, int attempt, StepState state, @Nullable Object result, @Nullable String error) {
        return sql.of("""
                update integration_run_step
                   set state = :state, result = coalesce(:result, result), error = :error,
                       finished_at = case when :state = 'waiting' then null else fanfare_now() end
                 where workspace_id = :workspace and run_id = :run and position = :position and attempt = :attempt""")
                        .bind("run", run)
                        .bind("position", step.position())
                        .bind("attempt", attempt)
                        .bind("state", state)
                        .bind("result", result == null ? null : Json.of(result))
                        .bind("error", error)
                        .run()
                == 1;
    }

    /** The steps that were done and can be undone wait for it, the others after them are skipped. */
    int planUndo(UUID run) {
        sql.of("""
                update integration_run_step set state = 'skipped'
                 where workspace_id = :workspace and run_id = :run and state = 'waiting'""").bind("run", run).run();
        return sql.of("""
                update integration_run_step set undo_state = 'waiting'
                 where workspace_id = :workspace and run_id = :run and state = 'done' and undo_state is null
                   and jsonb_typeof(step -> 'compensation') = 'object'""").bind("run", run).run();
    }

    void beginUndo(UUID run, int position, int attempt) {
        sql.of("""
                update integration_run_step set undo_state = 'running', undo_attempt = :attempt
                 where workspace_id = :workspace and run_id = :run and position = :position""")
                .bind("run", run)
                .bind("position", position)
                .bind("attempt", attempt)
                .run();
    }

    void endUndo(UUID run, int position, int attempt, UndoState state, @Nullable String error) {
        sql.of("""
                update integration_run_step set undo_state = :state, undo_error = :error
                 where workspace_id = :workspace and run_id = :run and position = :position and undo_attempt = :attempt""")
                .bind("run", run)
                .bind("position", position)
                .bind("attempt", attempt)
                .bind("state", state)
                .bind("error", error)
                .run();
    }
}
