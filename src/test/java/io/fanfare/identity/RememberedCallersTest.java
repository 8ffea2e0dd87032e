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
    void many_reads_in_a_row_find_the_same() {
        owner.post("/api/campaigns", Map.of("name", "Spring")).expect(201);
        for (int i = 0; i < 12; i++) {
            assertThat(owner.get("/api/campaigns?q=pri").expect(200).at("total").asInt())
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
