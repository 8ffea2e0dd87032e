import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Three quiet tenants work on a server, first alone, then beside a hostile one. The hostile tenant imports hundreds of thousands
 * of contacts and pauses a mailing to them, sends through a mail server that takes five seconds per mail, from a template that
 * uses up its budget, has posts due on a Mastodon server that accepts connections and never answers, uploads large pictures and
 * calls the API as fast as it can. The quiet tenants must not notice: every request is answered, every mail arrives once and
 * every post appears, as fast as the limits below say, and the server stays within its memory.
 */
final class Fairness {
    private static final int QUIET = 3;
    private static final int MAILS = 5;
    private static final long REQUEST_EVERY = 300;
    private static final long MAILING_EVERY = 10_000;
    private static final long POST_EVERY = 20_000;
    private static final long UPLOAD_EVERY = 20_000;
    private static final long SIGN_IN_EVERY = 30_000;
    private static final long SLOW_MAIL_MILLIS = 5_000;
    private static final int SLOW_MAILS = 10_000;
    private static final int DEAD_POSTS = 200;
    private static final int FLOODS = 8;
    private static final int SLOW_LINES = 100;
    private static final Duration LATEST = Duration.ofSeconds(60);
    private static final String PASSWORD = "a long enough password";
    /** Milliseconds that 95 of 100 must not exceed beside the hostile tenant. */
    private static final Map<String, Integer> LIMITS = Map.of("request", 500, "mail", 2_000, "post", 3_000, "upload", 2_000, "sign-in", 1_500);

    record Options(int minutes, int alone, int paused) {
        static Options of(String... given) {
            var values = new HashMap<>(Map.of("minutes", 30, "alone", 3, "paused", 500_000));
            for (int i = 0; i < given.length; i += 2) {
                String name = given[i].replaceFirst("^--", "");
                if (!values.containsKey(name) || i + 1 == given.length)
                    throw new IllegalArgumentException("usage: fairness [--minutes 30] [--alone 3] [--paused 500000]");
                values.put(name, Integer.parseInt(given[i + 1]));
            }
            return new Options(values.get("minutes"), values.get("alone"), values.get("paused"));
        }
    }

    /** Work that takes as long as it says, or fails. */
    private interface Work {
        void run(int number) throws Exception;
    }

    /** A person of a workspace, who signs in again before the token expires. */
    private static final class Tenant {
        final String email;
        volatile Api api;

        Tenant(String email, Api api) {
            this.email = email;
            this.api = api;
        }

        void signIn() {
            api = new Api(api.base()).signIn(email, PASSWORD);
        }
    }

    private final Options options;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, AtomicInteger> arrived = new ConcurrentHashMap<>();
    private final MailSwallow fast = new MailSwallow(0, address -> arrived.computeIfAbsent(address, any -> new AtomicInteger()).incrementAndGet());
    private final MailSwallow slow = new MailSwallow(SLOW_MAIL_MILLIS);
    private final int mastodonPort = Server.freePort();
    private final Server server;
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger hostileCalls = new AtomicInteger();
    private volatile Map<String, Queue<Double>> times = new ConcurrentHashMap<>();
    private volatile boolean finished;
    private Process mastodon;
    private long peak;

    private Fairness(Options options) throws IOException {
        this.options = options;
        this.server = new Server(Map.of(
                "FANFARE_DEMO", "false",
                "FANFARE_SIGNUP", "open",
                "FANFARE_OUTGOING_ALLOW", "localhost:" + mastodonPort,
                "FANFARE_SMTP_PRIVATE_HOSTS", "true",
                "FANFARE_SMTP_HOST", "127.0.0.1",
                "FANFARE_SMTP_PORT", Integer.toString(fast.port()),
                "FANFARE_SMTP_SECURITY", "none"));
    }

    public static void main(String... given) throws Exception {
        var fairness = new Fairness(Options.of(given));
        boolean held;
        try (fairness.server; fairness.fast; fairness.slow) {
            held = fairness.run();
        } catch (Exception broken) {
            System.err.println("The run could not be finished: " + broken + "\nThe end of the server's log:\n" + fairness.server.lastWords());
            throw broken;
        } finally {
            if (fairness.mastodon != null) fairness.mastodon.destroyForcibly();
        }
        System.exit(held ? 0 : 1);
    }

    private boolean run() throws Exception {
        server.start();
        say("The server answers at " + server.url() + ", with at most " + System.getenv().getOrDefault("FANFARE_MEMORY", "768m") + " of heap");
        for (int i = 0; i < QUIET; i++) startQuiet(i);
        Server.pause(30_000);
        times = new ConcurrentHashMap<>();
        say(QUIET + " quiet tenants alone for " + options.alone() + " minutes");
        minutes(options.alone());
        var alone = times;
        var attack = threads.submit(this::attack);
        times = new ConcurrentHashMap<>();
        say("The hostile tenant joins them for " + options.minutes() + " minutes");
        minutes(options.minutes());
        var beside = times;
        finished = true;
        if (attack.isDone()) attack.get();
        else violations.add("the hostile tenant was not set up in time");
        return report(alone, beside);
    }

    private void minutes(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Server.pause(60_000);
            peak = Math.max(peak, resident());
            var line = new StringBuilder();
            new TreeMap<>(times).forEach((kind, all) -> line.append("  %s %,.0f".formatted(kind, percentile(all, 95))));
            say("p95 ms so far:%s   memory %,d MB, hostile calls %,d, violations %d".formatted(line, resident(), hostileCalls.get(), violations.size()));
        }
    }

    // ---- the quiet tenants

    private void startQuiet(int number) {
        var tenant = register("quiet" + number + "@example.com");
        String campaign = tenant.api
                .post("/api/campaigns", Map.of("name", "Spring", "channels", List.of("newsroom", "email")))
                .expect(201)
                .text("id");
        var reads = List.of(
                "/api/campaigns",
                "/api/campaigns/" + campaign,
                "/api/campaigns/" + campaign + "/approvals",
                "/api/campaigns/" + campaign + "/prompting/evaluate",
                "/api/analytics/campaigns/" + campaign + "/dashboard?days=30",
                "/api/contacts",
                "/api/deliveries?campaignId=" + campaign);
        repeat("request", REQUEST_EVERY, i -> {
            if (i % 8 == 7) tenant.api.patch("/api/campaigns/" + campaign, Map.of("description", "Version " + i)).expect(200);
            else tenant.api.get(reads.get(i % reads.size())).expect(200);
        });
        repeat("mail", MAILING_EVERY, i -> mail(tenant.api, number, i));
        repeat("post", POST_EVERY, i -> post(tenant.api, i));
        repeat("upload", UPLOAD_EVERY, i -> tenant.api
                .upload("/api/campaign-assets/assets", "picture" + i + ".png", "image/png", picture(640, 480, i))
                .expect(201));
        repeat("sign-in", SIGN_IN_EVERY, i -> tenant.signIn());
    }

    /** Does it every so often until the end, and notes how long it took; what fails is a violation. */
    private void repeat(String kind, long every, Work work) {
        threads.submit(() -> {
            for (int i = 0; !finished; i++) {
                long began = System.nanoTime();
                try {
                    work.run(i);
                    times.computeIfAbsent(kind, any -> new ConcurrentLinkedQueue<>()).add((System.nanoTime() - began) / 1e6);
                } catch (Exception failed) {
                    if (!finished) violations.add(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + kind + ": " + failed.getMessage());
                }
                Server.pause(Math.max(1, every - (System.nanoTime() - began) / 1_000_000));
            }
        });
    }

    /** A small mailing; it is done when all of it has arrived, each mail once. */
    private void mail(Api api, int tenant, int number) {
        var addresses = IntStream.range(0, MAILS).mapToObj(i -> "t%d-m%d-r%d@example.org".formatted(tenant, number, i)).toList();
        send(api, "Hello {{ contact.name }}", addresses.stream().map(address -> Map.<String, Object>of("email", address, "name", "Reader")).toList());
        await("a mailing did not arrive", () -> addresses.stream().allMatch(arrived::containsKey));
        for (String address : addresses) if (arrived.get(address).get() > 1) violations.add(address + " received two mails");
    }

    private String send(Api api, String markdown, List<Map<String, Object>> recipients) {
        String campaign = api.post("/api/campaigns", Map.of("name", "News")).expect(201).text("id");
        String id = api.post("/api/email/create", Map.of(
                        "campaignId", campaign,
                        "name", "News",
                        "subject", "News for {{ contact.name }}",
                        "from", Map.of("name", "Nora News", "email", "nora@example.com"),
                        "markdown", markdown,
                        "recipients", recipients))
                .expect(201)
                .text("id");
        approve(api, campaign);
        api.post("/api/email/" + id + "/send").expect(202);
        return campaign;
    }

    private static void approve(Api api, String campaign) {
        for (String scope : List.of("content", "schedule"))
            api.post("/api/campaigns/" + campaign + "/approvals/" + scope + "/approve", Map.of()).expect(200);
    }

    private void post(Api api, int number) {
        String campaign = api.post("/api/campaigns", Map.of("name", "Bulletins")).expect(201).text("id");
        String id = schedule(api, campaign, "newsroom", number);
        approve(api, campaign);
        api.post("/api/social/" + id + "/publish").expect(202);
        await("a post did not appear", () -> api.get("/api/social/" + id).expect(200).text("status").equals("published"));
    }

    private static String schedule(Api api, String campaign, String platform, int number) {
        return api.post("/api/social/schedule", Map.of(
                        "campaignId", campaign,
                        "platform", platform,
                        "title", platform.equals("newsroom") ? "Bulletin " + number : "",
                        "text", "What happened on day " + number + ".",
                        "scheduledFor", Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS).toString()))
                .expect(201)
                .text("queueId");
    }

    private static void await(String otherwise, java.util.function.BooleanSupplier done) {
        long end = System.nanoTime() + LATEST.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) throw new Api.Unexpected(otherwise + " within " + LATEST.toSeconds() + " s");
            Server.pause(50);
        }
    }

    private Tenant register(String email) {
        var registered = new Api(server.url())
                .post("/api/auth/register", Map.of("email", email, "password", PASSWORD, "name", "Nora", "workspaceName", email))
                .expect(201);
        var api = new Api(server.url()).as(registered.text("accessToken"));
        api.patch("/api/workspaces/current", Map.of("postalAddress", "1 Test Street, Testville")).expect(200);
        return new Tenant(email, api);
    }

    // ---- the hostile one

    private Void attack() throws Exception {
        var hostile = register("hostile@example.com");
        startMastodon();
        hostile.api
                .post("/api/social/accounts", Map.of("platform", "mastodon", "instance", "http://localhost:" + mastodonPort, "accessToken", "token-hostile"))
                .expect(201);
        signal("STOP");
        hostile.api
                .post("/api/credentials", Map.of("kind", "smtp", "name", "Slow", "settings", Map.of("host", "127.0.0.1", "port", slow.port(), "security", "none")))
                .expect(201);
        stayIn(hostile);
        flood(hostile);
        publishIntoTheVoid(hostile.api);
        slowLines();
        slowMailings(hostile.api);
        pauseManyRows(hostile);
        return null;
    }

    private void stayIn(Tenant tenant) {
        threads.submit(() -> {
            while (!finished) {
                Server.pause(300_000);
                patient(() -> {
                    tenant.signIn();
                    return "";
                });
            }
        });
    }

    private void startMastodon() throws IOException {
        mastodon = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "tools/FakePlatforms.java",
                        "--port",
                        Integer.toString(mastodonPort))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (mastodon.inputReader().readLine() == null) throw new IOException("the Mastodon server did not start");
    }

    /** A stopped process accepts connections and never answers. */
    private void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(mastodon.pid())).inheritIO().start().waitFor();
    }

    private void publishIntoTheVoid(Api api) {
        String campaign = api.post("/api/campaigns", Map.of("name", "Void", "channels", List.of("mastodon"))).expect(201).text("id");
        var posts = IntStream.range(0, DEAD_POSTS).mapToObj(i -> patient(() -> schedule(api, campaign, "mastodon", i))).toList();
        approve(api, campaign);
        posts.forEach(id -> patient(() -> api.post("/api/social/" + id + "/publish").expect(202).text("queueId")));
        say("The hostile tenant published " + DEAD_POSTS + " posts to a Mastodon server that hangs");
    }

    /** 10,000 mails at a time to a slow server, each from a template that uses up its budget. */
    private void slowMailings(Api api) {
        String template = "{% for i in (1..200) %}{{ contact.name | append: contact.email | upcase | replace: 'A', 'B' }}{% endfor %}";
        for (int round = 0; round < 3; round++) {
            int number = round;
            patient(() -> send(api, template, IntStream.range(0, SLOW_MAILS)
                    .mapToObj(i -> Map.<String, Object>of("email", "slow%d-%d@example.net".formatted(number, i), "name", "Slow"))
                    .toList()));
        }
        say("The hostile tenant sends 3 × %,d mails through a server that takes %d s for each".formatted(SLOW_MAILS, SLOW_MAIL_MILLIS / 1000));
    }

    private void pauseManyRows(Tenant hostile) {
        var table = new StringBuilder("email,first_name\n");
        for (int i = 0; i < options.paused(); i++) table.append("paused").append(i).append("@example.net,Reader ").append(i).append('\n');
        String started = patient(() -> hostile.api.upload("/api/contacts/import", "many.csv", "text/csv", table.toString().getBytes(StandardCharsets.UTF_8))
                .expect(202)
                .text("importId"));
        while (!finished && !List.of("done", "failed").contains(patient(() -> hostile.api.get("/api/imports/" + started).expect(200).text("state")))) Server.pause(2_000);
        say("The hostile tenant imported %,d contacts".formatted(options.paused()));
        String campaign = patient(() -> hostile.api.post("/api/campaigns", Map.of("name", "Paused")).expect(201).text("id"));
        String segment = patient(() -> {
            for (var item : hostile.api.get("/api/email/segments/list").expect(200).json().get("items"))
                if (item.path("key").asString("").equals("all")) return item.get("id").asString();
            throw new Api.Unexpected("there is no segment of all contacts");
        });
        String id = patient(() -> hostile.api.post("/api/email/create", Map.of(
                        "campaignId", campaign,
                        "name", "Paused",
                        "subject", "News",
                        "from", Map.of("name", "Nora News", "email", "nora@example.com"),
                        "markdown", "Hello",
                        "segmentId", segment))
                .expect(201)
                .text("id"));
        patient(() -> {
            approve(hostile.api, campaign);
            hostile.api.post("/api/campaigns/" + campaign + "/launch").expect(202);
            hostile.api.post("/api/email/" + id + "/send").expect(202, 409);
            return hostile.api.post("/api/campaigns/" + campaign + "/pause").expect(200, 202).text("status");
        });
        say("The hostile tenant paused a campaign with %,d mails".formatted(options.paused()));
    }

    /** Many lines that send a byte of a request every second and never end it. */
    private void slowLines() {
        for (int i = 0; i < SLOW_LINES; i++)
            threads.submit(() -> {
                while (!finished) {
                    try (var line = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(server.url().replaceAll(".*:", "")))) {
                        line.getOutputStream().write("POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                        while (!finished) {
                            line.getOutputStream().write(' ');
                            Server.pause(1_000);
                        }
                    } catch (IOException closed) {
                        Server.pause(500);
                    }
                }
                return null;
            });
    }

    /** Calls without a pause: heavy reads, refused input, large pictures and tables. */
    private void flood(Tenant hostile) throws IOException {
        byte[] large = picture(6_000, 4_000, 1);
        byte[] wrong = ("campaignId,channel,date,impressions\n" + "no-id,x,never,-1\n".repeat(20_000)).getBytes(StandardCharsets.UTF_8);
        var calls = List.<Work>of(
                i -> hostile.api.get("/api/contacts?limit=200&q=reader%20" + i),
                i -> hostile.api.get("/api/deliveries?limit=200"),
                i -> hostile.api.get("/api/email/segments/list"),
                i -> hostile.api.post("/api/campaigns", Map.of("name", "Flood " + i)),
                i -> hostile.api.post("/api/campaigns", Map.of("name", "x".repeat(100_000))),
                i -> hostile.api.upload("/api/campaign-assets/assets", "large" + i + ".png", "image/png", large),
                i -> hostile.api.upload("/api/contacts/import", "wrong.csv", "text/csv", wrong),
                i -> new Api(server.url()).post("/api/auth/login", Map.of("email", "nobody@example.com", "password", "wrong " + i)));
        for (int i = 0; i < FLOODS; i++) {
            int first = i;
            threads.submit(() -> {
                for (int n = first; !finished; n++) {
                    try {
                        calls.get(n % calls.size()).run(n);
                        hostileCalls.incrementAndGet();
                    } catch (Exception refused) {
                        Server.pause(10);
                    }
                }
            });
        }
    }

    /** The hostile tenant meets its own rate limits; it tries again. */
    private String patient(java.util.function.Supplier<String> call) {
        while (true) {
            try {
                return call.get();
            } catch (Api.Unexpected refused) {
                if (finished || !refused.getMessage().contains("answered 429") && !refused.getMessage().contains("answered 503")) throw refused;
                Server.pause(1_000);
            }
        }
    }

    private static byte[] picture(int width, int height, int number) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        for (int i = 0; i < 50; i++) {
            pen.setColor(new Color(31 * number + 97 * i & 0xffffff));
            pen.fillOval((i * 131 + number) % width, i * 71 % height, width / 6, height / 6);
        }
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    // ---- report

    private boolean report(Map<String, Queue<Double>> alone, Map<String, Queue<Double>> beside) throws IOException {
        System.out.printf("%n%-10s %26s %36s%n%-10s %8s %8s %8s %12s %8s %8s %8s%n",
                "", "alone", "beside the hostile tenant", "ms", "count", "p50", "p95", "count", "p50", "p95", "limit");
        new TreeMap<>(LIMITS).forEach((kind, limit) -> {
            var a = alone.getOrDefault(kind, new ConcurrentLinkedQueue<>());
            var b = beside.getOrDefault(kind, new ConcurrentLinkedQueue<>());
            System.out.printf("%-10s %8d %8.0f %8.0f %12d %8.0f %8.0f %8d%n",
                    kind, a.size(), percentile(a, 50), percentile(a, 95), b.size(), percentile(b, 50), percentile(b, 95), limit);
            if (b.isEmpty() || percentile(b, 95) > limit) violations.add("95 of 100 %s took up to %.0f ms, more than %d".formatted(kind, percentile(b, 95), limit));
        });
        System.out.printf("%nThe hostile tenant made %,d calls; its mail server took %,d mails. The server used at most %,d MB of memory.%n",
                hostileCalls.get(), slow.mails(), peak);
        if (Files.readString(server.log()).contains("OutOfMemoryError")) violations.add("the server ran out of memory");
        if (violations.isEmpty()) {
            System.out.println("0 violations: every request was answered, every mail arrived once and every post appeared, in time.");
            return true;
        }
        System.out.println(violations.size() + " violations:");
        violations.stream().limit(40).forEach(violation -> System.out.println("  " + violation));
        Files.copy(server.log(), Path.of("target/steps/fairness.log"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        System.out.println("The server's log is target/steps/fairness.log");
        return false;
    }

    private static double percentile(Queue<Double> all, int percent) {
        var sorted = all.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    /** The server's resident memory in MB, where the system says. */
    private long resident() throws IOException {
        var status = Path.of("/proc/" + server.pid() + "/status");
        if (!Files.exists(status)) return 0;
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static void say(String sentence) {
        System.out.printf("%tT  %s%n", LocalTime.now(), sentence);
    }
}
