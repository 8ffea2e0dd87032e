package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api.Answer;
import io.fanfare.kernel.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What people paste and attackers send: it comes back as it was sent or is a 4xx that names the field, and never a 5xx. */
class NastyTest {
    private static final Api OWNER = Api.workspace();
    private static final Map<String, String> THINGS = new HashMap<>();

    /** Signing in with a token or a password that is none is refused as such, whatever else is wrong. */
    private static final Set<Integer> REFUSED_AS_A_WHOLE = Set.of(401, 403);

    @Test
    void nasty_texts_come_back_as_they_were_sent() throws IOException {
        var faults = new ArrayList<String>();
        for (String text : nasty()) {
            var body = Map.of("name", "n" + text, "objective", text, "description", text, "tags", List.of("t" + text));
            var created = OWNER.post("/api/campaigns", body);
            if (created.status() == 400 && !created.at("errors").isEmpty()) continue;
            if (created.status() != 201) {
                faults.add(created.status() + " for " + Json.of(text).text());
                continue;
            }
            var read = OWNER.get("/api/campaigns/" + created.text("id")).expect(200);
            boolean same = read.text("name").equals("n" + text)
                    && read.text("objective").equals(text)
                    && read.text("description").equals(text)
                    && read.text("tags.0").equals("t" + text);
            if (!same) faults.add("another text came back for " + Json.of(text).text());
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void posts_and_mailings_keep_nasty_texts_too() throws IOException {
        var faults = new ArrayList<String>();
        String campaign = "";
        int n = 0;
        for (String text : nasty()) {
            // Each change compares all that a campaign holds.
            if (n++ % 40 == 0)
                campaign = OWNER.post("/api/campaigns", Map.of("name", "Nasty"))
                        .expect(201)
                        .text("id");
            var words = Map.of("title", "t" + text, "text", "b" + text);
            var post = new HashMap<String, Object>(words);
            post.put("campaignId", campaign);
            post.put("platform", "newsroom");
            post.put("scheduledFor", "2035-01-01T10:00:00Z");
            faults.addAll(changed(OWNER.post("/api/social/schedule", post), words));

            var lines = Map.of("name", "n" + text, "subject", "s" + text, "preheader", text, "markdown", "m" + text);
            var mailing = new HashMap<String, Object>(lines);
            mailing.put("campaignId", campaign);
            mailing.put("from", Map.of("name", "f" + text, "email", "news@example.com"));
            faults.addAll(changed(OWNER.post("/api/email/create", mailing), lines));
        }
        assertThat(faults).isEmpty();
    }

    private static List<String> changed(Answer answer, Map<String, String> sent) {
        if (answer.status() == 400 && !answer.at("errors").isEmpty()) return List.of();
        if (answer.status() != 201)
            return List.of(answer.status() + " for " + Json.of(sent).text());
        return sent.entrySet().stream()
                .filter(member -> !answer.text(member.getKey()).equals(member.getValue()))
                .map(member -> member.getKey() + " came back as " + answer.at(member.getKey()) + " and was "
                        + Json.of(member.getValue()).text())
                .toList();
    }

    @Test
    void nasty_texts_may_be_searched_for() throws IOException {
        var faults = new ArrayList<String>();
        for (String text : nasty()) {
            String query = URLEncoder.encode(text, StandardCharsets.UTF_8);
            for (String path : List.of("/api/campaigns?q=" + query, "/api/campaigns?tag=" + query)) {
                var found = OWNER.get(path);
                boolean refused = found.status() == 400 && !found.at("errors").isEmpty();
                if (found.status() != 200 && !refused) faults.add(found.status() + " for " + path);
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void a_nasty_name_is_found_by_itself() throws IOException {
        for (String text : List.of("100% off_now", "a\\b", "O'Brien; drop table campaign", "“quoted” — ünïcode")) {
            OWNER.post("/api/campaigns", Map.of("name", text)).expect(201);
            var found = OWNER.get("/api/campaigns?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                    .expect(200);
            assertThat(found.text("items.0.name")).isEqualTo(text);
        }
    }

    /** Every text of every body, in every operation: taken, or refused with the name of the field, and never a 5xx. */
    @TestFactory
    Stream<DynamicTest> nasty_texts_break_no_operation() {
        var few = List.of(
                "",
                " ",
                "\u0000",
                "\ud800",
                "'; drop table campaign; --",
                "{{7*7}}",
                "<script>alert(1)</script>",
                "%s%n",
                "../../etc/passwd",
                "\u202eabc\u202c",
                "🏳️‍🌈".repeat(30),
                "x".repeat(200_000),
                "-1",
                "NaN",
                "null");
        return bodies().map(call -> DynamicTest.dynamicTest(call.id(), () -> {
            var faults = new ArrayList<String>();
            // A token that is made up is refused whatever else is sent.
            String plain = OWNER.send(call.method(), path(call), call.sample().orElseThrow())
                    .body();
            call.members().forEach((name, schema) -> {
                if (!Spec.type(schema).equals("string") && !Spec.type(schema).equals("array")) return;
                for (String text : few) {
                    var value = JsonNodeFactory.instance.stringNode(text);
                    boolean list = Spec.type(schema).equals("array");
                    var answer = send(
                            call,
                            name,
                            list ? JsonNodeFactory.instance.arrayNode().add(value) : value);
                    if (answer.status() >= 500) faults.add(name + " = " + brief(text) + ": " + answer.status());
                    // Two members may be at odds: then either may be the one that is named.
                    boolean named = call.members().keySet().stream().anyMatch(member -> names(answer, member));
                    if (answer.status() == 400 && !named && !answer.body().equals(plain))
                        faults.add(name + " = " + brief(text) + " is not named: " + answer.body());
                }
            });
            assertThat(faults).isEmpty();
        }));
    }

    @TestFactory
    Stream<DynamicTest> a_wrong_type_is_a_400_that_names_the_field() {
        return bodies().map(call -> DynamicTest.dynamicTest(call.id(), () -> {
            var faults = new ArrayList<String>();
            call.members().forEach((name, schema) -> wrong(Spec.type(schema)).forEach(value -> {
                var answer = send(call, name, value);
                boolean named = answer.status() == 400 && names(answer, name);
                if (!named && !REFUSED_AS_A_WHOLE.contains(answer.status()))
                    faults.add(name + " = " + value + ": " + answer.status() + " " + answer.body());
            }));
            assertThat(faults).isEmpty();
        }));
    }

    @TestFactory
    Stream<DynamicTest> what_is_required_is_asked_for_by_name() {
        return bodies().map(call -> DynamicTest.dynamicTest(call.id(), () -> {
            var faults = new ArrayList<String>();
            Spec.resolved(Objects.requireNonNull(call.body())).at("/required").forEach(member -> {
                String name = member.asString();
                // A list that is left out is an empty one.
                if (Spec.type(Objects.requireNonNull(call.members().get(name))).equals("array")) return;
                var body = call.sample().orElseThrow();
                body.remove(name);
                var answer = OWNER.send(call.method(), path(call), body);
                if (answer.status() != 400 || !names(answer, name))
                    faults.add("without " + name + ": " + answer.status() + " " + answer.body());
            });
            assertThat(faults).isEmpty();
        }));
    }

    @TestFactory
    Stream<DynamicTest> a_body_that_is_no_such_object_is_a_400_and_another_media_type_a_415() {
        return bodies().map(call -> DynamicTest.dynamicTest(call.id(), () -> {
            for (String body : List.of("{\"name\": ", "[]", "\"text\"", "17", "{\"a\":1}}", "\u0000", "{'a': 1}"))
                assertThat(OWNER.send(call.method(), path(call), body).status())
                        .as(body)
                        .isIn(400, 415, 401);
            assertThat(OWNER.send(call.method(), path(call), new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', '}'})
                            .status())
                    .as("bytes that are no UTF-8")
                    .isIn(400, 401);
            assertThat(OWNER.send(call.method(), path(call), "{\"a\":".repeat(5_000))
                            .status())
                    .as("deeply nested")
                    .isEqualTo(400);
            assertThat(OWNER.with("Content-Type", "application/xml")
                            .send(call.method(), path(call), "<a/>")
                            .status())
                    .as("another media type")
                    .isEqualTo(415);
        }));
    }

    @TestFactory
    Stream<DynamicTest> a_wrong_query_is_a_400_that_names_the_parameter() {
        return Spec.calls()
                .filter(call -> call.reads() && !call.in("query").isEmpty())
                .map(call -> DynamicTest.dynamicTest(call.id(), () -> {
                    var faults = new ArrayList<String>();
                    for (Spec.Taken query : call.in("query"))
                        for (String value : wrongQueries(query)) {
                            var caller = call.id().equals("listWorkspaceLoads") ? Api.operator() : OWNER;
                            var answer = caller.get(path(call) + "?" + query.name() + "=" + value);
                            if (answer.status() != 400 || !names(answer, query.name()))
                                faults.add(query.name() + "=" + value + ": " + answer.status() + " " + answer.body());
                        }
                    assertThat(faults).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_malformed_id_answers_like_an_unknown_one() {
        return Spec.calls()
                .filter(call -> call.in("path").stream().anyMatch(Spec.Taken::isId))
                .map(call -> DynamicTest.dynamicTest(call.id(), () -> {
                    for (String id : List.of("1", "1-1-1-1-1", "null", "' or 1=1", "..", "%00", "a/b")) {
                        String path = call.at(variable -> variable.isId()
                                ? id
                                : Spec.sample(variable.schema()).asString());
                        var answer = sent(call, path);
                        assertThat(answer.status()).as(path).isIn(404, 400, 405);
                    }
                    String path = call.at(variable -> variable.isId()
                            ? "no-such-id"
                            : Spec.sample(variable.schema()).asString());
                    sent(call, path).refused(404, "not_found");
                }));
    }

    private static Answer sent(Spec.Call call, String path) {
        if (!call.isUpload())
            return OWNER.send(call.method(), path, call.sample().orElse(null));
        return OWNER.with("Content-Type", "multipart/form-data; boundary=cut").send(call.method(), path, "--cut--");
    }

    @Test
    void a_body_of_50_megabytes_is_a_413_whether_it_says_its_length_or_not() throws IOException {
        byte[] large = ("{\"name\":\"" + "x".repeat(50 * 1024 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);
        for (boolean announced : List.of(true, false)) {
            var connection = (HttpURLConnection)
                    URI.create(Api.url() + "/api/campaigns").toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setRequestProperty("Authorization", "Bearer " + OWNER.token());
            if (announced) connection.setFixedLengthStreamingMode(large.length);
            else connection.setChunkedStreamingMode(64 * 1024);
            try (var out = connection.getOutputStream()) {
                out.write(large);
            }
            assertThat(connection.getResponseCode())
                    .as("length said: " + announced)
                    .isEqualTo(413);
        }
    }

    @Test
    void numbers_beyond_measure_are_refused() {
        for (String number :
                List.of("1e999999999", "1e400", "-1", "99999999999999999999999999", "0.0000000000000000001"))
            assertThat(OWNER.send(
                                    "POST",
                                    "/api/campaigns",
                                    "{\"name\":\"n\",\"budget\":{\"amount\":" + number + ",\"currency\":\"EUR\"}}")
                            .status())
                    .as(number)
                    .isIn(400, 201);
    }

    private static Stream<Spec.Call> bodies() {
        return Spec.calls().filter(call -> call.body() != null);
    }

    private static Answer send(Spec.Call call, String name, JsonNode value) {
        ObjectNode body = call.sample().orElseThrow();
        body.set(name, value);
        return OWNER.send(call.method(), path(call), body);
    }

    /** The address with a real thing in it, so that nothing is refused for want of one. */
    private static String path(Spec.Call call) {
        return call.at(variable -> variable.isId()
                ? THINGS.computeIfAbsent(
                        Makers.kind(variable.name(), call.path()), kind -> Makers.make(kind, OWNER, "Nasty"))
                : Spec.sample(variable.schema()).asString());
    }

    /** {@code budget.amount} and {@code tags[0]} name the field too. */
    private static boolean names(Answer answer, String field) {
        var named = new TreeSet<String>();
        answer.at("errors").properties().forEach(error -> named.add(error.getKey()));
        return named.stream().anyMatch(name -> name.equals(field) || name.matches("\\Q" + field + "\\E[.\\[].*"));
    }

    private static List<JsonNode> wrong(String type) {
        var json = JsonNodeFactory.instance;
        JsonNode number = json.numberNode(17);
        JsonNode text = json.stringNode("no such thing");
        JsonNode yes = json.booleanNode(true);
        JsonNode list = json.arrayNode().add(17);
        JsonNode object = json.objectNode().put("a", 1);
        return switch (type) {
            case "string" -> List.of(number, yes, list, object);
            case "integer", "number" -> List.of(text, yes, list, object);
            case "boolean" -> List.of(text, number, list, object);
            case "array" -> List.of(number, text, yes, object, json.arrayNode().addNull());
            case "object" -> List.of(number, text, yes, list);
            default -> List.of();
        };
    }

    private static List<String> wrongQueries(Spec.Taken query) {
        JsonNode schema = Spec.resolved(query.schema());
        if (schema.has("enum")) return List.of("no_such_thing", "%00");
        if (query.name().equals("limit")) return List.of("0", "-1", "100000", "x", "1.5", "99999999999");
        if (query.name().equals("offset")) return List.of("-1", "x", "99999999999");
        return switch (Spec.type(schema)) {
            case "integer", "number", "boolean" -> List.of("x", "%00");
            case "string" ->
                schema.at("/format").asString("").isEmpty() ? List.of("%00", "x".repeat(5_000)) : List.of("x", "%00");
            default -> List.of();
        };
    }

    private static String brief(String text) {
        String shown = Json.of(text).text();
        return shown.length() > 40 ? shown.substring(0, 40) + "…" : shown;
    }

    private static List<String> nasty() throws IOException {
        try (InputStream in = NastyTest.class.getResourceAsStream("/blns.json")) {
            return Json.read(
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8),
                    new tools.jackson.core.type.TypeReference<List<String>>() {});
        }
    }
}
