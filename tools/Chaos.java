import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Kills the server and its database while mails and posts go out by a mail server that misbehaves and pictures are drawn,
 * then compares what arrived with the ledger: no recipient gets two messages, none is forgotten, and an outcome that can't be
 * determined is unconfirmed. With several nodes each kill hits one of them, or the database that they share. With {@code --every 20} a node
 * is killed every 20 seconds under the mixed load of the benchmark; {@code --from FOLDER} starts with the build in that folder, and replaces
 * it node by node in between.
 */
final class Chaos {
    private static final int MAILINGS = 8;
    private static final String OWNER = "chaos@example.com";
    private static final int READ_TIMEOUT_SECONDS = 3;
    private static final long PACE_MILLIS = 40;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    enum Victim {
        SERVER("the server"),
        POSTGRES("PostgreSQL"),
        BOTH("both");

        final String words;

        Victim(String words) {
            this.words = words;
        }
    }

    record Options(int nodes, int mails, int posts, int renders, int undos, int kills, long seed, Duration most, int every, String from) {
        static Options of(String... given) {
            var values = new HashMap<>(Map.of("nodes", "1", "mails", "2000", "posts", "200", "renders", "20", "undos", "20", "kills", "10", "minutes", "6"));
            values.put("every", "0");
            values.put("from", "");
            values.put("seed", Long.toString(new Random().nextInt(1_000_000)));
            for (int i = 0; i < given.length; i += 2) {
                String name = given[i].replaceFirst("^--", "");
                if (!values.containsKey(name) || i + 1 == given.length)
                    throw new IllegalArgumentException("usage: chaos [--nodes 1] [--mails 2000] [--posts 200] [--renders 20] [--undos 20] [--kills 10] [--seed n] [--minutes 6] [--every 20] [--from FOLDER]");
                values.put(name, given[i + 1]);
            }
            return new Options(
                    Integer.parseInt(values.get("nodes")),
                    Integer.parseInt(values.get("mails")),
                    Integer.parseInt(values.get("posts")),
                    Integer.parseInt(values.get("renders")),
                    Integer.parseInt(values.get("undos")),
                    Integer.parseInt(values.get("kills")),
                    Long.parseLong(values.get("seed")),
                    Duration.ofMinutes(Long.parseLong(values.get("minutes"))),
                    Integer.parseInt(values.get("every")),
                    values.get("from"));
        }
    }

    private final Options options;
    private final Random random;
    /** Chooses nodes for writes, whose number depends on the time. */
    private final Random dice = new Random();
    private final MailSink sink;
    private final Cluster servers;
    private final Instant began = Instant.now();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private volatile boolean finished;
    private Api api;
    private String slug;
    private String campaign;
    private List<String> mailings = List.of();
    private Undos undos;
    private Traffic traffic;

    private Chaos(Options options) throws IOException {
        this.options = options;
        this.random = new Random(options.seed());
        this.sink = new MailSink(options.seed(), (READ_TIMEOUT_SECONDS + 1) * 1000L, PACE_MILLIS);
        this.servers = Cluster.of(options.nodes(), Map.of(
                "FANFARE_DEMO", "false",
                "FANFARE_SMTP_HOST", "127.0.0.1",
                "FANFARE_SMTP_PORT", Integer.toString(sink.port()),
                "FANFARE_SMTP_SECURITY", "none",
                "FANFARE_SMTP_READ_TIMEOUT", READ_TIMEOUT_SECONDS + "s"));
        if (!options.from().isEmpty()) servers.nodes().forEach(node -> node.use(java.nio.file.Path.of(options.from()).toAbsolutePath()));
        this.api = new Api(servers.first().url());
    }

    public static void main(String... given) throws Exception {
        var options = Options.of(given);
        System.out.printf("%,d mails and %d posts go out, %d pictures are drawn, %d kills (--seed %d repeats the faults)%n%n",
                options.mails(), options.posts(), options.renders(), options.kills(), options.seed());
        var chaos = new Chaos(options);
        boolean held;
        try (chaos.servers; chaos.sink) {
            held = chaos.run();
        } catch (Exception broken) {
            System.err.println("It could not be carried through: " + broken + "\nThe server's last words:\n" + chaos.servers.lastWords());
            throw broken;
        }
        System.exit(held ? 0 : 1);
    }

    private boolean run() throws Exception {
        servers.start();
        say(servers.size() + (servers.size() == 1 ? " server" : " servers") + " on an empty database; the first answers at " + servers.first().url());
        prepare();
        var writer = Executors.newVirtualThreadPerTaskExecutor();
        var writing = writer.submit(this::keepWriting);
        var sending = writer.submit(this::sendAll);
        var rendering = writer.submit(this::renderAll);
        undos = new Undos(servers, api.token());
        var undoing = writer.submit(() -> undos.run(options.undos()));
        if (options.every() == 0) kill();
        else killUnderLoad(writer);
        sending.get();
        rendering.get();
        undoing.get();
        finished = true;
        writing.get();
        writer.close();
        settle();
        return compare();
    }

    // ---- what goes out

    private void prepare() throws Exception {
        var registered = api.post("/api/auth/register", Map.of(
                        "email", OWNER,
                        "password", "a long enough password",
                        "name", "Chaos",
                        "workspaceName", "Chaos"))
                .expect(201);
        api = api.as(registered.text("accessToken"));
        slug = registered.text("workspace.slug");
        api.patch("/api/workspaces/current", Map.of("postalAddress", "1 Test Street, Testville")).expect(200);
        campaign = api.post("/api/campaigns", Map.of("name", "Everything at once")).expect(201).text("id");
        mailings = parallel(MAILINGS, this::writeMailing);
        parallel(options.posts(), this::writePost);
        for (var scope : api.get("/api/campaigns/" + campaign + "/approvals").expect(200).json().get("scopes"))
            api.post("/api/campaigns/" + campaign + "/approvals/" + scope.get("scope").asString() + "/approve",
                            Map.of("digest", scope.get("digest").asString()))
                    .expect(200);
        api.post("/api/campaigns/" + campaign + "/launch").expect(202);
        say("Written, approved and launched: %d posts over the next minutes, %d mailings".formatted(options.posts(), MAILINGS));
    }

    private String writeMailing(int number) {
        var recipients = IntStream.range(0, options.mails())
                .filter(i -> i % MAILINGS == number)
                .mapToObj(i -> Map.of("email", address(i), "name", "Reader " + i))
                .toList();
        return api.post("/api/email/create", Map.of(
                        "campaignId", campaign,
                        "name", "Mailing " + number,
                        "subject", "News number " + number + " for {{ contact.name }}",
                        "from", Map.of("name", "Chaos", "email", "news@example.com"),
                        "markdown", "# Hello {{ contact.name }}\n\n.a line that begins with a dot\n\nThis reaches you once, or somebody can say why not.",
                        "recipients", recipients))
                .expect(201)
                .text("id");
    }

    private String writePost(int number) {
        // Spread over the time of the kills: a quarter is due at once, the rest one after the other.
        var due = Instant.now().plusSeconds(Math.max(0, (number - options.posts() / 4) * 15L * options.kills() / options.posts()));
        return api.post("/api/social/schedule", Map.of(
                        "campaignId", campaign,
                        "platform", "newsroom",
                        "title", title(number),
                        "text", "Bulletin number **" + number + "**.",
                        "scheduledFor", due.truncatedTo(ChronoUnit.SECONDS).toString()))
                .expect(201)
                .text("queueId");
    }

    /** Sends one mailing after the other while the kills go on; an answer that was lost is asked for again with the same key. */
    private void sendAll() {
        for (String mailing : mailings) {
            patiently("/api/email/" + mailing + "/send", Map.of(), 202);
            Server.pause(1000L * options.kills());
        }
    }

    /** Asks for one picture after the other while the kills go on. */
    private void renderAll() {
        for (int i = 0; i < options.renders(); i++) {
            patiently("/api/render-jobs/create", Map.of(
                            "campaignId", campaign,
                            "type", "image",
                            "params", Map.of("headline", "Picture number " + i, "width", 1080, "height", 1080)),
                    201);
            Server.pause(1500L * options.kills() / options.renders());
        }
    }

    /** Small writes all the while: what was answered with 201 has to be there afterwards, once. */
    private void keepWriting() {
        for (int i = 0; !finished; i++) {
            String name = "Written " + i;
            patiently("/api/campaigns", Map.of("name", name), 201);
            acknowledged.add(name);
            Server.pause(150);
        }
    }

    private void patiently(String path, Map<String, ?> body, int expected) {
        String key = UUID.randomUUID().toString();
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (true) {
            try {
                var node = new Api(servers.any(dice).url(), api.token());
                var answer = node.tryCall("POST", path, body, Map.of("Idempotency-Key", key));
                if (answer.status() == expected) return;
                // Anything else has to be the database that is away for a moment.
                if (answer.status() < 500 && answer.status() != 409 && answer.status() != 429) answer.expect(expected);
            } catch (IOException gone) {
                if (System.nanoTime() > end) throw new Api.Unexpected("POST " + path + " was not answered for three minutes: " + gone);
            }
            if (System.nanoTime() > end) throw new Api.Unexpected("POST " + path + " did not succeed for three minutes");
            Server.pause(200);
        }
    }

    // ---- kill

    private void kill() throws IOException {
        var victims = new ArrayList<Victim>();
        for (int i = 0; i < options.kills(); i++) victims.add(Victim.values()[i % Victim.values().length]);
        Collections.shuffle(victims, random);
        int portion = options.mails() / (options.kills() + 1);
        for (int i = 0; i < victims.size(); i++) {
            awaitProgress(sink.count() + portion / 2 + random.nextInt(portion + 1));
            Server.pause(random.nextInt(300));
            strike(i + 1, victims.get(i));
        }
    }

    /** One node after the other, so that one always answers; in the middle the builds are replaced. */
    private void killUnderLoad(java.util.concurrent.ExecutorService threads) throws Exception {
        traffic = new Traffic(servers, api);
        var running = threads.submit(traffic::run);
        long next = System.nanoTime();
        for (int i = 0; i < options.kills(); i++) {
            next += options.every() * 1_000_000_000L;
            Server.pause(Math.max(0, (next - System.nanoTime()) / 1_000_000));
            var node = servers.nodes().get(i % servers.size());
            long at = System.nanoTime();
            node.killServer();
            node.start();
            say("Kill %d of %d: node %d under load; it answers again after %.1f s".formatted(i + 1, options.kills(), i % servers.size() + 1, (System.nanoTime() - at) / 1e9));
            if (i == options.kills() / 2 && !options.from().isEmpty()) upgrade();
        }
        traffic.stop();
        running.get();
    }

    /** While one node is replaced the others serve; for a while both builds work on one database. */
    private void upgrade() throws IOException {
        var current = java.nio.file.Path.of(System.getenv().getOrDefault("FANFARE_APP", "target/app"));
        for (var node : servers.nodes()) {
            long at = System.nanoTime();
            node.use(current);
            node.stop();
            double stopped = (System.nanoTime() - at) / 1e9;
            node.start();
            say("Replaced the build of one node: it stopped in %.1f s and answered after %.1f s".formatted(stopped, (System.nanoTime() - at) / 1e9));
            Server.pause(5000);
        }
    }

    private void awaitProgress(int mails) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (sink.count() < Math.min(mails, options.mails() * 9 / 10) && System.nanoTime() < end) Server.pause(20);
    }

    private void strike(int number, Victim victim) throws IOException {
        int before = sink.count();
        long at = System.nanoTime();
        var node = servers.any(random);
        if (victim != Victim.SERVER) servers.killPostgres();
        if (victim != Victim.POSTGRES) node.killServer();
        if (victim != Victim.POSTGRES) node.start();
        servers.await(Duration.ofMinutes(1));
        say("Kill %d of %d: %s, with %,d mails out; answers again after %.1f s"
                .formatted(number, options.kills(), victim.words, before, (System.nanoTime() - at) / 1e9));
    }

    private void settle() {
        say("No more kills; waiting until every delivery has an outcome");
        while (true) {
            var counts = api.get("/api/campaigns/" + campaign + "/status").expect(200).json().get("deliveries");
            long open = List.of("planned", "claimed", "submitted").stream().mapToLong(state -> counts.path(state).asLong(0)).sum();
            long total = 0;
            for (var count : counts) total += count.asLong();
            long drawing = renders().stream().filter(job -> !List.of("published", "failed", "cancelled").contains(job.get("status").asString())).count();
            if (open == 0 && drawing == 0 && total >= options.mails() + options.posts()) return;
            if (Duration.between(began, Instant.now()).compareTo(options.most()) > 0) {
                say("It has not settled in time: " + counts + ", " + drawing + " pictures are not drawn");
                return;
            }
            Server.pause(500);
        }
    }

    // ---- compare

    private final List<String> violations = new ArrayList<>();

    private boolean compare() throws IOException {
        var rows = api.all("/api/deliveries?campaignId=" + campaign);
        var mails = rows.stream().filter(row -> row.get("channel").asString().equals("email")).toList();
        var posts = rows.stream().filter(row -> row.get("channel").asString().equals("newsroom")).toList();
        compareMails(mails);
        compareBytes(mails);
        comparePosts(posts);
        compareRenders();
        compareWrites();
        compareAudit();
        if (traffic != null) traffic.failures().forEach(this::violated);
        print(mails, posts);
        return violations.isEmpty();
    }

    private void compareMails(List<JsonNode> mails) {
        var rows = mails.stream().collect(Collectors.groupingBy(row -> row.get("target").asString()));
        for (int i = 0; i < options.mails(); i++) {
            String address = address(i);
            var of = rows.getOrDefault(address, List.of());
            if (of.size() == 1) compareMail(address, of.getFirst());
            else violated(address + " has " + of.size() + " rows in the ledger");
        }
        var unknown = new HashSet<>(sink.addresses());
        // The owner is notified of what went wrong.
        unknown.remove(OWNER);
        IntStream.range(0, options.mails()).mapToObj(Chaos::address).forEach(unknown::remove);
        unknown.forEach(address -> violated(address + " got a mail and was never planned"));
        sink.askedAgain().forEach(address -> violated(address + " was offered again after its mail had been kept or refused"));
    }

    private void compareMail(String address, JsonNode row) {
        String state = row.get("state").asString();
        var kept = sink.kept(address);
        if (kept.size() > 1) violated(address + " got " + kept.size() + " mails");
        for (var mail : kept)
            if (!mail.messageId().startsWith("<" + row.get("id").asString() + "@")) violated(address + " got a mail that is not that of its row");
        switch (state) {
            case "accepted", "confirmed" -> {
                if (kept.isEmpty()) violated(address + " is " + state + " and got none");
            }
            case "unconfirmed" -> {
                // Either is possible: that is what it says.
            }
            case "failed" -> {
                if (!kept.isEmpty()) violated(address + " is failed and got one");
                if (!sink.refused(address)) violated(address + " is failed and was never refused: " + row.get("reason"));
            }
            default -> violated(address + " is forgotten: its row is " + state);
        }
    }

    /** The receipts of some, chosen at random: the hash in the ledger is that of the very bytes that arrived. */
    private void compareBytes(List<JsonNode> mails) {
        var sample = new ArrayList<>(mails);
        Collections.shuffle(sample, random);
        for (var row : sample.subList(0, Math.min(100, sample.size()))) {
            var kept = sink.kept(row.get("target").asString());
            if (kept.isEmpty()) continue;
            String hash = api.get("/api/deliveries/" + row.get("id").asString()).expect(200).text("receipt.bytesHash");
            if (!hash.equals(kept.getFirst().sha256())) violated(row.get("target") + " got other bytes than its receipt names");
        }
    }

    private void comparePosts(List<JsonNode> rows) {
        if (rows.size() != options.posts()) violated("the ledger has " + rows.size() + " rows for " + options.posts() + " posts");
        for (var row : rows)
            if (!row.get("state").asString().equals("confirmed")) violated("a post is " + row.get("state") + ": " + row.get("reason"));
        var shown = newsroom();
        undos.compare(shown).forEach(this::violated);
        for (int i = 0; i < options.posts(); i++) {
            int times = Collections.frequency(shown, title(i));
            if (times != 1) violated(title(i) + " is in the newsroom " + times + " times");
        }
        var feed = new ArrayList<String>();
        api.get("/n/" + slug + "/feed.json").expect(200).json().get("items").forEach(item -> feed.add(item.get("title").asString()));
        if (feed.size() != Set.copyOf(feed).size()) violated("the feed shows a post twice");
        if (feed.size() < Math.min(options.posts(), 50)) violated("the feed has " + feed.size() + " items");
    }

    /** Each picture that was asked for is drawn once, can be read, and nothing half-made lies in the library. */
    private void compareRenders() {
        var jobs = renders();
        if (jobs.size() != options.renders()) violated(options.renders() + " pictures were asked for and there are " + jobs.size() + " jobs");
        var made = new HashSet<String>();
        for (var job : jobs) {
            if (!job.get("status").asString().equals("published")) {
                violated("a picture is " + job.get("status").asString() + ": " + job.get("error"));
                continue;
            }
            var assets = job.get("outputAssets");
            String primary = assets.get("primary").asString();
            if (!made.add(primary)) violated("two jobs name the picture " + primary);
            assets.get("variants").forEach(variant -> made.add(variant.asString()));
            if (api.bytes("/api/campaign-assets/" + primary + "/file").length < 1000) violated("the picture " + primary + " is empty");
        }
        var kept = new HashSet<String>();
        api.page("/api/campaign-assets/assets").forEach(asset -> kept.add(asset.get("id").asString()));
        if (!kept.equals(made)) violated("the library has " + kept.size() + " files and the jobs name " + made.size());
    }

    private List<JsonNode> renders() {
        return api.page("/api/render-jobs?campaignId=" + campaign);
    }

    private static final Pattern HEADING = Pattern.compile("<h[1-6][^>]*>(?:\\s*<a[^>]*>)?\\s*((?:Bulletin|Undo) \\d+)\\s*<");

    private List<String> newsroom() {
        var titles = new ArrayList<String>();
        for (int page = 1; ; page++) {
            var found = HEADING.matcher(api.get("/n/" + slug + "?page=" + page).expect(200).body()).results().map(m -> m.group(1)).toList();
            if (found.isEmpty()) return titles;
            titles.addAll(found);
        }
    }

    private void compareWrites() {
        var there = api.page("/api/campaigns?q=Written").stream()
                .collect(Collectors.groupingBy(c -> c.get("name").asString(), Collectors.counting()));
        for (String name : acknowledged)
            if (there.getOrDefault(name, 0L) != 1) violated("\"" + name + "\" was answered with 201 and is there " + there.getOrDefault(name, 0L) + " times");
        long audited = api.all("/api/audit?operation=createCampaign").size();
        long campaigns = there.size() + 1 + undos.count() + (traffic == null ? 0 : Traffic.CAMPAIGNS);
        if (audited != campaigns) violated("the audit trail has " + audited + " entries for " + campaigns + " campaigns");
    }

    private void compareAudit() {
        // Entries are sealed a moment after they were written.
        for (int i = 0; i < 60; i++) {
            var trail = api.get("/api/audit/verify").expect(200).json();
            if (!trail.get("whole").asBoolean()) {
                violated("the audit chain is broken: " + trail);
                return;
            }
            if (trail.get("waiting").asLong() == 0) return;
            Server.pause(500);
        }
    }

    private void violated(String sentence) {
        violations.add(sentence);
    }

    // ---- tell

    private void print(List<JsonNode> mails, List<JsonNode> posts) throws IOException {
        System.out.println("\nWhat the mail server did");
        sink.faults().forEach((fault, times) -> System.out.printf("  %-48s %6d%n", fault.words, times.get()));
        System.out.printf("  %-48s %6d%n", "mails kept", sink.count());
        System.out.println("\nWhat the ledger says                                mails  posts  in the sink");
        Function<JsonNode, String> state = row -> row.get("state").asString();
        var ofMails = mails.stream().collect(Collectors.groupingBy(state));
        var ofPosts = posts.stream().collect(Collectors.groupingBy(state, Collectors.counting()));
        var states = new java.util.TreeSet<>(ofMails.keySet());
        states.addAll(ofPosts.keySet());
        for (String each : states) {
            var rows = ofMails.getOrDefault(each, List.of());
            long arrived = rows.stream().filter(row -> !sink.kept(row.get("target").asString()).isEmpty()).count();
            System.out.printf("  %-48s %6d %6d %12d%n", each, rows.size(), ofPosts.getOrDefault(each, 0L), arrived);
        }
        if (traffic != null) System.out.println("\n" + traffic.words());
        System.out.println("\n" + undos.words() + ".");
        System.out.printf("%n%d small writes were acknowledged. It took %d s.%n", acknowledged.size(), Duration.between(began, Instant.now()).toSeconds());
        if (violations.isEmpty()) {
            System.out.println("0 violations: no message was sent twice, none was forgotten, every post and picture exists once, no acknowledged write was lost, the audit chain is intact.");
            return;
        }
        System.out.println("\n" + violations.size() + " violations:");
        violations.stream().limit(30).forEach(violation -> System.out.println("  " + violation));
        System.out.println("The logs of the servers are in " + servers.keepLogs());
    }

    private void say(String sentence) {
        System.out.printf("%tT  %s%n", LocalTime.now(), sentence);
    }

    private static String address(int number) {
        return "reader-%05d@example.com".formatted(number);
    }

    private static String title(int number) {
        return "Bulletin %04d".formatted(number);
    }

    private static <T> List<T> parallel(int count, java.util.function.IntFunction<T> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var all = new ArrayList<Future<T>>();
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(threads.submit(() -> work.apply(number)));
            }
            var results = new ArrayList<T>();
            for (var each : all) results.add(each.get());
            return results;
        }
    }
}
