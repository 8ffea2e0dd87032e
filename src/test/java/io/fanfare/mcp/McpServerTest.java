package io.fanfare.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.mcp.AgentClient.Reply;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class McpServerTest {
    private static final List<String> COMMON = List.of(
            "listCampaigns",
            "createCampaign",
            "readCampaign",
            "changeCampaign",
            "transitionCampaign",
            "readReadiness",
            "evaluateCampaign",
            "readApprovals",
            "requestApproval",
            "listApprovals",
            "listTasks",
            "createTask",
            "changeTask",
            "autoAssignTasks",
            "readTimeline",
            "listTeam",
            "readOverview",
            "listRisks",
            "readCampaignMetrics",
            "search");

    private final Api owner = Api.workspace();
    private final AgentClient agent = AgentClient.of(owner, "*");

    private static List<String> names(Reply list) {
        return tools(list).stream().map(tool -> tool.get("name").asString()).toList();
    }

    private static List<JsonNode> tools(Reply list) {
        return list.result().get("tools").valueStream().toList();
    }

    private String campaign(String name) {
        return owner.post("/api/campaigns", Map.of("name", name)).expect(201).text("id");
    }

    @Test
    void the_common_tools_are_those_of_the_contract_and_toolsets_add_others() {
        var common = tools(agent.rpc("tools/list", Map.of()));
        assertThat(common.stream().map(tool -> tool.get("name").asString()))
                .containsExactlyInAnyOrderElementsOf(COMMON);
        var more = tools(agent.asking("email,social").rpc("tools/list", Map.of()));
        assertThat(more.stream().map(tool -> tool.get("name").asString()))
                .containsAll(COMMON)
                .contains("createMailing", "schedulePost")
                .doesNotContain("listSpaces");
        assertThat(AgentClient.of(owner, "read")
                        .rpc("tools/list", Map.of())
                        .result()
                        .get("tools")
                        .valueStream())
                .allMatch(tool -> tool.at("/annotations/readOnlyHint").asBoolean());
        assertThat(agent.asking("nonsense").rpc("tools/list", Map.of()).status())
                .isEqualTo(400);
    }

    @Test
    void each_tool_has_a_text_both_schemas_and_all_hints() {
        for (var tool : tools(agent.asking("all").rpc("tools/list", Map.of()))) {
            assertThat(tool.get("description").asString()).as(tool.toString()).hasSizeGreaterThan(10);
            assertThat(tool.at("/inputSchema/type").asString()).isEqualTo("object");
            assertThat(tool.at("/outputSchema/type").asString()).isEqualTo("object");
            assertThat(new TreeSet<>(tool.get("annotations").propertyNames()))
                    .contains("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");
            boolean reads = tool.at("/annotations/readOnlyHint").asBoolean();
            assertThat(tool.at("/inputSchema/properties").has("dryRun")).isEqualTo(!reads);
            assertThat(tool.at("/inputSchema/properties").has("idempotencyKey")).isEqualTo(!reads);
            assertThat(tool.toString()).doesNotContain("#/components/");
        }
    }

    @Test
    void what_a_tool_returns_matches_its_output_schema() {
        String id = campaign("Summer sale");
        var task = agent.call("createTask", Map.of("campaignId", id, "title", "Write the text"))
                .structured();
        var given = Map.<String, Map<String, ?>>ofEntries(
                Map.entry("listCampaigns", Map.of()),
                Map.entry("createCampaign", Map.of("name", "Winter sale")),
                Map.entry("readCampaign", Map.of("id", id)),
                Map.entry("changeCampaign", Map.of("id", id, "objective", "Sell more")),
                Map.entry("transitionCampaign", Map.of("id", id, "to", "planning")),
                Map.entry("readReadiness", Map.of("id", id)),
                Map.entry("evaluateCampaign", Map.of("id", id)),
                Map.entry("readApprovals", Map.of("id", id)),
                Map.entry("listApprovals", Map.of()),
                Map.entry("listTasks", Map.of()),
                Map.entry("changeTask", Map.of("id", task.get("id").asString(), "title", "Write both texts")),
                Map.entry("autoAssignTasks", Map.of("campaignId", id)),
                Map.entry("listTeam", Map.of()),
                Map.entry("readOverview", Map.of()),
                Map.entry("listRisks", Map.of()),
                Map.entry("readCampaignMetrics", Map.of("id", id)),
                Map.entry("search", Map.of("q", "sale")));
        for (var tool : tools(agent.rpc("tools/list", Map.of()))) {
            String name = tool.get("name").asString();
            if (!given.containsKey(name)) continue;
            var answer = agent.call(name, given.get(name)).structured();
            assertThat(SchemaCheck.faults(tool.get("outputSchema"), answer))
                    .as(name)
                    .isEmpty();
            assertThat(Json.read(
                            agent.call(name, given.get(name))
                                    .result()
                                    .at("/content")
                                    .valueStream()
                                    .toList()
                                    .getLast()
                                    .get("text")
                                    .asString(),
                            JsonNode.class))
                    .isNotNull();
        }
        assertThat(SchemaCheck.faults(
                        Json.read("{\"type\":\"object\",\"required\":[\"a\"]}", JsonNode.class),
                        Json.read("{}", JsonNode.class)))
                .isNotEmpty();
    }

    @Test
    void a_dry_run_returns_what_a_call_would_and_changes_nothing() {
        var dry = agent.call("createCampaign", Map.of("name", "Perhaps", "dryRun", true));
        assertThat(dry.structured().get("name").asString()).isEqualTo("Perhaps");
        assertThat(dry.result().at("/_meta/fanfare~1dryRun").asBoolean()).isTrue();
        assertThat(agent.call("listCampaigns", Map.of())
                        .structured()
                        .get("total")
                        .asInt())
                .isZero();
        assertThat(agent.call("createCampaign", Map.of("name", "", "dryRun", true))
                        .problem()
                        .at("/errors")
                        .has("name"))
                .isTrue();
    }

    @Test
    void a_repeated_call_with_the_same_key_returns_the_first_result() {
        var arguments = Map.of("name", "Once", "idempotencyKey", Ids.next().toString());
        var first = agent.call("createCampaign", arguments).structured();
        assertThat(agent.call("createCampaign", arguments).structured().get("id"))
                .isEqualTo(first.get("id"));
        assertThat(agent.call("listCampaigns", Map.of())
                        .structured()
                        .get("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(agent.call(
                                "createCampaign",
                                Map.of("name", "Other", "idempotencyKey", arguments.get("idempotencyKey")))
                        .problem()
                        .get("code")
                        .asString())
                .isEqualTo("idempotency_key_reused");
    }

    @Test
    void a_refusal_is_a_result_with_the_members_of_the_problem() {
        var missing =
                agent.call("readCampaign", Map.of("id", Ids.next().toString())).problem();
        assertThat(missing.get("status").asInt()).isEqualTo(404);
        assertThat(agent.call("readCampaign", Map.of("id", " ")).problem()).isEqualTo(missing);
        assertThat(agent.call("createCampaign", Map.of("name", "X", "colour", "red"))
                        .problem()
                        .at("/errors/colour")
                        .asString())
                .isNotEmpty();
        assertThat(AgentClient.of(owner, "read")
                        .call("createCampaign", Map.of("name", "X"))
                        .problem()
                        .get("code")
                        .asString())
                .isEqualTo("forbidden");
        var unknown = agent.call("destroyEverything", Map.of());
        assertThat(unknown.json().at("/error/code").asInt()).isEqualTo(-32602);
    }

    @Test
    void names_of_other_servers_for_the_same_tools_work() {
        String id = campaign("Named");
        assertThat(agent.call("getCampaign", Map.of("id", id))
                        .structured()
                        .get("name")
                        .asString())
                .isEqualTo("Named");
        assertThat(agent.call("getDashboardMetrics", Map.of()).isRefused()).isFalse();
    }

    @Test
    void both_revisions_and_their_handshakes_are_served() {
        var hello = agent.handshake(
                "initialize",
                Map.of(
                        "protocolVersion",
                        "2025-11-25",
                        "capabilities",
                        Map.of(),
                        "clientInfo",
                        Map.of("name", "t", "version", "1")));
        assertThat(hello.result().get("protocolVersion").asString()).isEqualTo("2025-11-25");
        assertThat(hello.response().headers().firstValue("Mcp-Session-Id")).isPresent();
        assertThat(names(agent.handshake("tools/list", Map.of()))).contains("createCampaign");
        assertThat(agent.rpc("server/discover", Map.of())
                        .result()
                        .at("/supportedVersions/2")
                        .asString())
                .isEqualTo("2026-07-28");
        assertThat(agent.rpc("initialize", Map.of()).status()).isEqualTo(404);
        assertThat(agent.handshake("tools/list", Map.of()).result().has("resultType"))
                .isFalse();
        assertThat(agent.rpc("tools/list", Map.of()).result().get("resultType").asString())
                .isEqualTo("complete");
        var unknown = agent.send(
                Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/list"),
                Map.of("MCP-Protocol-Version", "1999-01-01"));
        assertThat(unknown.json().at("/error/data/supported").size()).isEqualTo(3);
        assertThat(agent.send("not json", Map.of()).json().at("/error/code").asInt())
                .isEqualTo(-32700);
        assertThat(agent.send("[]", Map.of()).json().at("/error/code").asInt()).isEqualTo(-32600);
        assertThat(agent.send(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"), Map.of())
                        .status())
                .isEqualTo(202);
    }

    @Test
    void without_a_token_the_answer_says_where_to_get_one() {
        for (var client : List.of(
                AgentClient.bearing(""), AgentClient.bearing("fnf_wrong"), AgentClient.bearing(owner.token()))) {
            var refused = client.rpc("tools/list", Map.of());
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.response().headers().allValues("WWW-Authenticate"))
                    .singleElement()
                    .asString()
                    .contains("resource_metadata=\"" + Api.url() + "/.well-known/oauth-protected-resource/api/mcp\"");
        }
    }

    @Test
    void a_page_of_another_site_is_refused() {
        var headers = Map.of("Origin", "https://evil.example", "MCP-Protocol-Version", "2025-11-25");
        assertThat(agent.send(Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/list"), headers)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void campaigns_strategies_and_reports_are_resources() {
        String id = campaign("Readable");
        assertThat(agent.rpc("resources/list", Map.of())
                        .result()
                        .at("/resources/0/uri")
                        .asString())
                .isEqualTo("fanfare://campaigns/" + id);
        assertThat(agent.rpc("resources/templates/list", Map.of())
                        .result()
                        .get("resourceTemplates")
                        .size())
                .isEqualTo(4);
        var read = agent.rpc("resources/read", Map.of("uri", "fanfare://campaigns/" + id))
                .result();
        assertThat(read.at("/contents/0/text").asString()).contains("Readable");
        assertThat(agent.rpc("resources/read", Map.of("uri", "fanfare://campaigns/" + id + "/report"))
                        .result()
                        .at("/contents/0/mimeType")
                        .asString())
                .isEqualTo("application/json");
        assertThat(agent.rpc("resources/read", Map.of("uri", "fanfare://campaigns/" + UUID.randomUUID()))
                        .json()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
    }

    @Test
    void prompts_name_their_arguments_and_complete_them() {
        String id = campaign("Completed");
        assertThat(agent.rpc("prompts/list", Map.of()).result().get("prompts").size())
                .isGreaterThan(2);
        var filled = agent.rpc("prompts/get", Map.of("name", "plan_next_steps", "arguments", Map.of("campaignId", id)));
        assertThat(filled.result().at("/messages/0/content/text").asString()).contains(id);
        assertThat(agent.rpc("prompts/get", Map.of("name", "plan_next_steps"))
                        .json()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
        var completed = agent.rpc(
                "completion/complete",
                Map.of(
                        "ref",
                        Map.of("type", "ref/prompt", "name", "plan_next_steps"),
                        "argument",
                        Map.of("name", "campaignId", "value", "Comp")));
        assertThat(completed.result().at("/completion/values/0").asString()).isEqualTo(id);
    }
}
