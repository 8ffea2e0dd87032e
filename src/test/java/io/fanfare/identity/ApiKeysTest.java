package io.fanfare.identity;

import static io.fanfare.Api.nobody;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    @Test
    void a_key_is_shown_once_and_works_until_it_is_revoked() {
        var owner = Api.workspace();
        var made = make(owner, List.of("*")).expect(201);
        String key = made.text("key");
        assertThat(key).startsWith("fnf_").startsWith(made.text("prefix"));
        assertThat(owner.get("/api/api-keys").expect(200).body())
                .doesNotContain(key)
                .doesNotContain("hash");
        var program = program(key);
        var me = program.get("/api/auth/me").expect(200);
        assertThat(me.id("user.id")).isEqualTo(owner.person);
        assertThat(owner.get("/api/api-keys").text("items.0.lastUsedAt")).isNotEmpty();
        assertThat(owner.get("/api/api-keys").text("items.0.createdByName")).isEqualTo("Olivia Owner");
        owner.delete("/api/api-keys/" + made.text("id")).expect(204);
        program.get("/api/auth/me").refused(401, "unauthorized");
        assertThat(owner.get("/api/api-keys").at("total").asInt()).isZero();
        owner.delete("/api/api-keys/" + made.text("id")).expect(404);
    }

    @Test
    void a_key_does_what_its_scopes_name_and_nothing_else() {
        var owner = Api.workspace();
        var reader = program(make(owner, List.of("read")).expect(201).text("key"));
        reader.get("/api/brands").expect(200);
        reader.post("/api/brands", Map.of("name", "X")).refused(403, "forbidden");
        var writer = program(make(owner, List.of("brand.write")).expect(201).text("key"));
        writer.post("/api/brands", Map.of("name", "X")).expect(201);
        writer.get("/api/brands").refused(403, "forbidden");
    }

    @Test
    void a_key_makes_no_key_that_may_do_more_and_no_workspace() {
        var owner = Api.workspace();
        var program = program(make(owner, List.of("apikey.manage")).expect(201).text("key"));
        make(program, List.of("*")).refused(403, "scope_too_wide");
        make(program, List.of("apikey.manage")).expect(201);
        program.post("/api/workspaces", Map.of("name", "More")).refused(403, "person_needed");
        program.post("/api/auth/switch", Map.of("workspaceId", owner.workspace)).refused(403, "person_needed");
    }

    @Test
    void a_promotion_widens_no_key_and_a_demotion_narrows_it() {
        var owner = Api.workspace();
        var admin = owner.as("admin");
        var program = program(make(admin, List.of("*")).expect(201).text("key"));
        String campaign = "/api/campaigns/"
                + owner.post("/api/campaigns", Map.of("name", "C")).expect(201).text("id");
        owner.patch("/api/members/" + admin.person, Map.of("role", "owner")).expect(200);
        program.delete(campaign + "?hard=true").refused(403, "forbidden");
        owner.patch("/api/members/" + admin.person, Map.of("role", "viewer")).expect(200);
        program.get(campaign).expect(200);
        program.patch(campaign, Map.of("name", "D")).refused(403, "forbidden");
    }

    @Test
    void a_key_gives_no_role_that_may_do_more_than_the_key() {
        var owner = Api.workspace();
        var viewer = owner.as("viewer");
        var program = program(
                make(owner, List.of("member.manage", "read")).expect(201).text("key"));
        for (String role : List.of("owner", "admin", "editor")) {
            program.post("/api/members/invite", Map.of("email", "me@example.com", "role", role))
                    .refused(403, "scope_too_wide");
            program.patch("/api/members/" + viewer.person, Map.of("role", role)).refused(403, "scope_too_wide");
        }
        var whole = program(make(owner, List.of("*")).expect(201).text("key"));
        whole.patch("/api/members/" + viewer.person, Map.of("role", "owner")).expect(200);
    }

    @Test
    void a_key_names_no_permission_that_its_maker_lacks() {
        var admin = Api.workspace().as("admin");
        make(admin, List.of("campaign.destroy")).refused(403, "scope_too_wide");
        make(admin, List.of("campaign.delete")).expect(201);
    }

    @Test
    void a_key_learns_nothing_of_the_other_workspaces_of_its_maker() {
        var owner = Api.workspace();
        owner.post("/api/workspaces", Map.of("name", "Another client")).expect(201);
        var program = program(make(owner, List.of("*")).expect(201).text("key"));
        for (String path : List.of("/api/workspaces", "/api/auth/me")) {
            assertThat(owner.get(path).expect(200).body()).contains("Another client");
            assertThat(program.get(path).expect(200).body())
                    .contains(owner.workspace.toString())
                    .doesNotContain("Another client");
        }
    }

    @Test
    void a_key_expires() {
        var owner = Api.workspace();
        var soon = Map.of(
                "name",
                "Soon",
                "scopes",
                List.of("read"),
                "expiresAt",
                Instant.now().plusMillis(700));
        var program = program(owner.post("/api/api-keys", soon).expect(201).text("key"));
        program.get("/api/brands").expect(200);
        SessionsTest.shifted(java.time.Duration.ofSeconds(2), () -> program.get("/api/brands")
                .refused(401, "unauthorized"));
        var past = Map.of("name", "Past", "scopes", List.of("read"), "expiresAt", "2020-01-01T00:00:00Z");
        assertThat(owner.post("/api/api-keys", past).expect(400).text("errors.expiresAt"))
                .isNotEmpty();
    }

    @Test
    void a_scope_that_names_nothing_is_refused() {
        assertThat(make(Api.workspace(), List.of("campaign.fly")).expect(400).text("errors.scopes"))
                .contains("campaign.fly");
        make(Api.workspace(), List.of()).expect(400);
    }

    @Test
    void keys_are_for_those_who_may_manage_them() {
        var owner = Api.workspace();
        var manager = owner.as("manager");
        manager.get("/api/api-keys").refused(403, "forbidden");
        make(manager, List.of("read")).refused(403, "forbidden");
        manager.delete("/api/api-keys/" + UUID.randomUUID()).refused(403, "forbidden");
        program("fnf_made-up").get("/api/auth/me").refused(401, "unauthorized");
    }

    @Test
    void a_key_of_another_workspace_is_as_unknown_as_a_random_id() {
        var foreign = make(Api.workspace(), List.of("read")).expect(201);
        var mine = Api.workspace();
        mine.delete("/api/api-keys/" + foreign.text("id")).refused(404, "not_found");
        mine.delete("/api/api-keys/" + UUID.randomUUID()).refused(404, "not_found");
        assertThat(mine.get("/api/api-keys").at("total").asInt()).isZero();
        program(foreign.text("key")).get("/api/brands").expect(200);
    }

    @Test
    void the_same_request_with_the_same_idempotency_key_makes_one_key_and_another_request_is_refused() {
        var owner = Api.workspace();
        var once = owner.with("Idempotency-Key", "make-it-once");
        String key = make(once, List.of("read")).expect(201).text("key");
        var again = make(once, List.of("read")).expect(201);
        assertThat(again.text("key")).isEqualTo(key);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        make(once, List.of("*")).refused(422, "idempotency_key_reused");
        assertThat(owner.get("/api/api-keys").at("total").asInt()).isEqualTo(1);
    }

    private static Api.Answer make(Api by, List<String> scopes) {
        return by.post("/api/api-keys", Map.of("name", "Sync", "scopes", scopes));
    }

    private static Api program(String key) {
        return nobody().with("Authorization", "Bearer " + key);
    }
}
