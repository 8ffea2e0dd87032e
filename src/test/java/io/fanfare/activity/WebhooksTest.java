package io.fanfare.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Api.Answer;
import io.fanfare.Receiver;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import io.fanfare.kernel.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WebhooksTest {
    private final Api owner = Api.workspace();
    private final Receiver receiver = new Receiver();

    @AfterEach
    void clockBack() {
        shift(Duration.ZERO);
        receiver.release();
    }

    private static void shift(Duration by) {
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(by));
    }

    private Answer add(String... events) {
        return owner.post("/api/webhooks", Map.of("url", receiver.url(), "events", List.of(events)))
                .expect(201);
    }

    private String campaign() {
        return owner.post("/api/campaigns", Map.of("name", "Winter sale"))
                .expect(201)
                .text("id");
    }

    private static String path(Answer webhook) {
        return "/api/webhooks/" + webhook.text("id");
    }

    private JsonNode log(Answer webhook) {
        return owner.get(path(webhook) + "/deliveries").expect(200).at("items");
    }

    private String state(Answer webhook) {
        return owner.get("/api/webhooks")
                .expect(200)
                .at("items")
                .valueStream()
                .filter(item -> item.at("/id").asString().equals(webhook.text("id")))
                .findFirst()
                .orElseThrow()
                .at("/state")
                .asString();
    }

    private static boolean fits(String secret, Receiver.Call call) {
        return WebhookSignature.fits(
                secret, call.headers(), call.body().getBytes(StandardCharsets.UTF_8), Instant.now());
    }

    @Test
    void an_event_arrives_once_signed_with_ids_and_nothing_that_people_wrote() {
        var webhook = add("campaign.*");
        String secret = webhook.text("secret");
        assertThat(secret).startsWith("whsec_");
        assertThat(owner.get("/api/webhooks").expect(200).body()).doesNotContain(secret);
        String id = campaign();
        Api.drain();
        owner.patch("/api/campaigns/" + id, Map.of("name", "Spring sale")).expect(200);
        Api.drain();
        assertThat(receiver.calls()).hasSize(2).allMatch(call -> fits(secret, call));
        var created = Json.read(receiver.calls().getFirst().body(), JsonNode.class);
        assertThat(created.at("/type").asString()).isEqualTo("campaign.created");
        assertThat(created.at("/data/id").asString()).isEqualTo(id);
        assertThat(created.at("/data/workspaceId").asString()).isEqualTo(owner.workspace.toString());
        var changed = Json.read(receiver.calls().getLast().body(), JsonNode.class);
        assertThat(changed.at("/type").asString()).isEqualTo("campaign.changed");
        assertThat(changed.at("/data/version").asInt()).isEqualTo(2);
        assertThat(changed.at("/data/changed").toString()).isEqualTo("[\"name\"]");
        assertThat(receiver.calls().toString()).doesNotContain("Winter sale", "Spring sale", owner.email);
        var log = log(webhook);
        assertThat(log).hasSize(2);
        assertThat(log.at("/0/state").asString()).isEqualTo("delivered");
        assertThat(log.at("/0/id").asString())
                .isEqualTo(receiver.calls().getLast().id());
        assertThat(log.at("/0/payload").asString())
                .isEqualTo(receiver.calls().getLast().body());
        assertThat(log.at("/0/attempts/0/status").asInt()).isEqualTo(204);
        Api.drain();
        assertThat(receiver.calls()).hasSize(2);
    }

    @Test
    void only_what_is_subscribed_to_and_committed_is_sent() {
        add("task.created");
        campaign();
        owner.post("/api/tasks", Map.of("title", "")).refused(400, "invalid");
        Api.drain();
        assertThat(receiver.calls()).isEmpty();
        owner.post("/api/tasks", Map.of("title", "Write the brief", "campaignId", campaign()))
                .expect(201);
        Api.drain();
        assertThat(receiver.calls()).singleElement().satisfies(call -> assertThat(call.body())
                .contains("task.created"));
    }

    @Test
    void an_event_that_failed_is_sent_again_with_the_same_id_and_body_as_planned() {
        var webhook = add("campaign.created");
        receiver.next(
                "500 Oops\r\nRetry-After: 60\r\n\r\nbroken",
                "reset",
                "cut",
                "302 Found\r\nLocation: http://127.0.0.1/",
                "503 Busy\r\nRetry-After: 36000");
        campaign();
        Api.drain();
        assertThat(receiver.calls()).hasSize(1);
        assertThat(state(webhook)).isEqualTo("failing");
        assertThat(log(webhook).at("/0/state").asString()).isEqualTo("pending");
        assertThat(log(webhook).at("/0/attempts/0/body").asString()).isEqualTo("broken");
        var waits = List.of(
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(10));
        var passed = Duration.ZERO;
        for (int i = 0; i < waits.size(); i++) {
            shift(passed.plus(waits.get(i).multipliedBy(8).dividedBy(10)));
            Api.drain();
            assertThat(receiver.calls()).hasSize(i + 1);
            passed = passed.plus(waits.get(i)).plusSeconds(2);
            shift(passed);
            Api.drain();
            assertThat(receiver.calls()).hasSize(i + 2);
        }
        assertThat(receiver.calls().stream().map(Receiver.Call::id).distinct()).hasSize(1);
        assertThat(receiver.calls().stream().map(Receiver.Call::body).distinct())
                .hasSize(1);
        assertThat(state(webhook)).isEqualTo("active");
        var log = log(webhook).at("/0");
        assertThat(log.at("/state").asString()).isEqualTo("delivered");
        assertThat(log.at("/attempts")).hasSize(6);
        assertThat(log.at("/attempts/1/status").isNull()).isTrue();
        assertThat(log.at("/attempts/1/detail").asString()).startsWith("No answer");
        assertThat(log.at("/attempts/3/status").asInt()).isEqualTo(302);
    }

    @Test
    void an_answer_without_end_is_not_read_and_a_long_one_is_cut() {
        var webhook = add("campaign.created");
        receiver.next("endless", "200 OK\r\n\r\n" + "y".repeat(100_000));
        campaign();
        Api.drain();
        campaign();
        Api.drain();
        var log = log(webhook);
        assertThat(log).hasSize(2).allMatch(row -> row.at("/state").asString().equals("delivered"));
        assertThat(log.at("/0/attempts/0/body").asString()).hasSize(1_001);
    }

    @Test
    void a_server_that_is_gone_is_asked_no_more_and_the_admins_are_notified() {
        var webhook = add("*");
        receiver.always("410 Gone");
        campaign();
        Api.drain();
        assertThat(state(webhook)).isEqualTo("disabled");
        int calls = receiver.calls().size();
        campaign();
        Api.drain();
        assertThat(receiver.calls()).hasSize(calls);
        assertThat(owner.get("/api/notifications").expect(200).body()).contains("webhook_disabled", "localhost");
        receiver.always("200 OK");
        owner.post(path(webhook) + "/replay", Map.of("from", "2020-01-01T00:00:00Z", "to", "2100-01-01T00:00:00Z"))
                .refused(409, "webhook_disabled");
        owner.patch(path(webhook), Map.of("active", true)).expect(200);
        assertThat(state(webhook)).isEqualTo("active");
        int missed = owner.post(
                        path(webhook) + "/replay",
                        Map.of("from", "2020-01-01T00:00:00Z", "to", "2100-01-01T00:00:00Z", "failedOnly", true))
                .expect(202)
                .at("count")
                .asInt();
        assertThat(missed).isGreaterThan(1);
        Api.drain();
        assertThat(receiver.calls()).hasSize(calls + missed);
        assertThat(log(webhook)).allMatch(row -> row.at("/state").asString().equals("delivered"));
    }

    @Test
    void five_days_of_failures_disable_a_webhook() {
        var webhook = add("campaign.created");
        receiver.always("500 Oops");
        campaign();
        Api.drain();
        shift(Duration.ofDays(4));
        Api.drain();
        assertThat(state(webhook)).isEqualTo("failing");
        shift(Duration.ofDays(5).plusMinutes(1));
        campaign();
        Api.drain();
        assertThat(state(webhook)).isEqualTo("disabled");
        assertThat(log(webhook)).hasSize(2).allMatch(row -> List.of("cancelled", "failed")
                .contains(row.at("/state").asString()));
        assertThat(owner.get("/api/notifications").expect(200).body()).contains("Every attempt of the last five days");
    }

    @Test
    void after_ten_attempts_an_event_has_failed_and_can_be_sent_again() {
        var webhook = add("campaign.created");
        var other = new Receiver();
        receiver.always("500 Oops");
        campaign();
        Api.drain();
        // A success in between: the server is not given up.
        for (int day = 1; day <= 9; day++) {
            shift(Duration.ofDays(day));
            Api.drain();
            if (day == 4) {
                receiver.next("200 OK");
                campaign();
                Api.drain();
            }
        }
        var first = log(webhook).at("/1");
        assertThat(first.at("/attempts")).hasSize(10);
        assertThat(first.at("/state").asString()).isEqualTo("failed");
        receiver.always("200 OK");
        owner.patch(path(webhook), Map.of("url", other.url(), "active", true)).expect(200);
        owner.post(path(webhook) + "/replay", Map.of("id", first.at("/id").asString()))
                .expect(202);
        Api.drain();
        assertThat(other.calls()).singleElement().satisfies(call -> {
            assertThat(call.id()).isEqualTo(first.at("/id").asString());
            assertThat(call.body()).isEqualTo(first.at("/payload").asString());
        });
    }

    @Test
    void while_a_secret_is_rotated_both_sign_for_a_day() {
        var webhook = add("campaign.created");
        String old = webhook.text("secret");
        String fresh = owner.patch(path(webhook), Map.of("rotateSecret", true))
                .expect(200)
                .text("secret");
        assertThat(fresh).startsWith("whsec_").isNotEqualTo(old);
        campaign();
        Api.drain();
        var during = receiver.calls().getFirst();
        assertThat(during.header("webhook-signature").split(" ")).hasSize(2);
        assertThat(fits(old, during)).isTrue();
        assertThat(fits(fresh, during)).isTrue();
        shift(Duration.ofHours(25));
        campaign();
        Api.drain();
        assertThat(receiver.calls().getLast().header("webhook-signature").split(" "))
                .hasSize(1);
        assertThat(owner.patch(path(webhook), Map.of("active", true))
                        .expect(200)
                        .at("secret")
                        .isNull())
                .isTrue();
    }

    @Test
    void addresses_that_are_not_on_the_public_internet_are_refused() {
        for (String url : List.of(
                "http://example.com/",
                "https://localhost/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://10.0.0.1/hook",
                "https://169.254.169.254/latest/meta-data",
                "https://user:pass@example.com/",
                "https://0x7f000001/",
                "ftp://example.com/",
                "not an address"))
            assertThat(owner.post("/api/webhooks", Map.of("url", url, "events", List.of("*")))
                            .refused(422, "webhook_address")
                            .at("errors.url")
                            .asString())
                    .as(url)
                    .isNotEmpty();
        var webhook = add("*");
        owner.patch(path(webhook), Map.of("url", "https://192.168.0.1/")).refused(422, "webhook_address");
        assertThat(owner.post("/api/webhooks", Map.of("url", receiver.url(), "events", List.of("campaign.flown")))
                        .refused(400, "invalid")
                        .body())
                .contains("events.0");
    }

    @Test
    void a_test_is_sent_once_with_the_answer() {
        var webhook = add("campaign.created");
        receiver.next("404 Not Found");
        var failed = owner.post(path(webhook) + "/test", Map.of()).expect(200);
        assertThat(failed.at("ok").asBoolean()).isFalse();
        assertThat(failed.at("status").asInt()).isEqualTo(404);
        assertThat(owner.post(path(webhook) + "/test", Map.of())
                        .expect(200)
                        .at("ok")
                        .asBoolean())
                .isTrue();
        Api.drain();
        assertThat(receiver.calls())
                .hasSize(2)
                .allMatch(call -> call.body().contains("webhook.test") && fits(webhook.text("secret"), call));
        assertThat(log(webhook)).isEmpty();
    }

    @Test
    void neither_secrets_nor_the_path_of_an_address_are_in_the_audit_trail_or_the_ledger() {
        var webhook = owner.post(
                        "/api/webhooks",
                        Map.of("url", receiver.url() + "?token=hush", "events", List.of("campaign.created")))
                .expect(201);
        owner.patch(path(webhook), Map.of("rotateSecret", true)).expect(200);
        owner.post(path(webhook) + "/test", Map.of()).expect(200);
        campaign();
        Api.drain();
        var audit = owner.get("/api/audit?kind=webhook").expect(200);
        assertThat(audit.at("items")).hasSizeGreaterThan(2);
        assertThat(audit.body()).contains("rotated").doesNotContain("hush", "whsec_");
        var ledger = owner.get("/api/deliveries?channel=webhook").expect(200);
        assertThat(ledger.at("items")).hasSize(1);
        assertThat(ledger.body()).doesNotContain("hush");
    }

    @Test
    void only_admins_see_webhooks_and_no_other_workspace_gets_events() {
        var webhook = add("*");
        owner.as("manager").get("/api/webhooks").refused(403, "forbidden");
        var other = Api.workspace();
        other.get(path(webhook) + "/deliveries").refused(404, "not_found");
        other.post("/api/campaigns", Map.of("name", "Elsewhere")).expect(201);
        Api.drain();
        assertThat(receiver.calls()).noneMatch(call -> call.body().contains(other.workspace.toString()));
    }

    @Test
    void the_log_is_filtered_and_paged_and_goes_with_its_webhook() {
        var webhook = add("*");
        String id = campaign();
        owner.patch("/api/campaigns/" + id, Map.of("name", "Spring sale")).expect(200);
        Api.drain();
        var log = path(webhook) + "/deliveries";
        assertThat(owner.get(log + "?event=campaign.changed").expect(200).at("items"))
                .hasSize(1);
        assertThat(owner.get(log + "?state=failed").expect(200).at("items")).isEmpty();
        assertThat(owner.get(log + "?to=2020-01-01T00:00:00Z").expect(200).at("items"))
                .isEmpty();
        var first = owner.get(log + "?limit=1").expect(200);
        assertThat(first.at("items.0.event").asString()).isEqualTo("campaign.changed");
        assertThat(owner.get(log + "?limit=1&after=" + first.text("next"))
                        .expect(200)
                        .text("items.0.event"))
                .isEqualTo("campaign.created");
        owner.delete(path(webhook)).expect(204);
        owner.get(log).refused(404, "not_found");
        int calls = receiver.calls().size();
        campaign();
        Api.drain();
        assertThat(receiver.calls()).hasSize(calls);
    }
}
