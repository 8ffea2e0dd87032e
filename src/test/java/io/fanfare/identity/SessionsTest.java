package io.fanfare.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import org.junit.jupiter.api.Test;

class SessionsTest {
    @Test
    void who_registers_owns_a_workspace_and_is_signed_in() {
        var owner = Api.workspace();
        var me = owner.get("/api/auth/me").expect(200);
        assertThat(me.text("user.email")).isEqualTo(owner.email);
        assertThat(me.text("role")).isEqualTo("owner");
        assertThat(me.text("workspaces.0.slug")).isEqualTo(owner.slug);
    }

    @Test
    void who_is_invited_becomes_a_member_with_that_role() {
        var editor = Api.workspace().as("editor");
        assertThat(editor.get("/api/auth/me").expect(200).text("role")).isEqualTo("editor");
    }
}
