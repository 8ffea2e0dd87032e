package io.fanfare.start;

import io.fanfare.creative.ArticlePage;
import io.fanfare.creative.Feeds;
import io.fanfare.kernel.Outgoing;
import io.fanfare.start.SiteVisit.Page;
import io.fanfare.start.Website.Found;
import io.fanfare.start.Website.SitePost;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** The newest posts of a website: from its feed, or else from the articles that its page links to. */
final class SitePosts {
    private static final int MOST_POSTS = 8;
    private static final int MOST_READ = 5;
    private static final int FEED_BYTES = 5 << 20;
    /** An entry with less text is a summary, and the page is read instead. */
    private static final int SUMMARY = 120;

    private final SiteVisit visit;
    private final SitePage home;

    SitePosts(SiteVisit visit, SitePage home) {
        this.visit = visit;
        this.home = home;
    }

    /** The posts, and the feed that named them. */
    record Posts(List<SitePost> posts, @Nullable Found feed) {}

    Posts newest() {
        var named = feed(home.feeds(), "link in the page");
        var feed = named.isPresent() ? named : feed(usual(), "usual address");
        if (feed.isPresent()) return new Posts(entries(feed.get()), feed.get().found());
        return new Posts(linked(), null);
    }

    private List<URI> usual() {
        return Feeds.USUAL.stream().map(home.address()::resolve).distinct().toList();
    }

    private record Feed(Found found, URI address, List<Feeds.Entry> entries) {}

    private Optional<Feed> feed(List<URI> addresses, String source) {
        var tasks = addresses.stream()
                .<Callable<Optional<Feed>>>map(address -> () -> visit.get(address, FEED_BYTES)
                        .map(answer -> new Feed(
                                new Found(answer.address().toString(), source), answer.address(), entriesOf(answer)))
                        .filter(found -> !found.entries().isEmpty()))
                .toList();
        return SiteVisit.all(tasks).stream().flatMap(Optional::stream).findFirst();
    }

    private static List<Feeds.Entry> entriesOf(Outgoing.Answer answer) {
        return Feeds.entries(answer.bytes(), answer.header("content-type").orElse(null));
    }

    private List<SitePost> entries(Feed feed) {
        var newest = feed.entries().stream()
                .filter(entry ->
                        SiteVisit.resolved(feed.address(), entry.link()).isPresent())
                .sorted(Comparator.comparing((Feeds.Entry entry) -> Objects.requireNonNullElse(entry.date(), ""))
                        .reversed())
                .limit(MOST_POSTS)
                .toList();
        var tasks = new ArrayList<Callable<Optional<SitePost>>>();
        for (int i = 0; i < newest.size(); i++) {
            var entry = newest.get(i);
            boolean read = i < MOST_READ;
            tasks.add(() -> Optional.of(post(feed, entry, read)));
        }
        return SiteVisit.all(tasks).stream().flatMap(Optional::stream).toList();
    }

    private SitePost post(Feed feed, Feeds.Entry entry, boolean read) {
        var address = SiteVisit.resolved(feed.address(), entry.link()).orElseThrow();
        var body = Jsoup.parse(entry.html(), address.toString());
        int words = words(body.text());
        var picture = Optional.ofNullable(body.selectFirst("img[src]")).map(image -> image.absUrl("src"));
        boolean complete = words >= SUMMARY;
        if (read && (!complete || picture.isEmpty())) {
            var page = visit.page(address);
            var outline = page.flatMap(found -> ArticlePage.outline(found.document(), address.toString()));
            if (!complete && outline.isPresent()) words = outline.get().words();
            if (picture.isEmpty()) picture = page.flatMap(found -> new SitePage(found).picture());
            complete |= outline.isPresent();
        }
        return new SitePost(
                address.toString(),
                title(entry, body.text()),
                entry.date(),
                complete ? words : null,
                summary(body.text(), 240),
                picture.filter(link -> link.startsWith("http")).orElse(null),
                null);
    }

    /** Pages of this site that the home page links to with a headline, if they contain an article. */
    private List<SitePost> linked() {
        var links = new LinkedHashMap<URI, String>();
        home
                .document()
                .select("article a[href], h2 a[href], h3 a[href], main li a[href], [class*=post] a[href]")
                .stream()
                .filter(link -> link.text().length() >= 15 && link.text().length() <= 200)
                .forEach(link -> SiteVisit.resolved(home.address(), link.attr("href"))
                        .filter(uri -> SiteVisit.sameSite(uri, home.address()))
                        .filter(uri -> uri.getPath() != null && uri.getPath().length() > 3)
                        .ifPresent(uri -> links.putIfAbsent(uri, link.text())));
        var tasks = links.keySet().stream()
                .limit(MOST_READ)
                .<Callable<Optional<SitePost>>>map(uri -> () -> visit.page(uri).flatMap(SitePosts::article))
                .toList();
        return SiteVisit.all(tasks).stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing((SitePost post) -> Objects.requireNonNullElse(post.date(), ""))
                        .reversed())
                .toList();
    }

    private static Optional<SitePost> article(Page page) {
        return ArticlePage.outline(page.document(), page.address().toString())
                .filter(outline -> outline.words() >= 80)
                .map(outline -> new SitePost(
                        page.address().toString(),
                        outline.title(),
                        outline.date(),
                        outline.words(),
                        outline.description(),
                        new SitePage(page).picture().orElse(null),
                        null));
    }

    private static String title(Feeds.Entry entry, String text) {
        String named = entry.title().isBlank() ? summary(text, 80) : summary(entry.title(), 200);
        return Objects.requireNonNullElse(named, "…");
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static @Nullable String summary(String text, int longest) {
        String plain = text.replaceAll("\\s+", " ").strip();
        if (plain.isEmpty()) return null;
        return plain.length() <= longest
                ? plain
                : plain.substring(0, longest - 1).replaceFirst("\\s\\S*$", "") + "…";
    }
}
