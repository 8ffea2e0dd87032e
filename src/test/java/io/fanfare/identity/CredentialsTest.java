package io.fanfare.identity;

import static io.fanfare.Api.nobody;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private static final String SECRET = "mail-secret-of-the-test";

    @Test
    void a_secret_goes_in_and_never_comes_out_of_the_door() {
        var owner = Api.workspace();
        var made = make(owner, settings()).expect(201);
        assertThat(made.body()).doesNotContain(SECRET);
        assertThat(made.text("settings.host")).isEqualTo("mail.example.com");
        var list = owner.get("/api/credentials").expect(200);
        assertThat(list.at("total").asInt()).isEqualTo(1);
        assertThat(list.body()).doesNotContain(SECRET).doesNotContain("secret");
        byte[] kept = inside(owner, () -> Api.bean(CredentialStore.class)
                .findSealed(made.id("id"))
                .orElseThrow()
                .secret());
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
        var opened = inside(owner, () -> Api.bean(Credentials.class).find(Credential.Kind.SMTP))
                .orElseThrow();
        assertThat(opened.secret()).containsEntry("password", SECRET);
        assertThat(opened.settings()).containsEntry("port", 587);
        owner.delete("/api/credentials/" + made.text("id")).expect(204);
        owner.delete("/api/credentials/" + made.text("id")).expect(404);
        assertThat(inside(owner, () -> Api.bean(Credentials.class).find(Credential.Kind.SMTP)))
                .isEmpty();
    }

    @Test
    void a_secret_that_is_moved_to_another_row_does_not_open() {
        var owner = Api.workspace();
        var first = make(owner, settings()).expect(201).id("id");
        var second = make(owner, settings()).expect(201).id("id");
        inside(owner, () -> Api.bean(Sql.class)
                .of("""
                        update identity_credential c set secret = o.secret from identity_credential o
                         where c.workspace_id = :workspace and c.id = :second
                           and o.workspace_id = :workspace and o.id = :first""")
                .bind("first", first)
                .bind("second", second)
                .run());
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> inside(owner, () -> Api.bean(Credentials.class).find(Credential.Kind.SMTP))))
                .isInstanceOf(io.fanfare.kernel.Envelope.CannotOpen.class);
    }

    @Test
    void what_is_wrong_with_a_credential_is_named() {
        var owner = Api.workspace();
        assertThat(make(owner, Map.of("port", 25, "security", "none"))
                        .refused(400, "invalid")
                        .body())
                .contains("settings.host");
        assertThat(make(owner, Map.of("host", "h", "port", 70000, "security", "none"))
                        .refused(400, "invalid")
                        .body())
                .contains("settings.port");
        make(owner, Map.of("host", "h", "port", 25, "security", "perhaps")).refused(400, "invalid");
        make(owner, Map.of("host", 7, "port", 25, "security", "none")).refused(400, "invalid");
        assertThat(make(owner, Map.of("host", "h", "port", 25, "security", "none", "pot", 1))
                        .refused(400, "invalid")
                        .body())
                .contains("\"settings.pot\":\"is unknown");
        var without = Map.of("kind", "smtp", "name", "Mail", "settings", settings());
        assertThat(owner.post("/api/credentials", without)
                        .refused(400, "invalid")
                        .body())
                .contains("secret.password");
        assertThat(owner.post("/api/credentials", Map.of("kind", "pigeon", "name", "P", "settings", Map.of()))
                        .refused(400, "invalid")
                        .text("errors.kind"))
                .contains("smtp");
    }

    @Test
    void a_render_service_needs_a_key_and_an_address_that_keeps_it_secret() {
        var owner = Api.workspace();
        for (String kind : List.of("replicate", "runway")) {
            var made = owner.post("/api/credentials", service(kind, Map.of(), Map.of("apiKey", SECRET)))
                    .expect(201);
            assertThat(made.body()).doesNotContain(SECRET);
            assertThat(made.text("kind")).isEqualTo(kind);
            assertThat(owner.post("/api/credentials", service(kind, Map.of(), Map.of("webhookSecret", "x")))
                            .refused(400, "invalid")
                            .body())
                    .contains("secret.apiKey");
            for (String unfit : List.of(
                    "http://api.example.com",
                    "ftp://x",
                    "https://me@x.example",
                    "https://x/?a=b",
                    "https://[",
                    "https://[::1",
                    "https://a:b:c",
                    "https://x/%zz",
                    "https://x/{id}"))
                assertThat(owner.post(
                                        "/api/credentials",
                                        service(kind, Map.of("baseUrl", unfit), Map.of("apiKey", "k")))
                                .refused(400, "invalid")
                                .body())
                        .contains("settings.baseUrl");
            for (String fit : List.of("https://api.example.com/v1", "http://127.0.0.1:8130", "http://localhost"))
                owner.post("/api/credentials", service(kind, Map.of("baseUrl", fit), Map.of("apiKey", "k")))
                        .expect(201);
        }
        owner.post("/api/credentials", service("replicate", Map.of(), Map.of("apiKey", SECRET, "webhookSecret", "w")))
                .expect(201);
        var opened = inside(owner, () -> Api.bean(Credentials.class).find(Credential.Kind.REPLICATE))
                .orElseThrow();
        assertThat(opened.secret()).containsOnly(Map.entry("apiKey", SECRET), Map.entry("webhookSecret", "w"));
    }

    private static Map<String, Object> service(String kind, Map<String, ?> settings, Map<String, ?> secret) {
        return Map.of("kind", kind, "name", kind, "settings", settings, "secret", secret);
    }

    @Test
    void credentials_are_for_those_who_may_manage_them() {
        var owner = Api.workspace();
        var id = make(owner, settings()).expect(201).text("id");
        var manager = owner.as("manager");
        manager.get("/api/credentials").refused(403, "forbidden");
        make(manager, settings()).refused(403, "forbidden");
        manager.delete("/api/credentials/" + id).refused(403, "forbidden");
        manager.post("/api/credentials/" + id + "/test").refused(403, "forbidden");
        nobody().get("/api/credentials").refused(401, "unauthorized");
    }

    @Test
    void a_credential_of_another_workspace_is_as_unknown_as_a_random_id() {
        var id = make(Api.workspace(), settings()).expect(201).text("id");
        var mine = Api.workspace();
        for (String unknown : List.of(id, UUID.randomUUID().toString(), "x")) {
            mine.delete("/api/credentials/" + unknown).refused(404, "not_found");
            mine.post("/api/credentials/" + unknown + "/test").refused(404, "not_found");
        }
        assertThat(mine.get("/api/credentials").at("total").asInt()).isZero();
    }

    private static Map<String, Object> settings() {
        return Map.of("host", "mail.example.com", "port", 587, "security", "starttls", "username", "me");
    }

    private static Api.Answer make(Api by, Map<String, ?> settings) {
        return by.post(
                "/api/credentials",
                Map.of("kind", "smtp", "name", "Mail", "settings", settings, "secret", Map.of("password", SECRET)));
    }

    private static <T> T inside(Api owner, java.util.function.Supplier<T> work) {
        return Current.house(owner.workspace, "test")
                .call(() -> Api.bean(Transactions.class).write(work));
    }
}
