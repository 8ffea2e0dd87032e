package io.fanfare.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Alerts, with a clock that the test moves. */
class AlertsTest {
    private final Transactions transactions = Api.bean(Transactions.class);
    private final Api owner = Api.workspace();

    @AfterEach
    void rightTime() {
        shift(Duration.ZERO);
        transactions.write(() -> Api.bean(Sql.class)
                .of("delete from kernel_node where name = 'test'")
                .run());
    }

    @Test
    void a_broken_chain_alerts_once_and_the_alert_ends_when_the_chain_is_whole_again() {
        chain(owner, true);
        check();
        check();
        var alerts = alerts();
        assertThat(alerts.at("/total").asLong()).isEqualTo(1);
        assertThat(alerts.at("/items/0/rule").asString()).isEqualTo("chain_broken");
        assertThat(alerts.at("/items/0/state").asString()).isEqualTo("firing");
        assertThat(alerts.at("/items/0/fix").asString()).isNotEmpty();
        assertThat(owner.get("/api/notifications").expect(200).body()).contains("system_alert", "Broken audit chains");

        String id = alerts.at("/items/0/id").asString();
        var taken = owner.post("/api/monitoring/alerts/" + id + "/acknowledge", Map.of("note", "I look at it"))
                .expect(200);
        assertThat(taken.text("state")).isEqualTo("acknowledged");
        assertThat(taken.text("note")).isEqualTo("I look at it");
        owner.post("/api/monitoring/alerts/" + id + "/acknowledge").refused(409, "alert_state");
        Api.workspace().post("/api/monitoring/alerts/" + id + "/acknowledge").refused(404, "not_found");
        check();
        assertThat(alerts().at("/items/0/state").asString()).isEqualTo("acknowledged");

        chain(owner, false);
        check();
        assertThat(alerts().at("/items/0/state").asString()).isEqualTo("resolved");
    }

    @Test
    void a_rule_rests_after_its_alert() {
        chain(owner, true);
        check();
        chain(owner, false);
        check();
        chain(owner, true);
        check();
        assertThat(alerts().at("/total").asLong()).isEqualTo(1);
        shift(Duration.ofMinutes(61));
        check();
        assertThat(alerts().at("/total").asLong()).isEqualTo(2);
    }

    @Test
    void a_rule_fires_only_after_its_time_and_can_be_turned_off() {
        var rule = rule(owner, "chain_broken");
        change(owner, rule, 5, true);
        chain(owner, true);
        check();
        assertThat(alerts().at("/total").asLong()).isZero();
        shift(Duration.ofMinutes(6));
        check();
        assertThat(alerts().at("/total").asLong()).isEqualTo(1);
        change(owner, rule, 5, false);
        check();
        assertThat(alerts().at("/items/0/state").asString()).isEqualTo("resolved");
    }

    @Test
    void a_wrong_change_of_a_rule_names_the_field() {
        var rule = rule(owner, "unconfirmed");
        String path = "/api/monitoring/alert-rules/" + rule.at("/id").asString();
        owner.put(path, body(5, List.of("email"), true)).refused(400, "invalid");
        owner.put(path, body(-1, List.of("webhook"), true)).refused(400, "invalid");
        owner.as("manager").put(path, body(1, List.of("webhook"), true)).refused(403, "forbidden");
        assertThat(rule(Api.workspace(), "unconfirmed").at("/forMinutes").asInt())
                .isZero();
    }

    @Test
    void the_operator_is_mailed_when_a_node_runs_out_of_memory_and_no_workspace_hears_of_it() {
        node(0.95);
        check();
        // Heartbeats come from a node that is alive; fifteen minutes later it still uses that much.
        shift(Duration.ofMinutes(16));
        node(0.95);
        check();
        assertThat(Api.operator()
                        .get("/api/monitoring/alerts?state=firing")
                        .expect(200)
                        .body())
                .contains("\"memory\"");
        assertThat(alerts().at("/total").asLong()).isZero();
        Api.drain();
        long mails = Current.house(Current.INSTALLATION, "test")
                .call(() -> transactions.read(() -> Api.bean(Sql.class).of("""
                select count(*) from delivery_captured
                 where workspace_id = :workspace and recipient = 'operator@example.com' and subject like 'Alert: Memory%'""").one(Long.class)));
        assertThat(mails).isPositive();
        node(0.5);
        check();
        assertThat(Api.operator()
                        .get("/api/monitoring/alerts?state=firing")
                        .expect(200)
                        .body())
                .doesNotContain("\"memory\"");
    }

    private JsonNode alerts() {
        return owner.get("/api/monitoring/alerts").expect(200).json();
    }

    private static JsonNode rule(Api api, String metric) {
        for (JsonNode rule :
                api.get("/api/monitoring/alert-rules").expect(200).json().at("/items"))
            if (rule.at("/metric").asString().equals(metric)) return rule;
        throw new IllegalStateException(metric);
    }

    private static void change(Api api, JsonNode rule, int forMinutes, boolean enabled) {
        api.put(
                        "/api/monitoring/alert-rules/" + rule.at("/id").asString(),
                        body(forMinutes, List.of("notification", "webhook"), enabled))
                .expect(200);
    }

    private static Map<String, Object> body(int forMinutes, List<String> channels, boolean enabled) {
        return Map.of(
                "threshold",
                0,
                "forMinutes",
                forMinutes,
                "severity",
                "critical",
                "channels",
                channels,
                "cooldownMinutes",
                60,
                "enabled",
                enabled);
    }

    private void check() {
        Api.bean(AlertWatch.class).check();
    }

    private void shift(Duration offset) {
        transactions.write(() -> Api.bean(Now.class).shift(offset));
    }

    private void chain(Api api, boolean broken) {
        Current.house(api.workspace, "test")
                .run(() -> transactions.write(() -> Api.bean(UsageStore.class).verified(!broken)));
    }

    private void node(double heap) {
        transactions.write(() -> {
            Api.bean(Sql.class)
                    .of("delete from kernel_node where name = 'test'")
                    .run();
            Api.bean(Sql.class)
                    .of("""
                    insert into kernel_node (id, name, version, started_at, seen_at, figures)
                    values (:id, 'test', 'dev', fanfare_now(), fanfare_now(), :figures)""")
                    .bind("id", Ids.next())
                    .bind("figures", Json.of(Map.of("heap", heap)))
                    .run();
        });
    }
}
