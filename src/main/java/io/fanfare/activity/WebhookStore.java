package io.fanfare.activity;

import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The webhooks of a workspace. */
@Component
class WebhookStore {
    /** What the ledger calls the item of their rows. */
    static final String KIND = "webhook";

    private final Sql sql;

    WebhookStore(Sql sql) {
        this.sql = sql;
    }

    /** Who wants which events. */
    record Subscriber(UUID id, String url, List<String> events, boolean active) {
        boolean wants(WebhookType type) {
            return events.stream().anyMatch(type::matches);
        }

        List<String> types() {
            return WebhookType.subscribable().stream()
                    .filter(this::wants)
                    .map(WebhookType::text)
                    .toList();
        }
    }

    List<Subscriber> subscribers() {
        return sql.of(
                        "select id, url, events, active from activity_webhook where workspace_id = :workspace order by id")
                .list(Subscriber.class);
    }

    Subscriber subscriber(UUID id) {
        return sql.of(
                        "select id, url, events, active from activity_webhook where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .one(Subscriber.class);
    }

    void insert(Webhook.Row webhook) {
        sql.of("""
                insert into activity_webhook (id, url, events, active, secret, version, created_by, created_at)
                values (:id, :url, :events, :active, :secret, :version, :createdBy, :createdAt)""").bind(webhook).run();
    }

    List<Webhook.Row> list() {
        return sql.of("select * from activity_webhook where workspace_id = :workspace order by created_at, id")
                .list(Webhook.Row.class);
    }

    Optional<Webhook.Row> find(UUID id) {
        return sql.of("select * from activity_webhook where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(Webhook.Row.class);
    }

    Optional<Webhook.Row> lock(UUID id) {
        return sql.of("select * from activity_webhook where workspace_id = :workspace and id = :id for update")
                .bind("id", id)
                .find(Webhook.Row.class);
    }

    /** A webhook that is active again starts without a history. */
    void change(UUID id, String url, Collection<String> events, boolean active) {
        sql.of("""
                update activity_webhook
                   set url = :url, events = :events, version = version + 1,
                       failing_since = case when :active and not active then null else failing_since end,
                       reason = case when :active and not active then null else reason end,
                       active = :active
                 where workspace_id = :workspace and id = :id""")
                .bind("id", id)
                .bind("url", url)
                .array("events", "text", events)
                .bind("active", active)
                .run();
    }

    void rotate(UUID id, byte[] secret, Instant oldUntil) {
        sql.of("""
                update activity_webhook
                   set old_secret = secret, old_secret_until = :until, secret = :secret, version = version + 1
                 where workspace_id = :workspace and id = :id""")
                .bind("id", id)
                .bind("secret", secret)
                .bind("until", oldUntil)
                .run();
    }

    /** An attempt succeeded; whether any had failed before. */
    boolean recovered(UUID id) {
        return sql.of("""
                update activity_webhook set failing_since = null, reason = null
                 where workspace_id = :workspace and id = :id and active and failing_since is not null""").bind("id", id).run() == 1;
    }

    /** An attempt failed; since when they fail, empty where it is disabled or deleted. */
    Optional<Failing> failed(UUID id, String reason) {
        return sql.of("""
                update activity_webhook w set failing_since = coalesce(w.failing_since, fanfare_now()), reason = :reason
                 where w.workspace_id = :workspace and w.id = :id and w.active
                returning w.url, w.failing_since as since, old.failing_since is null as first""").bind("id", id).bind("reason", reason).find(Failing.class);
    }

    record Failing(String url, Instant since, boolean first) {}

    void disable(UUID id, @Nullable String reason) {
        sql.of("""
                update activity_webhook set active = false, reason = :reason, version = version + 1
                 where workspace_id = :workspace and id = :id""").bind("id", id).bind("reason", reason).run();
    }

    void delete(UUID id) {
        for (String table : List.of("activity_webhook_attempt", "activity_webhook_delivery"))
            sql.of("delete from " + table + " where workspace_id = :workspace and webhook_id = :id")
                    .bind("id", id)
                    .run();
        sql.of("delete from activity_webhook where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }
}
