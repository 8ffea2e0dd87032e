package io.fanfare.identity;

import static io.fanfare.Api.nobody;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoPeopleTest {
    @Test
    void the_cast_signs_in_to_a_demo_workspace_in_their_roles() {
        var made = Api.bean(DemoPeople.class).found();
        var maya = as("maya@northwind.example");
        assertThat(maya.workspace).isEqualTo(made.workspace());
        var me = maya.get("/api/auth/me").expect(200);
        assertThat(me.at("demo").asBoolean()).isTrue();
        assertThat(me.text("role")).isEqualTo("owner");
        assertThat(maya.get("/api/members").at("total").asInt()).isEqualTo(4);
        assertThat(as("rosa@northwind.example").get("/api/auth/me").text("role"))
                .isEqualTo("reviewer");
        assertThat(as("jonas@northwind.example").person).isEqualTo(made.manager());
        assertThat(as("aiko@northwind.example").person).isEqualTo(made.editor());
    }

    private static Api as(String email) {
        return Api.signedIn(
                email,
                nobody().post("/api/auth/login", Map.of("email", email, "password", "fanfare-demo"))
                        .expect(200));
    }
}
