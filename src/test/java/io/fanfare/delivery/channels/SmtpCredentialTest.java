package io.fanfare.delivery.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
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
