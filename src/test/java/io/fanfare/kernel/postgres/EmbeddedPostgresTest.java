package io.fanfare.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.kernel.CannotStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path data;

    @Test
    void what_was_written_is_there_after_a_restart_and_after_postgres_was_killed() throws Exception {
        try (var postgres = EmbeddedPostgres.start(data)) {
            ask(postgres, "create table note as select 'kept' as text");
            assertThat(ask(postgres, "select current_setting('server_version_num')::int / 10000"))
                    .isEqualTo("18");

            ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();

            assertThat(askUntilItAnswers(postgres, "select text from note")).isEqualTo("kept");
        }
        try (var postgres = EmbeddedPostgres.start(data)) {
            assertThat(ask(postgres, "select text from note")).isEqualTo("kept");
        }
    }

    @Test
    void the_programs_are_unpacked_once_into_the_shared_folder_also_by_two_servers_at_once() throws Exception {
        var home = Files.createDirectories(data.resolve("home"));
        var shared = data.resolve("shared");
        Files.createDirectories(shared.resolve("unpacking-by-a-server-that-was-killed"));
        Callable<Path> unpack = () -> PostgresBinaries.unpackedFor(PostgresUser.here(), home, Optional.of(shared));
        try (var servers = Executors.newVirtualThreadPerTaskExecutor()) {
            var programs = servers.invokeAll(List.of(unpack, unpack));
            assertThat(programs.getFirst().get())
                    .isEqualTo(programs.getLast().get())
                    .hasParent(shared);
        }
        assertThat(home).isEmptyDirectory();
        assertThat(shared.toFile().list()).hasSize(2);
    }

    @Test
    void without_a_usable_shared_folder_the_programs_are_unpacked_into_the_data_folder() throws Exception {
        var home = Files.createDirectories(data.resolve("home"));
        var file = Files.writeString(data.resolve("file"), "not a folder");
        assertThat(PostgresBinaries.unpackedFor(PostgresUser.here(), home, Optional.of(file)))
                .hasParent(home);
    }

    @Test
    void a_process_file_left_by_a_crash_that_names_a_stranger_does_not_stop_it() throws Exception {
        EmbeddedPostgres.start(data, false).close();
        Files.writeString(
                data.resolve("postgres/data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");

        try (var postgres = EmbeddedPostgres.start(data, false)) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_second_server_on_the_same_folder_is_refused() {
        try (var postgres = EmbeddedPostgres.start(data, false)) {
            assertThat(postgres.pid()).isPositive();
            assertThatThrownBy(() -> EmbeddedPostgres.start(data, false))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Another Fanfare is running on the data folder " + data);
        }
    }

    @Test
    void nobody_signs_in_without_the_password_and_only_the_owner_reads_it() throws Exception {
        try (var postgres = EmbeddedPostgres.start(data, false)) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), EmbeddedPostgres.APP, "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.resolve("secrets/postgres-superuser"))))
                    .isEqualTo("rw-------");
        }
    }

    private static String askUntilItAnswers(EmbeddedPostgres postgres, String sql) throws SQLException {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                return ask(postgres, sql);
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) throw e;
                Thread.onSpinWait();
            }
        }
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        postgres.jdbcUrl(), EmbeddedPostgres.OWNER, postgres.ownerPassword());
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) return "";
            var rows = statement.getResultSet();
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
