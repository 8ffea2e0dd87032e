package io.fanfare.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.NodesByHand;
import io.fanfare.kernel.Observer;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Monitoring of a workspace and of the installation, over HTTP. */
class MonitoringTest {
    private static final List<String> READS =
            List.of("health", "metrics", "jobs", "alerts", "alert-rules", "integrations", "errors", "usage");

    private final Api owner = Api.workspace();

    @Test
    void owners_and_admins_see_the_monitoring_of_their_workspace_and_other_roles_do_not() {
        for (String path : READS) {
            owner.get("/api/monitoring/" + path).expect(200);
            Api.nobody().get("/api/monitoring/" + path).expect(401);
            Api.operator().get("/api/monitoring/" + path).expect(200);
            Api.nobody()
                    .with("Authorization", "Bearer wrong-" + path)
                    .with("X-Test", "1")
                    .get("/api/monitoring/" + path)
                    .expect(401);
        }
        var admin = owner.as("admin");
        READS.forEach(path -> admin.get("/api/monitoring/" + path).expect(200));
        Stream.of("manager", "editor", "reviewer", "analyst", "viewer").forEach(role -> {
            var member = owner.as(role);
            READS.forEach(path -> member.get("/api/monitoring/" + path).refused(403, "forbidden"));
        });
        // Not even an owner sees other workspaces.
        owner.get("/api/monitoring/workspaces").refused(403, "forbidden");
        Api.operator().get("/api/monitoring/workspaces").expect(200);
    }

    @Test
    void the_operator_token_opens_nothing_but_monitoring() {
        for (String path :
                List.of("/api/campaigns", "/api/me", "/api/workspaces/current", "/api/members", "/api/audit"))
            assertThat(Api.operator().get(path).status()).as(path).isIn(401, 404, 405);
        Api.operator().post("/api/campaigns", Map.of("name", "x")).expect(401);
        assertThat(Api.operator().get("/api/monitoring/..;/campaigns").status()).isGreaterThanOrEqualTo(400);
        assertThat(Api.operator().get("/api/monitoring/%2e%2e/campaigns").status())
                .isGreaterThanOrEqualTo(400);
    }

    @Test
    void a_short_operator_token_stops_the_start_with_what_to_do() {
        assertThat(NodesByHand.refusedToken("too short")).contains("at least 32 characters", "openssl");
        assertThat(NodesByHand.refusedToken("")).isEqualTo("not set");
        assertThat(NodesByHand.refusedToken("x".repeat(32))).isEmpty();
    }

    @Test
    void health_names_each_part_and_shows_a_workspace_nothing_of_the_machine() {
        var health = owner.get("/api/monitoring/health").expect(200).json();
        assertThat(names(health)).contains("database", "files", "ledger", "jobs", "lanes", "audit", "mail", "renderer");
        assertThat(names(health)).doesNotContain("memory", "disk", "nodes");
        assertThat(health.at("/nodes")).isEmpty();
        NodesByHand.beat();
        var all = Api.operator().get("/api/monitoring/health").expect(200).json();
        assertThat(names(all)).contains("memory", "disk", "nodes");
        assertThat(all.at("/nodes").size()).isPositive();
        assertThat(all.at("/nodes/0/version").asString()).isNotEmpty();
    }

    @Test
    void metrics_of_a_workspace_are_its_own() {
        owner.get("/api/campaigns").expect(200);
        owner.get("/api/campaigns").expect(200);
        var metrics = owner.get("/api/monitoring/metrics").expect(200).json();
        assertThat(operation(metrics, "listCampaigns").at("/requests").asLong()).isEqualTo(2);
        assertThat(operation(metrics, "listCampaigns").at("/p95").asDouble()).isPositive();
        assertThat(metrics.at("/jvm").isNull() || metrics.at("/jvm").isMissingNode())
                .isTrue();
        var other = Api.workspace().get("/api/monitoring/metrics").expect(200).json();
        assertThat(operation(other, "listCampaigns").isMissingNode()).isTrue();
        var all = Api.operator().get("/api/monitoring/metrics").expect(200).json();
        assertThat(operation(all, "listCampaigns").at("/requests").asLong()).isGreaterThanOrEqualTo(2);
        assertThat(all.at("/jvm/heap").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void prometheus_gets_open_metrics_without_the_ids_of_workspaces() {
        owner.get("/api/campaigns").expect(200);
        var open = Api.operator()
                .with(
                        "Accept",
                        "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.3,*/*;q=0.1")
                .get("/api/monitoring/metrics")
                .expect(200)
                .body();
        assertThat(open)
                .contains(
                        "fanfare_request_seconds_bucket{operation=\"listCampaigns\"",
                        "jvm_memory_used_bytes",
                        "\nfanfare_ledger_due ")
                .doesNotContain(owner.workspace.toString())
                .endsWith("# EOF\n");
        assertThat(open.split("# EOF", -1)).hasSize(2);
        var plain = owner.with("Accept", "text/plain")
                .get("/api/monitoring/metrics")
                .expect(200)
                .body();
        assertThat(plain).contains("fanfare_requests_per_minute").doesNotContain("jvm_", "fanfare_disk");
    }

    @Test
    void a_lane_that_fails_shows_how_often_and_why_and_can_be_tried_again() {
        lane(owner, "test_" + Ids.next(), 3);
        var jobs = owner.get("/api/monitoring/jobs?state=failing").expect(200).json();
        var job = jobs.at("/items/0");
        assertThat(job.at("/attempts").asInt()).isEqualTo(3);
        assertThat(job.at("/error").asString()).isEqualTo("IllegalStateException");
        assertThat(job.at("/can/0").asString()).isEqualTo("retryJob");
        String id = job.at("/id").asString();
        Api.workspace().post("/api/monitoring/jobs/" + id + "/retry").refused(404, "not_found");
        assertThat(owner.post("/api/monitoring/jobs/" + id + "/retry")
                        .expect(200)
                        .text("state"))
                .isEqualTo("waiting");
        // The operator sees it with its workspace, and may do the same.
        var all = Api.operator()
                .get("/api/monitoring/jobs?state=failing&limit=200")
                .expect(200)
                .json();
        assertThat(all.toString()).contains(owner.workspace.toString());
        Api.operator().post("/api/monitoring/jobs/" + id + "/retry").expect(200);
    }

    @Test
    void a_job_that_has_not_failed_is_not_retried() {
        lane(owner, "test_" + Ids.next(), 0);
        var jobs = owner.get("/api/monitoring/jobs?state=waiting").expect(200).json();
        for (JsonNode job : jobs.at("/items"))
            owner.post("/api/monitoring/jobs/" + job.at("/id").asString() + "/retry")
                    .refused(409, "job_not_failed");
    }

    @Test
    void errors_with_the_same_cause_are_one_entry_without_their_message() {
        for (int i = 0; i < 3; i++)
            NodesByHand.failed(new Observer.Failure(
                    owner.workspace,
                    "launchCampaign",
                    new IllegalStateException("ada@example.com " + i),
                    "trace-" + i));
        NodesByHand.failed(new Observer.Failure(
                owner.workspace, "pauseCampaign", new IllegalStateException("ada@example.com"), "trace-x"));
        var errors = owner.get("/api/monitoring/errors").expect(200);
        assertThat(errors.json().at("/total").asLong()).isEqualTo(2);
        var launch = find(errors.json().at("/items"), "operation", "launchCampaign");
        assertThat(launch.at("/count").asLong()).isEqualTo(3);
        assertThat(launch.at("/traceId").asString()).isEqualTo("trace-2");
        assertThat(launch.at("/title").asString()).startsWith("IllegalStateException in MonitoringTest.");
        assertThat(errors.body()).doesNotContain("ada@example.com");
        assertThat(Api.workspace()
                        .get("/api/monitoring/errors")
                        .expect(200)
                        .json()
                        .at("/total")
                        .asLong())
                .isZero();
        assertThat(Api.operator()
                        .get("/api/monitoring/errors?limit=200")
                        .expect(200)
                        .body())
                .contains("launchCampaign");
    }

    @Test
    void usage_counts_what_the_workspace_has() {
        owner.post("/api/campaigns", Map.of("name", "Spring", "objective", "awareness"));
        var usage = owner.get("/api/monitoring/usage").expect(200).json();
        assertThat(find(usage.at("/sizes"), "kind", "members").at("/rows").asLong())
                .isEqualTo(1);
        assertThat(usage.at("/limits/fileBytes").asLong()).isEqualTo(128L << 20);
        assertThat(usage.at("/adoption/renders").asLong()).isZero();
        var load = Api.operator()
                .get("/api/monitoring/workspaces?limit=1")
                .expect(200)
                .json();
        assertThat(load.at("/total").asLong()).isPositive();
        assertThat(load.at("/items").size()).isEqualTo(1);
    }

    @Test
    void connections_show_their_last_test_and_can_be_tested() {
        owner.post(
                        "/api/credentials",
                        Map.of(
                                "kind",
                                "smtp",
                                "name",
                                "Office",
                                "settings",
                                Map.of("host", "mail.invalid", "port", 587, "security", "none"),
                                "secret",
                                Map.of("password", "secret")))
                .expect(201);
        var link = owner.get("/api/monitoring/integrations").expect(200).json().at("/items/0");
        assertThat(link.at("/state").asString()).isEqualTo("untested");
        String name = link.at("/name").asString();
        Api.workspace().post("/api/monitoring/integrations/" + name + "/test").refused(404, "not_found");
        var test = owner.post("/api/monitoring/integrations/" + name + "/test").expect(200);
        assertThat(test.json().at("/ok").asBoolean()).isFalse();
        var after = owner.get("/api/monitoring/integrations").expect(200).json().at("/items/0");
        assertThat(after.at("/state").asString()).isEqualTo("failing");
        assertThat(after.at("/lastTest/latencyMs").isNumber()).isTrue();
        var mail = part(owner.get("/api/monitoring/health").expect(200).json(), "mail");
        assertThat(mail.at("/status").asString()).isEqualTo("degraded");
        assertThat(mail.at("/fix").asString()).isNotEmpty();
    }

    private static void lane(Api api, String lane, int failures) {
        Current.house(api.workspace, "test")
                .run(() -> Api.bean(Transactions.class).write(() -> Api.bean(Sql.class)
                        .of("""
                insert into kernel_ready (workspace_id, lane, due_at, failures, failed_at, error)
                values (:workspace, :lane, fanfare_now() + interval '1 hour', :failures, fanfare_now(), 'IllegalStateException')""")
                        .bind("lane", lane)
                        .bind("failures", failures)
                        .run()));
    }

    private static List<String> names(JsonNode health) {
        return health.at("/parts")
                .valueStream()
                .map(part -> part.at("/name").asString())
                .toList();
    }

    private static JsonNode part(JsonNode health, String name) {
        return find(health.at("/parts"), "name", name);
    }

    private static JsonNode operation(JsonNode metrics, String id) {
        return find(metrics.at("/http/operations"), "operation", id);
    }

    private static JsonNode find(JsonNode items, String key, String value) {
        return items.valueStream()
                .filter(item -> item.at("/" + key).asString("").equals(value))
                .findFirst()
                .orElse(tools.jackson.databind.node.JsonNodeFactory.instance.missingNode());
    }
}
