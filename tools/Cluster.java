import io.fanfare.kernel.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** The servers under test: one with its embedded PostgreSQL, or several nodes on a PostgreSQL of their own. */
final class Cluster implements AutoCloseable {
    private final List<Server> nodes;
    private final Path data;
    private final EmbeddedPostgres postgres;

    private Cluster(List<Server> nodes, Path data, EmbeddedPostgres postgres) {
        this.nodes = nodes;
        this.data = data;
        this.postgres = postgres;
    }

    static Cluster of(int nodes, Map<String, String> settings) throws IOException {
        if (nodes == 1) return new Cluster(List.of(new Server(settings)), null, null);
        var data = Server.newFolder();
        // It is restarted by its watchdog when it is killed, as a database service would do.
        var postgres = EmbeddedPostgres.start(data);
        var shared = new HashMap<>(settings);
        shared.putAll(Map.of(
                "FANFARE_DB_URL", postgres.jdbcUrl(),
                "FANFARE_DB_USER", "fanfare_owner",
                "FANFARE_DB_PASSWORD", postgres.ownerPassword(),
                "FANFARE_DB_APP_USER", "fanfare_app",
                "FANFARE_DB_APP_PASSWORD", postgres.appPassword(),
                "FANFARE_SECRET_KEY", UUID.randomUUID().toString() + UUID.randomUUID()));
        var servers = IntStream.range(0, nodes).mapToObj(node -> new Server(shared, data)).toList();
        return new Cluster(servers, data, postgres);
    }

    int size() {
        return nodes.size();
    }

    /** The first starts alone, because it migrates the database. */
    void start() throws IOException {
        for (var node : nodes) node.start();
    }

    Server first() {
        return nodes.getFirst();
    }

    List<Server> nodes() {
        return nodes;
    }

    Server any(Random random) {
        return nodes.get(random.nextInt(nodes.size()));
    }

    void killPostgres() {
        if (postgres == null) first().killPostgres();
        else Server.killPostgres(data);
    }

    /** Waits until every node answers again. */
    void await(Duration most) throws IOException {
        for (var node : nodes) node.await(most);
    }

    /** Copies what the servers logged to a folder that stays. */
    Path keepLogs() throws IOException {
        var folder = Files.createTempDirectory("fanfare-chaos-");
        for (var node : nodes) Files.copy(node.log(), folder.resolve(node.log().getFileName()));
        return folder;
    }

    String lastWords() throws IOException {
        var words = new StringBuilder();
        for (var node : nodes) words.append(node.url()).append(":\n").append(node.lastWords()).append('\n');
        return words.toString();
    }

    @Override
    public void close() {
        nodes.forEach(Server::close);
        if (postgres == null) return;
        postgres.close();
        Server.remove(data);
    }
}
