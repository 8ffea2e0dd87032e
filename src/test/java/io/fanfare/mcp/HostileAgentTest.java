package io.fanfare.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * An agent with every scope calls every tool at random, with ids of its own workspace, of another one and of nothing: {@code
 * -Dmcp.hostile=10000} calls, else few. Nothing that nobody approved goes out, and nothing of the other workspace comes back or changes.
 */
class HostileAgentTest {
    private static final int CALLS = Integer.getInteger("mcp.hostile", 150);
    private static final String SECRET = "xylophone-of-another-workspace";

    private final Random random = new Random(Long.getLong("mcp.seed", 20261124));

    private static List<String> things(Story story) {
        var ids = new ArrayList<String>();
        ids.add(story.campaign.toString());
        ids.add(story.post(Map.of("title", SECRET, "text", SECRET)).expect(201).text("id"));
        ids.add(story.mailing(Map.of("name", SECRET)).expect(201).text("id"));
        ids.add(story.owner
                .post("/api/tasks", Map.of("campaignId", story.campaign, "title", SECRET))
                .expect(201)
                .text("id"));
        ids.add(story.owner
                .post("/api/contacts", Map.of("email", Ids.next() + "@example.com", "firstName", SECRET))
                .expect(201)
                .text("id"));
        return ids;
    }

    private static String snapshot(Api owner, String campaign) {
        return owner.get("/api/campaigns/" + campaign).expect(200).body()
                // Without the seals, which come later.
                + owner.get("/api/audit?limit=100").expect(200).at("items").findValuesAsString("id");
    }

    @Test
    void random_calls_send_nothing_and_reach_no_other_workspace() {
        var victim = new Story();
        var foreign = things(victim);
        var own = new Story();
        // With a second member, the owner may not approve own work either.
        own.owner.as("manager");
        var mine = new ArrayList<>(List.of(
                own.campaign.toString(),
                own.post(Map.of()).expect(201).text("id"),
                own.mailing(Map.of()).expect(201).text("id")));
        String before = snapshot(victim.owner, foreign.getFirst());
        var agent = AgentClient.of(own.owner, "*").asking("all");
        var tools = agent.rpc("tools/list", Map.of())
                .result()
                .get("tools")
                .valueStream()
                .toList();
        own.owner
                .patch("/api/agents/" + agent.id, Map.of("dailyWrites", 100_000, "dailySpend", 1_000_000))
                .expect(200);

        var outcomes = new TreeMap<String, Integer>();
        for (int call = 0; call < CALLS; call++) {
            var tool = tools.get(random.nextInt(tools.size()));
            var arguments = arguments(tool.at("/inputSchema"), mine, foreign);
            var reply = agent.call(tool.get("name").asString(), arguments);
            assertThat(reply.status()).as(reply.response().body()).isLessThan(500);
            if (!arguments.toString().contains(SECRET))
                assertThat(reply.response().body())
                        .as(tool.get("name").asString())
                        .doesNotContain(SECRET);
            String outcome = reply.json().has("error")
                    ? "error"
                    : reply.isRefused() ? reply.problem().get("code").asString() : "done";
            assertThat(outcome).as(reply.response().body()).isNotEqualTo("internal");
            outcomes.merge(outcome, 1, Integer::sum);
            if (outcome.equals("done")) remember(reply.result().path("structuredContent"), mine);
        }
        Api.drain();
        System.out.println(CALLS + " calls: " + outcomes);
        assertThat(outcomes.getOrDefault("done", 0)).isGreaterThan(CALLS / 20);
        assertThat(snapshot(victim.owner, foreign.getFirst())).isEqualTo(before);
        assertThat(sent(own)).isZero();
        assertThat(sent(victim)).isZero();
    }

    /** Rows of the ledger that left for something people approve. */
    private static long sent(Story story) {
        var count = new long[1];
        story.inWorkspace(() -> count[0] = Api.bean(Sql.class).of("""
                        select count(*) from delivery
                         where workspace_id = :workspace and gate is not null
                           and state in ('submitted', 'accepted', 'confirmed', 'unconfirmed')""").one(Long.class));
        return count[0];
    }

    private void remember(JsonNode answer, List<String> mine) {
        String id = answer.path("id").asString("");
        if (id.length() == 36 && mine.size() < 200) mine.add(id);
    }

    private Map<String, Object> arguments(JsonNode schema, List<String> mine, List<String> foreign) {
        var arguments = new HashMap<String, Object>();
        var required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        for (var member : schema.path("properties").properties()) {
            String name = member.getKey();
            if (name.equals("dryRun")) continue;
            if (!required.contains(name) && random.nextInt(4) > 0) continue;
            arguments.put(name, value(schema, member.getValue(), mine, foreign, 0));
        }
        return arguments;
    }

    private Object value(JsonNode root, JsonNode given, List<String> mine, List<String> foreign, int depth) {
        var schema = given;
        if (schema.has("$ref"))
            schema = root.at("/" + schema.get("$ref").asString().substring(2));
        for (String union : List.of("anyOf", "oneOf"))
            if (schema.has(union)) return value(root, schema.get(union).get(0), mine, foreign, depth);
        if (schema.has("enum"))
            return schema.get("enum")
                    .get(random.nextInt(schema.get("enum").size()))
                    .asString("");
        var type = schema.path("type");
        String kind = type.isArray() ? type.get(0).asString() : type.asString("");
        return switch (kind) {
            case "integer" -> random.nextInt(50);
            case "number" -> random.nextInt(1000);
            case "boolean" -> random.nextBoolean();
            case "array" -> {
                var items = new ArrayList<Object>();
                for (int i = random.nextInt(3); i > 0 && depth < 4; i--)
                    items.add(value(root, schema.path("items"), mine, foreign, depth + 1));
                yield items;
            }
            case "object" -> {
                var members = new HashMap<String, Object>();
                if (depth < 4)
                    for (var member : schema.path("properties").properties())
                        if (random.nextInt(2) == 0)
                            members.put(member.getKey(), value(root, member.getValue(), mine, foreign, depth + 1));
                yield members;
            }
            default -> text(schema.path("format").asString(""), mine, foreign);
        };
    }

    private String text(String format, List<String> mine, List<String> foreign) {
        if (format.equals("date")) return "2027-0" + (1 + random.nextInt(9)) + "-15";
        if (format.equals("date-time")) return "2027-0" + (1 + random.nextInt(9)) + "-15T09:00:00Z";
        if (format.equals("email")) return "somebody" + random.nextInt(100) + "@example.com";
        if (format.equals("uuid") || random.nextInt(3) > 0)
            return switch (random.nextInt(5)) {
                case 0 -> Ids.next().toString();
                case 1 -> foreign.get(random.nextInt(foreign.size()));
                default -> mine.get(random.nextInt(mine.size()));
            };
        return List.of(
                        "newsroom",
                        "Hello",
                        "../../etc/passwd",
                        "'; drop table campaign; --",
                        "{{ contact.email }}",
                        "active")
                .get(random.nextInt(6));
    }
}
