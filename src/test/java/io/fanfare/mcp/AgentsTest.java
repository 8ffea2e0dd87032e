package io.fanfare.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentsTest {
    private final Api owner = Api.workspace();
    private final AgentClient agent = AgentClient.of(owner, "*");

    private String path() {
        return "/api/agents/" + agent.id;
    }

    private Api.Answer listed() {
        return owner.get("/api/agents").expect(200);
    }

    @Test
    void a_key_that_is_used_over_mcp_is_listed_with_what_it_did() {
        assertThat(listed().at("total").asInt()).isZero();
        agent.call("createCampaign", Map.of("name", "By an agent")).structured();
        var shown = owner.get(path()).expect(200);
        assertThat(shown.text("kind")).isEqualTo("api_key");
        assertThat(shown.text("personName")).isEqualTo("Olivia Owner");
        assertThat(shown.at("writesToday").asInt()).isEqualTo(1);
        var audit = owner.get("/api/audit?actor=" + agent.id).expect(200);
        assertThat(audit.text("items.0.operation")).isEqualTo("createCampaign");
        assertThat(audit.text("items.0.actor.kind")).isEqualTo("agent");
        assertThat(audit.text("items.0.actor.name")).isEqualTo("Assistant");
    }

    @Test
    void an_agent_that_was_switched_off_is_refused_from_the_next_call_on() {
        agent.call("listCampaigns", Map.of()).structured();
        owner.post(path() + "/stop").expect(200);
        var refused = agent.rpc("tools/list", Map.of());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("code").asString()).isEqualTo("agent_stopped");
        assertThat(agent.rpc("tools/call", Map.of("name", "createCampaign", "arguments", Map.of("name", "X")))
                        .status())
                .isEqualTo(403);
        assertThat(owner.get("/api/campaigns").expect(200).at("total").asInt()).isZero();
        owner.post(path() + "/resume").expect(200);
        agent.call("listCampaigns", Map.of()).structured();
        owner.delete(path()).expect(204);
        assertThat(agent.rpc("tools/list", Map.of()).status()).isEqualTo(401);
        assertThat(listed().at("total").asInt()).isZero();
        assertThat(owner.get("/api/audit?operation=stopAgent")
                        .expect(200)
                        .at("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_revoked_key_ends_its_agent() {
        agent.call("listCampaigns", Map.of()).structured();
        owner.delete("/api/api-keys/" + agent.id).expect(204);
        assertThat(agent.rpc("tools/list", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void the_changes_of_a_day_are_capped() {
        agent.call("listCampaigns", Map.of()).structured();
        owner.patch(path(), Map.of("dailyWrites", 2)).expect(200);
        agent.call("createCampaign", Map.of("name", "One")).structured();
        agent.call("createCampaign", Map.of("name", "Two")).structured();
        assertThat(agent.call("createCampaign", Map.of("name", "Three"))
                        .problem()
                        .get("code")
                        .asString())
                .isEqualTo("agent_write_cap");
        agent.call("createCampaign", Map.of("name", "Three", "dryRun", true)).structured();
        agent.call("listCampaigns", Map.of()).structured();
        owner.patch(path(), Map.of("dailyWrites", -1)).refused(400, "invalid");
        owner.patch(path(), Map.of("dailySpend", 0.001)).refused(400, "invalid");
    }

    @Test
    void launching_a_campaign_spends_its_budget_and_needs_a_cap_for_it() {
        String id = owner.post(
                        "/api/campaigns", Map.of("name", "Paid", "budget", Map.of("amount", 500, "currency", "USD")))
                .expect(201)
                .text("id");
        var more = agent.asking("campaigns");
        var refused = more.call("launchCampaign", Map.of("id", id)).problem();
        assertThat(refused.get("code").asString()).isEqualTo("agent_spend_cap");
        assertThat(refused.get("page").asString()).isEqualTo(Api.url() + "/settings/agents");
        owner.patch(path(), Map.of("dailySpend", 499)).expect(200);
        assertThat(more.call("launchCampaign", Map.of("id", id))
                        .problem()
                        .get("code")
                        .asString())
                .isEqualTo("agent_spend_cap");
        owner.patch(path(), Map.of("dailySpend", 500)).expect(200);
        // It has nothing to send yet, so the launch is refused and spends nothing.
        assertThat(more.call("launchCampaign", Map.of("id", id)).problem().get("code").asString())
                .isEqualTo("campaign_not_ready");
        assertThat(owner.get(path()).expect(200).at("spendToday").asInt()).isZero();
        assertThat(owner.get(path()).expect(200).at("writesToday").asInt()).isPositive();
    }

    @Test
    void an_agent_launches_what_people_approved_and_within_its_cap() {
        var story = new Story();
        String id = story.campaign.toString();
        story.owner
                .patch("/api/campaigns/" + id, Map.of("budget", Map.of("amount", 500, "currency", "USD")))
                .expect(200);
        story.post(Map.of()).expect(201);
        var launcher = AgentClient.of(story.owner, "*").asking("campaigns");
        launcher.call("listCampaigns", Map.of()).structured();
        story.owner
                .patch("/api/agents/" + launcher.id, Map.of("dailySpend", 600))
                .expect(200);
        var early = launcher.call("launchCampaign", Map.of("id", id)).problem();
        assertThat(early.get("code").asString()).isEqualTo("campaign_not_ready");
        assertThat(early.get("page").asString()).endsWith("/campaigns/" + id + "/approvals");
        story.approve("content", "schedule");
        var launched = launcher.call("launchCampaign", Map.of("id", id)).structured();
        assertThat(launched.get("status").asString()).isEqualTo("active");
        var agentNow = story.owner.get("/api/agents/" + launcher.id).expect(200);
        assertThat(agentNow.at("spendToday").asInt()).isEqualTo(500);
    }

    @Test
    void an_agent_never_approves_what_it_or_its_person_wrote() {
        var story = new Story();
        story.owner.post("/api/social/schedule", story.newPost(Map.of())).expect(201);
        var own = AgentClient.of(story.owner, "*").asking("campaigns");
        String id = story.campaign.toString();
        var scopes = own.call("readApprovals", Map.of("id", id)).structured().get("scopes");
        String digest = scopes.valueStream()
                .filter(scope -> scope.get("scope").asString().equals("content"))
                .findFirst()
                .orElseThrow()
                .get("digest")
                .asString();
        var approve = Map.of("id", id, "scope", "content", "digest", digest);
        // A person alone in a workspace may approve own work, but never through an agent.
        var refused = own.call("approveScope", approve).problem();
        assertThat(refused.get("code").asString()).isEqualTo("approval_own_work");
        assertThat(refused.get("page").asString()).isEqualTo(Api.url() + "/campaigns/" + id + "/approvals");
        assertThat(own.call("approveScope", Map.of("id", id, "scope", "content"))
                        .problem()
                        .at("/errors")
                        .has("digest"))
                .isTrue();

        var paging = own.able(Map.of("elicitation", Map.of("url", Map.of())));
        var asked = paging.call("approveScope", approve).result();
        assertThat(asked.get("resultType").asString()).isEqualTo("input_required");
        assertThat(asked.at("/inputRequests/decision/params/mode").asString()).isEqualTo("url");
        assertThat(asked.at("/inputRequests/decision/params/url").asString()).endsWith("/approvals");
        // That the client says its person has accepted decides nothing.
        var insisted = paging.rpc(
                "tools/call",
                Map.of(
                        "name",
                        "approveScope",
                        "arguments",
                        approve,
                        "inputResponses",
                        Map.of("decision", Map.of("action", "accept"))));
        assertThat(insisted.problem().get("code").asString()).isEqualTo("approval_own_work");

        var admin = AgentClient.of(story.owner.as("admin"), "*").asking("campaigns");
        admin.call("approveScope", approve).structured();
    }

    @Test
    void an_agent_gets_no_power_over_people_keys_and_policies() {
        var tools = agent.asking("all")
                .rpc("tools/list", Map.of())
                .result()
                .get("tools")
                .valueStream();
        assertThat(tools.map(tool -> tool.get("name").asString()))
                .doesNotContain(
                        "createApiKey",
                        "inviteMember",
                        "changePolicy",
                        "createWebhook",
                        "shareReview",
                        "sendTestMailing",
                        "createCredential",
                        "stopAgent",
                        "resumeAgent",
                        "changeAgent");
        agent.call("listCampaigns", Map.of()).structured();
        var key = owner.post("/api/api-keys", Map.of("name", "REST", "scopes", List.of("*")))
                .expect(201);
        var program = Api.nobody().with("Authorization", "Bearer " + key.text("key"));
        program.patch(path(), Map.of("dailyWrites", 9)).refused(403, "person_needed");
        program.post(path() + "/stop").refused(403, "person_needed");
    }

    @Test
    void members_see_and_stop_their_own_agents_and_no_others() {
        agent.call("listCampaigns", Map.of()).structured();
        var editor = owner.as("editor");
        assertThat(editor.get("/api/agents").expect(200).at("total").asInt()).isZero();
        editor.get(path()).refused(404, "not_found");
        editor.post(path() + "/stop").refused(404, "not_found");
        Api.workspace().post(path() + "/stop").refused(404, "not_found");
    }

    @Test
    void a_request_that_was_given_up_is_known_on_every_node() {
        var session = agent.handshake(
                        "initialize",
                        Map.of(
                                "protocolVersion",
                                "2025-11-25",
                                "capabilities",
                                Map.of(),
                                "clientInfo",
                                Map.of("name", "t", "version", "1")))
                .response()
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
        var cancelled = agent.send(
                Map.of("jsonrpc", "2.0", "method", "notifications/cancelled", "params", Map.of("requestId", 5)),
                Map.of("MCP-Protocol-Version", "2025-11-25", "Mcp-Session-Id", session));
        assertThat(cancelled.status()).isEqualTo(202);
        var unknown = agent.send(
                Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/list"),
                Map.of(
                        "MCP-Protocol-Version",
                        "2025-11-25",
                        "Mcp-Session-Id",
                        Ids.next().toString()));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(Json.of(cancelled.status()).text()).isEqualTo("202");
    }
}
