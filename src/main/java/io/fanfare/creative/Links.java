package io.fanfare.creative;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.OutgoingRefused;
import io.fanfare.kernel.OutgoingUnreached;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Checks the links of texts by opening them. */
@RestController
class Links {
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final int ENOUGH = 2 << 20;

    private final LinkStore store;
    private final Outgoing outgoing;
    private final Transactions transactions;
    private final Now now;

    Links(LinkStore store, Outgoing outgoing, Transactions transactions, Now now) {
        this.store = store;
        this.outgoing = outgoing;
        this.transactions = transactions;
        this.now = now;
    }

    /**
     * Whether a link works. {@code dead}: the page does not exist, or the server can't be reached. {@code unclear}: the server
     * answers, but not to programs.
     */
    public enum State {
        OK,
        DEAD,
        UNCLEAR
    }

    /** A checked link; {@code status} is the HTTP status of the last response. */
    record Link(
            String url,
            State state,
            @Nullable Integer status,
            @Nullable String reason,
            Instant checkedAt) {}

    /** Links to check. */
    record LinksToCheck(@NotNull @Size(min = 1, max = 10) List<@NotNull @Size(min = 8, max = 2000) String> urls) {}

    /** The results, in the order requested. */
    record CheckedLinks(List<Link> items) {}

    /**
     * Opens up to 10 links and reports whether they work. A link that worked within the last hour is not opened again. A dead link in
     * a draft, a post or an e-mail of a campaign is reported by its checks as {@code link_dead} until it works or is removed.
     */
    @PostMapping("/api/content/check-links")
    @Allow(value = "content.write", outside = true, plain = true)
    CheckedLinks checkLinks(@RequestBody @Valid LinksToCheck request) {
        var urls = request.urls().stream().distinct().toList();
        for (String url : urls)
            if (!url.matches("(?i)https?://[^\\s/]+.*"))
                throw Refused.invalid("urls", "must be web addresses, e.g. https://example.com/page");
        var known = new LinkedHashMap<String, Link>();
        transactions.read(() -> store.fresh(urls)).forEach(link -> known.put(link.url(), link));
        var opened =
                opened(urls.stream().filter(url -> !known.containsKey(url)).toList(), transactions.read(now::instant));
        transactions.write(() -> opened.forEach(store::put));
        opened.forEach(link -> known.put(link.url(), link));
        return new CheckedLinks(urls.stream()
                .map(url -> java.util.Objects.requireNonNull(known.get(url)))
                .toList());
    }

    private List<Link> opened(List<String> urls, Instant at) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Link>> running = urls.stream()
                    .map(url -> threads.submit(() -> open(url, at)))
                    .toList();
            return running.stream().map(Links::result).toList();
        }
    }

    private static Link result(Future<Link> link) {
        try {
            return link.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        }
    }

    private Link open(String url, Instant at) {
        try {
            var answer = outgoing.send(Outgoing.Request.get(URI.create(url))
                    .with("Accept", "text/html, */*;q=0.5")
                    .atMost(ENOUGH)
                    .within(LONGEST));
            return of(url, answer.status(), at);
        } catch (OutgoingRefused | IllegalArgumentException refused) {
            return new Link(url, State.DEAD, null, String.valueOf(refused.getMessage()), at);
        } catch (OutgoingUnreached away) {
            return new Link(url, State.DEAD, null, "The server can't be reached.", at);
        } catch (IOException cut) {
            // A large file, or a slow one: it answers.
            return new Link(url, State.UNCLEAR, null, "The server did not send a complete response.", at);
        }
    }

    private static Link of(String url, int status, Instant at) {
        if (status < 400) return new Link(url, State.OK, status, null, at);
        if (status == 404 || status == 410) return new Link(url, State.DEAD, status, "The page does not exist.", at);
        return new Link(url, State.UNCLEAR, status, "The server responds with status " + status + ".", at);
    }
}
