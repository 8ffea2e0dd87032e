package io.fanfare.creative;

import io.fanfare.ai.Fitting;
import io.fanfare.ai.Measure;
import io.fanfare.ai.Plain;
import io.fanfare.ai.Sentences;
import io.fanfare.ai.Source;
import io.fanfare.creative.BlogPost.Format;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Markup;
import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.OutgoingRefused;
import io.fanfare.kernel.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads articles as they come: Markdown with its front matter, pages, and the newest entry of feeds. */
@Component
class Articles {
    private static final int MOST_BYTES = 5 << 20;
    private static final int STUB = 600;
    private static final Pattern HEADING = Pattern.compile(
            "(?m)^#{1,2}[ \\t]{1,20}(.{1,500}?)[ \\t]{0,20}#{0,20}$|^(\\S.*)\\r?\\n(?:={3,}|-{3,})[ \\t]*$");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}'’-]*");
    private static final String NO_ARTICLE =
            "script, style, nav, footer, aside, form, iframe, noscript, template, header nav, [role=navigation], [aria-hidden=true], [hidden]";

    private final Outgoing outgoing;

    Articles(Outgoing outgoing) {
        this.outgoing = outgoing;
    }

    /** An article, before it is kept. */
    record Article(
            String title,
            @Nullable String date,
            @Nullable Object author,
            List<String> tags,
            @Nullable String description,
            Format format,
            String content,
            @Nullable String address) {
        int words() {
            String text =
                    format == Format.HTML ? Jsoup.parseBodyFragment(content).text() : content;
            return (int) WORD.matcher(text).results().count();
        }

        /** Without what the database can't keep: others may serve anything. */
        Article kept() {
            String plain = clean(title);
            return new Article(
                    plain.isBlank() ? "…" : plain,
                    date == null ? null : clean(date),
                    author instanceof String name ? clean(name) : author,
                    tags.stream()
                            .map(Articles::clean)
                            .filter(tag -> !tag.isBlank())
                            .toList(),
                    description == null ? null : clean(description),
                    format,
                    clean(content),
                    address);
        }

        Article titled(@Nullable String given) {
            return given == null || given.isBlank()
                    ? this
                    : new Article(given, date, author, tags, description, format, content, address);
        }
    }

    Article of(BlogPosts.NewBlogPost given) {
        if (given.markdown() != null) return markdown(given.markdown(), null).titled(given.title());
        if (given.html() != null)
            return html(Jsoup.parse(given.html()), "html", null, false).titled(given.title());
        return fetched(address("url", String.valueOf(given.url()))).kept().titled(given.title());
    }

    static URI address(String field, String text) {
        try {
            var uri = new URI(text.strip());
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null) return uri;
        } catch (URISyntaxException malformed) {
            // Said below.
        }
        throw Refused.invalid(field, "is no web address such as https://example.com/post");
    }

    private static Article markdown(String text, @Nullable String address) {
        var front = FrontMatter.of(text);
        String body = front.body();
        if (body.isBlank() && front.values().isEmpty()) throw Refused.invalid("markdown", "holds no text");
        String title = front.text("title").orElseGet(() -> heading(body));
        return new Article(
                shortened(title, 500),
                front.text("date", "pubdate", "published", "publishdate").orElse(null),
                front.author().orElse(null),
                front.tags(),
                front.text("description", "summary", "excerpt", "subtitle").orElse(null),
                Format.MARKDOWN,
                body,
                address);
    }

    private static String heading(String body) {
        var heading = HEADING.matcher(body);
        if (heading.find()) {
            String text = text(heading.group(1) == null ? heading.group(2) : heading.group(1));
            if (!text.isBlank()) return text;
        }
        return beginning(Markup.html(body.substring(0, Math.min(4_000, body.length()))));
    }

    private static String text(String markdown) {
        return Plain.line(Jsoup.parseBodyFragment(Markup.html("# " + markdown)).text());
    }

    /** For a post without a title: how it begins. */
    private static String beginning(String html) {
        var body = Jsoup.parseBodyFragment(html).body();
        var lines = Source.ofHtml("", null, html, null, List.of()).blocks().stream()
                .limit(3)
                .flatMap(block -> Sentences.of(block.text()).stream().limit(1))
                .toList();
        // Not "Dear friends,".
        String first = lines.stream()
                .filter(line -> !line.endsWith(",") && line.length() > 8)
                .findFirst()
                .orElseGet(() -> Plain.line(body.text()));
        if (first.isBlank()) first = body.text().strip();
        return first.isBlank() ? "…" : shortened(Fitting.fit(first, Measure.characters(100)), 100);
    }

    private static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static Article html(Document page, String field, @Nullable String address, boolean extract) {
        String title = meta(page, "og:title")
                .or(() -> Optional.ofNullable(page.selectFirst("title")).map(Element::text))
                .filter(text -> !text.isBlank())
                .map(text -> headingLike(page, text))
                .or(() -> Optional.ofNullable(page.selectFirst("h1")).map(Element::text))
                .filter(text -> !text.isBlank())
                .orElse("");
        var date = meta(page, "article:published_time")
                .or(() -> meta(page, "date"))
                .or(() -> meta(page, "dc.date"))
                .or(() ->
                        Optional.ofNullable(page.selectFirst("time[datetime]")).map(time -> time.attr("datetime")))
                .filter(text -> !text.isBlank());
        var author = meta(page, "author")
                .or(() -> meta(page, "article:author").filter(name -> !name.startsWith("http")))
                .or(() -> Optional.ofNullable(page.selectFirst("[rel=author]")).map(Element::text))
                .filter(text -> !text.isBlank());
        var description =
                meta(page, "description").or(() -> meta(page, "og:description")).filter(text -> !text.isBlank());
        var tags = new ArrayList<String>();
        page.select("meta[property=article:tag]").forEach(tag -> tags.add(tag.attr("content")));
        if (tags.isEmpty())
            meta(page, "keywords").ifPresent(words -> {
                for (String word : words.split(",")) tags.add(word.strip());
            });
        tags.removeIf(tag -> tag.isBlank() || tag.length() > 200);
        var body = extract ? article(page) : page.body();
        body.select(NO_ARTICLE).remove();
        // The title is not a sentence of the post.
        var first = body.selectFirst("h1");
        if (first != null && first.text().equals(title)) first.remove();
        String safe = Markup.sanitized(body.html());
        if (Jsoup.parseBodyFragment(safe).text().isBlank()) {
            if (field.equals("html")) throw Refused.invalid(field, "holds no text");
            throw unreadable("There is no text at this address.");
        }
        if (safe.length() > BlogPosts.LONGEST) safe = Markup.sanitized(safe.substring(0, BlogPosts.LONGEST));
        return new Article(
                shortened(title.isBlank() ? beginning(safe) : title, 500),
                date.map(text -> shortened(text, 200)).orElse(null),
                author.map(text -> shortened(text, 500)).orElse(null),
                List.copyOf(tags.subList(0, Math.min(100, tags.size()))),
                description.map(text -> shortened(text, 5_000)).orElse(null),
                Format.HTML,
                safe,
                address);
    }

    /** "Title | Site" where the page itself says "Title". */
    private static String headingLike(Document page, String title) {
        return page.select("h1").stream()
                .map(Element::text)
                .filter(heading -> heading.length() >= 4 && title.startsWith(heading))
                .findFirst()
                .orElse(title);
    }

    private static Optional<String> meta(Document page, String name) {
        return page.select("meta").stream()
                .filter(meta ->
                        name.equalsIgnoreCase(meta.attr("name")) || name.equalsIgnoreCase(meta.attr("property")))
                .map(meta -> meta.attr("content").strip())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** The part of a page that is the article: what says so, else what holds most of its paragraphs. */
    private static Element article(Document page) {
        for (String place : List.of("[itemprop=articleBody]", "article", "[role=main]", "main")) {
            var found = page.select(place).stream()
                    .max(Comparator.comparingInt(e -> e.text().length()));
            if (found.isPresent() && found.get().text().length() >= 200) return found.get();
        }
        return page.select("p").stream()
                .map(Element::parent)
                .filter(java.util.Objects::nonNull)
                .distinct()
                .limit(500)
                .max(Comparator.comparingInt(e -> e.children().stream()
                        .filter(c -> c.normalName().equals("p"))
                        .mapToInt(c -> c.text().length())
                        .sum()))
                .filter(e -> e.text().length() >= 200)
                .orElse(page.body());
    }

    private Article fetched(URI uri) {
        var answer = get(uri);
        String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        String start =
                new String(answer.bytes(), 0, Math.min(600, answer.bytes().length), StandardCharsets.UTF_8).strip();
        if (type.contains("json") || start.startsWith("{") && start.contains("jsonfeed.org"))
            return jsonFeed(answer, uri);
        boolean feed = type.contains("rss")
                || type.contains("atom")
                || start.contains("<rss")
                || start.contains("<feed")
                || start.contains("<rdf:RDF");
        if (feed) return xmlFeed(answer, uri);
        if (type.contains("markdown")
                || type.startsWith("text/plain")
                        && String.valueOf(uri.getPath()).endsWith(".md")) {
            String text = text(answer);
            if (text.isBlank()) throw unreadable("There is no text at this address.");
            return there(text.length() > BlogPosts.LONGEST ? text.substring(0, BlogPosts.LONGEST) : text, uri);
        }
        if (type.contains("html") || type.isEmpty() || start.startsWith("<"))
            return html(page(answer, uri), "url", uri.toString(), true);
        throw unreadable("What is there is " + type.split(";")[0] + ", neither a page nor a feed.");
    }

    /** What is wrong with a post that others serve is no fault of the request. */
    private static Article there(String markdown, URI uri) {
        try {
            return markdown(markdown, uri.toString());
        } catch (Refused broken) {
            throw unreadable("The front matter of the post at this address is broken.");
        }
    }

    private Outgoing.Answer get(URI uri) {
        try {
            var answer = outgoing.send(Outgoing.Request.get(uri)
                    .with(
                            "Accept",
                            "text/html, application/rss+xml, application/atom+xml, application/feed+json, text/markdown, */*;q=0.5")
                    .atMost(MOST_BYTES));
            if (!answer.ok()) throw unreadable("The address answers with " + answer.status() + ".");
            return answer;
        } catch (OutgoingRefused refused) {
            throw Refused.unprocessable("url_refused", String.valueOf(refused.getMessage()));
        } catch (IOException | IllegalArgumentException failed) {
            throw unreadable("The address can't be reached, or its answer is too long.");
        }
    }

    private static Refused unreadable(String why) {
        return Refused.unprocessable("url_unreadable", why + " Check it, or send the post's markdown or html.");
    }

    private static Document page(Outgoing.Answer answer, URI uri) {
        try {
            String charset =
                    answer.header("content-type").map(Articles::charset).orElse(null);
            return Jsoup.parse(new ByteArrayInputStream(answer.bytes()), charset, uri.toString());
        } catch (IOException | RuntimeException unknown) {
            return Jsoup.parse(text(answer), uri.toString());
        }
    }

    private static @Nullable String charset(String type) {
        var named = Pattern.compile("(?i)charset=[\"']?([A-Za-z0-9_.:-]+)").matcher(type);
        return named.find() ? named.group(1) : null;
    }

    private static String text(Outgoing.Answer answer) {
        return clean(new String(answer.bytes(), StandardCharsets.UTF_8));
    }

    private static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE))
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private Article xmlFeed(Outgoing.Answer answer, URI uri) {
        Document feed;
        try {
            feed = Jsoup.parse(new ByteArrayInputStream(answer.bytes()), null, uri.toString(), Parser.xmlParser());
        } catch (IOException | RuntimeException broken) {
            throw unreadable("The feed can't be read.");
        }
        var entries = feed.select("item, entry").stream().limit(200).toList();
        if (entries.isEmpty()) throw unreadable("The feed has no entries.");
        var newest = entries.stream().max(Comparator.comparing(Articles::stamp)).orElseThrow();
        // Without dates the first is the newest.
        var entry = stamp(newest).isEmpty() ? entries.getFirst() : newest;
        String link = link(entry);
        String html = child(entry, "content:encoded")
                .or(() -> child(entry, "content"))
                .or(() -> child(entry, "description"))
                .or(() -> child(entry, "summary"))
                .orElse("");
        String author = child(entry, "dc:creator")
                .or(() ->
                        Optional.ofNullable(entry.selectFirst("author > name")).map(Element::text))
                .or(() -> child(entry, "author"))
                .orElse(null);
        String date = child(entry, "pubDate")
                .or(() -> child(entry, "published"))
                .or(() -> child(entry, "updated"))
                .or(() -> child(entry, "dc:date"))
                .orElse(null);
        var tags = entry.select("> category").stream()
                .map(c -> c.hasAttr("term") ? c.attr("term") : c.text())
                .filter(t -> !t.isBlank() && t.length() <= 200)
                .limit(100)
                .toList();
        return entry(
                child(entry, "title").map(title -> Jsoup.parse(title).text()).orElse(""),
                date,
                author,
                tags,
                html,
                link,
                uri);
    }

    private Article jsonFeed(Outgoing.Answer answer, URI uri) {
        JsonNode items;
        try {
            items = Json.read(text(answer), JsonNode.class).path("items");
        } catch (JacksonException broken) {
            throw unreadable("What is there is no JSON Feed.");
        }
        if (items.isEmpty() || !items.isArray()) throw unreadable("The feed has no entries.");
        JsonNode newest = items.get(0);
        for (JsonNode item : items)
            if (item.path("date_published")
                            .asString("")
                            .compareTo(newest.path("date_published").asString(""))
                    > 0) newest = item;
        String html = newest.path("content_html").asString("");
        if (html.isBlank())
            html = Markup.html(
                    newest.path("content_text").asString(newest.path("summary").asString("")));
        var tags = new ArrayList<String>();
        newest.path("tags").forEach(tag -> {
            String word = tag.asString("");
            if (!word.isBlank() && word.length() <= 200 && tags.size() < 100) tags.add(word);
        });
        String author =
                newest.at("/authors/0/name").asString(newest.at("/author/name").asString(""));
        String date = newest.path("date_published").asString("");
        return entry(
                newest.path("title").asString(""),
                date.isBlank() ? null : date,
                author.isBlank() ? null : author,
                tags,
                html,
                newest.path("url").asString(""),
                uri);
    }

    /** Where a feed has only how a post begins, the post itself is read. */
    private Article entry(
            String title,
            @Nullable String date,
            @Nullable String author,
            List<String> tags,
            String html,
            String link,
            URI feed) {
        var parsed = Jsoup.parse(html);
        String address = entryAddress(feed, link);
        if (parsed.text().length() < STUB && !link.isBlank()) {
            var whole = page(address);
            if (whole.isPresent()
                    && Jsoup.parse(whole.get().content()).text().length()
                            > parsed.text().length()) {
                var page = whole.get();
                return new Article(
                        title.isBlank() ? page.title() : shortened(title, 500),
                        date == null ? page.date() : date,
                        author == null ? page.author() : author,
                        tags.isEmpty() ? page.tags() : tags,
                        page.description(),
                        page.format(),
                        page.content(),
                        address);
            }
        }
        var article = html(parsed, "url", address, false);
        return new Article(
                title.isBlank() ? article.title() : shortened(title, 500),
                date == null ? article.date() : shortened(date, 200),
                author == null ? article.author() : shortened(author, 500),
                tags.isEmpty() ? article.tags() : tags,
                article.description(),
                article.format(),
                article.content(),
                address);
    }

    /** Where an entry says that it stands, as far as that is a place in the web; else the feed itself. */
    private static String entryAddress(URI feed, String link) {
        if (link.isBlank()) return feed.toString();
        try {
            return address("url", feed.resolve(safe(link)).toString()).toString();
        } catch (IllegalArgumentException | Refused nowhere) {
            return feed.toString();
        }
    }

    private Optional<Article> page(String address) {
        try {
            var uri = address("url", address);
            return Optional.of(html(page(get(uri), uri), "url", address, true));
        } catch (Refused unreadable) {
            return Optional.empty();
        }
    }

    private static String safe(String link) {
        return link.strip().replace(" ", "%20").replaceAll("[\\p{Cntrl}<>\"{}|\\\\^`]", "");
    }

    private static Optional<String> child(Element entry, String tag) {
        return entry.children().stream()
                .filter(child -> child.tagName().equalsIgnoreCase(tag))
                .map(child -> child.wholeText().isBlank()
                        ? child.html()
                        : child.attr("type").equals("xhtml") ? child.html() : child.wholeText())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static String link(Element entry) {
        var links = entry.children().stream()
                .filter(child -> child.tagName().equalsIgnoreCase("link"))
                .toList();
        return links.stream()
                .filter(link -> !link.hasAttr("rel") || link.attr("rel").equals("alternate"))
                .map(link -> link.hasAttr("href") ? link.attr("href") : link.text())
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    /** Its time in a form that sorts; empty where it has none that can be read. */
    private static String stamp(Element entry) {
        String text = child(entry, "pubDate")
                .or(() -> child(entry, "published"))
                .or(() -> child(entry, "updated"))
                .or(() -> child(entry, "dc:date"))
                .orElse("");
        try {
            return java.time.ZonedDateTime.parse(text, java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toString();
        } catch (java.time.format.DateTimeParseException other) {
            try {
                return java.time.OffsetDateTime.parse(text).toInstant().toString();
            } catch (java.time.format.DateTimeParseException none) {
                return "";
            }
        }
    }
}
