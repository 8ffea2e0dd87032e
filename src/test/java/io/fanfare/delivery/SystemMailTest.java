package io.fanfare.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemMailTest {
    private final Api owner = Api.workspace();

    @Test
    void a_forgotten_password_is_set_anew_by_the_link_in_a_letter_that_only_its_reader_is_shown() {
        var editor = owner.as("editor");
        Api.drain();
        Api.nobody()
                .post("/api/auth/password/forgot", Map.of("email", editor.email))
                .expect(202);
        Api.drain();
        var inbox = editor.get("/api/email/captured?to=" + editor.email).expect(200);
        String subject = "Set a new password for Fanfare";
        assertThat(inbox.json().at("/items").findValuesAsString("subject")).contains(subject);
        var id = inbox.id("items.0.id");
        var letter = editor.get("/api/email/captured/" + id + "/view").expect(200);
        assertThat(letter.text("html")).contains("/reset?token=");
        String token = letter.text("text").replaceAll("(?s).*token=(\\S+).*", "$1");

        assertThat(owner.get("/api/email/captured").expect(200).body()).doesNotContain(subject);
        owner.get("/api/email/captured/" + id).expect(404);
        owner.get("/api/email/captured/" + id + "/view").expect(404);
        assertThat(owner.get("/api/deliveries").expect(200).body()).doesNotContain(token);

        Api.nobody()
                .post("/api/auth/password/reset", Map.of("token", token, "password", "quite another one"))
                .expect(204);
        Api.nobody()
                .post("/api/auth/login", Map.of("email", editor.email, "password", "quite another one"))
                .expect(200);
    }
}
