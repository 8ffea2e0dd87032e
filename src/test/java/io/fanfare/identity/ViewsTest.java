package io.fanfare.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private final Api owner = Api.workspace();

    private String save(String list, String name) {
        return owner.post("/api/views", Map.of("list", list, "name", name, "query", "status=active&sort=-name"))
                .expect(201)
                .text("id");
    }

    private static List<String> names(Api who, String query) {
        return who.get("/api/views" + query).expect(200).json().at("/items").findValuesAsString("name");
    }

    @Test
    void a_view_is_a_name_for_the_filters_of_a_list() {
        var id = save("contacts", "Active, by name");
        save("library", "Videos");
        assertThat(names(owner, "")).containsExactly("Active, by name", "Videos");
        assertThat(names(owner, "?list=contacts")).containsExactly("Active, by name");
        var renamed = owner.patch("/api/views/" + id, Map.of("name", "Active")).expect(200);
        assertThat(renamed.text("query")).isEqualTo("status=active&sort=-name");
        owner.delete("/api/views/" + id).expect(204);
        owner.delete("/api/views/" + id).expect(404);
        assertThat(names(owner, "")).containsExactly("Videos");
    }

    @Test
    void a_name_is_there_once_in_a_list() {
        var id = save("contacts", "Active");
        owner.post("/api/views", Map.of("list", "contacts", "name", "active", "query", ""))
                .refused(409, "view_exists");
        save("segments", "Active");
        owner.patch("/api/views/" + id, Map.of("name", "ACTIVE")).expect(200);
        assertThat(owner.post("/api/views", Map.of("list", "My list", "name", "x", "query", ""))
                        .expect(400)
                        .text("errors.list"))
                .startsWith("must be the name of a list");
    }

    @Test
    void views_belong_to_one_person_and_a_viewer_can_save_them() {
        save("contacts", "Mine");
        var viewer = owner.as("viewer");
        assertThat(names(viewer, "")).isEmpty();
        viewer.post("/api/views", Map.of("list", "contacts", "name", "Mine", "query", "q=ada"))
                .expect(201);
        assertThat(names(viewer, "")).containsExactly("Mine");
        assertThat(names(owner, "")).containsExactly("Mine");
    }
}
