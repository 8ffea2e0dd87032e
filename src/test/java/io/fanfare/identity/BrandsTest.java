package io.fanfare.identity;

import static io.fanfare.Api.nobody;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BrandsTest {
    @Test
    void a_brand_is_made_listed_and_changed() {
        var owner = Api.workspace();
        var made = owner.post(
                        "/api/brands",
                        Map.of("name", "Café Nord", "colors", List.of("#a1B2c3"), "bannedWords", List.of("cheap")))
                .expect(201);
        assertThat(made.text("key")).isEqualTo("cafe-nord");
        assertThat(made.at("fonts").size()).isZero();
        var changed = owner.patch("/api/brands/" + made.text("id"), Map.of("voice", "warm", "fonts", List.of("Inter")))
                .expect(200);
        assertThat(changed.text("voice")).isEqualTo("warm");
        assertThat(changed.text("bannedWords.0")).isEqualTo("cheap");
        var list = owner.get("/api/brands?limit=1&offset=1").expect(200);
        assertThat(list.at("total").asInt()).isEqualTo(2);
        assertThat(list.text("items.0.fonts.0")).isEqualTo("Inter");
        assertThat(list.at("items.0.can").toString()).isEqualTo("[\"changeBrand\"]");
        assertThat(changed.at("can")).isEqualTo(list.at("items.0.can"));
        assertThat(owner.as("viewer").get("/api/brands").at("items.0.can").size())
                .isZero();
    }

    @Test
    void a_workspace_starts_with_a_default_brand_that_its_settings_read_and_write() {
        var owner = Api.workspace();
        var kit = owner.get("/api/brands").expect(200);
        assertThat(kit.at("items.0.isDefault").asBoolean()).isTrue();
        String id = kit.text("items.0.id");
        owner.patch(
                        "/api/brands/" + id,
                        Map.of(
                                "colors",
                                List.of("#2b1d14", "#b84a1f"),
                                "fonts",
                                List.of("Fraunces", "Inter"),
                                "postalAddress",
                                "Weserstraße 41, 12045 Berlin",
                                "sender",
                                Map.of("name", "Hearth & Rye", "email", "hello@hearth.example")))
                .expect(200);
        var workspace = owner.get("/api/auth/me").expect(200);
        assertThat(workspace.text("workspace.brand.colors.1")).isEqualTo("#b84a1f");
        assertThat(workspace.text("workspace.brand.font")).isEqualTo("Inter");
        assertThat(workspace.text("workspace.postalAddress")).startsWith("Weser");
        owner.patch("/api/workspaces/current", Map.of("name", "Renamed", "brand", Map.of("colors", List.of("#102030"))))
                .expect(200);
        var after = owner.get("/api/brands").expect(200);
        assertThat(after.text("items.0.name")).isEqualTo("Renamed");
        assertThat(after.text("items.0.colors.0")).isEqualTo("#102030");
        assertThat(after.text("items.0.fonts.0")).isEqualTo("Fraunces");
        assertThat(after.text("items.0.sender.email")).isEqualTo("hello@hearth.example");
    }

    @Test
    void another_brand_can_become_the_default_but_there_is_always_one() {
        var owner = Api.workspace();
        String first = owner.get("/api/brands").text("items.0.id");
        owner.patch("/api/brands/" + first, Map.of("isDefault", false)).refused(400, "invalid");
        owner.post("/api/brands", Map.of("name", "Second", "isDefault", true, "colors", List.of("#123456")))
                .expect(201);
        var list = owner.get("/api/brands").expect(200);
        assertThat(list.text("items.0.name")).isEqualTo("Second");
        assertThat(list.at("items.1.isDefault").asBoolean()).isFalse();
        assertThat(owner.get("/api/auth/me").text("workspace.brand.colors.0")).isEqualTo("#123456");
        owner.patch("/api/brands/" + first, Map.of("isDefault", true)).expect(200);
        assertThat(owner.get("/api/brands").text("items.0.id")).isEqualTo(first);
    }

    @Test
    void an_unknown_font_and_a_fourth_color_are_refused_by_name() {
        var owner = Api.workspace();
        assertThat(owner.post("/api/brands", Map.of("name", "X", "fonts", List.of("Comic Sans MS")))
                        .refused(400, "invalid")
                        .body())
                .contains("fonts", "must be one of: Inter, Fraunces");
        var four = List.of("#000000", "#111111", "#222222", "#333333");
        assertThat(owner.post("/api/brands", Map.of("name", "X", "colors", four))
                        .refused(400, "invalid")
                        .text("errors.colors"))
                .contains("at most three colors");
        assertThat(owner.post("/api/brands", Map.of("name", "X", "sender", Map.of("email", "no")))
                        .refused(400, "invalid")
                        .body())
                .contains("sender.email");
    }

    @Test
    void a_key_names_one_brand_of_the_workspace() {
        var owner = Api.workspace();
        owner.post("/api/brands", Map.of("name", "One", "key", "house")).expect(201);
        owner.post("/api/brands", Map.of("name", "Two", "key", "house")).refused(409, "brand_key_taken");
        Api.workspace()
                .post("/api/brands", Map.of("name", "One", "key", "house"))
                .expect(201);
    }

    @Test
    void what_is_wrong_with_a_brand_is_named() {
        var owner = Api.workspace();
        assertThat(owner.post("/api/brands", Map.of()).refused(400, "invalid").text("errors.name"))
                .isNotEmpty();
        assertThat(owner.post("/api/brands", Map.of("name", "X", "colors", List.of("red")))
                        .refused(400, "invalid")
                        .body())
                .contains("colors");
        assertThat(owner.post("/api/brands", Map.of("name", "X", "logoAssetId", "none"))
                        .refused(400, "invalid")
                        .text("errors.logoAssetId"))
                .isNotEmpty();
    }

    @Test
    void who_only_reads_changes_nothing() {
        var owner = Api.workspace();
        var id = owner.post("/api/brands", Map.of("name", "One")).expect(201).text("id");
        var editor = owner.as("editor");
        editor.get("/api/brands").expect(200);
        editor.post("/api/brands", Map.of("name", "Two")).refused(403, "forbidden");
        editor.patch("/api/brands/" + id, Map.of("name", "Two")).refused(403, "forbidden");
        nobody().get("/api/brands").refused(401, "unauthorized");
    }

    @Test
    void a_brand_of_another_workspace_is_as_unknown_as_a_random_id() {
        var id = Api.workspace()
                .post("/api/brands", Map.of("name", "One"))
                .expect(201)
                .text("id");
        var mine = Api.workspace();
        for (String unknown : List.of(id, UUID.randomUUID().toString(), "x"))
            mine.patch("/api/brands/" + unknown, Map.of("name", "Two")).refused(404, "not_found");
        assertThat(mine.get("/api/brands").at("total").asInt()).isEqualTo(1);
    }
}
