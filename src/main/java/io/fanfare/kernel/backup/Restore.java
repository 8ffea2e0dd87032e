package io.fanfare.kernel.backup;

import io.fanfare.kernel.postgres.EmbeddedPostgres;
import io.fanfare.kernel.postgres.PostgresPlace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.util.FileSystemUtils;

/** {@code restore}: makes an installation from a backup and the logs since, in an empty data folder or an empty external database. */
final class Restore {
    private static final Set<String> WITH_VALUE = Set.of("--at", "--key-file", "--logs");
    private static final Set<String> FLAGS = Set.of("--replace", "--check", "--without-logs");
    private static final String UNFINISHED = "restore-unfinished";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);
    private static final int LOGS_OF_A_NUMBER = 256;

    private final Installation installation;
    private final Options options;
    private final Consumer<String> say;
    private final Path file;
    private final String key;

    Restore(Installation installation, List<String> given, Consumer<String> say) {
        this.options = Options.of(given, WITH_VALUE, FLAGS, installation.environment());
        this.installation = installation;
        this.say = say;
        if (options.names().size() != 1)
            throw new BackupFailed("Name one backup: ./fanfare restore FILE [--at TIME]. See ./fanfare help.");
        this.file = Path.of(options.names().getFirst()).toAbsolutePath();
        this.key = options.key();
    }

    void run() throws IOException, SQLException {
        var manifest = BackupReader.manifest(file, key);
        if (manifest.kind() == Manifest.Kind.logs)
            throw new BackupFailed("These are only logs: name the .backup before them, and they are used with it.");
        if (options.at().isPresent() && manifest.kind() == Manifest.Kind.tables)
            throw new BackupFailed("This backup has no logs, so it restores its own moment only, " + manifest.madeAt()
                    + ": leave --at out.");
        if (!options.has("--check")) {
            restore(installation, manifest);
            say.accept("Start the server as usual: ./fanfare run");
            return;
        }
        var folder = Files.createTempDirectory("fanfare-check-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        try {
            restore(new Installation(folder, Map.of()), manifest);
            say.accept("The backup can be restored.");
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void restore(Installation into, Manifest manifest) throws IOException, SQLException {
        requireKnown(manifest, into);
        if (manifest.kind() == Manifest.Kind.cluster && into.external())
            throw new BackupFailed(
                    "This is a copy of the embedded PostgreSQL, and FANFARE_DB_URL names an external one:"
                            + " unset it, or make a backup with --tables, which any PostgreSQL takes.");
        makeRoom(into);
        var mark = Files.writeString(into.data().resolve(UNFINISHED), file.toString());
        if (manifest.kind() == Manifest.Kind.cluster) restoreCluster(into, manifest);
        else restoreTables(into, manifest);
        compare(into, manifest);
        Files.delete(mark);
    }

    private void requireKnown(Manifest manifest, Installation into) throws IOException {
        if (!TableCopy.known().containsAll(manifest.schema())) throw TableCopy.newer();
        var here = into.secretKey();
        if (manifest.secretKey() != null
                && !options.has("--check")
                && !manifest.secretKey().equals(here))
            throw new BackupFailed("The backup was made with another FANFARE_SECRET_KEY"
                    + (here == null ? ", and none is set" : "")
                    + ": set the same one, or credentials and sessions in it can't be read.");
    }

    /** Nothing is overwritten: what is there is moved aside if that was asked for, and refused otherwise. */
    private void makeRoom(Installation into) throws IOException {
        Files.createDirectories(into.data());
        try (var there = Files.list(into.data())) {
            var old = there.filter(each -> !String.valueOf(each.getFileName()).startsWith("replaced-"))
                    .toList();
            if (old.isEmpty()) return;
            if (Files.exists(into.data().resolve(UNFINISHED))) {
                for (var each : old) FileSystemUtils.deleteRecursively(each);
                return;
            }
            if (!options.has("--replace"))
                throw new BackupFailed("The data folder " + into.data() + " is not empty. Set FANFARE_DATA to a new"
                        + " folder, or add --replace: what is there is then moved to a folder beside it, not deleted.");
            requireStopped(into);
            var aside = Files.createDirectory(into.data().resolve("replaced-" + System.currentTimeMillis()));
            for (var each : old) Files.move(each, aside.resolve(each.getFileName()));
            say.accept("What was there is now in " + aside);
        }
    }

    private static void requireStopped(Installation into) throws IOException {
        if (!Files.exists(into.data().resolve("postgres"))) return;
        var running = PostgresPlace.of(into.data()).connect();
        if (running.isPresent()) throw new BackupFailed("A Fanfare is running on " + into.data() + ": stop it first.");
    }

    private void restoreCluster(Installation into, Manifest manifest) throws IOException {
        var place = PostgresPlace.of(into.data());
        var logs = Files.createDirectories(place.home().resolve("restore"));
        say.accept("Restoring the backup of " + manifest.madeAt());
        Entries entries = (name, folder, in) -> {
            if (name.startsWith(ClusterCopy.LOGS)) copy(in, logs.resolve(plain(name, ClusterCopy.LOGS)));
            else if (FileCopy.isOne(name)) FileCopy.restore(into.blobs(), name, in);
            else if (name.startsWith(ClusterCopy.SECRETS)) secret(into, plain(name, ClusterCopy.SECRETS), in);
            else if (name.startsWith(ClusterCopy.CLUSTER)) cluster(place.cluster(), name, folder, in);
            else throw new BackupFailed("The backup has an entry that is not known: " + name);
        };
        BackupReader.read(file, key, entries::read);
        var last = options.has("--without-logs") ? Optional.<Instant>empty() : readLogs(manifest, entries);
        requireNoGap(logs, Objects.requireNonNull(manifest.firstLog()));
        var until = options.at();
        if (until.isPresent() && until.get().isBefore(manifest.madeAt()))
            throw new BackupFailed("The backup was made at " + manifest.madeAt() + ", after " + until.get()
                    + ": name an earlier backup.");
        if (until.isPresent() && (last.isEmpty() || until.get().isAfter(last.get())))
            throw new BackupFailed("The logs end at " + last.orElse(manifest.madeAt()) + ", before " + until.get()
                    + ": name an earlier time, or leave --at out for all there is.");
        EmbeddedPostgres.recover(into.data(), settings(logs, until, last.isPresent()));
        FileSystemUtils.deleteRecursively(logs);
        say.accept(until.map(time -> "Restored to " + time)
                .orElse(last.isPresent() ? "Restored to the end of the logs, " + last.get() : "Restored"));
    }

    private interface Entries {
        void read(String name, boolean folder, InputStream in) throws IOException;
    }

    /** Reads the logs that were made after the backup; the time of the last. */
    private Optional<Instant> readLogs(Manifest manifest, Entries entries) throws IOException {
        var folder = options.value("--logs").map(Path::of).orElse(file.resolveSibling(""));
        var last = Optional.<Instant>empty();
        for (var log : new BackupFolder(folder).files(BackupFolder.LOGS)) {
            if (BackupFolder.madeAt(log).isBefore(manifest.madeAt())) continue;
            BackupReader.read(log, key, entries::read);
            last = Optional.of(BackupFolder.madeAt(log));
        }
        return last;
    }

    /** PostgreSQL takes a missing log for the end, and would silently restore less. */
    private static void requireNoGap(Path logs, String first) throws IOException {
        var numbers = new TreeMap<Long, String>();
        try (var files = Files.list(logs)) {
            files.map(log -> String.valueOf(log.getFileName()))
                    .filter(name -> name.length() == 24)
                    .forEach(name -> numbers.put(number(name), name));
        }
        var expected = number(first);
        for (var log : new TreeSet<>(numbers.tailMap(expected).keySet())) {
            if (log != expected)
                throw new BackupFailed("Logs before " + numbers.get(log)
                        + " are missing. Restore with --without-logs for the backup alone, or put all .logs files of"
                        + " that time beside it.");
            expected++;
        }
    }

    private static long number(String log) {
        return Long.parseLong(log.substring(8, 16), 16) * LOGS_OF_A_NUMBER + Long.parseLong(log.substring(16), 16);
    }

    private static String settings(Path logs, Optional<Instant> until, boolean hasLogs) {
        var target = until.map(time ->
                        "recovery_target_time = '" + TIME.format(time) + "'\nrecovery_target_action = 'promote'\n")
                .orElse(hasLogs ? "" : "recovery_target = 'immediate'\nrecovery_target_action = 'promote'\n");
        return "hot_standby = off\narchive_mode = off\nrestore_command = 'cp \"" + logs + "/%f\" \"%p\"'\n" + target;
    }

    private static void cluster(Path cluster, String entry, boolean folder, InputStream in) throws IOException {
        var path =
                cluster.resolve(entry.substring(ClusterCopy.CLUSTER.length())).normalize();
        if (!path.startsWith(cluster)) throw new BackupFailed("An entry outside the database: " + entry);
        if (!folder) {
            copy(in, path);
            return;
        }
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }

    private static void secret(Installation into, String name, InputStream in) throws IOException {
        var folder = into.data().resolve("secrets");
        if (!Files.exists(folder))
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        copy(in, folder.resolve(name));
    }

    private static void copy(InputStream in, Path to) throws IOException {
        try (var out = Files.newOutputStream(to, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            in.transferTo(out);
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
    }

    private static String plain(String entry, String prefix) {
        var name = entry.substring(prefix.length());
        if (!name.matches("[\\w.-]+")) throw new BackupFailed("An entry has an unusable name: " + entry);
        return name;
    }

    private void restoreTables(Installation into, Manifest manifest) throws IOException, SQLException {
        say.accept("Restoring the tables of " + manifest.madeAt());
        if (into.external()) {
            load(
                    into,
                    manifest,
                    TableCopy.source(
                            into.setting("FANFARE_DB_URL"),
                            into.setting("FANFARE_DB_USER"),
                            into.setting("FANFARE_DB_PASSWORD")));
            return;
        }
        try (var postgres = EmbeddedPostgres.start(into.data())) {
            load(
                    into,
                    manifest,
                    TableCopy.source(postgres.jdbcUrl(), EmbeddedPostgres.OWNER, postgres.ownerPassword()));
        }
    }

    private void load(Installation into, Manifest manifest, DataSource owner) throws IOException, SQLException {
        try (var connection = owner.getConnection()) {
            if (!TableCopy.isEmpty(connection))
                throw new BackupFailed(
                        "The database already has tables. Create an empty one, and set FANFARE_DB_URL to it.");
        }
        TableCopy.migrate(owner, manifest.schema());
        try (var loading = new TableCopy.Loading(owner)) {
            BackupReader.read(file, key, (name, folder, in) -> {
                try {
                    if (name.equals(TableCopy.TABLES)) loading.begin(in);
                    else if (loading.isRows(name)) loading.rows(name, in);
                    else if (FileCopy.isOne(name)) FileCopy.restore(into.blobs(), name, in);
                    else if (name.startsWith(ClusterCopy.SECRETS)) secret(into, plain(name, ClusterCopy.SECRETS), in);
                } catch (SQLException e) {
                    throw new IOException(e);
                }
            });
            loading.finish();
        }
    }

    /** Every file that the database names is there and has its bytes. */
    private void compare(Installation into, Manifest manifest) throws IOException, SQLException {
        try (var open = into.open()) {
            say.accept("Rows: %,d".formatted(rows(open.connection())));
            if (!manifest.files()) {
                say.accept("Files are in a bucket, which is not part of the backup.");
                return;
            }
            var compared = FileCopy.compare(into.blobs(), open.connection());
            say.accept("Files: %,d, all with their bytes; %,d that had been deleted were deleted again"
                    .formatted(compared.files(), compared.deleted()));
            if (compared.faults().isEmpty()) return;
            throw new BackupFailed(compared.faults().size() + " files can't be restored: "
                    + String.join(", ", compared.faults().stream().limit(5).toList()));
        }
    }

    private static long rows(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var count = statement.executeQuery("""
                        select coalesce(sum((xpath('/row/n/text()', query_to_xml(
                            format('select count(*) as n from %I', relname), false, true, '')))[1]::text::bigint), 0)
                        from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                        """)) {
            count.next();
            return count.getLong(1);
        }
    }
}
