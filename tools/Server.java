import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Fanfare of its own, on a folder that goes away again: it can be killed and started, it and its PostgreSQL. */
final class Server implements AutoCloseable {
    private final int port = freePort();
    private final Path data;
    private final boolean ownsData;
    private final Path log;
    private final Map<String, String> settings;
    private Path app = Path.of(System.getenv().getOrDefault("FANFARE_APP", "target/app"));
    private Process process;

    /** @param settings environment variables beside those of the folder and the port */
    Server(Map<String, String> settings) throws IOException {
        this(settings, newFolder(), true);
    }

    /** One of several nodes that share a folder, which is removed by whoever made it. */
    Server(Map<String, String> settings, Path data) {
        this(settings, data, false);
    }

    private Server(Map<String, String> settings, Path data, boolean ownsData) {
        this.settings = settings;
        this.data = data;
        this.ownsData = ownsData;
        this.log = data.resolve("server-" + port + ".log");
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    static Path newFolder() throws IOException {
        var folder = Files.createTempDirectory("fanfare-");
        // PostgreSQL may run as another user, who has to get through.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        return folder;
    }

    static int freePort() {
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://localhost:" + port;
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return log;
    }

    private boolean isCurrent() {
        return app.equals(Path.of(System.getenv().getOrDefault("FANFARE_APP", "target/app")));
    }

    /** From the next start on, it runs this build. */
    void use(Path build) {
        app = build;
    }

    /** Stops it as an orchestrator does, and waits until it is gone. */
    void stop() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(60, java.util.concurrent.TimeUnit.SECONDS)) throw new IOException("the server did not stop within a minute");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it, and waits until it answers. */
    void start() throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        var options = System.getenv("FANFARE_SERVER_OPTIONS");
        if (options != null && !options.isBlank())
            for (String option : options.strip().split("\\s+")) if (isCurrent() || !option.contains("AOT")) command.add(option);
        command.addAll(List.of("-jar", app.resolve("fanfare.jar").toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("FANFARE_") && !name.equals("FANFARE_MEMORY"));
        builder.environment().putAll(settings);
        builder.environment().putAll(Map.of("FANFARE_DATA", data.toString(), "FANFARE_PORT", Integer.toString(port), "FANFARE_BASE_URL", url()));
        process = builder.start();
        await(Duration.ofMinutes(3));
    }

    /** Waits until it answers and its database does. */
    void await(Duration most) throws IOException {
        var api = new Api(url());
        long end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) throw new IOException("the server ended while it started; its last words:\n" + lastWords());
            try {
                // A sign-in that nobody is known for: it has to look into the database to say so.
                int status = api.tryCall("POST", "/api/auth/refresh", null, Map.of()).status();
                if (api.tryCall("GET", "/api/health", null, Map.of()).status() == 200 && status < 500) return;
            } catch (IOException notYet) {
                // The next round asks again.
            }
            pause(100);
        }
        throw new IOException("the server does not answer; its last words:\n" + lastWords());
    }

    /** kill -9 of the JVM. */
    void killServer() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** kill -9 of the postmaster, whose children then end by themselves. */
    void killPostgres() {
        killPostgres(data);
    }

    static void killPostgres(Path data) {
        postmaster(data).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static Optional<ProcessHandle> postmaster(Path data) {
        try {
            var file = data.resolve("postgres/data/postmaster.pid");
            return Files.exists(file) ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip())) : Optional.empty();
        } catch (IOException | RuntimeException halfWritten) {
            return Optional.empty();
        }
    }

    String lastWords() throws IOException {
        var lines = Files.exists(log) ? Files.readAllLines(log) : List.<String>of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        if (process != null && process.isAlive()) {
            process.destroy();
            try {
                if (!process.waitFor(25, java.util.concurrent.TimeUnit.SECONDS)) killServer();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (!ownsData) return;
        killPostgres();
        if (Files.exists(data)) remove(data);
    }

    static void remove(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            System.err.println("What is left of " + folder + " can be deleted: " + e);
        }
    }
}
