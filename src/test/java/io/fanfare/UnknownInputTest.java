package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.kernel.Ids;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Made from the contract: what an operation does not define is a 400 that names it, in the query, a form or at any depth of a body. */
class UnknownInputTest {
    private static final String UNKNOWN = "surprise";
    private static final Api OWNER = Api.workspace();

    @TestFactory
    Stream<DynamicTest> an_unknown_query_parameter_is_refused_by_its_name() {
        return Spec.calls()
                .map(call -> DynamicTest.dynamicTest(call.id(), () -> {
                    String path = path(call, Map.of()) + "?" + UNKNOWN + "=1";
                    named(api(call).send(call.method(), path, call.sample().orElse(null)), UNKNOWN);
                }));
    }

    @TestFactory
    Stream<DynamicTest> an_unknown_member_of_a_body_is_refused_by_its_name() {
        return Spec.calls()
                .filter(call -> call.sample().isPresent())
                .map(call -> DynamicTest.dynamicTest(
                        call.id(), () -> named(send(call, with(call.sample().orElseThrow(), UNKNOWN)), UNKNOWN)));
    }

    @TestFactory
    Stream<DynamicTest> an_unknown_member_within_a_body_is_refused_by_its_path() {
        var tests = new ArrayList<DynamicTest>();
        Spec.calls().forEach(call -> call.members().forEach((name, schema) -> {
            // A record of figures that can't be taken spoils no other: it is an error of that record.
            // A rule names stages of its own policy, and a step a tool of its service, which no sample does.
            boolean skipped = call.id().equals("ingestMetrics")
                    || call.id().equals("changePolicy") && name.equals("autoApprove")
                    || call.id().equals("changeFlow") && name.equals("steps");
            for (Inner inner : skipped ? List.<Inner>of() : inner(name, schema))
                tests.add(DynamicTest.dynamicTest(call + " " + inner.path(), () -> {
                    var body = call.sample().orElseThrow();
                    body.set(name, inner.value());
                    named(send(call, body), inner.path());
                }));
        }));
        assertThat(tests).hasSizeGreaterThan(10);
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> an_unknown_part_of_a_form_is_refused_by_its_name() {
        return Spec.calls()
                .filter(Spec.Call::isUpload)
                .map(call -> DynamicTest.dynamicTest(call.id(), () -> {
                    String form = "--parts\r\nContent-Disposition: form-data; name=\"" + UNKNOWN
                            + "\"\r\n\r\n1\r\n--parts--\r\n";
                    named(
                            OWNER.with("Content-Type", "multipart/form-data; boundary=parts")
                                    .send(call.method(), path(call, ids(call)), form.getBytes(StandardCharsets.UTF_8)),
                            UNKNOWN);
                }));
    }

    @TestFactory
    Stream<DynamicTest> an_operation_that_takes_no_body_refuses_one() {
        return Spec.calls()
                .filter(call -> !call.reads() && !call.takesBody() && !call.isPublic())
                .map(call -> DynamicTest.dynamicTest(call.id(), () -> {
                    named(OWNER.send(call.method(), path(call, Map.of()), Map.of(UNKNOWN, 1)), UNKNOWN);
                }));
    }

    @TestFactory
    Stream<DynamicTest> what_was_read_may_be_sent_back_and_a_changed_read_only_member_is_refused() {
        var readers = new HashMap<String, Spec.Call>();
        Spec.calls().filter(Spec.Call::reads).forEach(call -> readers.put(call.path(), call));
        var changing = Spec.calls()
                .filter(call -> List.of("PUT", "PATCH").contains(call.method()) && readers.containsKey(call.path()))
                .toList();
        assertThat(changing).hasSizeGreaterThan(6);
        return changing.stream()
                .map(call -> DynamicTest.dynamicTest(call.id(), () -> {
                    String path = path(call, ids(call));
                    if (call.id().equals("setBudget"))
                        OWNER.put(path, Map.of("currency", "EUR", "total", 100, "allocations", List.of()))
                                .expect(200);
                    var read = (ObjectNode) OWNER.get(path).expect(200).json();
                    OWNER.send(call.method(), path, read).expect(200);

                    var readOnly = new TreeSet<>(read.propertyNames());
                    readOnly.removeAll(call.members().keySet());
                    readOnly.remove("version");
                    readOnly.removeIf(name -> List.of("ctr", "roas").contains(name));
                    // Every member of the defaults of new campaigns and of a person's settings can be set.
                    if (readOnly.isEmpty()
                            && List.of(
                                            "setDefaultLinkTags",
                                            "changeNotificationPreferences",
                                            "changeSecurity",
                                            "setAuditRetention")
                                    .contains(call.id())) return;
                    assertThat(readOnly).isNotEmpty();
                    String name = readOnly.first();
                    var changed = ((ObjectNode) OWNER.get(path).expect(200).json()).put(name, "another value");
                    var refused = OWNER.send(call.method(), path, changed).refused(400, "invalid");
                    assertThat(refused.text("errors." + name)).contains("read-only");
                }));
    }

    @Test
    void a_resource_that_only_a_list_shows_can_be_sent_back_too() {
        var brand = OWNER.post("/api/brands", Map.of("name", "Sent back", "key", "back"))
                .expect(201)
                .json();
        String path = "/api/brands/" + brand.get("id").asString();
        OWNER.patch(path, brand).expect(200);
        var refused =
                OWNER.patch(path, Map.of("id", Ids.next(), "name", "Changed")).refused(400, "invalid");
        assertThat(refused.text("errors.id")).contains("read-only");
        assertThat(OWNER.get("/api/brands").expect(200).body()).doesNotContain("Changed");
        named(OWNER.patch(path, java.util.Collections.singletonMap(UNKNOWN, null)), UNKNOWN);
    }

    @Test
    void a_repeated_patch_with_what_was_read_answers_the_same_though_the_time_of_change_has_moved() {
        String path = "/api/campaigns/" + Makers.make("campaigns", OWNER, "Repeated");
        var read = ((ObjectNode) OWNER.get(path).expect(200).json()).put("name", "Repeated again");
        read.remove("version");
        var keyed = OWNER.with("Idempotency-Key", Ids.next().toString());
        var first = keyed.patch(path, read).expect(200);
        assertThat(keyed.patch(path, read).expect(200).body()).isEqualTo(first.body());
        OWNER.patch(path, read).refused(400, "invalid");
    }

    @Test
    void what_origin_d_sends_along_is_ignored() {
        var space =
                Map.of("campaign_name", "D", "platform", "meta", "tenant_id", "t", "user_id", 7, "ctr", 0.1, "roas", 2);
        String id = OWNER.post("/api/campaign-spaces?tenant_id=t&user_id=u", space)
                .expect(201)
                .text("id");
        var changed = OWNER.put(
                        "/api/campaign-spaces/" + id,
                        Map.of("campaign_name", "E", "tenant_id", "t", "user_id", "u", "ctr", 0.1, "roas", 2))
                .expect(200);
        assertThat(changed.text("campaignName")).isEqualTo("E");
        named(OWNER.put("/api/campaign-spaces/" + id, Map.of("total_spend_", 1)), "totalSpend_", "total_spend_");
        named(OWNER.post("/api/campaigns", Map.of("name", "Not D", "start_date", "2030-01-01")), "start_date");
    }

    @Test
    void free_maps_stay_free() {
        OWNER.post("/api/contacts", Map.of("email", Ids.next() + "@example.com", "attributes", Map.of(UNKNOWN, 1)))
                .expect(201);
        String campaign = Makers.make("campaigns", OWNER, "Free");
        var job = OWNER.post(
                        "/api/render-jobs/create",
                        Map.of(
                                "campaignId",
                                campaign,
                                "type",
                                "image",
                                "autoSubmit",
                                false,
                                "params",
                                Map.of("guidance_scale", 7, "input", Map.of("scheduler", "K_EULER"))))
                .expect(201);
        assertThat(job.json().at("/params/input/guidance_scale").isMissingNode())
                .as(job.body())
                .isFalse();
        assertThat(job.json().at("/params/input/guidance_scale").asInt()).isEqualTo(7);
        assertThat(job.text("params.input.scheduler")).isEqualTo("K_EULER");
    }

    /** Something to put into a body whose inner part holds the unknown member. */
    private record Inner(String path, JsonNode value) {}

    private static List<Inner> inner(String name, JsonNode schema) {
        var json = JsonNodeFactory.instance;
        if (schema.has("oneOf")) return List.of();
        JsonNode shape = Spec.resolved(schema);
        if (isClosed(shape))
            return List.of(new Inner(name + "." + UNKNOWN, with((ObjectNode) Spec.sample(shape), UNKNOWN)));
        JsonNode items = shape.at("/items");
        if (!Spec.type(shape).equals("array") || items.has("oneOf") || !isClosed(Spec.resolved(items)))
            return List.of();
        var list = json.arrayNode().add(with((ObjectNode) Spec.sample(items), UNKNOWN));
        return List.of(new Inner(name + "[0]." + UNKNOWN, list));
    }

    private static boolean isClosed(JsonNode shape) {
        return shape.has("properties") && !shape.at("/additionalProperties").asBoolean(false);
    }

    private static ObjectNode with(ObjectNode body, String member) {
        return body.put(member, 1);
    }

    private static Api api(Spec.Call call) {
        if (call.id().equals("listWorkspaceLoads")) return Api.operator();
        return call.isUpload() ? OWNER.with("Content-Type", "multipart/form-data; boundary=parts") : OWNER;
    }

    private static Api.Answer send(Spec.Call call, ObjectNode body) {
        return OWNER.send(call.method(), path(call, ids(call)), body);
    }

    private static Map<String, String> ids(Spec.Call call) {
        var ids = new HashMap<String, String>();
        for (Spec.Taken variable : call.in("path"))
            if (variable.isId())
                ids.put(variable.name(), Makers.make(Makers.kind(variable.name(), call.path()), OWNER, "Unknown"));
        return ids;
    }

    private static String path(Spec.Call call, Map<String, String> ids) {
        return call.at(variable -> variable.isId()
                ? ids.getOrDefault(variable.name(), Ids.next().toString())
                : Spec.sample(variable.schema()).asString());
    }

    private static void named(Api.Answer answer, String... names) {
        var errors = answer.refused(400, "invalid").json().get("errors");
        assertThat(errors.propertyNames()).as(answer.body()).containsAnyOf(names);
        for (String name : names)
            if (errors.has(name)) assertThat(errors.get(name).asString()).contains("unknown");
    }
}
