package io.fanfare.kernel.postgres;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * One PostgreSQL for all tests of a run, with an empty database, stopped after the last context. Every Spring test uses it, but a server
 * that a test starts with {@code -Dfanfare.test.own-postgres=true}.
 */
public final class TestPostgres implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final @Nullable EmbeddedPostgres POSTGRES =
            Boolean.getBoolean("fanfare.test.own-postgres") ? null : start();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (POSTGRES == null) return;
        var settings = Map.<String, Object>of(
                "fanfare.data",
                "target/test-data",
                "fanfare.secret-key",
                "a key for tests that is long enough",
                "fanfare.db.url",
                POSTGRES.jdbcUrl(),
                "fanfare.db.user",
                EmbeddedPostgres.OWNER,
                "fanfare.db.password",
                POSTGRES.ownerPassword(),
                "fanfare.db.app.user",
                EmbeddedPostgres.APP,
                "fanfare.db.app.password",
                POSTGRES.appPassword());
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("postgres of the tests", settings));
    }

    /** The programs stay from run to run, the database does not. */
    private static EmbeddedPostgres start() {
        var postgres = EmbeddedPostgres.start(Path.of("target/test-data"), false);
        SpringApplication.getShutdownHandlers().add(postgres::close);
        var maintenance = postgres.jdbcUrl().replaceFirst("/fanfare$", "/postgres");
        try (var connection = DriverManager.getConnection(maintenance, "postgres", postgres.superuserPassword());
                var statement = connection.createStatement()) {
            statement.execute("drop database fanfare with (force)");
            statement.execute("create database fanfare owner " + EmbeddedPostgres.OWNER);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return postgres;
    }
}
