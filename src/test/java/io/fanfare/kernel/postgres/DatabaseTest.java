package io.fanfare.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.RefusedPort;
import io.fanfare.kernel.CannotStart;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(properties = "fanfare.lanes=false")
class DatabaseTest {
    @Autowired
    JdbcClient jdbc;

    @Autowired
    DatabaseSettings settings;

    @Test
    void the_run_time_role_is_weak_and_the_tables_are_migrated_by_their_owner() {
        assertThat(ask("select current_user")).isEqualTo(EmbeddedPostgres.APP);
        assertThat(
                        ask(
                                "select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole from pg_roles where rolname = current_user"))
                .isEqualTo("f");
        assertThat(ask("select tableowner from pg_tables where tablename = 'kernel_timer'"))
                .isEqualTo(EmbeddedPostgres.OWNER);
        assertThat(ask("show timezone")).isEqualTo("UTC");
    }

    @Test
    void a_database_that_does_not_answer_is_named_in_one_sentence() throws Exception {
        try (var refused = new RefusedPort()) {
            var url = "jdbc:postgresql://127.0.0.1:" + refused.number() + "/fanfare";
            assertRefused(
                    with(
                            url,
                            settings.user(),
                            settings.password(),
                            settings.app().user()),
                    "did not answer within 0 s");
        }
    }

    @Test
    void a_wrong_password_the_owner_as_run_time_role_and_another_database_are_refused_with_a_sentence() {
        assertRefused(
                with(settings.url(), settings.user(), "guess", settings.app().user()), "The owner can't sign in");
        assertRefused(
                with(settings.url(), settings.user(), settings.password(), settings.user()), "must be a different one");
        assertRefused(with("jdbc:mysql://localhost/x", "a", "b", "c"), "must name a PostgreSQL");
    }

    @Test
    void a_run_time_role_that_the_owner_may_not_make_is_named_with_the_statement_to_run() {
        assertRefused(
                with(settings.url(), settings.user(), settings.password(), "somebody_else"),
                "run this once as a superuser, then start again: create role \"somebody_else\" login");
    }

    private DatabaseSettings with(String url, String user, String password, String app) {
        return new DatabaseSettings(
                url, user, password, new DatabaseSettings.RunTimeRole(app, "secret"), Duration.ZERO, 1, "");
    }

    private static void assertRefused(DatabaseSettings settings, String sentence) {
        assertThatThrownBy(() -> ExternalPostgres.connect(settings))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain("secret");
    }

    private String ask(String sql) {
        return jdbc.sql(sql).query((row, number) -> row.getString(1)).single();
    }
}
