package io.fanfare.creative;

import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.OutgoingRefused;
import io.fanfare.kernel.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fetches articles from the web: pages, Markdown files, and the newest entry of feeds. */
@Component
class ArticleFetching {
    private static final int MOST_BYTES = 5 << 20;
    /** Extracting the article of a larger page takes too long. */
    private static final int MOST_PAGE_BYTES = 2 << 20;
    /** A feed entry that is shorter is only a summary; the page is read instead. */
    private static final int SUMMARY = 600;

    private static final Pattern CHARSET = Pattern.compile("(?i)charset=[\"']?([A-Za-z0-9_.:-]+)");

    private final Outgoing outgoing;

    ArticleFetching(Outgoing outgoing) {
        this.outgoing = outgoing;
    }

    Article fetch(URI uri) {
        return read(get(uri), uri).cleaned();
    }

    /** An entry of a feed; its page is read where the feed contains only a summary. */
    Article fetch(Feeds.Entry entry, URI feed) {
        return entry(Optional.of(entry), feed).cleaned();
    }

    private Article read(Outgoing.Answer answer, URI uri) {
        String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        String start =
                new String(answer.bytes(), 0, Math.min(600, answer.bytes().length), StandardCharsets.UTF_8).strip();
        if (type.contains("json") || start.startsWith("{") && start.contains("jsonfeed.org"))
            return entry(Feeds.json(text(answer)), uri);
        boolean feed = type.contains("rss")
                || type.contains("atom")
                || start.contains("<rss")
                || start.contains("<feed")
                || start.contains("<rdf:RDF");
        if (feed)
            return entry(Feeds.xml(answer.bytes(), answer.header("content-type").orElse(null)), uri);
        boolean markdown = type.contains("markdown")
                || type.startsWith("text/plain")
                        && String.valueOf(uri.getPath()).endsWith(".md");
        if (markdown) return markdown(text(answer), uri);
        if (type.contains("html") || type.isEmpty() || start.startsWith("<"))
            return page(answer, uri).orElseThrow(() -> unreadable("There is no text at this address."));
        throw unreadable("The address returns " + type.split(";")[0] + ", which is neither a page nor a feed.");
    }

    private static Article markdown(String text, URI uri) {
        if (text.isBlank()) throw unreadable("There is no text at this address.");
        String body = text.length() > BlogPosts.LONGEST ? text.substring(0, BlogPosts.LONGEST) : text;
        try {
            return MarkdownArticle.of(body, uri.toString());
        } catch (Refused broken) {
            throw unreadable("The front matter of the post at this address is invalid.");
        }
    }

    private static Optional<Article> page(Outgoing.Answer answer, URI uri) {
        if (answer.bytes().length > MOST_PAGE_BYTES) throw unreadable("The page is larger than 2 MB.");
        return ArticlePage.page(document(answer, uri), uri.toString());
    }

    private static Document document(Outgoing.Answer answer, URI uri) {
        try {
            String charset =
                    answer.header("content-type").map(ArticleFetching::charset).orElse(null);
            return Jsoup.parse(new ByteArrayInputStream(answer.bytes()), charset, uri.toString());
        } catch (IOException | RuntimeException unknown) {
            return Jsoup.parse(text(answer), uri.toString());
        }
    }

    private static @Nullable String charset(String type) {
        var named = CHARSET.matcher(type);
        return named.find() ? named.group(1) : null;
    }

    private static String text(Outgoing.Answer answer) {
        return Article.clean(new String(answer.bytes(), StandardCharsets.UTF_8));
    }

    private Article entry(Optional<Feeds.Entry> newest, URI feed) {
        var entry = newest.orElseThrow(() -> unreadable("The feed cannot be read, or has no entries."));
        String address = address(feed, entry.link());
        var read = ArticlePage.entry(entry.html(), address);
        int length = Jsoup.parse(entry.html()).text().length();
        if (length < SUMMARY && !entry.link().isBlank()) {
            var page = fetched(address)
                    .filter(whole -> Jsoup.parse(whole.content()).text().length() > length);
            if (page.isPresent()) return merged(entry, page.get(), address);
        }
        return merged(entry, read.orElseThrow(() -> unreadable("The newest entry of the feed has no text.")), address);
    }

    private static Article merged(Feeds.Entry entry, Article article, String address) {
        return new Article(
                entry.title().isBlank() ? article.title() : Article.shortened(entry.title(), Article.LONGEST_TITLE),
                entry.date() == null ? article.date() : Article.shortened(entry.date(), Article.LONGEST_DATE),
                entry.authors().isEmpty() ? article.author() : entry.author(),
                entry.tags().isEmpty() ? article.tags() : entry.tags(),
                article.description(),
                article.format(),
                article.content(),
                address,
                article.frontMatter());
    }

    private Optional<Article> fetched(String address) {
        try {
            var uri = Article.address("url", address);
            return page(get(uri), uri);
        } catch (Refused unreadable) {
            return Optional.empty();
        }
    }

    /** The URL of an entry if it is a web URL, otherwise that of the feed. */
    private static String address(URI feed, String link) {
        if (link.isBlank()) return feed.toString();
        String safe = link.strip().replace(" ", "%20").replaceAll("[\\p{Cntrl}<>\"{}|\\\\^`]", "");
        try {
            return Article.address("url", feed.resolve(safe).toString()).toString();
        } catch (IllegalArgumentException | Refused malformed) {
            return feed.toString();
        }
    }

    private Outgoing.Answer get(URI uri) {
        try {
            var answer = outgoing.send(Outgoing.Request.get(uri)
                    .with(
                            "Accept",
                            "text/html, application/rss+xml, application/atom+xml, application/feed+json, text/markdown, */*;q=0.5")
                    .atMost(MOST_BYTES));
            if (!answer.ok()) throw unreadable("The address responds with status " + answer.status() + ".");
            return answer;
        } catch (OutgoingRefused refused) {
            throw Refused.unprocessable("url_refused", String.valueOf(refused.getMessage()));
        } catch (IOException | IllegalArgumentException failed) {
            throw unreadable("The address cannot be reached, or its response is larger than 5 MB.");
        }
    }

    private static Refused unreadable(String why) {
        return Refused.unprocessable(
                "url_unreadable", why + " Check the address, or send the post's markdown or html.");
    }
}
