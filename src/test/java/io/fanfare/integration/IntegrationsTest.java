package io.fanfare.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Api.Answer;
import io.fanfare.FakeMcp;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IntegrationsTest {
    private final Api owner = Api.workspace();
    private final String name = "s" + Ids.next();

    @AfterEach
    void clockBack() {
        shift(Duration.ZERO);
    }

    private static void shift(Duration by) {
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(by));
    }

    private static Map<String, Object> details(String server, String kind, String path, String revision) {
        var details = new HashMap<String, Object>();
        details.put("kind", kind);
        details.put("name", "Outside");
        details.put("url", FakeMcp.url(server, path, revision));
        details.put("auth", Map.of("type", "none"));
        return details;
    }

    private Map<String, Object> details(String kind, String path) {
        return details(name, kind, path, FakeMcp.STATELESS);
    }

    private Answer connect(String... allow) {
        var details = details("custom", "custom");
        details.put("allow", List.of(allow));
        return owner.post("/api/integrations", details).expect(201);
    }

    private static String path(Answer integration) {
        return "/api/integrations/" + integration.text("id");
    }

    private Answer call(Answer integration, String tool) {
        return owner.post(path(integration) + "/tools/" + tool + "/call", Map.of("arguments", Map.of("text", "Hello")));
    }

    private JsonNode tool(Answer integration, String tool) {
        return owner.get(path(integration))
                .expect(200)
                .at("tools")
                .valueStream()
                .filter(one -> one.path("name").asString().equals(tool))
                .findFirst()
                .orElseThrow();
    }

    private String notices() {
        return owner.get("/api/notifications").expect(200).body();
    }

    @Test
    void a_server_of_either_revision_is_connected_and_its_tools_are_listed_from_all_pages() {
        for (String revision : List.of(FakeMcp.STATELESS, FakeMcp.WITH_SESSION)) {
            var made = owner.post("/api/integrations", details(name, "slack_manager", "slack", revision))
                    .expect(201);
            assertThat(made.text("protocolVersion")).isEqualTo(revision);
            assertThat(made.text("state")).isEqualTo("connected");
            assertThat(made.at("tools")).hasSize(3);
            assertThat(made.at("allow").toString()).isEqualTo("[\"post_message\"]");
            assertThat(made.at("lastTest.ok").asBoolean()).isTrue();
            var called = owner.post(
                            path(made) + "/tools/post_message/call",
                            Map.of("arguments", Map.of("channel", "#a", "text", "Hello")))
                    .expect(200);
            assertThat(called.text("state")).isEqualTo("done");
            assertThat(called.text("structured.channel")).isEqualTo("#a");
        }
        var state = FakeMcp.state(name);
        assertThat(state.path("sessions").asInt()).isEqualTo(2);
        assertThat(state.path("ended").asInt()).isEqualTo(2);
        assertThat(FakeMcp.messages(name)).hasSize(2);
    }

    @Test
    void what_does_not_answer_as_an_mcp_server_is_not_saved_and_the_field_says_why() {
        var faults = Map.of(
                "BROKEN", "failed (500)",
                "BUSY", "busy (503)",
                "NOT_JSON", "not that of an MCP server",
                "HUGE", "longer than",
                "REDIRECT", "redirects (307)",
                "WRONG_ID", "not that of an MCP server");
        faults.forEach((fault, words) -> {
            FakeMcp.fault(name, fault, "tools/list");
            var refused =
                    owner.post("/api/integrations", details("custom", "custom")).refused(422, "integration_failed");
            assertThat(refused.text("errors.url")).as(fault).contains(words);
        });
        for (String url : List.of("http://169.254.169.254/mcp", "https://127.0.0.1/mcp", "https://localhost/mcp")) {
            var details = details("custom", "custom");
            details.put("url", url);
            assertThat(owner.post("/api/integrations", details)
                            .refused(422, "integration_failed")
                            .text("errors.url"))
                    .isNotEmpty();
        }
        owner.post("/api/integrations", details("slack_manager", "custom")).refused(422, "integration_failed");
        var unknown = details("custom", "custom");
        unknown.put("allow", List.of("no_such_tool"));
        owner.post("/api/integrations", unknown).refused(400, "invalid");
        assertThat(owner.get("/api/integrations").expect(200).at("items")).isEmpty();
    }

    @Test
    void a_wrong_token_is_refused_at_its_field_and_a_right_one_is_never_shown() {
        var details = details("token-" + name, "custom", "custom", FakeMcp.STATELESS);
        assertThat(owner.post("/api/integrations", details)
                        .refused(422, "integration_failed")
                        .body())
                .contains("auth.type");
        details.put("auth", Map.of("type", "bearer", "token", "wrong"));
        assertThat(owner.post("/api/integrations", details)
                        .refused(422, "integration_failed")
                        .body())
                .contains("auth.token");
        details.put("auth", Map.of("type", "bearer", "token", "secret"));
        var made = owner.post("/api/integrations", details).expect(201);
        assertThat(owner.get(path(made)).expect(200).body()).doesNotContain("\"token\"", "secret");
        assertThat(owner.get("/api/audit?limit=50").expect(200).body()).doesNotContain("\"secret\"");
        // Another address does not get the token of this one.
        owner.patch(path(made), Map.of("url", FakeMcp.url("token-x" + name, "custom", FakeMcp.STATELESS)))
                .refused(400, "invalid");
        owner.patch(path(made), Map.of("name", "Renamed")).expect(200);
        assertThat(owner.post(path(made) + "/test").expect(200).at("ok").asBoolean())
                .isTrue();
    }

    @Test
    void only_allowed_tools_are_called_and_one_that_changed_is_blocked_until_a_person_allows_it_again() {
        var made = connect("translate");
        call(made, "book_room").refused(409, "tool_not_allowed");
        call(made, "nothing").refused(404, "tool_unknown");
        assertThat(call(made, "translate").expect(200).text("state")).isEqualTo("done");
        FakeMcp.change(name, "reordered");
        assertThat(call(made, "translate").expect(200).text("state")).isEqualTo("done");
        for (String change : List.of("description", "schema")) {
            FakeMcp.change(name, change);
            int before = FakeMcp.calls(name).size();
            // Even the very next call finds it out.
            assertThat(call(made, "translate").expect(200).text("state")).isEqualTo("failed");
            assertThat(FakeMcp.calls(name)).hasSize(before);
            call(made, "translate").refused(409, "tool_changed");
            owner.patch(path(made), Map.of("allow", List.of("translate"))).expect(200);
            call(made, "translate").refused(409, "tool_changed");
            var tool = tool(made, "translate");
            assertThat(tool.at("/state").asString()).isEqualTo("changed");
            assertThat(tool.at("/before/name").asString()).isEqualTo("translate");
            owner.post(path(made) + "/tools/translate/allow", Map.of("digest", "old"))
                    .refused(409, "tool_changed");
            owner.post(
                            path(made) + "/tools/translate/allow",
                            Map.of("digest", tool.at("/digest").asString()))
                    .expect(200);
            assertThat(call(made, "translate").expect(200).text("state")).isEqualTo("done");
        }
        FakeMcp.change(name, "gone");
        owner.post(path(made) + "/test").expect(200);
        assertThat(owner.get(path(made)).text("state")).isEqualTo("needs_attention");
        call(made, "translate").refused(409, "tool_missing");
        owner.post(path(made) + "/tools/translate/block").expect(200);
        FakeMcp.change(name, "none");
    }

    @Test
    void what_a_tool_says_is_stored_as_text_and_obeyed_by_no_one() {
        var made = connect("translate");
        var campaign = owner.post("/api/campaigns", Map.of("name", "Launch")).expect(201);
        String approvals = "/api/campaigns/" + campaign.text("id") + "/approvals";
        String before = owner.get(approvals).expect(200).body();
        FakeMcp.fault(name, "INJECTION", "tools/call");
        var result = call(made, "translate").expect(200);
        assertThat(result.text("text")).contains("Ignore previous instructions", "<script>", "[resource_link]");
        assertThat(result.text("structured.reference")).isEqualTo("{{input.campaignId}}");
        assertThat(owner.get(approvals).expect(200).body()).isEqualTo(before);
        assertThat(owner.get(path(made) + "/calls").expect(200).body()).contains("Ignore previous instructions");
        assertThat(FakeMcp.calls(name)).hasSize(1);
    }

    @Test
    void a_call_says_whether_it_surely_happened() {
        var made = connect("book_room");
        var expected = Map.of(
                "BROKEN", "unconfirmed",
                "DONE_THEN_DROPPED", "unconfirmed",
                "DONE_THEN_BROKEN", "unconfirmed",
                "NOT_JSON", "unconfirmed",
                "HUGE", "unconfirmed",
                "BUSY", "not_sent",
                "LIMITED", "not_sent",
                "REFUSED", "failed",
                "TOOL_ERROR", "failed",
                "REDIRECT", "failed");
        expected.forEach((fault, state) -> {
            FakeMcp.fault(name, fault, "tools/call");
            assertThat(call(made, "book_room").expect(200).text("state"))
                    .as(fault)
                    .isEqualTo(state);
        });
        assertThat(owner.get(path(made) + "/calls").expect(200).at("items")).hasSize(expected.size());
    }

    @Test
    void a_server_that_fails_is_tested_less_often_and_the_admins_hear_of_it_once() {
        var made = connect("translate");
        int before = FakeMcp.state(name).path("requests").asInt();
        Api.drain();
        assertThat(FakeMcp.state(name).path("requests").asInt()).isEqualTo(before);
        for (int i = 0; i < 3; i++) FakeMcp.fault(name, "BROKEN", "tools/list");
        shift(Duration.ofMinutes(6));
        Api.drain();
        assertThat(owner.get(path(made)).text("state")).isEqualTo("failing");
        assertThat(owner.get(path(made)).at("lastTest.ok").asBoolean()).isFalse();
        shift(Duration.ofMinutes(12));
        Api.drain();
        shift(Duration.ofMinutes(18));
        Api.drain();
        // The third test waits ten minutes.
        assertThat(FakeMcp.state(name).path("requests").asInt()).isEqualTo(before + 4);
        assertThat(notices().split("integration_failing", -1)).hasSize(2);
        shift(Duration.ofHours(1));
        Api.drain();
        shift(Duration.ofHours(2));
        Api.drain();
        assertThat(owner.get(path(made)).text("state")).isEqualTo("connected");
    }

    @Test
    void roles_and_workspaces_are_kept_apart() {
        var made = connect("translate");
        var editor = owner.as("editor");
        editor.get("/api/integrations").expect(200);
        editor.post("/api/integrations", details("custom", "custom")).expect(403);
        editor.post(path(made) + "/tools/book_room/allow", Map.of("digest", "x"))
                .expect(403);
        editor.post(path(made) + "/tools/translate/call", Map.of("arguments", Map.of()))
                .expect(200);
        owner.as("viewer")
                .post(path(made) + "/tools/translate/call", Map.of("arguments", Map.of()))
                .expect(403);
        var other = Api.workspace();
        other.get(path(made)).expect(404);
        other.post(path(made) + "/tools/translate/call", Map.of("arguments", Map.of()))
                .expect(404);
        other.delete(path(made)).expect(404);
        owner.delete(path(made)).expect(204);
        owner.get(path(made)).expect(404);
    }

    @Test
    void a_person_signs_in_at_the_server_by_oauth_once_and_one_node_renews_the_token() throws Exception {
        var details = details("oauth-" + name, "custom", "custom", FakeMcp.STATELESS);
        details.put("auth", Map.of("type", "oauth"));
        var made = owner.post("/api/integrations", details).expect(201);
        assertThat(made.text("state")).isEqualTo("authorizing");
        var url = owner.post(path(made) + "/authorize").expect(200).text("url");
        assertThat(url).contains("code_challenge_method=S256", "resource=");
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url)).build();
            String callback = http.send(request, BodyHandlers.ofString())
                    .headers()
                    .firstValue("location")
                    .orElseThrow();
            String query = callback.substring(callback.indexOf('?'));
            var back = Api.nobody().get("/oauth/callback/integration" + query).expect(303);
            assertThat(back.header("location")).endsWith("signin=done");
            assertThat(Api.nobody().get("/oauth/callback/integration" + query).header("location"))
                    .endsWith("signin=expired");
        }
        Api.nobody().get("/oauth/callback/integration?code=x&state=forged").expect(303);
        assertThat(owner.get(path(made)).text("state")).isEqualTo("connected");
        assertThat(owner.get(path(made)).body()).doesNotContain("access-", "refresh-");
        shift(Duration.ofMinutes(9));
        owner.post(path(made) + "/test").expect(200);
        owner.post(path(made) + "/test").expect(200);
        int renewed = 0;
        for (JsonNode count : FakeMcp.state("oauth").path("refreshes")) renewed += count.asInt();
        assertThat(renewed).isEqualTo(1);
    }

    @Test
    void figures_templates_and_contacts_come_in_as_people_bring_them_in() {
        var campaign = owner.post("/api/campaigns", Map.of("name", "Summer sale"))
                .expect(201)
                .text("id");
        var marketing = owner.post("/api/integrations", details("marketing_agent", "marketing"))
                .expect(201);
        FakeMcp.data(
                name,
                Map.of(
                        "rows",
                        List.of(
                                Map.of(
                                        "campaign",
                                        "Summer sale",
                                        "channel",
                                        "google",
                                        "date",
                                        "2026-01-05",
                                        "clicks",
                                        80),
                                Map.of("campaign", campaign, "channel", "meta", "date", "2026-01-05", "clicks", 20),
                                Map.of("campaign", "Nobody knows", "channel", "meta", "date", "2026-01-05"),
                                Map.of("campaign", campaign, "channel", "meta", "date", "x", "clicks", -1))));
        var pulled =
                owner.post(path(marketing) + "/pull", Map.of("what", "figures")).expect(200);
        assertThat(pulled.at("stored").asInt()).isEqualTo(2);
        assertThat(pulled.at("skipped").asInt()).isEqualTo(2);
        assertThat(pulled.at("problems").toString()).contains("Nobody knows");
        assertThat(owner.get("/api/campaigns/" + campaign + "/metrics?from=2026-01-01&to=2026-01-31")
                        .expect(200)
                        .at("totals.clicks")
                        .asInt())
                .isEqualTo(100);
        owner.post(path(marketing) + "/pull", Map.of("what", "templates")).refused(400, "invalid");
        String mail = "m" + name;
        var mailjet = owner.post("/api/integrations", details(mail, "mailjet_agent", "mailjet", FakeMcp.STATELESS))
                .expect(201);
        var templates =
                owner.post(path(mailjet) + "/pull", Map.of("what", "templates")).expect(200);
        assertThat(templates.at("stored").asInt()).isEqualTo(1);
        assertThat(templates.at("problems").toString()).contains("has no MJML");
        assertThat(owner.get("/api/email/templates/list").expect(200).body()).contains("mailjet-101");
        var contacts =
                owner.post(path(mailjet) + "/pull", Map.of("what", "contacts")).expect(200);
        Api.drain();
        assertThat(owner.get("/api/imports/" + contacts.text("importId"))
                        .expect(200)
                        .body())
                .contains("\"created\":2");
        assertThat(owner.get("/api/contacts").expect(200).body()).contains("ann@example.com", "bob@example.com");
        assertThat(owner.get("/api/suppressions").expect(200).body())
                .contains("bob@example.com")
                .doesNotContain("ann@example.com");
    }

    @Test
    void members_get_notifications_in_slack_by_slack_manager_and_never_twice() {
        var details = details("slack_manager", "slack");
        details.put("channel", "#marketing");
        owner.post("/api/integrations", details).expect(201);
        FakeMcp.fault(name, "DONE_THEN_DROPPED", "tools/call");
        owner.post("/api/notifications/test", Map.of("channel", "slack")).expect(200);
        Api.drain();
        Api.drain();
        assertThat(FakeMcp.messages(name)).hasSize(1);
        assertThat(owner.get("/api/notifications/deliveries").expect(200).text("items.0.state"))
                .isEqualTo("unconfirmed");
        owner.post("/api/notifications/test", Map.of("channel", "slack")).expect(200);
        Api.drain();
        assertThat(FakeMcp.messages(name)).hasSize(2);
        assertThat(FakeMcp.messages(name).getLast().path("channel").asString()).isEqualTo("#marketing");
        assertThat(owner.get("/api/notifications/deliveries").expect(200).text("items.0.state"))
                .isEqualTo("confirmed");
    }

    @Test
    void a_call_whose_server_stopped_is_logged_as_unconfirmed() {
        var made = connect("translate");
        var store = Api.bean(CallStore.class);
        Current.house(owner.workspace, "test").run(() -> Api.bean(Transactions.class)
                .write(() -> store.begin(UUID.fromString(made.text("id")), "translate", Map.of())));
        assertThat(owner.get(path(made) + "/calls").expect(200).text("items.0.state"))
                .isEqualTo("unconfirmed");
    }
}
