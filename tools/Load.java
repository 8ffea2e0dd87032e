import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A workspace at work: a thousand campaigns with a strategy, a planned post and a thousand facts each, and requests that come
 * at their time whether or not the last one is answered. A wait counts from the time at which a request was due.
 */
final class Load {
    static final int CAMPAIGNS = 1_000;
    static final int FACTS = 1_000;
    static final int PER_SECOND = 50;
    static final List<String> KINDS = List.of("strategy", "approvals", "prompting", "dashboard", "write");
    private static final int IN_A_TABLE = 20_000;
    private static final int CHANNELS = 4;
    private static final int ADS = 5;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    final String workspace;
    final String token;
    final List<String> campaigns;
    private final String url;
    private final Random dice = new Random(1);
    private final AtomicInteger failed = new AtomicInteger();

    private Load(String url, String workspace, String token, List<String> campaigns) {
        this.url = url;
        this.workspace = workspace;
        this.token = token;
        this.campaigns = campaigns;
    }

    static Load of(String url, Api api, UUID workspace, List<String> campaigns) {
        return new Load(url, workspace.toString(), api.token(), campaigns);
    }

    static Load make(String url, Api api, String workspace) throws Exception {
        long began = System.nanoTime();
        var made = new ArrayList<String>();
        try (var hands = Executors.newFixedThreadPool(4)) {
            var all = new ArrayList<Future<String>>();
            for (int i = 0; i < CAMPAIGNS; i++) {
                int number = i;
                all.add(hands.submit(() -> campaign(api, number)));
            }
            for (var each : all) made.add(each.get());
        }
        System.out.printf("  %,d campaigns made in %.0f s%n", made.size(), (System.nanoTime() - began) / 1e9);
        var load = new Load(url, workspace, api.token(), List.copyOf(made));
        began = System.nanoTime();
        int facts = load.fill();
        System.out.printf("  %,d facts taken in %.0f s%n", facts, (System.nanoTime() - began) / 1e9);
        return load;
    }

    static String campaign(Api api, int number) {
        String id = api.post("/api/campaigns", Map.of(
                        "name", "Campaign " + number,
                        "objective", "To be read often",
                        "channels", List.of("newsroom", "meta"),
                        "budget", Map.of("amount", 10_000, "currency", "EUR")))
                .expect(201)
                .text("id");
        api.post("/api/campaigns/" + id + "/strategies", Map.of(
                        "platforms", List.of("newsroom", "meta"),
                        "goals", List.of("1,000 visitors"),
                        "targetAudience", "People who read",
                        "contentPillars", List.of("News", "Stories"),
                        "brandTone", "Friendly",
                        "cadence", "Two posts a week"))
                .expect(201);
        api.post("/api/social/schedule", Map.of(
                        "campaignId", id,
                        "platform", "newsroom",
                        "title", "A post",
                        "text", "What there is to say.",
                        "scheduledFor", "2035-01-01T10:00:00Z"))
                .expect(201);
        return id;
    }

    /** A thousand facts for each campaign: so many ads on so many channels, each day up to today. */
    private int fill() throws Exception {
        int days = FACTS / CHANNELS / ADS;
        int sent = 0;
        for (int from = 0; from < campaigns.size(); from += IN_A_TABLE / FACTS) {
            var some = campaigns.subList(from, Math.min(campaigns.size(), from + IN_A_TABLE / FACTS));
            sent += ingest(table(some, "ads", LocalDate.now().minusDays(days - 1), days));
        }
        return sent;
    }

    /** Facts as a table; another source makes other facts. */
    String table(List<String> some, String source, LocalDate first, int days) {
        var table = new StringBuilder("campaignId,channel,source,entity,date,impressions,clicks,conversions,spend,revenue\n");
        for (String campaign : some)
            for (int channel = 0; channel < CHANNELS; channel++)
                for (int ad = 0; ad < ADS; ad++)
                    for (int day = 0; day < days; day++)
                        table.append(campaign).append(",channel").append(channel).append(',').append(source).append(",ad").append(ad).append(',')
                                .append(first.plusDays(day)).append(',').append(dice.nextInt(10_000)).append(',').append(dice.nextInt(300))
                                .append(',').append(dice.nextInt(9)).append(',').append(dice.nextInt(10_000) / 100.0).append(",12.5\n");
        return table.toString();
    }

    /** Answers how many records were taken. */
    int ingest(String table) throws Exception {
        var answer = HTTP.send(
                request("/api/metrics/ingest").header("Content-Type", "text/csv").POST(HttpRequest.BodyPublishers.ofString(table)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new IOException("answered " + answer.statusCode() + " " + answer.body());
        return Integer.parseInt(answer.body().replaceAll("(?s).*\"accepted\":(\\d+).*", "$1"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60)).header("Authorization", "Bearer " + token);
    }

    /** One request after the other by two clients, until everything has been asked often. */
    void warm(String bare, long millis) throws Exception {
        long end = System.nanoTime() + millis * 1_000_000;
        try (var clients = Executors.newFixedThreadPool(2)) {
            var all = new ArrayList<Future<?>>();
            for (int client = 0; client < 2; client++)
                all.add(clients.submit(() -> {
                    for (int i = 0; System.nanoTime() < end; i++) {
                        String kind = KINDS.get(i % KINDS.size());
                        String campaign = campaigns.get((i * 37) % campaigns.size());
                        HTTP.send(bare.isEmpty() ? ours(kind, campaign, i) : bare(bare, kind, campaign), HttpResponse.BodyHandlers.ofByteArray());
                    }
                    return null;
                }));
            for (var each : all) each.get();
        }
    }

    /** How many were not answered as they should. */
    int failed() {
        return failed.get();
    }

    /** Fifty a second: of five requests four read the things that are measured, one writes. A failure counts as answered when it failed. */
    Map<String, Bench.Speed> mixed(String bare, long millis) throws Exception {
        var waits = new TreeMap<String, List<Future<Long>>>();
        long began = System.nanoTime();
        int requests = (int) (PER_SECOND * millis / 1000);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < requests; i++) {
                long due = began + i * 1_000_000_000L / PER_SECOND;
                String campaign = campaigns.get(dice.nextInt(campaigns.size()));
                String kind = KINDS.get(i % KINDS.size());
                var request = bare.isEmpty() ? ours(kind, campaign, i) : bare(bare, kind, campaign);
                waits.computeIfAbsent(kind, any -> new ArrayList<>()).add(threads.submit(() -> {
                    long early = due - System.nanoTime();
                    if (early > 0) Thread.sleep(Duration.ofNanos(early));
                    var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
                    if (answer.statusCode() >= 300) failed.incrementAndGet();
                    return System.nanoTime() - due;
                }));
            }
        }
        var speeds = new TreeMap<String, Bench.Speed>();
        for (var kind : waits.entrySet()) {
            var times = new long[kind.getValue().size()];
            for (int i = 0; i < times.length; i++) times[i] = kind.getValue().get(i).get();
            Arrays.sort(times);
            speeds.put(kind.getKey(), new Bench.Speed(Double.NaN, times[times.length / 2] / 1e6, times[times.length * 99 / 100] / 1e6));
        }
        return speeds;
    }

    HttpRequest ours(String kind, String campaign, int i) {
        return switch (kind) {
            case "strategy" -> request("/api/campaigns/" + campaign + "/strategies/current").build();
            case "approvals" -> request("/api/campaigns/" + campaign + "/approvals").build();
            case "prompting" -> request("/api/campaigns/" + campaign + "/prompting/evaluate").build();
            case "dashboard" -> request("/api/analytics/campaigns/" + campaign + "/dashboard?days=30").build();
            default -> i % 2 == 0
                    ? request("/api/metrics/ingest")
                            .header("Content-Type", "text/csv")
                            .POST(HttpRequest.BodyPublishers.ofString("campaignId,channel,source,entity,date,impressions,clicks\n" + campaign
                                    + ",channel1,ads,ad1," + LocalDate.now() + "," + dice.nextInt(10_000) + "," + dice.nextInt(300)))
                            .build()
                    : request("/api/campaigns/" + campaign)
                            .header("Content-Type", "application/merge-patch+json")
                            .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"description\":\"Words " + i + "\"}"))
                            .build();
        };
    }

    private HttpRequest bare(String bare, String kind, String campaign) {
        var request = HttpRequest.newBuilder(URI.create(bare + "/" + kind + "/" + workspace + "/" + campaign)).timeout(Duration.ofSeconds(60));
        return kind.equals("write") ? request.POST(HttpRequest.BodyPublishers.ofString("some words")).build() : request.build();
    }
}
