import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The mixed load of the benchmark over several nodes, through a client that does what is asked of clients: it tries a request whose
 * connection was refused or lost, or that was answered by 503 with Retry-After, once more at another node, with the same Idempotency-Key.
 */
final class Traffic {
    static final int CAMPAIGNS = 20;
    private static final int PER_SECOND = Integer.getInteger("traffic.rate", 20);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final Cluster servers;
    private final List<Load> loads;
    private final List<String> campaigns = new ArrayList<>();
    private final Random dice = new Random(1);
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger retried = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> waits = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    Traffic(Cluster servers, Api api) {
        this.servers = servers;
        for (int i = 0; i < CAMPAIGNS; i++) campaigns.add(Load.campaign(api, i));
        loads = servers.nodes().stream().map(node -> Load.of(node.url(), api, new UUID(0, 0), campaigns)).toList();
    }

    Void run() throws InterruptedException {
        long began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; !stopped; i++) {
                long early = began + i * 1_000_000_000L / PER_SECOND - System.nanoTime();
                if (early > 0) Thread.sleep(Duration.ofNanos(early));
                int number = i;
                threads.submit(() -> ask(number));
            }
        }
        return null;
    }

    void stop() {
        stopped = true;
    }

    private void ask(int number) {
        requests.incrementAndGet();
        String kind = Load.KINDS.get(number % Load.KINDS.size());
        String campaign = campaigns.get(dice.nextInt(campaigns.size()));
        String key = UUID.randomUUID().toString();
        int node = dice.nextInt(loads.size());
        long at = System.nanoTime();
        String first = once(node, kind, campaign, number, key);
        if (first.isEmpty()) {
            waits.add(System.nanoTime() - at);
            return;
        }
        retried.incrementAndGet();
        String second = first.startsWith("!") ? first : once((node + 1) % loads.size(), kind, campaign, number, key);
        if (!second.isEmpty()) failures.add("a request (" + kind + ") failed: " + first + ", then " + second);
    }

    /** Empty: answered. With an exclamation mark: an answer that no client tries again. */
    private String once(int node, String kind, String campaign, int number, String key) {
        var request = HttpRequest.newBuilder(loads.get(node).ours(kind, campaign, number), (name, value) -> true);
        if (kind.equals("write")) request.header("Idempotency-Key", key);
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() < 300) return "";
            boolean later = answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent();
            return (later ? "" : "!") + answer.statusCode() + " " + answer.body().substring(0, Math.min(300, answer.body().length()));
        } catch (IOException lost) {
            return String.valueOf(lost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    String words() {
        var sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
        return "%,d requests of the mixed load, %d a second, over %d nodes: %d tried once more, %d failed; p50 %.0f ms, p99 %.0f ms.".formatted(
                requests.get(), PER_SECOND, servers.size(), retried.get(), failures.size(), sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6);
    }
}
