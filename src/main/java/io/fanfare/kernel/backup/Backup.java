package io.fanfare.kernel.backup;

import io.fanfare.kernel.postgres.PostgresPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code backup}: copies the database and the files while the server works. */
final class Backup {
    private static final Set<String> WITH_VALUE = Set.of("--to", "--key-file", "--keep");
    private static final Set<String> FLAGS = Set.of("--logs", "--tables");
    private static final int KEPT = 14;
    /** A file may get its name long after its last byte was written. */
    private static final Duration OVERLAP = Duration.ofMinutes(15);

    private final Installation installation;
    private final Options options;
    private final BackupFolder folder;
    private final Consumer<String> say;
    private final String key;
    private final Instant madeAt = Instant.ofEpochMilli(System.currentTimeMillis());

    Backup(Installation installation, List<String> given, Consumer<String> say) {
        this.installation = installation;
        this.options = Options.of(given, WITH_VALUE, FLAGS, installation.environment());
        this.say = say;
        if (!options.names().isEmpty())
            throw new BackupFailed("backup takes options only: --to FOLDER names where it goes.");
        this.key = options.key();
        this.folder = BackupFolder.at(options.folder());
        if (folder.path().startsWith(installation.data()))
            throw new BackupFailed("A backup inside the data folder is lost with it: choose another folder with --to.");
    }

    void run() throws IOException, SQLException {
        int keep = options.count("--keep", KEPT);
        try (var open = installation.open()) {
            var tables = installation.external() || options.has("--tables");
            if (options.has("--logs")) {
                logs(open.connection());
                return;
            }
            var file = tables ? tables(open.connection()) : cluster(open.connection());
            say.accept("Backup: %s (%,d KB)".formatted(file, Files.size(file) / 1024));
            if (!tables) logs(open.connection());
        }
        for (var old : folder.prune(keep))
            say.accept("Deleted, because %d newer ones are kept: %s".formatted(keep, old));
    }

    private Path cluster(Connection connection) throws IOException, SQLException {
        var place = PostgresPlace.of(installation.data());
        place.keepLogs();
        var copy = new ClusterCopy(place, connection);
        var firstLog = copy.begin();
        var target = folder.file(madeAt, BackupFolder.BACKUP);
        try (var out = new BackupWriter(target, key)) {
            out.add(manifest(connection, Manifest.Kind.cluster, firstLog));
            copy.writeSecrets(out);
            copy.write(out);
            var done = files(Instant.EPOCH, new HashSet<>(), out);
            copy.end(firstLog, out);
            // Once more: those that came while the first ones were copied.
            files(madeAt.minus(OVERLAP), done, out);
            out.finish();
        }
        remember();
        return target;
    }

    private Path tables(Connection connection) throws IOException, SQLException {
        TableCopy.begin(connection);
        var target = folder.file(madeAt, BackupFolder.BACKUP);
        try (var out = new BackupWriter(target, key)) {
            out.add(manifest(connection, Manifest.Kind.tables, null));
            var master = installation.data().resolve("secrets/master-key");
            if (installation.secretKey() == null && Files.exists(master))
                out.add(ClusterCopy.SECRETS + "master-key", master);
            TableCopy.write(connection, out);
            files(Instant.EPOCH, new HashSet<>(), out);
            out.finish();
        }
        return target;
    }

    /** What was written since the last logs; they leave the data folder once they are safe here. */
    private void logs(Connection connection) throws IOException, SQLException {
        if (installation.external())
            throw new BackupFailed("The logs of an external PostgreSQL are kept by that PostgreSQL: see \"Backups\" in"
                    + " docs/deploy/backups.md for its settings.");
        var place = PostgresPlace.of(installation.data());
        if (!place.keepLogs())
            throw new BackupFailed("The logs were not kept so far: make a complete backup first (./fanfare backup).");
        var copy = new ClusterCopy(place, connection);
        copy.switchLog();
        var logs = copy.logs();
        var target = folder.file(Instant.ofEpochMilli(System.currentTimeMillis()), BackupFolder.LOGS);
        try (var out = new BackupWriter(target, key)) {
            out.add(manifest(connection, Manifest.Kind.logs, null));
            for (var log : logs) out.add(ClusterCopy.LOGS + log.getFileName(), log);
            files(remembered().minus(OVERLAP), new HashSet<>(), out);
            out.finish();
        }
        // The history of timelines is needed by all later logs.
        for (var log : logs) if (!String.valueOf(log.getFileName()).endsWith(".history")) Files.deleteIfExists(log);
        remember();
        say.accept("Logs: %s (%d, %,d KB)".formatted(target, logs.size(), Files.size(target) / 1024));
    }

    private Set<String> files(Instant since, Set<String> done, BackupWriter out) throws IOException {
        if (!installation.bucket()) FileCopy.write(installation.blobs(), since, done, out);
        return done;
    }

    private Manifest manifest(Connection connection, Manifest.Kind kind, @Nullable String firstLog)
            throws SQLException {
        return new Manifest(
                Manifest.FORMAT,
                kind,
                madeAt.truncatedTo(ChronoUnit.MILLIS),
                connection.getMetaData().getDatabaseMajorVersion(),
                installation.schema(connection),
                firstLog,
                installation.secretKey(),
                !installation.bucket());
    }

    /** Up to when files are in backups. */
    private void remember() throws IOException {
        Files.writeString(state(), madeAt.toString());
    }

    private Instant remembered() throws IOException {
        try {
            return Instant.parse(Files.readString(state()).strip());
        } catch (NoSuchFileException e) {
            return Instant.EPOCH.plus(OVERLAP);
        }
    }

    private Path state() {
        return installation.data().resolve("backed-up-until");
    }
}
