package io.fanfare.kernel.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.fanfare.kernel.CannotStart;
import io.fanfare.kernel.DataFolder;
import io.fanfare.kernel.DatabaseAccess;
import io.fanfare.kernel.DatabaseAccess.Login;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL in the data folder, for an installation that has none: created at the first start, stopped with
 * the server, restarted when it dies. It listens on this machine only, and every sign-in needs a password.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** Data of another major version can't be read. */
    private static final String MAJOR = "18";

    private static final String DATABASE = "fanfare";
    private static final String SUPERUSER = "postgres";
    public static final String OWNER = "fanfare_owner";
    static final String APP = "fanfare_app";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final DataFolder folder;
    private final boolean durable;
    private final Path home;
    private final Path cluster;
    private final FileChannel lockFile;
    private final PostgresUser user;
    private Path programs = Path.of("");
    private int port;
    private long pid;
    private boolean closed;

    static DatabaseAccess connect(DataFolder folder) {
        var postgres = start(folder.path());
        return new DatabaseAccess(
                postgres.jdbcUrl(),
                new Login(OWNER, postgres.ownerPassword()),
                new Login(APP, postgres.appPassword()),
                postgres::close);
    }

    /** Starts the PostgreSQL of that data folder; creates it if there is none. */
    public static EmbeddedPostgres start(Path dataFolder) {
        return start(dataFolder, true);
    }

    /** @param durable whether commits survive a power cut; tests do without and start faster */
    static EmbeddedPostgres start(Path dataFolder, boolean durable) {
        EmbeddedPostgres postgres;
        try {
            postgres = new EmbeddedPostgres(DataFolder.at(dataFolder), durable);
        } catch (IOException e) {
            throw new CannotStart("The data folder " + dataFolder + " can't be used: " + e.getMessage(), e);
        }
        try {
            postgres.start();
            return postgres;
        } catch (IOException | SQLException | RuntimeException e) {
            postgres.close();
            if (e instanceof CannotStart cannot) throw cannot;
            throw new CannotStart(
                    "The embedded PostgreSQL in " + postgres.home + " does not start: " + e.getMessage(), e);
        }
    }

    private EmbeddedPostgres(DataFolder folder, boolean durable) throws IOException {
        this.folder = folder;
        this.durable = durable;
        this.user = PostgresUser.here();
        this.home = user.homeIn(folder);
        this.cluster = home.resolve("data");
        this.lockFile = locked(home.resolve("lock"), folder);
    }

    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    public String superuserPassword() {
        return folder.secret("postgres-superuser");
    }

    public String ownerPassword() {
        return folder.secret("postgres-owner");
    }

    public String appPassword() {
        return folder.secret("postgres-app");
    }

    synchronized long pid() {
        return pid;
    }

    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        try {
            stopRunning();
        } catch (IOException e) {
            LOG.warn("PostgreSQL in {} did not stop: {}", home, e.getMessage());
        } finally {
            unlock();
        }
    }

    private synchronized void start() throws IOException, SQLException {
        programs = PostgresBinaries.unpackedFor(user, home, PostgresBinaries.shared());
        user.own(home);
        stopRunning();
        if (!Files.exists(cluster.resolve("PG_VERSION"))) makeCluster();
        checkVersion();
        port = chosenPort();
        run();
        makeRoles();
        Thread.ofVirtual().name("postgres-watchdog").start(this::watch);
    }

    /**
     * Plays the logs of a backup, and stops.
     *
     * @param settings where the logs are, and how far they are played
     */
    public static void recover(Path dataFolder, String settings) throws IOException {
        var postgres = new EmbeddedPostgres(DataFolder.at(dataFolder), true);
        try {
            postgres.programs = PostgresBinaries.unpackedFor(postgres.user, postgres.home, PostgresBinaries.shared());
            Files.createFile(postgres.cluster.resolve("recovery.signal"));
            postgres.user.own(postgres.home);
            postgres.checkVersion();
            postgres.port = postgres.chosenPort();
            postgres.run(settings);
            postgres.awaitRecovery();
        } finally {
            postgres.close();
        }
    }

    private void awaitRecovery() throws IOException {
        while (isAlive(pid)) {
            try (var connection = DriverManager.getConnection(jdbcUrl(), SUPERUSER, superuserPassword())) {
                if (connection.isValid(1)) return;
            } catch (SQLException notYet) {
                LockSupport.parkNanos(SECONDS.toNanos(1) / 10);
            }
        }
        throw new IOException("PostgreSQL could not play the logs:" + lastOfLog());
    }

    /** A second server on the same folder would write into the same database, so it is refused. */
    private static FileChannel locked(Path file, DataFolder folder) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel).isPresent()) return channel;
        channel.close();
        throw new CannotStart("Another Fanfare is running on the data folder "
                + folder.path()
                + ". Stop it, or set FANFARE_DATA to another folder; a second node of the same installation needs an"
                + " external PostgreSQL (FANFARE_DB_URL) and FANFARE_SECRET_KEY.");
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    private void unlock() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Created elsewhere and moved into place, so that a crash leaves no incomplete database. */
    private void makeCluster() throws IOException {
        LOG.info("Creating a database in {}", cluster);
        var unfinished = home.resolve("data-unfinished");
        var password = home.resolve("password");
        FileSystemUtils.deleteRecursively(unfinished);
        Files.writeString(password, superuserPassword());
        user.own(home);
        try {
            var initdb = new ArrayList<>(List.of("-D", unfinished.toString(), "-U", SUPERUSER, "-A", "scram-sha-256"));
            initdb.addAll(List.of("--pwfile=" + password, "-E", "UTF8", "--no-instructions"));
            initdb.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"));
            if (!durable) initdb.add("--no-sync");
            call("initdb", initdb);
        } finally {
            Files.delete(password);
        }
        Files.writeString(
                unfinished.resolve("postgresql.conf"),
                "\ninclude_if_exists = 'fanfare.conf'\n",
                StandardOpenOption.APPEND);
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void checkVersion() throws IOException {
        var version = Files.readString(cluster.resolve("PG_VERSION")).strip();
        if (!version.equals(MAJOR)) {
            throw new CannotStart("The database in " + cluster + " was written by PostgreSQL " + version
                    + ", this Fanfare brings " + MAJOR
                    + ": move it over with pg_upgrade or by dump and restore, or start the release that wrote it.");
        }
    }

    /** The previous port if it is free, so that noted addresses stay valid. */
    private int chosenPort() throws IOException {
        var file = home.resolve("port");
        if (Files.exists(file)) {
            var last = Integer.parseInt(Files.readString(file).strip());
            if (isFree(last)) return last;
        }
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(file, any.getLocalPort() + "\n");
            return any.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private void run() throws IOException {
        run("");
    }

    private void run(String more) throws IOException {
        user.own(Files.createDirectories(home.resolve(PostgresPlace.ARCHIVE)));
        Files.writeString(cluster.resolve("fanfare.conf"), PostgresPlace.settings(port, durable) + more);
        user.own(cluster.resolve("fanfare.conf"));
        call("pg_ctl", List.of("start", "-w", "-t", "60", "-D", cluster.toString(), "-l", log().toString()));
        pid = running()
                .orElseThrow(() -> new IOException("it stopped immediately"))
                .pid();
    }

    private void makeRoles() throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl(SUPERUSER), SUPERUSER, superuserPassword());
                var statement = connection.createStatement()) {
            statement.execute(login(OWNER, ownerPassword()));
            statement.execute(login(APP, appPassword()));
            var exists = statement
                    .executeQuery("select from pg_database where datname = '%s'".formatted(DATABASE))
                    .next();
            if (!exists) statement.execute("create database %s owner %s".formatted(DATABASE, OWNER));
            statement.execute("revoke temporary on database %s from public".formatted(DATABASE));
        }
    }

    private static String login(String role, String password) {
        return """
                do $$ begin
                    if not exists (select from pg_roles where rolname = '%1$s') then create role %1$s; end if;
                    alter role %1$s login nosuperuser nobypassrls nocreatedb nocreaterole password '%2$s';
                end $$""".formatted(role, password);
    }

    private void watch() {
        while (true) {
            LockSupport.parkNanos(SECONDS.toNanos(1) / 4);
            synchronized (this) {
                if (closed) return;
                if (!isAlive(pid)) restart();
            }
        }
    }

    private void restart() {
        LOG.warn("PostgreSQL (process {}) is gone: restarting it", pid);
        try {
            stopRunning();
            run();
            LOG.info("PostgreSQL is running again (process {})", pid);
        } catch (IOException e) {
            // Its last children may still hold the shared memory; the next round tries again.
            LOG.warn("PostgreSQL does not start yet: {}", e.getMessage());
        }
    }

    /** Stops a PostgreSQL that an earlier server left running; a file that names another process or none is stale. */
    private void stopRunning() throws IOException {
        var left = running();
        if (left.isEmpty()) {
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
            return;
        }
        call("pg_ctl", List.of("stop", "-m", "fast", "-w", "-t", "60", "-D", cluster.toString()));
    }

    private Optional<ProcessHandle> running() throws IOException {
        var file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) return Optional.empty();
        var lines = Files.readAllLines(file);
        if (lines.isEmpty()) return Optional.empty();
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> isAlive(process.pid()))
                .filter(this::isOurs);
    }

    private boolean isOurs(ProcessHandle process) {
        var info = process.info();
        return info.arguments()
                .map(arguments -> List.of(arguments).contains(cluster.toString()))
                .or(() -> info.command().map(command -> command.endsWith("postgres")))
                .orElse(false);
    }

    /** A zombie process counts as dead: in a container its parent may be this server. */
    private static boolean isAlive(long pid) {
        if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) return false;
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return !stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return ProcessHandle.of(pid).isPresent();
        }
    }

    private void call(String program, List<String> arguments) throws IOException {
        var command = new ArrayList<>(user.prefix());
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (process.waitFor() != 0) throw new IOException(program + " says: " + output.strip() + lastOfLog());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program + " ran", e);
        }
    }

    private String lastOfLog() throws IOException {
        if (!Files.exists(log())) return "";
        var lines = Files.readAllLines(log());
        return "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private Path log() {
        return home.resolve("log");
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
}
