package io.fanfare.kernel.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;

/** {@code upgrade}: checks that this version can take over the installation, makes a backup, and brings the database up to date. */
final class Upgrade {
    private static final long LEAST_FREE = 1L << 30;
    private static final Duration RECENT = Duration.ofHours(26);
    private static final int OLDEST_POSTGRES = 18;

    private final Installation installation;
    private final List<String> given;
    private final Options options;
    private final Consumer<String> say;
    private final List<String> obstacles = new ArrayList<>();

    Upgrade(Installation installation, List<String> given, Consumer<String> say) {
        this.installation = installation;
        this.given = given;
        this.say = say;
        this.options = Options.of(
                given,
                Set.of("--to", "--key-file", "--keep"),
                Set.of("--check", "--without-backup"),
                installation.environment());
    }

    void run() throws IOException, SQLException {
        try (var open = installation.open()) {
            check(open.connection());
            if (!obstacles.isEmpty()) throw new BackupFailed("Not ready to upgrade: " + String.join(" ", obstacles));
            if (options.has("--check")) {
                say.accept("Ready to upgrade: ./fanfare upgrade");
                return;
            }
            if (!options.has("--without-backup"))
                new Backup(
                                installation,
                                given.stream()
                                        .filter(word -> !word.equals("--check"))
                                        .toList(),
                                say)
                        .run();
            migrate(open.connection());
        }
        say.accept("The database is up to date. Now restart each node with this version, one after the other.");
    }

    private void check(Connection connection) throws IOException, SQLException {
        disk();
        int postgres = connection.getMetaData().getDatabaseMajorVersion();
        report(postgres >= OLDEST_POSTGRES, "PostgreSQL " + postgres, "PostgreSQL must be 18 or newer.");
        migrations(connection);
        backup();
        work(connection);
    }

    private void disk() throws IOException {
        Files.createDirectories(installation.data());
        long free = Files.getFileStore(installation.data()).getUsableSpace();
        report(
                free >= LEAST_FREE,
                "%,d MB free in %s".formatted(free >> 20, installation.data()),
                "Free at least %,d MB in the data folder.".formatted(LEAST_FREE >> 20));
    }

    private void migrations(Connection connection) throws IOException, SQLException {
        var applied = new HashSet<>(installation.schema(connection));
        var newer = new HashSet<>(applied);
        newer.removeAll(TableCopy.known());
        report(
                newer.isEmpty(),
                newer.isEmpty()
                        ? "The database is not newer than this version"
                        : newer.size() + " migrations are unknown here",
                "The database was made by a newer version: use that one.");
        int pending = 0;
        for (var file : TableCopy.migrations()) {
            var name = String.valueOf(file.getFilename());
            if (applied.contains(TableCopy.version(name))) continue;
            pending++;
            var risks = MigrationRisks.of(file.getContentAsString(UTF_8));
            say.accept("  " + name
                    + (risks.isEmpty()
                            ? ": safe while the version before runs"
                            : ": stop all nodes first; it " + String.join("; ", risks)));
        }
        say.accept("Migrations: " + (pending == 0 ? "none" : Integer.toString(pending)));
    }

    private void backup() throws IOException {
        if (options.has("--without-backup") || !options.has("--check")) return;
        var folder = options.folder();
        var last = Files.exists(folder)
                ? new BackupFolder(folder)
                        .files(BackupFolder.BACKUP).stream()
                                .map(BackupFolder::madeAt)
                                .max(Instant::compareTo)
                : java.util.Optional.<Instant>empty();
        say.accept(last.map(at -> "Last backup: " + at
                                + (at.isBefore(Instant.ofEpochMilli(System.currentTimeMillis())
                                                .minus(RECENT))
                                        ? ", more than a day ago"
                                        : ""))
                        .orElse("No backup in " + folder)
                + "; the upgrade makes one first");
    }

    private void work(Connection connection) throws SQLException {
        try (var select = connection.createStatement();
                var row = select.executeQuery("""
                        select count(*) from kernel_ready where due_at <= fanfare_now()
                        """)) {
            row.next();
            say.accept("Work that the new version continues: %,d lanes of workspaces".formatted(row.getLong(1)));
        }
    }

    private void report(boolean fine, String finding, String obstacle) {
        say.accept((fine ? "" : "NOT READY  ") + finding);
        if (!fine) obstacles.add(obstacle);
    }

    private void migrate(Connection connection) throws SQLException {
        var result = Flyway.configure()
                .dataSource(installation.owner(connection))
                .outOfOrder(true)
                .validateMigrationNaming(true)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        say.accept("Migrated: " + result.migrationsExecuted);
    }
}
