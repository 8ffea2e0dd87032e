package io.fanfare.creative;

import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.OutgoingRefused;
import io.fanfare.kernel.Refused;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads feeds politely: it asks only for what has changed, and waits as long as a server asks for. */
@Component
class BlogFeedReading {
    private static final int MOST_BYTES = 5 << 20;
    private static final int LONGEST_TAG = 500;
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final String ACCEPT =
            "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5";

    private final Outgoing outgoing;

    BlogFeedReading(Outgoing outgoing) {
        this.outgoing = outgoing;
    }

    /** The response of a feed. */
    sealed interface Result {
        record Unchanged() implements Result {}

        record Posts(
                URI address,
                String name,
                List<Feeds.Entry> entries,
                @Nullable String etag,
                @Nullable String lastModified)
                implements Result {}

        /** {@code after} is how long its server asks to wait; {@code gone} that it will not come back. */
        record Failed(String why, @Nullable Duration after, boolean gone) implements Result {}
    }

    Result read(BlogFeed feed) {
        var request = request(URI.create(feed.url()));
        if (feed.etag() != null) request = request.with("If-None-Match", feed.etag());
        if (feed.lastModified() != null) request = request.with("If-Modified-Since", feed.lastModified());
        try {
            var answer = outgoing.send(request);
            if (answer.status() == 304) return new Result.Unchanged();
            if (!answer.ok())
                return new Result.Failed(
                        "Its server responds with status " + answer.status() + ".",
                        answer.header("retry-after")
                                .flatMap(BlogFeedReading::seconds)
                                .orElse(null),
                        answer.status() == 410);
            return posts(answer)
                    .<Result>map(found -> found)
                    .orElseGet(() -> new Result.Failed("There are no posts at this address.", null, false));
        } catch (OutgoingRefused refused) {
            return new Result.Failed(String.valueOf(refused.getMessage()), null, false);
        } catch (IOException | IllegalArgumentException failed) {
            return new Result.Failed("Its server does not respond.", null, false);
        }
    }

    /** The feed at an address, or of the blog at that address. */
    Result.Posts find(URI address) {
        var page = page(address);
        var feed = posts(page);
        if (feed.isPresent()) return feed.get();
        return candidates(page).stream()
                .flatMap(uri -> attempt(uri).stream())
                .findFirst()
                .orElseThrow(
                        () -> Refused.unprocessable(
                                "feed_unreadable",
                                "No feed was found at this address. Enter the address of the blog, or of its RSS or Atom feed."));
    }

    private Outgoing.Answer page(URI address) {
        try {
            var answer = outgoing.send(request(address));
            if (answer.ok()) return answer;
            throw Refused.unprocessable(
                    "feed_unreadable", "The address responds with status " + answer.status() + ". Check the address.");
        } catch (OutgoingRefused refused) {
            throw Refused.unprocessable("url_refused", String.valueOf(refused.getMessage()));
        } catch (IOException | IllegalArgumentException failed) {
            throw Refused.unprocessable("feed_unreadable", "The address cannot be reached. Check the address.");
        }
    }

    /** What the page names as its feed, otherwise where feeds usually are. */
    private static List<URI> candidates(Outgoing.Answer page) {
        var base = page.address();
        var links = new ArrayList<URI>();
        Jsoup.parse(new String(page.bytes(), StandardCharsets.UTF_8), base.toString())
                .select("link[rel~=(?i)alternate][type~=(?i)(rss|atom|feed)][href]")
                .forEach(link -> resolved(base, link.attr("href")).ifPresent(links::add));
        return links.isEmpty()
                ? Feeds.USUAL.stream()
                        .flatMap(usual -> resolved(base, usual).stream())
                        .distinct()
                        .toList()
                : links.stream().limit(3).toList();
    }

    private static Optional<URI> resolved(URI base, String link) {
        try {
            return Optional.of(base.resolve(link.strip().replace(" ", "%20")));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private Optional<Result.Posts> attempt(URI address) {
        try {
            return Optional.of(outgoing.send(request(address).within(Duration.ofSeconds(5))))
                    .filter(Outgoing.Answer::ok)
                    .flatMap(BlogFeedReading::posts);
        } catch (IOException | OutgoingRefused | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Result.Posts> posts(Outgoing.Answer answer) {
        String type = answer.header("content-type").orElse(null);
        var entries = Feeds.entries(answer.bytes(), type);
        if (entries.isEmpty()) return Optional.empty();
        return Optional.of(new Result.Posts(
                answer.address(),
                Feeds.name(answer.bytes(), type)
                        .orElse(String.valueOf(answer.address().getHost())),
                entries,
                tag(answer, "etag"),
                tag(answer, "last-modified")));
    }

    private static @Nullable String tag(Outgoing.Answer answer, String header) {
        return answer.header(header)
                .filter(value -> value.length() <= LONGEST_TAG && value.matches("[\\x20-\\x7e]+"))
                .orElse(null);
    }

    private static Optional<Duration> seconds(String header) {
        return header.matches("\\d{1,7}") ? Optional.of(Duration.ofSeconds(Long.parseLong(header))) : Optional.empty();
    }

    private static Outgoing.Request request(URI address) {
        return Outgoing.Request.get(address)
                .with("Accept", ACCEPT)
                .atMost(MOST_BYTES)
                .within(WITHIN);
    }
}
