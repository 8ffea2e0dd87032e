import io.fanfare.kernel.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * The drill for a lost machine: a server is backed up while it works, goes on and is stopped; another one is restored from the backup and the
 * logs since, and a program compares every table and every file with the original.
 */
final class Drill {
    private static final String KEY = UUID.randomUUID().toString();

    private final Server server;
    private final Path data;
    private final Path backups = Server.newFolder();
    private final Path restored = Server.newFolder();
    private final List<String> campaigns = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private Api api;
    private volatile boolean stopped;

    private Drill(Path data) throws IOException {
        this.data = data;
        this.server = new Server(Map.of("FANFARE_DEMO", "true", "FANFARE_SIGNUP", "open"), data);
    }

    public static void main(String... given) throws Exception {
        int seconds = given.length == 2 && given[0].equals("--seconds") ? Integer.parseInt(given[1]) : 60;
        if (given.length != 0 && given.length != 2) throw new IllegalArgumentException("usage: drill [--seconds 60]");
        var data = Server.newFolder();
        var drill = new Drill(data);
        boolean equal;
        try {
            equal = drill.run(seconds);
        } finally {
            drill.server.close();
            Server.killPostgres(data);
            for (var folder : List.of(data, drill.backups, drill.restored)) Server.remove(folder);
        }
        System.exit(equal ? 0 : 1);
    }

    private boolean run(int seconds) throws Exception {
        server.start();
        say("A server with the demo workspace on an empty folder");
        var registered = new Api(server.url()).post("/api/auth/register", Map.of(
                        "email", "drill@example.com", "password", "a long enough password", "name", "Drill", "workspaceName", "Drill"))
                .expect(201);
        api = new Api(server.url()).as(registered.text("accessToken"));
        for (int i = 0; i < 20; i++) campaigns.add(Load.campaign(api, i));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = threads.submit(this::work);
            Server.pause(seconds * 200L);
            operate("backup", "--to", backups.toString());
            say("Backed up under load");
            Server.pause(seconds * 300L);
            operate("backup", "--logs", "--to", backups.toString());
            Server.pause(seconds * 300L);
            stopped = true;
            say("Meanwhile: " + working.get());
        }
        server.stop();
        // What was written between the last logs and the end.
        operate("backup", "--logs", "--to", backups.toString());
        var original = contents(data);
        long at = System.nanoTime();
        operate("restore", backup().toString());
        say("Restored in %.1f s".formatted((System.nanoTime() - at) / 1e9));
        compare(original, contents(restored));
        return differences.isEmpty();
    }

    /** The mixed load, uploads, and mails to the test inbox. */
    private String work() throws Exception {
        int writes = 0;
        int files = 0;
        for (int i = 0; !stopped; i++) {
            String campaign = campaigns.get(i % campaigns.size());
            api.patch("/api/campaigns/" + campaign, Map.of("description", "Words " + i)).expect(200, 409);
            writes++;
            if (i % 5 == 0) {
                api.upload("/api/campaign-assets/assets", "note" + i + ".csv", "text/csv", ("name,number\nrow," + i + "\n").getBytes(StandardCharsets.UTF_8)).expect(200, 201);
                files++;
            }
            Server.pause(30);
        }
        return writes + " writes, " + files + " uploads";
    }

    private Path backup() throws IOException {
        try (var files = Files.list(backups)) {
            return files.filter(file -> file.toString().endsWith(".backup")).findFirst().orElseThrow();
        }
    }

    private void operate(String... words) throws Exception {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        var options = System.getenv().getOrDefault("FANFARE_SERVER_OPTIONS", "");
        for (String option : options.strip().split("\\s+")) if (!option.isEmpty() && !option.contains("AOT")) command.add(option);
        command.addAll(List.of("-jar", Path.of(System.getenv().getOrDefault("FANFARE_APP", "target/app"), "fanfare.jar").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().keySet().removeIf(name -> name.startsWith("FANFARE_"));
        builder.environment().put("FANFARE_DATA", (words[0].equals("restore") ? restored : data).toString());
        builder.environment().put("FANFARE_BACKUP_KEY", KEY);
        if (builder.start().waitFor() != 0) throw new IOException(words[0] + " failed");
    }

    // ---- compare

    private record Contents(Map<String, String> tables, Map<String, String> files) {}

    private static Contents contents(Path data) throws Exception {
        try (var postgres = EmbeddedPostgres.start(data);
                var connection = DriverManager.getConnection(postgres.jdbcUrl(), "postgres", postgres.superuserPassword())) {
            return new Contents(tables(connection), files(data.resolve("blobs")));
        }
    }

    /** Of each table the number of rows, and a digest of them that does not depend on their order. */
    private static Map<String, String> tables(Connection connection) throws SQLException {
        var digests = new TreeMap<String, String>();
        try (var names = connection.createStatement();
                var tables = names.executeQuery("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')")) {
            while (tables.next())
                try (var select = connection.createStatement();
                        var row = select.executeQuery("select count(*) || ' rows ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from \"" + tables.getString(1) + "\" t")) {
                    row.next();
                    digests.put(tables.getString(1), row.getString(1));
                }
        }
        return digests;
    }

    private static Map<String, String> files(Path blobs) throws Exception {
        var digests = new TreeMap<String, String>();
        try (var files = Files.walk(blobs)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = blobs.relativize(file).toString();
                if (name.startsWith("incoming") || name.startsWith("deleted")) continue;
                digests.put(name, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
            }
        }
        return digests;
    }

    private void compare(Contents original, Contents copy) {
        compare("table", original.tables(), copy.tables());
        compare("file", original.files(), copy.files());
        long rows = original.tables().values().stream().mapToLong(digest -> Long.parseLong(digest.substring(0, digest.indexOf(' ')))).sum();
        System.out.printf("%nCompared: %d tables with %,d rows, %d files.%n", original.tables().size(), rows, original.files().size());
        if (differences.isEmpty()) System.out.println("0 differences: the restored server equals the original.");
        else differences.forEach(System.out::println);
    }

    private void compare(String what, Map<String, String> original, Map<String, String> copy) {
        var names = new HashSet<>(original.keySet());
        names.addAll(copy.keySet());
        for (var name : names)
            if (!original.getOrDefault(name, "missing").equals(copy.getOrDefault(name, "missing")))
                differences.add("The " + what + " " + name + " differs: " + original.get(name) + " in the original, " + copy.get(name) + " in the copy");
    }

    private static void say(String sentence) {
        System.out.printf("%tT  %s%n", LocalTime.now(), sentence);
    }
}
