package io.fanfare.activity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.FakeSlack;
import io.fanfare.activity.NotificationPlan.Notice;
import io.fanfare.activity.NotificationPlan.Reader;
import io.fanfare.kernel.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Many people with quiet hours in 40 time zones and digests, half of them in Slack: everyone gets each thing once, at the right local
 * time, over two changes of daylight saving, while the server is killed at work. The size is that of {@code -Dproof.people=1000}
 * and {@code -Dproof.kills=5}.
 */
class NotificationProofTest {
    private static final int PEOPLE = Integer.getInteger("proof.people", 60);
    private static final int KILLS = Integer.getInteger("proof.kills", 1);
    /** A message is submitted with others and lands a moment later. */
    private static final Duration PROMPT = Duration.ofSeconds(90);
    /** After a kill, a message on its way is looked up when its lease has ended. */
    private static final Duration OUTAGE = Duration.ofMinutes(5);

    private static final Pattern TOKEN = Pattern.compile("matter-\\d+-\\d+-[a-z_]+\\.");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Random random = new Random(5);
    private final int port = freePort();
    private final List<Instant> kills = new ArrayList<>();
    private @Nullable Process process;
    private @Nullable BufferedReader out;
    private @Nullable PrintStream in;
    private String workspace = "";

    @TempDir
    Path data;

    static List<String> tokens(String text) {
        return TOKEN.matcher(text)
                .results()
                .map(found -> found.group())
                .distinct()
                .toList();
    }

    /** When something arrived. */
    private record Arrival(String by, Instant at) {}

    @Test
    void everyone_gets_each_thing_once_at_the_right_local_time_over_kills_and_changes_of_the_clock() throws Exception {
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
        long began = System.nanoTime();
        start();
        try {
            prepare();
            int steps = play();
            check(steps, Duration.ofNanos(System.nanoTime() - began));
        } finally {
            stop();
        }
    }

    private void prepare() throws Exception {
        var registered = post(
                "/api/auth/register",
                "",
                Map.of(
                        "email",
                        "proof@example.com",
                        "password",
                        "a long enough password",
                        "name",
                        "Proof",
                        "workspaceName",
                        "Proof"));
        workspace = registered.at("/workspace/id").asString();
        post(
                "/api/credentials",
                registered.at("/accessToken").asString(),
                Map.of(
                        "kind",
                        "slack",
                        "name",
                        "Slack",
                        "settings",
                        Map.of("baseUrl", FakeSlack.api()),
                        "secret",
                        Map.of("botToken", "xoxb-proof", "signingSecret", "secret")));
        ask("workspace " + workspace);
        ask("clock " + NotificationPlan.FROM.minusSeconds(60));
        ask("people " + PEOPLE);
    }

    /** From one time at which something is due or happens to the next. */
    private int play() throws Exception {
        var rounds = NotificationPlan.notices(PEOPLE).stream()
                .map(Notice::round)
                .distinct()
                .sorted()
                .toList();
        int told = 0;
        int steps = 0;
        var at = NotificationPlan.FROM;
        while (at.isBefore(NotificationPlan.UNTIL)) {
            ask("clock " + at);
            int before = told;
            while (told < rounds.size()
                    && !NotificationPlan.FROM
                            .plus(NotificationPlan.ROUND.multipliedBy(rounds.get(told)))
                            .isAfter(at)) ask("tell " + rounds.get(told++) + " " + PEOPLE);
            String next;
            // Where much is due at once, a kill hits the most.
            if (told > before && told % 2 == 0 && kills.size() < KILLS) {
                killAtWork(at);
                next = at.plus(OUTAGE).minusSeconds(60).toString();
            } else next = ask("drain");
            var planned = told < rounds.size()
                    ? NotificationPlan.FROM.plus(NotificationPlan.ROUND.multipliedBy(rounds.get(told)))
                    : Instant.MAX;
            var due = next.equals("never") ? NotificationPlan.UNTIL : Instant.parse(next);
            at = earlier(planned, later(due, at.plusSeconds(1)));
            steps++;
        }
        return steps;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** kill -9 of the server while it sends. */
    private void killAtWork(Instant at) throws Exception {
        requireNonNull(in).println("drain");
        Thread.sleep(random.nextInt(Math.max(200, PEOPLE)));
        requireNonNull(process).destroyForcibly().waitFor();
        kills.add(at);
        start();
        ask("workspace " + workspace);
        ask("clock " + at.plusSeconds(30));
        ask("drain");
    }

    private void check(int steps, Duration took) throws Exception {
        var arrivals = new HashMap<String, List<Arrival>>();
        for (String mail : lines(ask("mails"))) {
            var parts = mail.split(" ", -1);
            for (String token : tokens(parts[2]))
                arrivals.computeIfAbsent(token, any -> new ArrayList<>())
                        .add(new Arrival(parts[0], Instant.parse(parts[1])));
        }
        var doubtful = new HashMap<String, Integer>();
        var times = new HashMap<String, Instant>();
        int inDoubt = 0;
        for (String row : lines(ask("rows"))) {
            var parts = row.split(" ", -1);
            assertThat(parts[1]).as(row).isIn("confirmed", "unconfirmed", "excluded");
            if (parts[1].equals("unconfirmed")) inDoubt++;
            for (String token : tokens(parts[3])) {
                if (parts[1].equals("unconfirmed")) doubtful.merge(token, 1, Integer::sum);
                if (!parts[2].equals("null")) times.put(token, Instant.parse(parts[2]));
            }
        }
        for (int number = 0; number < PEOPLE; number++) {
            var reader = new Reader(number);
            if (!reader.bySlack()) continue;
            for (JsonNode message : FakeSlack.messages(reader.slackUser()))
                for (String token : tokens(message.at("/blocks").toString()))
                    arrivals.computeIfAbsent(token, any -> new ArrayList<>())
                            .add(new Arrival(reader.slackUser(), requireNonNull(times.get(token), token)));
        }
        int once = 0;
        int held = 0;
        int lost = 0;
        for (Notice notice : NotificationPlan.notices(PEOPLE)) {
            var reader = new Reader(notice.reader());
            var got = arrivals.getOrDefault(notice.token(), List.of());
            String as = notice + " in " + reader.zone() + ", expected " + notice.expected();
            if (notice.settled()) {
                assertThat(got).as(as).isEmpty();
                held++;
                continue;
            }
            if (got.isEmpty() && doubtful.containsKey(notice.token())) {
                lost++;
                continue;
            }
            assertThat(got).as(as).hasSize(1);
            var arrival = got.getFirst();
            assertThat(arrival.by()).as(as).isEqualTo(reader.bySlack() ? reader.slackUser() : reader.email());
            var latest = notice.expected()
                    .plus(kills.stream().anyMatch(kill -> near(kill, notice.expected())) ? OUTAGE : Duration.ZERO)
                    .plus(PROMPT);
            assertThat(arrival.at()).as(as).isBetween(notice.expected(), latest);
            once++;
        }
        System.out.printf(
                "%,d people in %d time zones, %,d notifications over %d days in %,d steps and %d s: %,d arrived once at their time, %d"
                        + " settled before were not sent, %d messages in doubt after %d kills, of which %d did not arrive%n",
                PEOPLE,
                NotificationPlan.ZONES.size(),
                NotificationPlan.notices(PEOPLE).size(),
                Duration.between(NotificationPlan.FROM, NotificationPlan.UNTIL).toDays(),
                steps,
                took.toSeconds(),
                once,
                held,
                inDoubt,
                kills.size(),
                lost);
        // What a kill leaves in doubt was on its way at that moment.
        assertThat(inDoubt).isLessThanOrEqualTo(kills.size() * 128);
        assertThat(once).isGreaterThan(PEOPLE * 2);
    }

    private static boolean near(Instant kill, Instant expected) {
        return Duration.between(expected, kill).abs().compareTo(OUTAGE.multipliedBy(2)) <= 0;
    }

    private static List<String> lines(String answer) {
        return answer.isEmpty() ? List.of() : List.of(answer.split(";"));
    }

    private void start() throws IOException {
        var builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx700m",
                        "-Dfanfare.test.own-postgres=true",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NotificationServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
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
                "FANFARE_LANES",
                "false",
                "FANFARE_SIGNUP",
                "open",
                "FANFARE_OUTGOING_ALLOW",
                FakeSlack.api().replaceAll("http://|/api", "")));
        var started = builder.start();
        process = started;
        out = started.inputReader();
        in = new PrintStream(started.getOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(answer()).isEqualTo("ready");
    }

    private void stop() throws InterruptedException {
        requireNonNull(in).close();
        var running = requireNonNull(process);
        if (!running.waitFor(1, TimeUnit.MINUTES)) running.destroyForcibly().waitFor();
    }

    private String ask(String line) throws IOException {
        requireNonNull(in).println(line);
        return answer();
    }

    private String answer() throws IOException {
        var lines = requireNonNull(out);
        for (String line = lines.readLine(); line != null; line = lines.readLine())
            if (line.startsWith("=")) return line.substring(1);
        throw new IOException("the server ended");
    }

    private JsonNode post(String path, String token, Object body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.of(body).text()));
        if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
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
