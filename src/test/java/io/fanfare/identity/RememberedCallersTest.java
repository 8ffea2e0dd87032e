package io.fanfare.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Owner;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A caller is looked up together with what they read. Changes are made in the database, as another node makes them. */
class RememberedCallersTest {
    private final Api owner = Api.workspace();
    private final Api admin = owner.as("admin");

    @Test
    void a_role_that_another_node_takes_away_counts_at_the_next_read() throws Exception {
        admin.get("/api/api-keys").expect(200);
        admin.get("/api/api-keys").expect(200);
        run("update identity_member set role = 'viewer' where person_id = ?", admin.person);
        admin.get("/api/api-keys").refused(403, "forbidden");
        admin.get("/api/campaigns").expect(200);
    }

    @Test
    void a_role_that_another_node_gives_counts_at_the_next_read() throws Exception {
        var viewer = owner.as("viewer");
        viewer.get("/api/campaigns").expect(200);
        viewer.get("/api/api-keys").refused(403, "forbidden");
        run("update identity_member set role = 'admin' where person_id = ?", viewer.person);
        viewer.get("/api/api-keys").expect(200);
    }

    @Test
    void a_member_whom_another_node_removes_reads_nothing_more() throws Exception {
        var campaign = owner.post("/api/campaigns", Map.of("name", "Spring"))
                .expect(201)
                .text("id");
        admin.get("/api/campaigns/" + campaign).expect(200);
        run("delete from identity_member where person_id = ?", admin.person);
        admin.get("/api/campaigns/" + campaign).refused(401, "unauthorized");
        admin.get("/api/campaigns/" + UUID.randomUUID()).refused(401, "unauthorized");
        admin.get("/api/campaigns").refused(401, "unauthorized");
    }

    @Test
    void a_password_that_is_changed_on_another_node_ends_open_sessions_at_once() throws Exception {
        admin.get("/api/campaigns").expect(200);
        run("update identity_person set session_epoch = session_epoch + 1 where id = ?", admin.person);
        admin.get("/api/campaigns").refused(401, "unauthorized");
        admin.get("/api/campaigns").refused(401, "unauthorized");
    }

    @Test
    void a_new_name_is_read_at_once() throws Exception {
        assertThat(admin.get("/api/auth/me").expect(200).text("user.name")).isEqualTo("Some admin");
        run("update identity_person set name = 'Ada' where id = ?", admin.person);
        assertThat(admin.get("/api/auth/me").expect(200).text("user.name")).isEqualTo("Ada");
    }

    @Test
    void what_another_node_changes_of_an_api_key_counts_at_the_next_read() throws Exception {
        var created = owner.post("/api/api-keys", Map.of("name", "Robot", "scopes", java.util.List.of("campaign.read")))
                .expect(201);
        var robot = Api.nobody().with("Authorization", "Bearer " + created.text("key"));
        for (int i = 0; i < 3; i++) robot.get("/api/campaigns").expect(200);
        robot.get("/api/contacts").refused(403, "forbidden");

        run("update identity_api_key set scopes = '{contact.read}' where id = ?", created.id("id"));
        robot.get("/api/campaigns").refused(403, "forbidden");
        robot.get("/api/contacts").expect(200);

        run("update identity_api_key set expires_at = fanfare_now() - interval '1 day' where id = ?", created.id("id"));
        robot.get("/api/contacts").refused(401, "unauthorized");
    }

    @Test
    void the_last_use_of_an_api_key_is_stored_when_a_minute_has_passed() throws Exception {
        var created = owner.post("/api/api-keys", Map.of("name", "Robot", "scopes", java.util.List.of("read")))
                .expect(201);
        var robot = Api.nobody().with("Authorization", "Bearer " + created.text("key"));
        for (int i = 0; i < 3; i++) robot.get("/api/campaigns").expect(200);
        run(
                "update identity_api_key set last_used_at = fanfare_now() - interval '1 hour' where id = ?",
                created.id("id"));
        robot.get("/api/campaigns").expect(200);
        run(
                "update identity_api_key set name = 'Used' where id = ? and last_used_at > fanfare_now() - interval '1 minute'",
                created.id("id"));
    }

    @Test
    void many_reads_in_a_row_find_the_same() {
        owner.post("/api/campaigns", Map.of("name", "Spring")).expect(201);
        for (int i = 0; i < 12; i++) {
            assertThat(owner.get("/api/campaigns?q=spr").expect(200).at("total").asInt())
                    .isEqualTo(1);
            assertThat(owner.get("/api/campaigns").expect(200).at("total").asInt())
                    .isEqualTo(1);
        }
    }

    private static void run(String statement, UUID person) throws SQLException {
        try (var database = Owner.connect();
                var change = database.prepareStatement(statement)) {
            change.setObject(1, person);
            assertThat(change.executeUpdate()).isEqualTo(1);
        }
    }
}
