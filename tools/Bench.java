import io.fanfare.Fanfare;
import io.fanfare.delivery.Channel;
import io.fanfare.delivery.Composer;
import io.fanfare.delivery.Deliveries;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Gates;
import io.fanfare.delivery.Message;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.DatabaseAccess;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Transactions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    /** How fast, and how long one took: per second, and milliseconds where each one was timed. */
    record Speed(double perSecond, double p50, double p99) {}

    private record Row(String name, String what, Speed ours, Speed bare) {}

    /** One side of a comparison: works for about so many milliseconds. */
    private interface Side {
        Speed work(long millis) throws Exception;
    }

    private final GenericApplicationContext house;
    private final BareServer bare;
    private final String url;

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
                "--server.port=0",
                "--server.tomcat.max-keep-alive-requests=-1",
                "--logging.level.root=error",
                "--logging.level.io.fanfare=error");
        url = "http://localhost:" + ((WebServerApplicationContext) (Object) house).getWebServer().getPort();
        var access = house.getBean(DatabaseAccess.class);
        bare = new BareServer(access.url(), access.own().ownerPassword());
    }

    public static void main(String... names) throws Exception {
        var wanted = names.length == 0 ? List.of("read", "ledger") : List.of(names);
        if (!List.of("read", "ledger").containsAll(wanted)) {
            System.err.println("There are two: read, ledger");
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
            print(rows);
        } catch (Exception broken) {
            broken.printStackTrace();
            result = 1;
        } finally {
            bench.bare.close();
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
        public Limit limit() {
            return new Limit("nowhere", 1e9, 1e9);
        }

        @Override
        public Parcel pack(Delivery delivery, Message message) {
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
        public Map<UUID, Message> compose(List<Delivery> deliveries) {
            return deliveries.stream().collect(Collectors.toMap(Delivery::id, d -> new Message.Post(d.itemId(), null, d.target(), List.of(), null)));
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
        var deliveries = house.getBean(Deliveries.class);
        var current = Current.house(workspace, "bench");
        current.run(() -> transactions.write(() -> {
            gates.make(gate);
            deliveries.plan(IntStream.range(0, LEDGER_ROWS)
                    .mapToObj(i -> new Delivery.Planned(
                            Ids.next(), "nowhere", Delivery.Lane.BULK, "target " + i, "nothing", item, "digest", gate, gate, Instant.now().minusSeconds(1), null))
                    .toList());
        }));
        Server.pause(300);
        long began = System.nanoTime();
        current.run(() -> transactions.write(() -> gates.approve(gate, true, Map.of("nothing:" + item, "digest"))));
        long accepted = 0;
        while (accepted < LEDGER_ROWS) {
            Server.pause(20);
            accepted = current.call(() -> transactions.read(() -> deliveries.countsOfCampaign(gate))).get(Delivery.State.ACCEPTED);
            if (System.nanoTime() - began > 120e9) throw new IllegalStateException("after two minutes " + accepted + " rows are through");
        }
        return new Speed(LEDGER_ROWS / ((System.nanoTime() - began) / 1e9), Double.NaN, Double.NaN);
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
        System.out.printf("%n%-8s %-12s %12s %12s %9s%n", "", "", "ours", "bare", "ours/bare");
        for (var row : rows) {
            line(row.name(), "per second", row.ours().perSecond(), row.bare().perSecond());
            if (Double.isNaN(row.ours().p50())) continue;
            line("", "p50 ms", row.ours().p50(), row.bare().p50());
            line("", "p99 ms", row.ours().p99(), row.bare().p99());
        }
        System.out.println();
        for (var row : rows) {
            var sides = row.what().split(" \\| ");
            System.out.printf("%s: %s; bare: %s.%n", row.name(), sides[0], sides[1]);
        }
    }

    private static void line(String name, String unit, double ours, double bare) {
        System.out.printf("%-8s %-12s %12s %12s %9.2f%n", name, unit, shown(ours), shown(bare), ours / bare);
    }

    private static String shown(double value) {
        return value >= 100 ? "%,.0f".formatted(value) : "%.2f".formatted(value);
    }
}
