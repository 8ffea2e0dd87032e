package io.fanfare.start;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.OutgoingRefused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** One visit to a website: few requests, within one time limit, and none that its {@code robots.txt} asks robots to leave. */
final class SiteVisit {
    static final int MOST_BYTES = 2 << 20;
    private static final int MOST_REQUESTS = 40;
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().daemon().name("website-", 0).factory();
    private static final Pattern CHARSET = Pattern.compile("(?i)charset=[\"']?([A-Za-z0-9_.:-]+)");

    private final Outgoing outgoing;
    private final Limits limits;
    private final AtomicInteger disallowed = new AtomicInteger();
    private volatile boolean slow;
    private final long began = System.nanoTime();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Robots robots = Robots.NONE;

    SiteVisit(Outgoing outgoing, Limits limits) {
        this.outgoing = outgoing;
        this.limits = limits;
    }

    /** The time for one request and for all of them. */
    record Limits(Duration each, Duration inAll) {
        static final Limits USUAL = new Limits(Duration.ofSeconds(6), Duration.ofSeconds(12));
    }

    /** The page at an address, wherever it redirects to. */
    record Page(URI address, Document document) {}

    /** The page that a person asked for; its host's {@code robots.txt} decides about all further requests. */
    Outgoing.Answer first(URI address) throws IOException {
        var answer = send(address, MOST_BYTES);
        if (!answer.ok()) return answer;
        try {
            var text = send(answer.address().resolve("/robots.txt"), 200_000);
            if (text.ok()) robots = Robots.of(new String(text.bytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            // Without the file, everything may be read.
        }
        return answer;
    }

    /** Empty if it can't be read, or should not be. */
    Optional<Outgoing.Answer> get(URI address, int mostBytes) {
        if (!robots.allow(address)) {
            disallowed.incrementAndGet();
            return Optional.empty();
        }
        try {
            return Optional.of(send(address, mostBytes)).filter(Outgoing.Answer::ok);
        } catch (IOException | OutgoingRefused | IllegalArgumentException unreadable) {
            slow |= unreadable instanceof InterruptedIOException || left().isNegative();
            return Optional.empty();
        }
    }

    Optional<Page> page(URI address) {
        return get(address, MOST_BYTES).filter(SiteVisit::isPage).map(SiteVisit::parsed);
    }

    private Outgoing.Answer send(URI address, int mostBytes) throws IOException {
        var left = left();
        if (left.isNegative() || requests.incrementAndGet() > MOST_REQUESTS) throw new IOException("The visit is over");
        return outgoing.send(Outgoing.Request.get(address)
                .with(
                        "Accept",
                        "text/html, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5")
                .atMost(mostBytes)
                .within(left.compareTo(limits.each()) < 0 ? left : limits.each()));
    }

    private Duration left() {
        return limits.inAll().minusNanos(System.nanoTime() - began);
    }

    /** Whether something was left out because {@code robots.txt} asks for it. */
    boolean keptOut() {
        return disallowed.get() > 0;
    }

    /** Whether something was left out because it took too long. */
    boolean slow() {
        return slow;
    }

    /** Runs the tasks at the same time, in threads of the operating system because they also parse; what fails is empty. */
    static <T> List<Optional<T>> all(List<Callable<Optional<T>>> tasks) {
        var current = Current.find();
        try (var threads = Executors.newThreadPerTaskExecutor(THREADS)) {
            var bound = tasks.stream()
                    .<Callable<Optional<T>>>map(
                            task -> current.isPresent() ? () -> current.get().call(task::call) : task)
                    .toList();
            return threads.invokeAll(bound).stream().map(SiteVisit::result).collect(Collectors.toList());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return tasks.stream().map(task -> Optional.<T>empty()).toList();
        }
    }

    private static <T> Optional<T> result(Future<Optional<T>> done) {
        try {
            return done.get();
        } catch (ExecutionException | InterruptedException failed) {
            return Optional.empty();
        }
    }

    static boolean isPage(Outgoing.Answer answer) {
        String type = answer.header("content-type").orElse("text/html").toLowerCase(Locale.ROOT);
        return type.contains("html") || type.isBlank();
    }

    /** In the character set of the header, the page, or UTF-8. */
    static Page parsed(Outgoing.Answer answer) {
        String base = answer.address().toString();
        try {
            String charset =
                    answer.header("content-type").map(SiteVisit::charset).orElse(null);
            return new Page(answer.address(), Jsoup.parse(new ByteArrayInputStream(answer.bytes()), charset, base));
        } catch (IOException | RuntimeException unknown) {
            return new Page(answer.address(), Jsoup.parse(new String(answer.bytes(), StandardCharsets.UTF_8), base));
        }
    }

    private static @Nullable String charset(String type) {
        var named = CHARSET.matcher(type);
        return named.find() ? named.group(1) : null;
    }

    int requests() {
        return requests.get();
    }

    long millis() {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    /** An address on a page; empty unless it is on the web. */
    static Optional<URI> resolved(URI base, @Nullable String address) {
        if (address == null || address.isBlank()) return Optional.empty();
        try {
            var uri = base.resolve(address.strip().replace(" ", "%20"));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    static boolean sameSite(URI a, URI b) {
        return bare(a).equals(bare(b));
    }

    private static String bare(URI uri) {
        return Objects.toString(uri.getHost(), "").toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "") + ":"
                + uri.getPort();
    }
}
