import io.fanfare.Fanfare;
import io.fanfare.delivery.Channel;
import io.fanfare.delivery.Composer;
import io.fanfare.delivery.Ledger;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Gates;
import io.fanfare.delivery.Message;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.DatabaseAccess;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Transactions;
import io.fanfare.delivery.channels.MailMessage;
import io.fanfare.delivery.channels.MimeWriter;
import io.fanfare.delivery.channels.SmtpClient;
import io.fanfare.delivery.channels.SmtpSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Measures what the house costs: each row beside a bare program that does the same without it, in one process on one
 * database. Rounds of both take turns (A B A B …), so that whatever else the machine does hits both; shown are medians.
 */
final class Bench {
    private static final int ROUNDS = 5;
    private static final int CLIENTS = 2;
    private static final long WARM_UP_MILLIS = 6_000;
    private static final long ROUND_MILLIS = 3_000;
    private static final int LEDGER_ROWS = 3_200;
    private static final int MAILS = 1_000;
    private static final int FACTS_AT_ONCE = 20_000;
    private static final int PLAN_TASKS = 10_000;
    private static final int CAMPAIGNS = 1_000;
    private static final int TEAM = 20;
    private static final long MIX_MILLIS = 10_000;
    private static final int MIX_ROUNDS = 3;
    private static final List<String> ALL = List.of("read", "ledger", "mail", "neighbours", "ingest", "plan", "dashboard", "search", "mix");

    /** How fast, and how long one took: per second, and milliseconds where each one was timed. */
    record Speed(double perSecond, double p50, double p99) {}

    private record Row(String name, String what, Speed ours, Speed bare) {}

    /** One side of a comparison: works for about so many milliseconds. */
    private interface Side {
        Speed work(long millis) throws Exception;
    }

    private final GenericApplicationContext house;
    private final BareServer bare;
    private final MailSwallow swallow = new MailSwallow(0);
    private final String url;
    private UUID workspace = new UUID(0, 0);

    private Bench(Path data) throws Exception {
        var application = new SpringApplication(Fanfare.class);
        application.addInitializers(context -> {
            ((GenericApplicationContext) context).registerBean("nowhere", Nowhere.class, Nowhere::new);
        });
        house = (GenericApplicationContext) (ConfigurableApplicationContext) application.run(
                "--fanfare.data=" + data,
                "--fanfare.db.url=",
                "--fanfare.demo=false",
                "--fanfare.signup=open",
                "--fanfare.rates=1000000",
                "--fanfare.mail.rate=1000000",
                "--fanfare.smtp.private-hosts=true",
                "--fanfare.smtp.host=127.0.0.1",
                "--fanfare.smtp.port=" + swallow.port(),
                "--fanfare.smtp.security=none",
                "--server.port=0",
                "--server.tomcat.max-keep-alive-requests=-1",
                "--logging.level.root=error",
                "--logging.level.io.fanfare=error");
        url = "http://localhost:" + ((WebServerApplicationContext) (Object) house).getWebServer().getPort();
        var access = house.getBean(DatabaseAccess.class);
        bare = new BareServer(access.url(), access.owner().password());
    }

    public static void main(String... names) throws Exception {
        var wanted = names.length == 0 ? ALL : List.of(names);
        if (!ALL.containsAll(wanted)) {
            System.err.println("There are these: " + String.join(", ", ALL));
            System.exit(2);
        }
        System.out.printf("%d rounds of each side in turn, %d processors, Java %s, PostgreSQL of its own on an empty folder%n%n",
                ROUNDS, Runtime.getRuntime().availableProcessors(), Runtime.version().feature());
        var data = Files.createTempDirectory("fanfare-bench-");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
        int result = 0;
        var bench = new Bench(data);
        try {
            var rows = new ArrayList<Row>();
            if (wanted.contains("read")) rows.add(bench.read());
            if (wanted.contains("ledger")) rows.add(bench.ledger());
            if (wanted.contains("mail")) rows.add(bench.mail());
            if (wanted.contains("neighbours")) rows.add(bench.neighbours());
            if (wanted.contains("ingest")) rows.add(bench.ingest());
            if (wanted.contains("plan")) rows.add(bench.plan());
            if (wanted.contains("dashboard")) rows.add(bench.dashboard());
            if (wanted.contains("search")) rows.add(bench.search());
            if (wanted.contains("mix")) rows.addAll(bench.mix());
            print(rows);
        } catch (Exception broken) {
            broken.printStackTrace();
            result = 1;
        } finally {
            bench.bare.close();
            bench.swallow.close();
            bench.house.close();
            Server.remove(data);
        }
        System.exit(result);
    }

    // ---- a secured read

    private Row read() throws Exception {
        var registered = new Api(url).post("/api/auth/register", Map.of(
                        "email", "bench@example.com", "password", "a long enough password", "name", "Bench", "workspaceName", "Bench"))
                .expect(201);
        var api = new Api(url).as(registered.text("accessToken"));
        String id = api.post("/api/campaigns", Map.of(
                        "name", "A campaign to be read",
                        "objective", "Somebody reads it often",
                        "description", "Words of a usual length. ".repeat(12),
                        "channels", List.of("newsroom", "email"),
                        "tags", List.of("one", "two", "three")))
                .expect(201)
                .text("id");
        Side ours = millis -> get(url + "/api/campaigns/" + id, api.token(), millis);
        Side plain = millis -> get(bare.url() + "/" + registered.text("workspace.id") + "/" + id, "", millis);
        return compare("read", "GET /api/campaigns/{id} by HTTP, signed in, %d clients | Tomcat, one select by primary key, no security".formatted(CLIENTS), ours, plain);
    }

    private static Speed get(String address, String token, long millis) throws Exception {
        long end = System.nanoTime() + millis * 1_000_000;
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var all = new ArrayList<Future<List<Long>>>();
            long began = System.nanoTime();
            for (int i = 0; i < CLIENTS; i++)
                all.add(clients.submit(() -> {
                    var times = new ArrayList<Long>();
                    try (var line = new HttpLine(address, token)) {
                        while (System.nanoTime() < end) {
                            long asked = System.nanoTime();
                            line.get();
                            times.add(System.nanoTime() - asked);
                        }
                    }
                    return times;
                }));
            var times = new ArrayList<Long>();
            for (var each : all) times.addAll(each.get());
            double seconds = (System.nanoTime() - began) / 1e9;
            long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
            return new Speed(sorted.length / seconds, sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6);
        }
    }

    // ---- the ledger's claims

    /** A way out that leads nowhere, so that only the ledger itself is measured. */
    private static final class Nowhere implements Channel, Composer {
        @Override
        public String name() {
            return "nowhere";
        }

        @Override
        public int window() {
            return BareServer.BATCH;
        }

        @Override
        public Route route(String target) {
            return new Route("nowhere", 1e9, 1e9, null);
        }

        @Override
        public Parcel pack(Delivery delivery, Message message, Route route) {
            return new Parcel("nowhere", delivery.target().getBytes(StandardCharsets.UTF_8), null);
        }

        @Override
        public Outcome send(Delivery delivery, Parcel parcel) {
            return new Outcome.Accepted("gone");
        }

        @Override
        public String itemKind() {
            return "nothing";
        }

        @Override
        public Renderer prepare(List<Delivery> deliveries) {
            return d -> new Message.Post(d.itemId(), null, d.target(), List.of(), Map.of(), null, null, List.of());
        }
    }

    private Row ledger() throws Exception {
        bare.makeQueue();
        return compare("ledger", "%,d rows planned → claimed → submitted → accepted behind a gate | claimed → sent in a plain table by skip locked, batches of %d"
                .formatted(LEDGER_ROWS, BareServer.BATCH), millis -> throughLedger(), millis -> bare.workQueue(LEDGER_ROWS));
    }

    private Speed throughLedger() {
        UUID workspace = Ids.next();
        UUID gate = Ids.next();
        UUID item = Ids.next();
        var transactions = house.getBean(Transactions.class);
        var gates = house.getBean(Gates.class);
        var deliveries = house.getBean(Ledger.class);
        var current = Current.house(workspace, "bench");
        current.run(() -> transactions.write(() -> {
            gates.make(gate);
            deliveries.plan(IntStream.range(0, LEDGER_ROWS)
                    .mapToObj(i -> new Delivery.Planned(
                            Ids.next(), "nowhere", Delivery.Lane.BULK, "target " + i, null, "nothing", item, "digest", gate, gate, Instant.now().minusSeconds(1), null))
                    .toList());
        }));
        Server.pause(300);
        long began = System.nanoTime();
        current.run(() -> transactions.write(() -> gates.approve(gate, true, Map.of("nothing:" + item, "digest"))));
        long accepted = 0;
        while (accepted < LEDGER_ROWS) {
            Server.pause(5);
            accepted = current.call(() -> transactions.read(() -> deliveries.countsOfCampaign(gate))).get(Delivery.State.ACCEPTED);
            if (System.nanoTime() - began > 120e9) throw new IllegalStateException("after two minutes " + accepted + " rows are through");
        }
        return new Speed(LEDGER_ROWS / ((System.nanoTime() - began) / 1e9), Double.NaN, Double.NaN);
    }

    // ---- mails

    /** Somebody who writes to many. */
    private Api workspace(String name) {
        var registered = new Api(url).post("/api/auth/register", Map.of(
                        "email", name + Ids.next() + "@example.com", "password", "a long enough password", "name", name, "workspaceName", name))
                .expect(201);
        workspace = UUID.fromString(registered.text("workspace.id"));
        return new Api(url).as(registered.text("accessToken"));
    }

    private Row mail() throws Exception {
        var api = workspace("Mail");
        UUID home = workspace;
        return compare("mail", "%,d personalised, tracked mails from a mailing to the SMTP server, through the ledger | the same messages built and sent by a loop of eight, no ledger"
                .formatted(MAILS), millis -> mailed(api), millis -> mailedBarely(api, home));
    }

    private static List<Map<String, Object>> readers() {
        return readers(MAILS);
    }

    private static List<Map<String, Object>> readers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Map.<String, Object>of(
                        "email", "reader" + i + "@example.com", "name", "Reader Number " + i, "attributes", Map.of("city", "City " + i)))
                .toList();
    }

    private static Map<String, Object> mailing(String campaign) {
        return Map.of(
                "campaignId", campaign,
                "name", "To many",
                "subject", "{{ contact.firstName }}, news from {{ contact.attributes.city }}",
                "from", Map.of("name", "Nora News", "email", "nora@example.com"),
                "markdown", "# Dear {{ contact.name }}\n\n" + "Words of a usual length, with [a link](https://example.com/some/page?a=1&b=2) in them. ".repeat(6)
                        + "\n\n{% if contact.attributes.city %}See you in {{ contact.attributes.city }}.{% endif %}",
                "recipients", readers());
    }

    private Speed mailed(Api api) {
        String campaign = api.post("/api/campaigns", Map.of("name", "Mails")).expect(201).text("id");
        String id = api.post("/api/email/create", mailing(campaign)).expect(201).text("id");
        for (String scope : List.of("content", "schedule"))
            api.post("/api/campaigns/" + campaign + "/approvals/" + scope + "/approve", Map.of()).expect(200);
        int before = swallow.mails();
        long began = System.nanoTime();
        api.post("/api/email/" + id + "/send").expect(202);
        while (swallow.mails() - before < MAILS) {
            Server.pause(5);
            if (System.nanoTime() - began > 120e9) throw new IllegalStateException("after two minutes " + (swallow.mails() - before) + " mails are out");
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Server.pause(500);
        return new Speed(MAILS / seconds, Double.NaN, Double.NaN);
    }

    private Speed mailedBarely(Api api, UUID home) throws Exception {
        String campaign = api.post("/api/campaigns", Map.of("name", "Mails")).expect(201).text("id");
        UUID id = UUID.fromString(api.post("/api/email/create", mailing(campaign)).expect(201).text("id"));
        var composer = house.getBeansOfType(Composer.class).values().stream().filter(c -> c.itemKind().equals("mailing")).findFirst().orElseThrow();
        var transactions = house.getBean(Transactions.class);
        var rows = readers().stream().map(reader -> delivery(id, UUID.fromString(campaign), reader)).toList();
        var current = Current.house(home, "bench");
        var settings = new SmtpSettings("127.0.0.1", swallow.port(), SmtpSettings.Security.NONE, null, null);
        int before = swallow.mails();
        long began = System.nanoTime();
        try (var client = new SmtpClient(settings, address -> true);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int from = 0; from < rows.size(); from += BareServer.BATCH) {
                var some = rows.subList(from, Math.min(rows.size(), from + BareServer.BATCH));
                var renderer = current.call(() -> transactions.read(() -> composer.prepare(some)));
                for (var row : some) {
                    var mail = current.call(() -> (Message.Mail) renderer.render(row));
                    threads.execute(() -> send(client, row.id(), mail));
                }
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        if (swallow.mails() - before < MAILS) throw new IllegalStateException("only " + (swallow.mails() - before) + " mails are out");
        return new Speed(MAILS / seconds, Double.NaN, Double.NaN);
    }

    private static void send(SmtpClient client, UUID id, Message.Mail mail) {
        byte[] bytes = MimeWriter.write(new MailMessage(
                "<" + id + "@example.com>", Instant.now(), mail.from(), mail.to(), mail.replyTo(), mail.subject(), mail.html(), mail.text(), mail.headers()));
        client.send(mail.from(), mail.to(), bytes);
    }

    private static Delivery delivery(UUID mailing, UUID campaign, Map<String, Object> reader) {
        var now = Instant.now();
        return new Delivery(
                Ids.next(), "email", Delivery.Lane.BULK, (String) reader.get("email"), null, "mailing", mailing, "digest", campaign, campaign, reader,
                Delivery.State.CLAIMED, null, now, 0, 0, null, null, null, null, null, null, null, now, false, null, null);
    }

    // ---- a quiet tenant beside busy ones

    private static final int BUSY = 3;
    private static final int BUSY_MAILS = 10_000;
    private static final int QUIET_MAILS = 5;
    private static final int QUIET_MAILINGS = 20;
    private static final long SLOW_MILLIS = 200;
    private static final String SLOW_TEMPLATE =
            "{% for i in (1..200) %}{{ contact.name | append: contact.email | upcase | replace: 'A', 'B' }}{% endfor %}";

    private Row neighbours() throws Exception {
        var quiet = workspace("Quiet");
        System.out.print("  neighbours: ");
        quietMailing(quiet);
        var alone = quietMailings(quiet);
        try (var slow = new MailSwallow(SLOW_MILLIS)) {
            var stops = new ArrayList<Runnable>();
            for (int i = 0; i < BUSY; i++) stops.add(busy(slow.port()));
            Server.pause(3_000);
            var beside = quietMailings(quiet);
            System.out.printf(" %,d of %,d slow mails are out%n", slow.mails(), BUSY * BUSY_MAILS);
            stops.forEach(Runnable::run);
            return new Row("neighbours", "%d mails of a quiet tenant, from the request to the last arrival, while %d tenants send %,d mails each by a server that needs %d ms per mail, from a slow template | the same mails when nothing else is sent; p99 here is p95"
                    .formatted(QUIET_MAILS, BUSY, BUSY_MAILS, SLOW_MILLIS), beside, alone);
        }
    }

    private Speed quietMailings(Api api) {
        var times = IntStream.range(0, QUIET_MAILINGS).mapToDouble(i -> quietMailing(api)).sorted().toArray();
        return new Speed(Double.NaN, times[times.length / 2], times[times.length * 95 / 100 - 1]);
    }

    /** Milliseconds until all of a small mailing have arrived. */
    private double quietMailing(Api api) {
        String id = approved(api, "A few words", readers(QUIET_MAILS));
        int before = swallow.mails();
        long began = System.nanoTime();
        api.post("/api/email/" + id + "/send").expect(202);
        while (swallow.mails() - before < QUIET_MAILS) {
            Server.pause(2);
            if (System.nanoTime() - began > 120e9) throw new IllegalStateException("a small mailing is not out after two minutes");
        }
        System.out.print(".");
        System.out.flush();
        return (System.nanoTime() - began) / 1e6;
    }

    /** A tenant that sends many mails by a slow server; the answer ends it. */
    private Runnable busy(int port) {
        var api = workspace("Busy");
        api.post("/api/credentials", Map.of("kind", "smtp", "name", "Slow", "settings", Map.of("host", "127.0.0.1", "port", port, "security", "none")))
                .expect(201);
        String id = approved(api, SLOW_TEMPLATE, readers(BUSY_MAILS));
        api.post("/api/email/" + id + "/send").expect(202);
        return () -> api.post("/api/email/" + id + "/cancel").expect(200);
    }

    private static String approved(Api api, String words, List<Map<String, Object>> recipients) {
        String campaign = api.post("/api/campaigns", Map.of("name", "Neighbours")).expect(201).text("id");
        String id = api.post("/api/email/create", Map.of(
                        "campaignId", campaign,
                        "name", "Neighbours",
                        "subject", "News for {{ contact.firstName }}",
                        "from", Map.of("name", "Nora News", "email", "nora@example.com"),
                        "markdown", words,
                        "recipients", recipients))
                .expect(201)
                .text("id");
        for (String scope : List.of("content", "schedule"))
            api.post("/api/campaigns/" + campaign + "/approvals/" + scope + "/approve", Map.of()).expect(200);
        return id;
    }

    // ---- figures

    private Row ingest() throws Exception {
        bare.makeFacts();
        var api = workspace("Figures");
        var campaigns = IntStream.range(0, 20)
                .mapToObj(i -> api.post("/api/campaigns", Map.of("name", "Figures " + i)).expect(201).text("id"))
                .toList();
        var load = Load.of(url, api, workspace, campaigns);
        var ours = new AtomicInteger();
        var plain = new AtomicInteger();
        return compare("ingest", "%,d new records as one CSV by HTTP, checked, merged by key, daily sums kept | COPY of the same rows into the same table with its keys"
                .formatted(FACTS_AT_ONCE), millis -> taken(millis, () -> {
            String table = newFacts(load, campaigns, ours.getAndIncrement());
            return () -> {
                int accepted = load.ingest(table);
                if (accepted != FACTS_AT_ONCE) throw new IllegalStateException("only " + accepted + " records were accepted");
            };
        }), millis -> taken(millis, () -> {
            String rows = newFacts(load, campaigns, plain.getAndIncrement())
                    .lines()
                    .skip(1)
                    .map(line -> workspace + "," + line + ",EUR\n")
                    .collect(Collectors.joining());
            return () -> bare.copyFacts(rows);
        }));
    }

    /** Fifty days that no batch before had: of the years from 2000, then of another source. */
    private static String newFacts(Load load, List<String> campaigns, int batch) {
        return load.table(campaigns, "ads" + batch / 150, LocalDate.of(2000, 1, 1).plusDays(batch % 150 * 50L), 50);
    }

    /** A timeline with two links for each task. */
    private Row plan() throws Exception {
        var api = workspace("Plan");
        String campaign = api.post("/api/campaigns", Map.of("name", "A large plan")).expect(201).text("id");
        bare.makePlan(workspace, UUID.fromString(campaign), PLAN_TASKS);
        String path = "/api/campaigns/" + campaign + "/timeline";
        api.post(path, Map.of("template", "none", "anchor", "start", "date", "2035-01-01")).expect(201);
        return compare("plan", "GET timeline by HTTP: %,d tasks and twice as many links read, planned, with slack and buffers | the same rows as JSON made by PostgreSQL, no plan"
                .formatted(PLAN_TASKS), millis -> taken(millis, () -> () -> api.get(path).expect(200)),
                millis -> taken(millis, () -> () -> bare.readPlan(UUID.fromString(campaign))));
    }

    /** What is ready to be done and timed. */
    private interface Work {
        void run() throws Exception;
    }

    /** One batch after the other, without the time that making them takes. */
    private static Speed taken(long millis, java.util.function.Supplier<Work> next) throws Exception {
        long spent = 0;
        int batches = 0;
        while (spent < millis * 1_000_000) {
            var work = next.get();
            long began = System.nanoTime();
            work.run();
            spent += System.nanoTime() - began;
            batches++;
        }
        return new Speed(batches * (double) FACTS_AT_ONCE / (spent / 1e9), Double.NaN, Double.NaN);
    }

    // ---- the dashboard of a large workspace

    private Row dashboard() throws Exception {
        var api = workspace("Board");
        for (int i = 0; i < TEAM; i++) api.post("/api/team", Map.of("name", "Person " + i)).expect(201);
        String campaign = api.post("/api/campaigns", Map.of("name", "Campaign", "startDate", "2035-01-01", "budget", Map.of("amount", 1_000, "currency", "EUR"))).expect(201).text("id");
        System.out.print("  dashboard: making the rows");
        bare.makeBoard(workspace, UUID.fromString(campaign), CAMPAIGNS);
        // A change, so that the lanes add up what is new.
        api.post("/api/tasks", Map.of("title", "One more", "campaignId", campaign)).expect(201);
        bare.awaitBoard(workspace);
        System.out.println();
        return compare("dashboard", "GET /api/dashboard/overview by HTTP, one after another: %,d campaigns, %,d tasks, %,d deliveries | the same tasks, deliveries and figures counted by PostgreSQL at each look"
                .formatted(CAMPAIGNS, CAMPAIGNS * BareServer.TASKS_EACH, CAMPAIGNS * BareServer.DELIVERIES_EACH),
                millis -> looks(millis, () -> api.get("/api/dashboard/overview").expect(200)),
                millis -> looks(millis, () -> bare.countBoard(workspace)));
    }

    private static Speed looks(long millis, Work look) throws Exception {
        var times = new ArrayList<Long>();
        long began = System.nanoTime();
        while (System.nanoTime() - began < millis * 1_000_000) {
            long asked = System.nanoTime();
            look.run();
            times.add(System.nanoTime() - asked);
        }
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Speed(sorted.length / ((System.nanoTime() - began) / 1e9), sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6);
    }

    // ---- the search of a large workspace

    private Row search() throws Exception {
        var api = workspace("Library");
        System.out.print("  search: making the documents");
        var load = new SearchLoad(bare, api, workspace);
        System.out.println();
        SearchLoad.timed(200, load::search);
        SearchLoad.timed(100, load::suggest);
        System.out.println("  search with facets: " + SearchLoad.spread(SearchLoad.timed(500, load::search)));
        System.out.println("  suggestions: " + SearchLoad.spread(SearchLoad.timed(500, load::suggest)));
        System.out.println("  lag: " + load.lag());
        return compare("search", "GET /api/search with facets by HTTP, one after another: %,d documents beside %d workspaces with %,d each | the 25 best by one select without counts, forms and corrections"
                .formatted(SearchLoad.DOCUMENTS, SearchLoad.NEIGHBOURS, SearchLoad.DOCUMENTS / 100),
                millis -> looks(millis, load::search),
                millis -> looks(millis, load::bareSearch));
    }

    // ---- a workspace at work

    private List<Row> mix() throws Exception {
        bare.makeNotes();
        var api = workspace("Mix");
        var load = Load.make(url, api, workspace.toString());
        System.out.print("  mix: warming up ");
        load.warm("", 2 * MIX_MILLIS);
        load.warm(bare.url(), MIX_MILLIS);
        var ours = new ArrayList<Map<String, Speed>>();
        var theirs = new ArrayList<Map<String, Speed>>();
        for (int i = 0; i < MIX_ROUNDS; i++) {
            ours.add(load.mixed("", MIX_MILLIS));
            theirs.add(load.mixed(bare.url(), MIX_MILLIS));
            System.out.print(".");
            System.out.flush();
        }
        System.out.println();
        if (load.failed() > 0) System.out.printf("  %d requests of the mix failed%n", load.failed());
        var what = Map.of(
                "strategy", "the strategy that holds | one select",
                "approvals", "scopes, items, what changed, who may do what | two selects",
                "prompting", "all checks of all rooms, ranked | seven selects",
                "dashboard", "30 days beside the 30 before, channels, trend, budget, work, top content | three selects that add up the facts",
                "write", "a campaign changed or a figure restated | one insert");
        return Load.KINDS.stream()
                .map(kind -> new Row(
                        kind,
                        "%,d campaigns × %,d facts, %d requests a second of all kinds mixed: ".formatted(Load.CAMPAIGNS, Load.FACTS, Load.PER_SECOND) + what.get(kind),
                        median(ours.stream().map(round -> round.get(kind)).toList()),
                        median(theirs.stream().map(round -> round.get(kind)).toList())))
                .toList();
    }

    // ---- the frame

    private static Row compare(String name, String what, Side ours, Side bare) throws Exception {
        System.out.print("  " + name + ": warming up ");
        ours.work(WARM_UP_MILLIS);
        bare.work(WARM_UP_MILLIS);
        var a = new ArrayList<Speed>();
        var b = new ArrayList<Speed>();
        for (int i = 0; i < ROUNDS; i++) {
            a.add(ours.work(ROUND_MILLIS));
            b.add(bare.work(ROUND_MILLIS));
            System.out.print(".");
            System.out.flush();
        }
        System.out.println();
        return new Row(name, what, median(a), median(b));
    }

    private static Speed median(List<Speed> rounds) {
        return new Speed(
                middle(rounds.stream().mapToDouble(Speed::perSecond).toArray()),
                middle(rounds.stream().mapToDouble(Speed::p50).toArray()),
                middle(rounds.stream().mapToDouble(Speed::p99).toArray()));
    }

    private static double middle(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static void print(List<Row> rows) {
        System.out.printf("%n%-10s %-12s %12s %12s %9s%n", "", "", "ours", "bare", "ours/bare");
        for (var row : rows) {
            boolean paced = Double.isNaN(row.ours().perSecond());
            if (!paced) line(row.name(), "per second", row.ours().perSecond(), row.bare().perSecond());
            if (Double.isNaN(row.ours().p50())) continue;
            line(paced ? row.name() : "", "p50 ms", row.ours().p50(), row.bare().p50());
            line("", "p99 ms", row.ours().p99(), row.bare().p99());
        }
        System.out.println();
        for (var row : rows) {
            var sides = row.what().split(" \\| ");
            System.out.printf("%s: %s; bare: %s.%n", row.name(), sides[0], sides[1]);
        }
    }

    private static void line(String name, String unit, double ours, double bare) {
        System.out.printf("%-10s %-12s %12s %12s %9.2f%n", name, unit, shown(ours), shown(bare), ours / bare);
    }

    private static String shown(double value) {
        return value >= 100 ? "%,.0f".formatted(value) : "%.2f".formatted(value);
    }
}
