package io.fanfare.activity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Fanfare;
import io.fanfare.Receiver;
import io.fanfare.kernel.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Changes are made, their events sent to a server with faults, and Fanfare is killed in between: each change that was made has its
 * event, at least once, always with the same id and body, and what was not made has none. {@code -Dproof.kills=5} kills it more often.
 */
class WebhookProofTest {
    private static final int KILLS = Integer.getInteger("proof.kills", 2);
    private static final int CHANGES = 30;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Random random = new Random(7);
    private final int port = freePort();
    private final Receiver receiver = new Receiver();
    private @Nullable Process process;
    private String token = "";

    @TempDir
    Path data;

    @Test
    void every_change_has_its_event_although_the_server_is_killed_and_the_receiver_fails() throws Exception {
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
        start();
        try {
            prepare();
            var made = new ArrayList<String>();
            for (int round = 0; round <= KILLS; round++) {
                for (int i = 0; i < 10; i++) receiver.next("500 Oops", "reset", "204 No Content", "cut");
                for (int i = 0; i < CHANGES; i++)
                    made.add(post("/api/campaigns", Map.of("name", "Campaign " + made.size()))
                            .at("/id")
                            .asString());
                if (round == KILLS) break;
                Thread.sleep(random.nextInt(300));
                requireNonNull(process).destroyForcibly().waitFor();
                start();
            }
            check(made);
        } finally {
            requireNonNull(process).destroy();
            requireNonNull(process).waitFor();
        }
    }

    /** Twenty servers that never answer, each with 20 events, and one of another workspace that answers. */
    @Test
    void servers_that_hang_in_one_workspace_do_not_delay_the_events_of_another() throws Exception {
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
        var hanging = Stream.generate(Receiver::new).limit(20).toList();
        start();
        try {
            register("hanging@example.com");
            for (var server : hanging) {
                server.always("hang");
                post("/api/webhooks", Map.of("url", server.url(), "events", List.of("campaign.created")));
            }
            for (int i = 0; i < 20; i++) post("/api/campaigns", Map.of("name", "Never heard " + i));
            Thread.sleep(2_000);
            assertThat(hanging).allMatch(server -> !server.calls().isEmpty());
            prepare();
            var waits = new ArrayList<Long>();
            for (int i = 0; i < 10; i++) {
                long began = System.nanoTime();
                post("/api/campaigns", Map.of("name", "Heard " + i));
                while (receiver.calls().size() <= i && System.nanoTime() - began < 20_000_000_000L) Thread.sleep(5);
                waits.add((System.nanoTime() - began) / 1_000_000);
            }
            int calls =
                    hanging.stream().mapToInt(server -> server.calls().size()).sum();
            System.out.printf("ms from the change to its event beside %d calls that hang: %s%n", calls, waits);
            assertThat(receiver.calls()).hasSize(10);
            assertThat(waits).allMatch(wait -> wait < 5_000);
            // At most four calls to one server hang at a time, until they are given up.
            assertThat(hanging).allMatch(server -> server.calls().size() <= 12);
        } finally {
            hanging.forEach(Receiver::release);
            requireNonNull(process).destroy();
            requireNonNull(process).waitFor();
        }
    }

    private void prepare() throws Exception {
        register("proof@example.com");
        post("/api/webhooks", Map.of("url", receiver.url(), "events", List.of("campaign.created")));
    }

    private void register(String email) throws Exception {
        token = "";
        token = post(
                        "/api/auth/register",
                        Map.of(
                                "email",
                                email,
                                "password",
                                "a long enough password",
                                "name",
                                "Proof",
                                "workspaceName",
                                "Proof"))
                .at("/accessToken")
                .asString();
    }

    private void check(List<String> made) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        // What failed twice would come after five minutes; a person does not wait and sends it again.
        while (!missing(made).isEmpty() && System.nanoTime() < end) {
            Thread.sleep(6_000);
            String id = get("/api/webhooks").at("/items/0/id").asString();
            var pending = get("/api/webhooks/" + id + "/deliveries?state=pending&limit=200")
                    .at("/items");
            for (var one : pending)
                if (one.at("/attempts").size() > 1)
                    post(
                            "/api/webhooks/" + id + "/replay",
                            Map.of("id", one.at("/id").asString()));
        }
        assertThat(missing(made)).isEmpty();
        var bodies = receiver.calls().stream()
                .collect(Collectors.groupingBy(
                        Receiver.Call::id, Collectors.mapping(Receiver.Call::body, Collectors.toSet())));
        assertThat(bodies.values()).allMatch(some -> some.size() == 1);
        assertThat(bodies).hasSize(made.size());
        assertThat(subjects()).containsExactlyInAnyOrderElementsOf(made);
        System.out.printf(
                "%d events in %d calls, %d kills: each arrived%n",
                made.size(), receiver.calls().size(), KILLS);
    }

    private List<String> missing(List<String> made) {
        var missing = new ArrayList<>(made);
        missing.removeAll(subjects());
        return missing;
    }

    private Set<String> subjects() {
        return receiver.calls().stream()
                .map(call ->
                        Json.read(call.body(), JsonNode.class).at("/data/id").asString())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void start() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx700m",
                        "-Dfanfare.test.own-postgres=true",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fanfare.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(data.resolve("out.txt").toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("FANFARE_"));
        environment.putAll(Map.of(
                "FANFARE_DATA",
                data.toString(),
                "FANFARE_PORT",
                String.valueOf(port),
                "FANFARE_BASE_URL",
                "http://localhost:" + port,
                "FANFARE_DEMO",
                "false",
                "FANFARE_SIGNUP",
                "open",
                "FANFARE_OUTGOING_ALLOW",
                "localhost:" + Receiver.port()));
        process = builder.start();
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < end) {
            try {
                var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/openapi.json"));
                if (HTTP.send(request.build(), BodyHandlers.discarding()).statusCode() == 200) return;
            } catch (IOException notYet) {
                // It starts.
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("the server did not start");
    }

    private JsonNode get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return Json.read(HTTP.send(request, BodyHandlers.ofString()).body(), JsonNode.class);
    }

    private JsonNode post(String path, Object body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.of(body).text()));
        if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isIn(201, 202);
        return Json.read(answer.body(), JsonNode.class);
    }

    private static int freePort() {
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
