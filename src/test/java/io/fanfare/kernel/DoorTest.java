package io.fanfare.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoorTest {
    @Test
    void what_is_malformed_or_of_the_wrong_type_is_a_400_that_names_the_field() {
        var owner = Api.workspace();
        assertNamed(owner, "{\"name\": ", "body");
        assertNamed(owner, "[]", "body");
        assertNamed(owner, "null", "body");
        assertNamed(owner, "", "body");
        assertNamed(owner, "{\"name\": \"x\"} {}", "body");
        assertNamed(owner, "{\"name\": {\"a\": 1}}", "name");
        assertNamed(owner, "{\"name\": true}", "name");
        assertNamed(owner, "{\"name\": \"a\\u0000b\"}", "name");
        assertNamed(owner, "{\"name\": \"\\ud800\"}", "name");
        assertNamed(owner, "{\"name\": \"x\", \"colors\": \"red\"}", "colors");
        assertNamed(owner, "{\"name\": \"x\", \"colors\": [null]}", "colors[0]");
        assertNamed(owner, "[".repeat(100_000), "body");
    }

    @Test
    void a_time_is_a_text_with_an_offset_in_a_year_of_four_digits() {
        var owner = Api.workspace();
        for (Object wrong :
                List.of(1_700_000_000, "2027-13-01T00:00:00Z", "2027-01-01T00:00:00", "+99999-01-01T00:00:00Z")) {
            var answer =
                    owner.post("/api/api-keys", Map.of("name", "x", "scopes", List.of("read"), "expiresAt", wrong));
            assertThat(answer.refused(400, "invalid").text("errors.expiresAt")).contains("time with offset");
        }
    }

    @Test
    void an_element_of_a_list_is_named_by_its_index_in_a_patch_too() {
        var owner = Api.workspace();
        var answer = owner.patch("/api/workspaces/current", "{\"brand\": {\"colors\": [null]}}");
        assertThat(answer.refused(400, "invalid").json().at("/errors").has("brand.colors[0]"))
                .isTrue();
    }

    @Test
    void a_body_that_is_too_large_is_a_413_whether_it_says_so_or_not() throws Exception {
        var owner = Api.workspace();
        byte[] large =
                ("{\"name\": \"" + "a".repeat(9 << 20) + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        owner.post("/api/brands", large).refused(413, "too_large");
        assertThat(chunked(owner, large).statusCode()).isEqualTo(413);
    }

    @Test
    void what_a_proxy_would_say_is_not_believed_of_anybody() {
        var forged = Api.workspace().with("X-Forwarded-For", "203.0.113.9").with("X-Forwarded-Proto", "https");
        var invited = forged.post("/api/members/invite", Map.of("email", "guest@example.com", "role", "viewer"));
        assertThat(invited.expect(201).text("acceptUrl")).startsWith("http://");
    }

    @Test
    void an_idempotency_key_has_1_to_200_characters() {
        var owner = Api.workspace();
        for (String key : List.of(" ", "k".repeat(201)))
            assertThat(owner.with("Idempotency-Key", key)
                            .post("/api/brands", Map.of("name", "x"))
                            .refused(400, "invalid")
                            .body())
                    .contains("Idempotency-Key");
        assertThat(owner.get("/api/brands").at("total").asInt()).isZero();
    }

    @Test
    void what_is_not_there_or_not_done_so_is_told_as_a_problem() {
        var owner = Api.workspace();
        owner.get("/api/nothing").refused(404, "not_found");
        owner.delete("/api/members").refused(405, "method_not_allowed");
        owner.with("Content-Type", "text/plain").post("/api/brands", "x").refused(415, "unsupported_media_type");
        owner.get("/api/brands?limit=0").refused(400, "invalid");
        owner.get("/api/brands?limit=many").refused(400, "invalid");
        assertThat(owner.get("/api/nothing").header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void a_malformed_id_answers_as_an_unknown_one() {
        var owner = Api.workspace();
        var unknown = owner.delete("/api/members/" + Ids.next()).refused(404, "not_found");
        for (String id : List.of("x", "1%2F2", "1%5C2", "%20", "1-1-1-1-1", "..%2F..", "%E2%80%8B", "null"))
            assertThat(owner.delete("/api/members/" + id).expect(404).body())
                    .as(id)
                    .isEqualTo(unknown.body());
    }

    @Test
    void what_is_no_http_is_refused_as_a_problem_too() throws Exception {
        var url = URI.create(Api.url());
        try (var socket = new java.net.Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write("GET /api/brands/%zz|{ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "\"code\":\"invalid\"");
        }
    }

    private static HttpResponse<String> chunked(Api by, byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(Api.url() + "/api/brands"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        by.headers().forEach(request::header);
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static void assertNamed(Api owner, String body, String field) {
        var answer = owner.post("/api/brands", body).refused(400, "invalid");
        assertThat(answer.json().at("/errors").has(field)).as(answer.body()).isTrue();
    }
}
