package io.fanfare.ops;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The alerts and the changed rules of a workspace, or of the installation. */
@Component
class AlertStore {
    private final Sql sql;

    AlertStore(Sql sql) {
        this.sql = sql;
    }

    private record ChangedRule(
            AlertMetric metric,
            double threshold,
            int forMinutes,
            AlertMetric.Severity severity,
            List<AlertRule.Channel> channels,
            int cooldownMinutes,
            boolean enabled) {
        AlertRule rule() {
            return new AlertRule(
                    metric.id(),
                    metric,
                    metric.op(),
                    threshold,
                    metric.unit(),
                    forMinutes,
                    severity,
                    channels,
                    cooldownMinutes,
                    enabled);
        }
    }

    /** The rules as they are here: changed, or as they come. */
    List<AlertRule> rules() {
        boolean installation = Current.get().workspace().equals(Current.INSTALLATION);
        var changed =
                sql.of("select * from ops_alert_rule where workspace_id = :workspace").list(ChangedRule.class).stream()
                        .map(ChangedRule::rule)
                        .collect(Collectors.toMap(AlertRule::metric, rule -> rule));
        return AlertMetric.of(installation).stream()
                .map(metric -> changed.getOrDefault(metric, metric.usual(installation)))
                .toList();
    }

    void store(AlertRule rule) {
        sql.of("""
                insert into ops_alert_rule (metric, threshold, for_minutes, severity, channels, cooldown_minutes, enabled)
                values (:metric, :threshold, :forMinutes, :severity, :names, :cooldownMinutes, :enabled)
                on conflict (workspace_id, metric) do update
                   set threshold = excluded.threshold, for_minutes = excluded.for_minutes, severity = excluded.severity,
                       channels = excluded.channels, cooldown_minutes = excluded.cooldown_minutes, enabled = excluded.enabled""").bind(rule).array("names", "text", rule.channels()).run();
    }

    Page<Alert> list(Alert.@Nullable AlertState state, Page.Range range) {
        var items = sql.of("""
                select * from ops_alert
                 where workspace_id = :workspace and state <> 'pending'
                   and (cast(:state as text) is null or state = :state)
                 order by state = 'resolved', since desc, id limit :limit offset :offset""").bind(range).bind("state", state).list(Alert.Row.class);
        long total = sql.of("""
                select count(*) from ops_alert
                 where workspace_id = :workspace and state <> 'pending'
                   and (cast(:state as text) is null or state = :state)""").bind("state", state).one(Long.class);
        return Page.of(items.stream().map(Alert.Row::shown).toList(), total, range);
    }

    Optional<Alert.Row> find(UUID id) {
        return sql.of(
                        "select * from ops_alert where workspace_id = :workspace and id = :id and state <> 'pending' for update")
                .bind("id", id)
                .find(Alert.Row.class);
    }

    Optional<Alert.Row> open(AlertMetric metric) {
        return sql.of(
                        "select * from ops_alert where workspace_id = :workspace and metric = :metric and state <> 'resolved' for update")
                .bind("metric", metric)
                .find(Alert.Row.class);
    }

    /** Nothing, if the rule rests after its last alert, or another node was faster. */
    Optional<Alert.Row> begin(AlertRule rule, double value) {
        return sql.of("""
                insert into ops_alert (id, metric, severity, value, since, state)
                select :id, :metric, :severity, :value, fanfare_now(), 'pending'
                 where not exists (select 1 from ops_alert
                                    where workspace_id = :workspace and metric = :metric and state = 'resolved'
                                      and resolved_at > fanfare_now() - make_interval(mins => :cooldownMinutes))
                on conflict do nothing
                returning *""")
                .bind(rule)
                .bind("id", Ids.next())
                .bind("value", value)
                .find(Alert.Row.class);
    }

    Optional<Alert.Row> fire(UUID id, double value, int forMinutes) {
        return sql.of("""
                update ops_alert set state = 'firing', fired_at = fanfare_now(), value = :value
                 where workspace_id = :workspace and id = :id and state = 'pending'
                   and since <= fanfare_now() - make_interval(mins => :minutes)
                returning *""")
                .bind("id", id)
                .bind("value", value)
                .bind("minutes", forMinutes)
                .find(Alert.Row.class);
    }

    void value(UUID id, double value) {
        sql.of("update ops_alert set value = :value where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .bind("value", value)
                .run();
    }

    void forget(UUID id) {
        sql.of("delete from ops_alert where workspace_id = :workspace and id = :id and state = 'pending'")
                .bind("id", id)
                .run();
    }

    Alert.Row acknowledge(UUID id, @Nullable String note) {
        return sql.of("""
                update ops_alert set state = 'acknowledged', acknowledged_at = fanfare_now(), acknowledged_by = :by, note = :note
                 where workspace_id = :workspace and id = :id and state = 'firing'
                returning *""")
                .bind("id", id)
                .bind("by", Current.get().actor().name())
                .bind("note", note)
                .one(Alert.Row.class);
    }

    Optional<Alert.Row> resolve(UUID id) {
        return sql.of("""
                update ops_alert set state = 'resolved', resolved_at = fanfare_now()
                 where workspace_id = :workspace and id = :id and state in ('firing', 'acknowledged')
                returning *""").bind("id", id).find(Alert.Row.class);
    }

    /** Alerts that were resolved three months ago. */
    void forgetOld() {
        sql.of("""
                delete from ops_alert
                 where workspace_id = :workspace and state = 'resolved' and resolved_at < fanfare_now() - interval '90 days'""").run();
    }
}
