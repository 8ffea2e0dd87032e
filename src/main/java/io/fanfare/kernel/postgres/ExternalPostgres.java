package io.fanfare.kernel.postgres;

import io.fanfare.kernel.CannotStart;
import io.fanfare.kernel.DatabaseAccess;
import io.fanfare.kernel.DatabaseAccess.Login;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An external PostgreSQL: waits until it responds, checks its version, and creates the run-time role if it is missing. */
final class ExternalPostgres {
    private static final Logger LOG = LoggerFactory.getLogger(ExternalPostgres.class);
    private static final int OLDEST_MAJOR = 18;

    private final String url;
    private final Login owner;
    private final Login app;

    private ExternalPostgres(DatabaseSettings settings) {
        url = settings.url();
        owner = new Login(settings.user(), settings.password());
        app = new Login(settings.app().user(), settings.app().password());
    }

    static DatabaseAccess connect(DatabaseSettings settings) {
        if (!settings.url().startsWith("jdbc:postgresql:")) {
            throw new CannotStart(
                    "FANFARE_DB_URL must name a PostgreSQL as jdbc:postgresql://host:5432/name, and reads "
                            + settings.url());
        }
        if (settings.user().isBlank() || settings.app().password().isBlank()) {
            throw new CannotStart(
                    "With FANFARE_DB_URL set FANFARE_DB_USER and FANFARE_DB_PASSWORD (the owner of the database)"
                            + " and FANFARE_DB_APP_USER (" + EmbeddedPostgres.APP
                            + " if absent) and FANFARE_DB_APP_PASSWORD (the run-time role) too.");
        }
        var postgres = new ExternalPostgres(settings);
        postgres.prepare(settings.patience());
        return new DatabaseAccess(postgres.url, postgres.owner, postgres.app, null);
    }

    private void prepare(Duration wait) {
        if (owner.user().equals(app.user())) {
            throw new CannotStart("FANFARE_DB_USER and FANFARE_DB_APP_USER are both " + app
                    + ": the run-time role must be a different"
                    + " one than the owner, because an owner bypasses the policies that isolate workspaces.");
        }
        try (var connection = connectPatiently(wait)) {
            checkVersion(connection);
            makeRunTimeRole(connection);
            checkRights(connection);
        } catch (SQLException e) {
            throw new CannotStart("PostgreSQL at " + place() + " could not be prepared: " + e.getMessage(), e);
        }
        try {
            DriverManager.getConnection(url, app.user(), app.password()).close();
        } catch (SQLException e) {
            throw new CannotStart(
                    "The run-time role can't sign in at " + place() + " (" + e.getMessage()
                            + "): check FANFARE_DB_APP_USER and FANFARE_DB_APP_PASSWORD.",
                    e);
        }
    }

    private Connection connectPatiently(Duration wait) {
        var deadline = System.nanoTime() + wait.toNanos();
        for (int tries = 0; ; tries++) {
            try {
                return DriverManager.getConnection(url, owner.user(), owner.password());
            } catch (SQLException e) {
                if (!isOnlyLate(e)) {
                    throw new CannotStart(
                            "The owner can't sign in at " + place() + " (" + e.getMessage()
                                    + "): check FANFARE_DB_URL, FANFARE_DB_USER and FANFARE_DB_PASSWORD.",
                            e);
                }
                if (System.nanoTime() > deadline) {
                    throw new CannotStart(
                            "PostgreSQL at " + place() + " did not answer within " + wait.toSeconds() + " s ("
                                    + e.getMessage() + "): start it, or check FANFARE_DB_URL.",
                            e);
                }
                if (tries % 10 == 0) LOG.info("Waiting for PostgreSQL at {}: {}", place(), e.getMessage());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            }
        }
    }

    /** No connection (class 08), or a server that is starting up (57P03). */
    private static boolean isOnlyLate(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.equals("57P03");
    }

    private void checkVersion(Connection connection) throws SQLException {
        var version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_MAJOR) {
            throw new CannotStart("PostgreSQL at " + place() + " is version " + version + ", Fanfare needs "
                    + OLDEST_MAJOR + " or newer.");
        }
    }

    /** The migrations grant to one role; a role of another name becomes a member of it. */
    private void makeRunTimeRole(Connection connection) throws SQLException {
        var role = EmbeddedPostgres.APP;
        var signsIn = app.user().equals(role);
        var quoted = connection.createStatement().enquoteIdentifier(app.user(), true);
        var login = " login nosuperuser nobypassrls nocreatedb nocreaterole password "
                + connection.createStatement().enquoteLiteral(app.password());
        makeRole(connection, role, "create role " + role + (signsIn ? login : " nologin"));
        if (signsIn) return;
        makeRole(connection, app.user(), "create role " + quoted + login);
        if (!holds(connection, "select pg_has_role(?, '" + role + "', 'usage')", app.user())) {
            run(connection, "grant " + role + " to " + quoted);
        }
    }

    private void makeRole(Connection connection, String role, String creation) throws SQLException {
        if (!holds(connection, "select exists (select from pg_roles where rolname = ?)", role))
            run(connection, creation);
    }

    private void run(Connection connection, String statement) throws SQLException {
        try (var run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) throw e;
            var shown = statement.replaceFirst(" password '.*", " password '…'");
            throw new CannotStart(
                    "The owner " + owner + " may not set up the run-time role at " + place()
                            + ": run this once as a superuser, then start again: " + shown + ";",
                    e);
        }
    }

    private void checkRights(Connection connection) throws SQLException {
        if (holds(connection, "select rolsuper or rolbypassrls from pg_roles where rolname = ?", app.user())) {
            throw new CannotStart(
                    "The run-time role " + app + " is a superuser or bypasses row level security: name another in"
                            + " FANFARE_DB_APP_USER, because the policies that isolate workspaces would not apply.");
        }
        if (!holds(connection, "select has_schema_privilege(?, 'public', 'create')", owner.user())) {
            throw new CannotStart("The owner " + owner + " may not create tables at " + place()
                    + ": make it the owner of the database (alter database … owner to …).");
        }
    }

    private static boolean holds(Connection connection, String question, String role) throws SQLException {
        try (var ask = connection.prepareStatement(question)) {
            ask.setString(1, role);
            var answer = ask.executeQuery();
            return answer.next() && answer.getBoolean(1);
        }
    }

    /** The address without its parameters, which may contain a password. */
    private String place() {
        var parameters = url.indexOf('?');
        return (parameters < 0 ? url : url.substring(0, parameters))
                .substring("jdbc:".length())
                .toLowerCase(Locale.ROOT);
    }
}
