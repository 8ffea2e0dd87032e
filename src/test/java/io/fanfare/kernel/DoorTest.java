package io.fanfare.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.Api;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;

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
            assertThat(answer.refused(400, "invalid").text("errors.expiresAt")).contains("a time with an offset");
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
        byte[] large = ("{\"name\": \"" + "a".repeat(9 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        owner.post("/api/brands", large).refused(413, "too_large");
        assertThat(chunked(owner, large).statusCode()).isEqualTo(413);
    }

    @Test
    void large_bodies_wait_for_each_other_and_small_ones_for_none() throws Exception {
        var owner = Api.workspace();
        long budget = Runtime.getRuntime().maxMemory() / 32;
        var open = new ArrayList<Socket>();
        try {
            for (long held = 0; held <= budget; held += 7 << 20) open.add(begun(owner, 8 << 20));
            byte[] large = ("{\"name\": \"" + "a".repeat(6 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
            owner.post("/api/brands", large).refused(503, "unavailable");
            owner.get("/api/brands").expect(200);
        } finally {
            for (var socket : open) socket.close();
        }
        assertThat(owner.post(
                                "/api/brands",
                                ("{\"name\": \"" + "a".repeat(3 << 20) + "\"}").getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(400);
    }

    /** A request of which nearly all has been sent and the end has not. */
    private static Socket begun(Api by, int length) throws Exception {
        var address = URI.create(Api.url());
        var socket = new Socket(address.getHost(), address.getPort());
        var head =
                "POST /api/brands HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                        + by.token() + "\r\nContent-Length: " + length + "\r\n\r\n{\"name\": \""
                        + "a".repeat(length - 1000);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    @Test
    void what_a_proxy_would_say_is_not_believed_of_anybody() {
        var forged = Api.workspace().with("X-Forwarded-For", "203.0.113.9").with("X-Forwarded-Proto", "https");
        var invited = forged.post("/api/members/invite", Map.of("email", "guest@example.com", "role", "viewer"));
        assertThat(invited.expect(201).text("acceptUrl")).startsWith("http://");
    }

    @Test
    void money_is_kept_to_the_last_digit_and_a_number_beyond_measure_is_refused_by_name() {
        var owner = Api.workspace();
        String path = "/api/campaigns/"
                + owner.post("/api/campaigns", Map.of("name", "n")).expect(201).id("id");
        String exact = "123456789012345.6789";
        owner.patch(path, "{\"budget\": {\"amount\": " + exact + "}}").expect(200);
        assertThat(owner.get(path).expect(200).body()).contains(exact);
        for (String number : List.of("1e2147483647", "1e-2147483647", "1e400", "-1e301")) {
            String body = "{\"name\": \"n\", \"budget\": {\"amount\": " + number + "}}";
            for (var answer : List.of(owner.post("/api/campaigns", body), owner.patch(path, body)))
                assertThat(answer.refused(400, "invalid").json().at("/errors").propertyNames())
                        .as(answer.body())
                        .allMatch(field -> field.startsWith("budget"));
        }
    }

    @Test
    void a_time_in_an_address_has_a_year_of_four_digits_too() {
        var owner = Api.workspace();
        for (String time : List.of("%2B1000000000-12-31T23:59:59.999999999Z", "-0001-01-01T00:00:00Z", "soon"))
            assertThat(owner.get("/api/audit?from=" + time)
                            .refused(400, "invalid")
                            .text("errors.from"))
                    .contains("a time with an offset");
        assertThat(owner.get("/api/campaigns?from=%2B12345-01-01")
                        .refused(400, "invalid")
                        .text("errors.from"))
                .contains("date");
        owner.get("/api/audit?from=2026-01-01T00:00:00Z").expect(200);
    }

    @Test
    void an_upload_that_is_broken_off_is_a_400_that_names_the_file() {
        var owner = Api.workspace();
        String part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nabc";
        for (String type : List.of("multipart/form-data", "multipart/form-data; boundary=x"))
            assertThat(owner.with("Content-Type", type)
                            .post("/api/campaign-assets/assets", part)
                            .refused(400, "invalid")
                            .text("errors.file"))
                    .as(type)
                    .isNotEmpty();
    }

    @Test
    void an_upload_is_not_even_read_where_nobody_may_send_it() {
        String part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nabc";
        var nobody = Api.nobody().with("Content-Type", "multipart/form-data; boundary=x");
        nobody.post("/api/campaign-assets/assets", part).refused(401, "unauthorized");
        Api.workspace()
                .as("viewer")
                .with("Content-Type", "multipart/form-data; boundary=x")
                .post("/api/campaign-assets/assets", part)
                .refused(403, "forbidden");
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
        assertThat(owner.get("/api/brands").at("total").asInt()).isEqualTo(1);
    }

    @Test
    void an_unknown_path_method_or_media_type_is_a_problem() {
        var owner = Api.workspace();
        assertThat(owner.get("/api/nothing").refused(404, "unknown_path").text("detail"))
                .contains("no operation at this path");
        owner.post("/api/campaigns/" + Ids.next() + "/nothing").refused(404, "unknown_path");
        owner.delete("/api/members").refused(405, "method_not_allowed");
        owner.with("Content-Type", "text/plain").post("/api/brands", "x").refused(415, "unsupported_media_type");
        owner.get("/api/brands?limit=0").refused(400, "invalid");
        owner.get("/api/brands?limit=many").refused(400, "invalid");
        assertThat(owner.get("/api/nothing").header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void every_error_has_the_same_form_also_where_the_web_server_refuses_by_itself() throws Exception {
        var anyone = Api.nobody();
        for (String path : List.of("/error", "/WEB-INF/web.xml", "/META-INF/x", "//api/campaigns", "/api//campaigns")) {
            var answer = anyone.get(path);
            assertThat(answer.header("Content-Type")).as(path).isEqualTo("application/problem+json");
            answer.refused(404, "unknown_path");
        }
        var url = URI.create(Api.url());
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write("TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 405").contains("application/problem+json", "method_not_allowed");
        }
    }

    @Test
    void the_title_of_an_error_is_for_people() {
        var owner = Api.workspace();
        assertThat(Api.nobody().get("/api/campaigns").expect(401).text("title")).isEqualTo("Sign-in required");
        assertThat(owner.post("/api/campaigns", Map.of()).expect(400).text("title"))
                .isEqualTo("Please check your input");
        assertThat(owner.get("/api/nothing").expect(404).text("title")).isEqualTo("Not found");
        assertThat(owner.as("viewer")
                        .post("/api/campaigns", Map.of("name", "A"))
                        .expect(403)
                        .text("title"))
                .isEqualTo("Not allowed");
    }

    @Test
    void a_query_that_is_not_utf_8_is_refused_by_the_name_of_the_parameter() {
        var owner = Api.workspace();
        for (String bytes : List.of("%FF", "%C0%AF", "%ED%A0%80", "a%80"))
            assertThat(owner.get("/api/campaigns?q=" + bytes)
                            .refused(400, "invalid")
                            .text("errors.q"))
                    .as(bytes)
                    .contains("UTF-8");
        assertThat(owner.get("/api/campaigns?%FF=1").refused(400, "invalid").text("errors.query"))
                .contains("UTF-8");
        Api.nobody().get("/n/" + owner.slug + "?page=%FF").refused(400, "invalid");
        Api.nobody().post("/api/render-jobs/webhook/local?job=%FF").refused(400, "invalid");
        owner.get("/api/campaigns?q=%C3%BC&&").expect(200);
    }

    @Test
    void a_body_that_drips_in_past_its_deadline_is_refused() throws Exception {
        var time = new java.util.concurrent.atomic.AtomicLong();
        var sent = new MockHttpServletRequest("POST", "/api/brands");
        sent.setContent(new byte[100]);
        try (var request = new LimitedRequest(sent, LimitedRequest.parts(), time::get)) {
            var body = request.getInputStream();
            time.set(java.time.Duration.ofSeconds(59).toNanos());
            assertThat(body.read()).isZero();
            time.set(java.time.Duration.ofSeconds(61).toNanos());
            assertThatThrownBy(body::read).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.status())
                    .isEqualTo(408));
        }
    }

    @Test
    void a_full_disk_asks_to_try_again_later() {
        var full = new java.io.UncheckedIOException(new java.io.IOException("No space left on device"));
        var request = new org.springframework.web.context.request.ServletWebRequest(new MockHttpServletRequest());
        assertThat(new Problems().broken(full, request).getStatusCode().value()).isEqualTo(503);
    }

    @Test
    void while_the_database_has_no_connection_left_everybody_is_told_to_come_back() throws Exception {
        for (RuntimeException busy : List.of(
                new CannotCreateTransactionException("no connection within 10 s"),
                new DataAccessResourceFailureException("the connection is gone"),
                new UncategorizedSQLException("sign-in", "select 1", new SQLException("shutting down", "57P01")))) {
            var door =
                    new Door(only(failing(busy)), only(), only(), only(), new OperatorToken(""), Api.bean(Watch.class));
            var request = new MockHttpServletRequest("GET", "/api/campaigns");
            request.addHeader("Authorization", "Bearer token");
            var response = new MockHttpServletResponse();
            door.doFilter(request, response, (passed, on) -> {
                throw new AssertionError("let in");
            });
            assertThat(response.getStatus()).isEqualTo(503);
            assertThat(response.getHeader("Retry-After")).isEqualTo("2");
            assertThat(response.getContentAsString()).contains("\"code\":\"unavailable\"");
        }
    }

    private static Authenticator failing(RuntimeException failure) {
        return new Authenticator() {
            @Override
            public Current authenticate(String bearer, UUID requestId, @Nullable String idempotencyKey) {
                throw failure;
            }

            @Override
            public Optional<Remembered> remembered(String bearer, UUID requestId) {
                return Optional.empty();
            }

            @Override
            public Current again(Current caller) {
                throw failure;
            }
        };
    }

    @SafeVarargs
    private static <T> ObjectProvider<T> only(T... beans) {
        return new ObjectProvider<>() {
            @Override
            public Stream<T> stream() {
                return Stream.of(beans);
            }
        };
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
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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
