package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.kernel.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Two workspaces, made from the contract: on everything that belongs to A, B's token answers as on ids that never were,
 * and nothing that B can list shows anything of A. A new operation is covered the day it is added.
 */
class TenancyTest {
    /** Positions in a list rather than things. */
    private static final java.util.Set<String> CURSORS = java.util.Set.of("after");

    /** A signed address decides by itself, for everyone who has it. */
    private static final java.util.Set<String> SIGNED =
            java.util.Set.of("readTeamCalendar", "readSharedReview", "showSharedFile");

    /** Each export is itself an entry of the trail, so no two are the same; AuditExportTest compares those of two workspaces. */
    private static final java.util.Set<String> RECORDED = java.util.Set.of("exportAudit");

    /** Variables of paths that name a part of what the id names. */
    private static final Map<String, String> PARTS =
            Map.of("/tools/{name}", "get_campaign_performance", "/steps/{step}", "tasks");

    private static final String WORD = "Aardvark" + Ids.next().toString().replace("-", "");
    private static final Api A = Api.workspace();
    private static final Api B = Api.workspace();
    private static final Map<String, String> OF_A = new ConcurrentHashMap<>();
    private static final Map<String, String> OF_B = new ConcurrentHashMap<>();

    @TestFactory
    Stream<DynamicTest> what_belongs_to_another_workspace_answers_like_what_never_was() {
        return Spec.calls()
                .filter(call -> call.in("path").stream().anyMatch(Spec.Taken::isId) && !SIGNED.contains(call.id()))
                .map(call -> DynamicTest.dynamicTest(call.id(), () -> {
                    var real = send(B, call, ids(call, A, OF_A), Map.of());
                    var never = send(B, call, Map.of(), Map.of());
                    assertThat(same(real)).as(call + " on a thing of A").isEqualTo(same(never));
                    assertThat(real).as(call.id()).doesNotContain(WORD);
                    // And it does find things: the same call by A on a fresh one is no 404, and no 400 before it
                    // looked.
                    var own = send(A, call, ids(call, A, new HashMap<>()), Map.of());
                    assertThat(own.substring(0, 3))
                            .as(call + " by A itself: " + own)
                            .isNotIn("404", "400", "500");
                }));
    }

    @TestFactory
    Stream<DynamicTest> an_id_of_another_workspace_in_a_query_or_body_answers_like_one_that_never_was() {
        return Spec.calls().flatMap(call -> {
            var tests = new ArrayList<DynamicTest>();
            for (Spec.Taken query : call.in("query"))
                if (query.isId() && !CURSORS.contains(query.name()) && !RECORDED.contains(call.id()))
                    tests.add(DynamicTest.dynamicTest(call + "?" + query.name(), () -> inQuery(call, query)));
            call.members().forEach((name, schema) -> {
                // Wrong sign-ins are slowed down, so two of them in a row differ.
                if (isId(schema) && !call.id().equals("login"))
                    tests.add(DynamicTest.dynamicTest(call + "." + name, () -> inBody(call, name, schema)));
            });
            return tests.stream();
        });
    }

    @TestFactory
    Stream<DynamicTest> no_list_shows_anything_of_another_workspace() {
        everythingOfA();
        return Spec.calls()
                .filter(call -> call.reads() && call.in("path").stream().noneMatch(Spec.Taken::isId))
                .map(call -> DynamicTest.dynamicTest(call.id(), () -> {
                    String answer = send(B, call, Map.of(), Map.of());
                    assertThat(answer).as(call.id()).doesNotContain(WORD).doesNotContain(A.workspace.toString());
                    OF_A.values().forEach(id -> assertThat(answer).as(call.id()).doesNotContain(id));
                }));
    }

    @Test
    void the_comparison_sees_a_difference() {
        var call = Spec.calls()
                .filter(c -> c.id().equals("readCampaign"))
                .findFirst()
                .orElseThrow();
        assertThat(same(send(A, call, ids(call, A, OF_A), Map.of())))
                .isNotEqualTo(same(send(A, call, Map.of(), Map.of())));
    }

    /** One thing of every kind, so that a list that forgets the workspace has something to show. */
    private static void everythingOfA() {
        Spec.calls().forEach(call -> ids(call, A, OF_A));
    }

    private static void inQuery(Spec.Call call, Spec.Taken query) {
        String real = Makers.make(Makers.kind(query.name(), "/campaigns/{id}"), A, WORD);
        var ofA = send(B, call, ids(call, B, OF_B), Map.of(query.name(), JsonNodeFactory.instance.stringNode(real)));
        var never = send(
                B,
                call,
                ids(call, B, OF_B),
                Map.of(
                        query.name(),
                        JsonNodeFactory.instance.stringNode(Ids.next().toString())));
        assertThat(same(ofA)).isEqualTo(same(never));
        assertThat(ofA).doesNotContain(WORD);
    }

    private static void inBody(Spec.Call call, String name, JsonNode schema) {
        String real = Makers.make(Makers.kind(name, "/campaigns/{id}"), A, WORD);
        var ofA = send(B, call, ids(call, B, new HashMap<>()), Map.of(name, value(schema, real)));
        var never = send(
                B,
                call,
                ids(call, B, new HashMap<>()),
                Map.of(name, value(schema, Ids.next().toString())));
        assertThat(same(ofA)).isEqualTo(same(never));
        assertThat(ofA).doesNotContain(WORD);
    }

    private static boolean isId(JsonNode schema) {
        JsonNode shape = Spec.resolved(schema);
        return shape.at("/format").asString("").equals("uuid")
                || Spec.resolved(shape.at("/items")).at("/format").asString("").equals("uuid");
    }

    private static JsonNode value(JsonNode schema, String id) {
        var json = JsonNodeFactory.instance;
        return Spec.type(schema).equals("array") ? json.arrayNode().add(id) : json.stringNode(id);
    }

    /** A real thing of the workspace for each id in the path. */
    private static Map<String, String> ids(Spec.Call call, Api api, Map<String, String> kept) {
        var ids = new HashMap<String, String>();
        for (Spec.Taken variable : call.in("path")) {
            if (!variable.isId()) continue;
            String kind = Makers.kind(variable.name(), call.path());
            ids.put(variable.name(), kept.computeIfAbsent(kind, k -> Makers.make(k, api, api == A ? WORD : "Badger")));
        }
        return ids;
    }

    /** Sends the call with these ids, random ones where none is given, and answers status and body. */
    private static String send(Api api, Spec.Call call, Map<String, String> ids, Map<String, JsonNode> more) {
        String path = call.at(variable -> variable.isId()
                ? ids.getOrDefault(variable.name(), Ids.next().toString())
                : variable.name().equals("slug")
                        ? api.slug
                        : PARTS.entrySet().stream()
                                .filter(part -> call.path().contains(part.getKey())
                                        && part.getKey().endsWith("{" + variable.name() + "}"))
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .orElseGet(() -> Spec.sample(variable.schema()).asString()));
        var query = new ArrayList<String>();
        var body = call.sample();
        // Made of the name unless it is given, and each is there once.
        if (call.members().containsKey("key"))
            body.ifPresent(members -> members.put("key", Ids.next().toString()));
        // It needs a reason or comments, and both are optional.
        if (call.id().equals("requestReviewChanges")) body.ifPresent(members -> members.put("reason", "Shorter"));
        more.forEach((name, value) -> {
            if (call.members().containsKey(name)) body.orElseThrow().set(name, value);
            else query.add(name + "=" + value.asString());
        });
        if (!query.isEmpty()) path += "?" + String.join("&", query);
        var answer = api.send(call.method(), path, body.orElse(null));
        return answer.status() + " " + answer.body();
    }

    /** What may differ between two answers that are the same: ids, times, digests. */
    private static String same(String answer) {
        return answer.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>")
                .replaceAll("[0-9a-f]{64}", "<digest>")
                .replaceAll("[Ss][0-9a-f]{12}", "<sample>");
    }
}
