package io.fanfare.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import io.fanfare.kernel.StaleReads;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Two PostgreSQL: the second follows the first by streaming replication. */
class ReplicaTest {
    private static final Path PROGRAMS = Path.of("target/test-data/programs");

    @TempDir
    Path folder;

    @Test
    void what_may_be_old_is_read_from_a_replica_that_follows_and_from_the_database_while_it_does_not()
            throws Exception {
        System.setProperty("fanfare.postgres.programs", PROGRAMS.toString());
        try (var primary = EmbeddedPostgres.start(folder.resolve("primary"))) {
            execute(primary, "create table note as select 'kept' as text", "grant select on note to fanfare_app");
            var home = folder.resolve("replica");
            int port = freePort();
            copy(primary, home, port);
            control(home, "start");
            try (var source = new RoutedDataSource(
                    pool(primary.jdbcUrl(), primary),
                    pool("jdbc:postgresql://127.0.0.1:" + port + "/fanfare", primary))) {
                await().atMost(Duration.ofSeconds(30)).until(source::follows);
                assertThat(isReplica(source, true)).isTrue();
                assertThat(isReplica(source, false)).isFalse();

                control(home, "stop");
                // Connections in the pool break once; the caller of the operation reads from the database instead.
                await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> !isReplica(source, true));
                await().atMost(Duration.ofSeconds(30)).until(() -> !source.follows());

                control(home, "start");
                await().atMost(Duration.ofSeconds(30)).until(source::follows);
                await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> isReplica(source, true));
                try (var replica = DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:" + port + "/fanfare",
                                "postgres",
                                primary.superuserPassword());
                        var statement = replica.createStatement()) {
                    statement.execute("select pg_wal_replay_pause()");
                    await().atMost(Duration.ofSeconds(30)).until(() -> {
                        execute(primary, "insert into note values ('new')");
                        return !source.follows();
                    });
                    statement.execute("select pg_wal_replay_resume()");
                }
                await().atMost(Duration.ofSeconds(30)).until(source::follows);
            } finally {
                control(home, "stop");
            }
        } finally {
            System.clearProperty("fanfare.postgres.programs");
        }
    }

    private static boolean isReplica(RoutedDataSource source, boolean stale) throws Exception {
        var allowed = StaleReads.class.getDeclaredField("ALLOWED");
        allowed.setAccessible(true);
        @SuppressWarnings("unchecked")
        var scope = (ScopedValue<Boolean>) allowed.get(null);
        return ScopedValue.where(scope, stale).call(() -> {
            try (var connection = source.getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("select pg_is_in_recovery()")) {
                row.next();
                return row.getBoolean(1);
            }
        });
    }

    private static void execute(EmbeddedPostgres primary, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(primary.jdbcUrl(), "postgres", primary.superuserPassword());
                var statement = connection.createStatement()) {
            for (var each : statements) statement.execute(each);
        }
    }

    private static HikariConfig pool(String url, EmbeddedPostgres primary) {
        var pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setUsername("fanfare_app");
        pool.setPassword(primary.appPassword());
        pool.setMaximumPoolSize(2);
        pool.setConnectionTimeout(1000);
        return pool;
    }

    /** A copy by the rules for copies of a running PostgreSQL, which then follows it. */
    private void copy(EmbeddedPostgres primary, Path home, int port) throws Exception {
        var from = PostgresPlace.of(folder.resolve("primary")).cluster();
        try (var connection = DriverManager.getConnection(primary.jdbcUrl(), "postgres", primary.superuserPassword());
                var statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('replica', true)");
            FileSystemUtils.copyRecursively(from, home);
            try (var row = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                row.next();
                Files.writeString(home.resolve("backup_label"), row.getString(1));
            }
        }
        Files.deleteIfExists(home.resolve("postmaster.pid"));
        Files.createFile(home.resolve("standby.signal"));
        Files.writeString(
                home.resolve("postgresql.conf"),
                "port = " + port
                        + "\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nhot_standby = on\nprimary_conninfo = 'host=127.0.0.1 port="
                        + primary.jdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1") + " user=postgres password="
                        + primary.superuserPassword() + "'\n",
                StandardOpenOption.TRUNCATE_EXISTING);
        try (var files = Files.walk(home)) {
            for (var each : files.filter(Files::isDirectory).toList())
                Files.setPosixFilePermissions(
                        each, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        }
        PostgresUser.here().own(home);
    }

    private static void control(Path home, String what) throws Exception {
        var programs = PostgresBinaries.unpackedFor(PostgresUser.here(), home, Optional.of(PROGRAMS.toAbsolutePath()));
        var command = new ArrayList<>(PostgresUser.here().prefix());
        command.addAll(List.of(
                programs.resolve("bin/pg_ctl").toString(),
                what,
                "-w",
                "-D",
                home.toString(),
                "-l",
                home.resolve("log").toString()));
        if (what.equals("stop")) command.addAll(List.of("-m", "fast"));
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
    }

    private static int freePort() throws Exception {
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }
}
