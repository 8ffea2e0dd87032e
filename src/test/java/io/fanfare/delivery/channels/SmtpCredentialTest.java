package io.fanfare.delivery.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmtpCredentialTest {
    @Test
    void a_mail_server_is_tried_out_and_the_result_is_kept() throws Exception {
        var owner = Api.workspace();
        String id;
        try (var server = new FaultySmtp()) {
            id = keep(owner, server.port());
            var good = owner.post("/api/credentials/" + id + "/test").expect(200);
            assertThat(good.at("ok").asBoolean()).as(good.body()).isTrue();
            assertThat(server.taken).isEmpty();
        }
        var gone = owner.post("/api/credentials/" + id + "/test").expect(200);
        assertThat(gone.at("ok").asBoolean()).isFalse();
        assertThat(gone.text("detail")).isNotEmpty();
        var kept = owner.get("/api/credentials").expect(200);
        assertThat(kept.at("items.0.lastTest.ok").asBoolean()).isFalse();
        assertThat(kept.text("items.0.lastTest.detail")).isEqualTo(gone.text("detail"));
    }

    @Test
    void a_mail_server_that_is_tested_when_it_is_saved_is_kept_only_if_it_lets_us_in() throws Exception {
        var owner = Api.workspace();
        try (var open = new FaultySmtp();
                var guarded = new FaultySmtp("250 AUTH PLAIN", true)) {
            refused(owner, Map.of("host", "no-such-host.invalid", "port", 25, "security", "none"), "settings.host");
            refused(owner, Map.of("host", "127.0.0.1", "port", closedPort(), "security", "none"), "settings.port");
            refused(owner, server(open.port(), "tls"), "settings.security");
            refused(owner, server(open.port(), "starttls"), "settings.security");
            refused(
                    owner,
                    Map.of("host", "127.0.0.1", "port", guarded.port(), "security", "none", "username", "ada"),
                    "settings.username");
            assertThat(owner.get("/api/credentials").at("total").asInt()).isZero();
            var made = save(owner, server(open.port(), "none")).expect(201);
            assertThat(made.at("lastTest.ok").asBoolean()).isTrue();
            assertThat(open.taken).isEmpty();
        }
    }

    @Test
    void everyone_who_works_on_content_sees_that_the_mail_server_fails_and_when_it_last_worked() throws Exception {
        var owner = Api.workspace();
        var editor = owner.as("editor");
        assertThat(editor.get("/api/email/server").expect(200).at("connected").asBoolean())
                .isFalse();
        try (var server = new FaultySmtp()) {
            save(owner, server(server.port(), "none")).expect(201);
        }
        var before = editor.get("/api/email/server").expect(200);
        assertThat(before.at("lastTest.ok").asBoolean()).isTrue();
        owner.post("/api/credentials/" + before.text("credentialId") + "/test").expect(200);
        var after = editor.get("/api/email/server").expect(200);
        assertThat(after.at("lastTest.ok").asBoolean()).isFalse();
        assertThat(after.text("lastTest.workedAt")).isEqualTo(before.text("lastTest.at"));
    }

    private static void refused(Api owner, Map<String, Object> settings, String field) {
        var answer = save(owner, settings).refused(422, "connection_failed");
        assertThat(answer.at("errors").propertyNames()).as(answer.body()).containsExactly(field);
        // A sentence that says what to do next.
        assertThat(answer.at("errors").get(field).asString())
                .matches("[A-Z].*(Check|Try|try|Usual ports|Compare|Enter|Ask|Leave) .*");
    }

    private static Api.Answer save(Api owner, Map<String, Object> settings) {
        return owner.post(
                "/api/credentials",
                Map.of(
                        "kind",
                        "smtp",
                        "name",
                        "Mail",
                        "settings",
                        settings,
                        "secret",
                        Map.of("password", "wrong"),
                        "test",
                        true));
    }

    private static Map<String, Object> server(int port, String security) {
        return Map.of("host", "127.0.0.1", "port", port, "security", security);
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void a_letter_that_lets_its_reader_in_never_leaves_by_the_account_of_a_workspace() throws Exception {
        var owner = Api.workspace();
        var editor = owner.as("editor");
        Api.drain();
        try (var server = new FaultySmtp()) {
            keep(owner, server.port());
            Api.nobody()
                    .post("/api/auth/password/forgot", Map.of("email", editor.email))
                    .expect(202);
            owner.post("/api/members/invite", Map.of("email", "guest@example.com", "role", "viewer"))
                    .expect(201);
            Api.drain();
            assertThat(server.taken).isEmpty();
        }
        var inbox = editor.get("/api/email/captured?to=" + editor.email).expect(200);
        assertThat(inbox.json().at("/items").findValuesAsString("subject")).contains("Set a new password for Fanfare");
    }

    private static String keep(Api owner, int port) {
        var settings = Map.of("host", "127.0.0.1", "port", port, "security", "none");
        return owner.post("/api/credentials", Map.of("kind", "smtp", "name", "Mail", "settings", settings))
                .expect(201)
                .text("id");
    }
}
