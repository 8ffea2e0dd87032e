package io.fanfare.activity;

import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The retention of a workspace, and the erasing of what is older. */
@Component
class RetentionStore {
    private final Sql sql;

    RetentionStore(Sql sql) {
        this.sql = sql;
    }

    private record Row(
            @Nullable Integer days,
            List<RetentionSettings.ClassDays> classes,
            @Nullable Instant holdUntil,
            @Nullable String holdReason) {
        RetentionSettings settings() {
            return new RetentionSettings(
                    days,
                    classes,
                    holdUntil == null || holdReason == null ? null : new RetentionSettings.Hold(holdUntil, holdReason));
        }
    }

    RetentionSettings read() {
        return sql.of(
                        "select days, classes, hold_until, hold_reason from activity_retention where workspace_id = :workspace")
                .find(Row.class)
                .map(Row::settings)
                .orElse(RetentionSettings.USUAL);
    }

    /** Others wait until this transaction ends: a hold and a batch that erases exclude each other. */
    RetentionSettings lock() {
        sql.of("""
                insert into activity_retention (days) values (:days) on conflict (workspace_id) do nothing""").bind("days", RetentionSettings.USUAL.days()).run();
        return sql.of("""
                select days, classes, hold_until, hold_reason from activity_retention
                 where workspace_id = :workspace for update""").one(Row.class).settings();
    }

    void write(RetentionSettings settings) {
        var hold = settings.hold();
        sql.of("""
                update activity_retention
                   set days = :days, classes = :classes, hold_until = :holdUntil, hold_reason = :holdReason
                 where workspace_id = :workspace""")
                .bind("days", settings.days())
                .bind("classes", Json.of(settings.classes()))
                .bind("holdUntil", hold == null ? null : hold.until())
                .bind("holdReason", hold == null ? null : hold.reason())
                .run();
    }

    /** Erases the texts of the oldest entries of a class that are older; how many. */
    int erase(AuditClass entryClass, Instant before, int most) {
        return sql.of("""
                with old as materialized (
                    select id from activity_audit
                     where workspace_id = :workspace and salt is not null and at < :before
                       and coalesce(entry_class, 'change') = :entryClass
                     order by at limit :most)
                update activity_audit a
                   set actor_name = null, subject_title = null, before = null, after = null, salt = null
                  from old where a.workspace_id = :workspace and a.id = old.id""")
                .bind("entryClass", entryClass)
                .bind("before", before)
                .bind("most", most)
                .run();
    }

    /** Deletes events of webhooks that are older and wait for nothing, with their log; how many. */
    int forgetEvents(Instant before, int most) {
        var old = sql.of("""
                select e.id from activity_event e
                 where e.workspace_id = :workspace and e.at < :before
                   and not exists (select 1 from activity_webhook_delivery d
                                    where d.workspace_id = e.workspace_id and d.event_id = e.id and d.state = 'pending')
                 order by e.at limit :most""").bind("before", before).bind("most", most).list(java.util.UUID.class);
        for (String table : List.of("activity_webhook_attempt", "activity_webhook_delivery"))
            sql.of("delete from " + table + " where workspace_id = :workspace and event_id = any(:ids)")
                    .array("ids", "uuid", old)
                    .run();
        return sql.of("delete from activity_event where workspace_id = :workspace and id = any(:ids)")
                .array("ids", "uuid", old)
                .run();
    }
}
