package io.fanfare.identity;

import static io.fanfare.Api.nobody;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Transactions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkspacesTest {
    @Test
    void another_workspace_is_made_and_gone_to() {
        var owner = Api.workspace();
        var made = owner.post(
                        "/api/workspaces",
                        Map.of("name", "Zweite Welt", "timeZone", "Europe/Berlin", "currency", "EUR"))
                .expect(201);
        assertThat(made.text("slug")).startsWith("zweite-welt");
        assertThat(made.text("currency")).isEqualTo("EUR");
        var list = owner.get("/api/workspaces").expect(200);
        assertThat(list.at("total").asInt()).isEqualTo(2);
        assertThat(list.text("items.1.role")).isEqualTo("owner");
        var session = owner.post("/api/auth/switch", Map.of("workspaceId", made.text("id")))
                .expect(200);
        var there = Api.signedIn(owner.email, session);
        assertThat(there.get("/api/auth/me").text("workspace.timeZone")).isEqualTo("Europe/Berlin");
        assertThat(there.get("/api/members").at("total").asInt()).isEqualTo(1);
    }

    @Test
    void the_same_name_gets_another_slug_and_any_name_gets_one() {
        String name = "Same " + Ids.next();
        var owner = Api.workspace();
        var first =
                owner.post("/api/workspaces", Map.of("name", name)).expect(201).text("slug");
        var second =
                owner.post("/api/workspaces", Map.of("name", name)).expect(201).text("slug");
        assertThat(second).startsWith(first + "-");
        assertThat(owner.post("/api/workspaces", Map.of("name", "東京"))
                        .expect(201)
                        .text("slug"))
                .startsWith("workspace");
        var found = Api.bean(Transactions.class)
                .read(() -> Api.bean(Workspaces.class).bySlug(owner.slug));
        assertThat(found).contains(owner.workspace);
    }

    @Test
    void the_same_idempotency_key_makes_one_workspace() {
        var owner = Api.workspace();
        var once = owner.with("Idempotency-Key", "one world");
        String id =
                once.post("/api/workspaces", Map.of("name", "Once")).expect(201).text("id");
        assertThat(once.post("/api/workspaces", Map.of("name", "Once"))
                        .expect(201)
                        .text("id"))
                .isEqualTo(id);
        assertThat(owner.get("/api/workspaces").at("total").asInt()).isEqualTo(2);
    }

    @Test
    void settings_change_one_by_one() {
        var owner = Api.workspace();
        var changed = owner.patch(
                        "/api/workspaces/current",
                        Map.of(
                                "brand", Map.of("colors", List.of("#102030"), "font", "Inter"),
                                "selfApproval", "never",
                                "postalAddress", "Main Street 1"))
                .expect(200);
        assertThat(changed.text("name")).isEqualTo("Test");
        assertThat(changed.text("brand.colors.0")).isEqualTo("#102030");
        assertThat(changed.text("selfApproval")).isEqualTo("never");
        var again = owner.patch("/api/workspaces/current", "{\"postalAddress\": null, \"brand\": {\"font\": null}}")
                .expect(200);
        assertThat(again.text("postalAddress")).isEmpty();
        assertThat(again.text("brand.font")).isEmpty();
        assertThat(again.text("brand.colors.0")).isEqualTo("#102030");
    }

    @Test
    void what_is_wrong_with_a_setting_is_named() {
        var owner = Api.workspace();
        assertThat(refused(owner, Map.of("timeZone", "Mars/Base")).text("errors.timeZone"))
                .isNotEmpty();
        assertThat(refused(owner, Map.of("currency", "XYZ1")).text("errors.currency"))
                .isNotEmpty();
        assertThat(refused(owner, Map.of("selfApproval", "always")).text("errors.selfApproval"))
                .contains("while_alone");
        assertThat(refused(owner, Map.of("brand", Map.of("colors", List.of("red"))))
                        .body())
                .contains("brand.colors");
        assertThat(refused(owner, "{\"name\": null}").text("errors.name")).isNotEmpty();
        assertThat(owner.post("/api/workspaces", Map.of("name", "X", "timeZone", "X"))
                        .expect(400)
                        .text("errors.timeZone"))
                .isNotEmpty();
        refused(owner, "[]");
        refused(owner, "{\"name\": ");
    }

    @Test
    void settings_are_for_those_who_may_manage_the_workspace() {
        var manager = Api.workspace().as("manager");
        manager.patch("/api/workspaces/current", Map.of("name", "Mine")).refused(403, "forbidden");
        manager.post("/api/workspaces", Map.of("name", "My own")).expect(201);
        nobody().get("/api/workspaces").refused(401, "unauthorized");
        nobody().post("/api/workspaces", Map.of("name", "X")).refused(401, "unauthorized");
        nobody().patch("/api/workspaces/current", Map.of("name", "X")).refused(401, "unauthorized");
    }

    @Test
    void nothing_of_another_workspace_is_listed() {
        var foreign = Api.workspace();
        assertThat(Api.workspace().get("/api/workspaces").body()).doesNotContain(foreign.workspace.toString());
    }

    private static Api.Answer refused(Api owner, Object patch) {
        return owner.patch("/api/workspaces/current", patch).refused(400, "invalid");
    }
}
