package io.fanfare.activity;

import io.fanfare.activity.Webhook.Delivered;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The events of a workspace, where they are sent and what came of it. */
@Component
class WebhookEventStore {
    private final Sql sql;

    WebhookEventStore(Sql sql) {
        this.sql = sql;
    }

    void insert(UUID id, WebhookType type, Instant at, String body) {
        sql.of("insert into activity_event (id, type, at, body) values (:id, :type, :at, :body)")
                .bind("id", id)
                .bind("type", type.text())
                .bind("at", at)
                .bind("body", body)
                .run();
    }

    void addDeliveries(UUID webhook, Collection<UUID> events) {
        sql.of("""
                insert into activity_webhook_delivery (webhook_id, event_id)
                select :webhook, e from unnest(:events) as e
                on conflict (workspace_id, webhook_id, event_id) do nothing""").bind("webhook", webhook).array("events", "uuid", events).run();
    }

    private record Body(UUID id, String body) {}

    Map<UUID, String> bodies(Collection<UUID> events) {
        return sql
                .of("select id, body from activity_event where workspace_id = :workspace and id = any(:ids)")
                .array("ids", "uuid", events)
                .list(Body.class)
                .stream()
                .collect(Collectors.toMap(Body::id, Body::body));
    }

    void move(UUID webhook, UUID event, Delivered state, @Nullable Instant next) {
        sql.of("""
                update activity_webhook_delivery set state = :state, next_at = :next
                 where workspace_id = :workspace and webhook_id = :webhook and event_id = :event""")
                .bind("webhook", webhook)
                .bind("event", event)
                .bind("state", state.word())
                .bind("next", next)
                .run();
    }

    /** Those that are planned again. */
    void pending(UUID webhook, Collection<UUID> events) {
        sql.of("""
                update activity_webhook_delivery set state = 'pending', next_at = null
                 where workspace_id = :workspace and webhook_id = :webhook and event_id = any(:events)""").bind("webhook", webhook).array("events", "uuid", events).run();
    }

    /** What waits is not sent any more; what is on its way right now is moved when it lands. */
    void cancelPending(UUID webhook) {
        sql.of("""
                update activity_webhook_delivery set state = 'cancelled', next_at = null
                 where workspace_id = :workspace and webhook_id = :webhook and state = 'pending'""").bind("webhook", webhook).run();
    }

    /** One call. {@code status} is missing where no answer came; {@code fence} says which submission it was. */
    record NewAttempt(
            UUID webhook,
            UUID event,
            long fence,
            Instant at,
            @Nullable Integer status,
            int ms,
            String body,
            @Nullable String detail) {}

    void insert(NewAttempt attempt) {
        sql.of("""
                insert into activity_webhook_attempt (webhook_id, event_id, id, fence, at, status, ms, body, detail)
                values (:webhook, :event, :id, :fence, :at, :status, :ms, :body, :detail)""").bind(attempt).bind("id", Ids.next()).run();
    }

    /** Whether a submission was answered with success, although its outcome was not written. */
    boolean arrived(UUID webhook, UUID event, long fence) {
        return sql.of("""
                select id from activity_webhook_attempt
                 where workspace_id = :workspace and webhook_id = :webhook and event_id = :event and fence = :fence
                   and status between 200 and 299 limit 1""")
                .bind("webhook", webhook)
                .bind("event", event)
                .bind("fence", fence)
                .exists();
    }

    /** An event as it is listed. */
    record Line(
            UUID id,
            String event,
            Instant at,
            Delivered state,
            @Nullable Instant nextAt,
            String payload) {}

    List<Line> lines(UUID webhook, WebhookDeliveryQuery query, int most) {
        return sql.of("""
                select d.event_id as id, e.type as event, e.at, d.state, d.next_at, e.body as payload
                  from activity_webhook_delivery d
                  join activity_event e on e.workspace_id = d.workspace_id and e.id = d.event_id
                 where d.workspace_id = :workspace and d.webhook_id = :webhook
                   and (cast(:state as text) is null or d.state = :state)
                   and (cast(:event as text) is null or e.type = :event)
                   and (cast(:from as timestamptz) is null or e.at >= :from)
                   and (cast(:to as timestamptz) is null or e.at < :to)
                   and (cast(:after as uuid) is null or d.event_id < :after)
                 order by d.event_id desc
                 limit :most""")
                .bind("webhook", webhook)
                .bind("state", query.state())
                .bind("event", query.event())
                .bind("from", query.from())
                .bind("to", query.to())
                .bind("after", query.after())
                .bind("most", most + 1)
                .list(Line.class);
    }

    /** One call and its answer. */
    record Attempt(
            UUID eventId,
            Instant at,
            @Nullable Integer status,
            int ms,
            String body,
            @Nullable String detail) {}

    Map<UUID, List<Attempt>> attempts(UUID webhook, Collection<UUID> events) {
        return sql.of("""
                select event_id, at, status, ms, body, detail from activity_webhook_attempt
                 where workspace_id = :workspace and webhook_id = :webhook and event_id = any(:events)
                 order by id""").bind("webhook", webhook).array("events", "uuid", events).list(Attempt.class).stream()
                .collect(Collectors.groupingBy(Attempt::eventId));
    }

    /** An event that may be sent again; without a state it was never sent to the webhook. */
    record Replayed(UUID id, @Nullable Delivered state) {}

    Optional<Replayed> replayed(UUID webhook, UUID event) {
        return sql.of("""
                select d.event_id as id, d.state from activity_webhook_delivery d
                 where d.workspace_id = :workspace and d.webhook_id = :webhook and d.event_id = :event""").bind("webhook", webhook).bind("event", event).find(Replayed.class);
    }

    List<Replayed> replayed(
            UUID webhook, Collection<String> types, Instant from, Instant to, boolean failedOnly, int most) {
        return sql.of("""
                select e.id, d.state from activity_event e
                  left join activity_webhook_delivery d
                    on d.workspace_id = e.workspace_id and d.webhook_id = :webhook and d.event_id = e.id
                 where e.workspace_id = :workspace and e.at >= :from and e.at < :to and e.type = any(:types)
                   and (not :failedOnly or d.state is null or d.state in ('failed', 'cancelled'))
                 order by e.at, e.id limit :most""")
                .bind("webhook", webhook)
                .array("types", "text", types)
                .bind("from", from)
                .bind("to", to)
                .bind("failedOnly", failedOnly)
                .bind("most", most)
                .list(Replayed.class);
    }
}
