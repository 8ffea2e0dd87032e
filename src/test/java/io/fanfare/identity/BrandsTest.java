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
        var list = owner.get("/api/brands?limit=1").expect(200);
        assertThat(list.at("total").asInt()).isEqualTo(1);
        assertThat(list.text("items.0.fonts.0")).isEqualTo("Inter");
        assertThat(list.at("items.0.can").toString()).isEqualTo("[\"changeBrand\"]");
        assertThat(changed.at("can")).isEqualTo(list.at("items.0.can"));
        assertThat(owner.as("viewer").get("/api/brands").at("items.0.can").size())
                .isZero();
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
        assertThat(mine.get("/api/brands").at("total").asInt()).isZero();
    }
}
