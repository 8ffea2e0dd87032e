package io.fanfare.kernel.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.kernel.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One installation, backed up while it works; each test restores it into a folder of its own. */
class BackupTest {
    private static final String KEY = "a key for backups of tests";
    private static final UUID WORKSPACE = UUID.fromString("00000000-0000-7000-8000-000000000001");

    @TempDir
    static Path folder;

    private static Path data = Path.of("");
    private static Path backups = Path.of("");
    private static Instant afterSecond = Instant.EPOCH;
    private static Map<String, String> whenStopped = Map.of();
    private static Map<String, String> afterTheSecond = Map.of();

    @BeforeAll
    static void one_backup_and_two_logs() throws Exception {
        System.setProperty("fanfare.postgres.programs", "target/test-data/programs");
        data = folder.resolve("data");
        backups = folder.resolve("backups");
        try (var postgres = EmbeddedPostgres.start(data);
                var owner = DriverManager.getConnection(postgres.jdbcUrl(), "postgres", postgres.superuserPassword())) {
            TableCopy.migrate(
                    TableCopy.source(postgres.jdbcUrl(), EmbeddedPostgres.OWNER, postgres.ownerPassword()),
                    List.copyOf(TableCopy.known()));
            asset(owner, "first");
            assertThat(backup()).contains("Backup: ", "Logs: ");
            asset(owner, "second");
            afterTheSecond = digests(owner);
            afterSecond = now(owner);
            asset(owner, "third");
            delete(owner, "first");
            assertThat(backup("--logs")).contains("Logs: ");
            asset(owner, "fourth");
            assertThat(backup("--logs")).contains("Logs: ");
            whenStopped = digests(owner);
        }
    }

    @AfterAll
    static void nothing_was_written_to_the_original() throws Exception {
        try (var postgres = EmbeddedPostgres.start(data);
                var owner = DriverManager.getConnection(postgres.jdbcUrl(), "postgres", postgres.superuserPassword())) {
            assertThat(digests(owner)).isEqualTo(whenStopped);
        } finally {
            System.clearProperty("fanfare.postgres.programs");
        }
    }

    @Test
    void a_backup_and_its_logs_restore_every_row_and_every_file() throws Exception {
        var into = folder.resolve("all");
        assertThat(restore(into)).contains("Restored to the end of the logs", "Files: 3", "1 that had been deleted");
        compare(into, whenStopped);
        assertThat(Files.readString(into.resolve("secrets/postgres-owner")))
                .isEqualTo(Files.readString(data.resolve("secrets/postgres-owner")));
        assertThat(restore(into)).contains("is not empty", "--replace");
        assertThat(restore(into, "--replace")).contains("What was there is now in ", "Files: 3");
    }

    @Test
    void a_moment_between_two_logs_is_restored() throws Exception {
        var into = folder.resolve("moment");
        assertThat(restore(into, "--at", afterSecond.toString())).contains("Restored to " + afterSecond, "Files: 2");
        compare(into, afterTheSecond);
    }

    @Test
    void a_time_without_logs_is_refused() throws Exception {
        assertThat(restore(folder.resolve("late"), "--at", "2035-01-01T00:00:00Z"))
                .contains("The logs end at ");
        assertThat(restore(folder.resolve("early"), "--at", "2020-01-01T00:00:00Z"))
                .contains("earlier backup");
        assertThat(restore(folder.resolve("never"), "--at", "tomorrow")).contains("--at must be a time such as");
    }

    @Test
    void missing_logs_are_named_instead_of_restoring_less() throws Exception {
        var copy = Files.createDirectories(folder.resolve("gap"));
        var logs = files(backups, ".logs");
        // The second of three: the first belongs to the backup itself.
        for (var log : List.of(logs.getFirst(), logs.getLast())) Files.copy(log, copy.resolve(log.getFileName()));
        assertThat(restore(folder.resolve("gap-data"), "--logs", copy.toString()))
                .contains("are missing");
    }

    @Test
    void a_server_does_not_start_on_a_restore_that_failed_and_a_second_try_succeeds() throws Exception {
        var into = folder.resolve("twice");
        assertThat(restore(into, "--at", "2035-01-01T00:00:00Z")).contains("The logs end at ");
        assertThat(into.resolve("restore-unfinished")).exists();
        assertThat(restore(into, "--without-logs")).contains("Restored", "Files: 1");
    }

    @Test
    void a_wrong_key_a_changed_byte_a_lost_end_and_a_strange_file_are_told_apart() throws Exception {
        var file = files(backups, ".backup").getFirst();
        var into = folder.resolve("refused");
        var environment = new HashMap<>(environment(into));
        environment.put("FANFARE_BACKUP_KEY", "another key, not the one of the backup");
        assertThat(run("restore", environment, file.toString())).contains("The key does not match");
        environment.remove("FANFARE_BACKUP_KEY");
        assertThat(run("restore", environment, file.toString()))
                .contains("Backups are encrypted: set FANFARE_BACKUP_KEY");

        var bytes = Files.readAllBytes(file);
        var changed = bytes.clone();
        changed[changed.length / 2] ^= 1;
        assertThat(restoreFile(changed)).contains("is incomplete or was changed");
        assertThat(restoreFile(java.util.Arrays.copyOf(bytes, bytes.length - 1)))
                .contains("is incomplete or was changed");
        // Exactly between two pieces.
        assertThat(restoreFile(java.util.Arrays.copyOf(bytes, 47 + 3 * (Seal.PIECE + 16))))
                .contains("is incomplete or was changed");
        assertThat(restoreFile("nothing".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .contains("is not a backup of Fanfare");
        assertThat(run(
                        "restore",
                        environment(into),
                        folder.resolve("none.backup").toString()))
                .contains("There is no file");
        assertThat(run(
                        "restore",
                        environment(into),
                        files(backups, ".logs").getFirst().toString()))
                .contains("only logs");
    }

    private static String restoreFile(byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("changed.backup"), bytes);
        return run("restore", environment(folder.resolve("changed")), file.toString());
    }

    @Test
    void a_backup_of_a_newer_version_is_refused() throws Exception {
        var file = folder.resolve("newer.backup");
        try (var out = new BackupWriter(file, KEY)) {
            out.add(new Manifest(
                    1, Manifest.Kind.tables, Instant.EPOCH, 18, List.of("209901010000"), null, null, true));
            out.finish();
        }
        assertThat(run("restore", environment(folder.resolve("newer")), file.toString()))
                .contains("made by a newer Fanfare");
    }

    @Test
    void a_backup_of_tables_restores_them_into_another_postgres_and_checks_the_secret_key() throws Exception {
        var copy = folder.resolve("tables");
        assertThat(run("backup", environment(data), "--tables", "--to", copy.toString()))
                .contains("Backup: ");
        var file = files(copy, ".backup").getFirst();
        var into = folder.resolve("from-tables");
        assertThat(run("restore", environment(into), file.toString())).contains("Restoring the tables of", "Files: 3");
        compare(into, whenStopped);
        var server = new HashMap<>(environment(data));
        server.put("FANFARE_SECRET_KEY", "the key of all nodes, which no backup contains");
        assertThat(run(
                        "backup",
                        server,
                        "--tables",
                        "--to",
                        folder.resolve("keyed").toString()))
                .contains("Backup: ");
        assertThat(run(
                        "restore",
                        environment(folder.resolve("unkeyed")),
                        files(folder.resolve("keyed"), ".backup").getFirst().toString()))
                .contains("another FANFARE_SECRET_KEY, and none is set");
    }

    @Test
    void only_so_many_backups_are_kept_and_none_goes_into_the_data_folder() throws Exception {
        var many = folder.resolve("many");
        for (int i = 0; i < 3; i++)
            run("backup", environment(data), "--tables", "--keep", "2", "--to", many.toString());
        assertThat(files(many, ".backup")).hasSize(2);
        assertThat(run(
                        "backup",
                        environment(data),
                        "--to",
                        data.resolve("inside").toString()))
                .contains("lost with it");
        assertThat(run("backup", environment(folder.resolve("nothing-there")))).contains("There is no Fanfare in");
        assertThat(run("backup", environment(data), "--speed")).contains("There is no option --speed");
        assertThat(run(
                        "restore",
                        environment(folder.resolve("checked")),
                        "--check",
                        files(many, ".backup").getFirst().toString()))
                .contains("The backup can be restored.");
        assertThat(folder.resolve("checked")).doesNotExist();
    }

    @Test
    void before_an_upgrade_disk_database_migrations_backup_and_work_are_checked() {
        assertThat(run("upgrade", environment(data), "--check"))
                .contains("MB free in", "PostgreSQL 18", "Migrations: none", "Last backup: ", "Ready to upgrade");
        assertThat(run("upgrade", environment(data), "--without-backup")).contains("Migrated: 0", "restart each node");
    }

    // ---- the installation

    private static Map<String, String> environment(Path data) {
        return Map.of(
                "FANFARE_DATA", data.toString(), "FANFARE_BACKUP_KEY", KEY, "FANFARE_BACKUP_TO", backups.toString());
    }

    private static String backup(String... words) {
        return run("backup", environment(data), words);
    }

    private static String restore(Path into, String... options) throws IOException {
        var words = new ArrayList<>(List.of(files(backups, ".backup").getFirst().toString()));
        words.addAll(List.of(options));
        return run("restore", environment(into), words.toArray(String[]::new));
    }

    private static String run(String command, Map<String, String> environment, String... words) {
        var said = new StringBuilder();
        Backups.run(
                command, List.of(words), environment, line -> said.append(line).append('\n'), line -> said.append(line)
                        .append('\n'));
        return said.toString();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        return new BackupFolder(folder).files(ending);
    }

    private static void asset(Connection owner, String words) throws Exception {
        var hash = hash(words);
        var file = data.resolve("blobs/" + WORKSPACE + "/" + hash.substring(0, 2) + "/" + hash);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, words);
        try (var insert = owner.prepareStatement("""
                insert into kernel_import (workspace_id, id, kind, file_name, file_hash, charset, separator, header, columns, options, warnings,
                    rows)
                values (?, gen_random_uuid(), 'contacts', ?, ?, 'UTF-8', ',', true, '{}', '{}', '{}', 0)
                """)) {
            insert.setObject(1, WORKSPACE);
            insert.setString(2, words);
            insert.setString(3, hash);
            insert.execute();
        }
    }

    /** As {@code Blobs} does it: the bytes stay aside for a day. */
    private static void delete(Connection owner, String words) throws Exception {
        var hash = hash(words);
        var name = WORKSPACE + "/" + hash.substring(0, 2) + "/" + hash;
        try (var delete = owner.createStatement()) {
            delete.execute("delete from kernel_import where file_hash = '" + hash + "'");
        }
        var aside = data.resolve("blobs/deleted").resolve(name);
        Files.createDirectories(aside.resolveSibling(""));
        Files.move(data.resolve("blobs").resolve(name), aside);
    }

    private static String hash(String words) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(words.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static Instant now(Connection connection) throws SQLException {
        try (var select = connection.createStatement();
                var row = select.executeQuery("select clock_timestamp()")) {
            row.next();
            return Objects.requireNonNull(row.getTimestamp(1)).toInstant();
        }
    }

    private static void compare(Path restored, Map<String, String> expected) throws Exception {
        try (var postgres = EmbeddedPostgres.start(restored);
                var owner = DriverManager.getConnection(postgres.jdbcUrl(), "postgres", postgres.superuserPassword())) {
            assertThat(digests(owner)).isEqualTo(expected);
        }
    }

    /** Of each table the number of rows, and a digest of them that does not depend on their order. */
    static Map<String, String> digests(Connection connection) throws SQLException {
        var digests = new TreeMap<String, String>();
        try (var names = connection.createStatement();
                var tables = names.executeQuery(
                        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
                                + " and relname <> 'flyway_schema_history'")) {
            while (tables.next()) {
                try (var select = connection.createStatement();
                        var row = select.executeQuery(
                                "select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from \""
                                        + tables.getString(1) + "\" t")) {
                    row.next();
                    digests.put(tables.getString(1), row.getString(1));
                }
            }
        }
        return digests;
    }
}
