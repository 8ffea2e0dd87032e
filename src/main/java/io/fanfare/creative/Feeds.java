package io.fanfare.creative;

import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Markup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads RSS, Atom and JSON feeds. Documents with a DOCTYPE are refused. */
public final class Feeds {
    private static final int MOST_ENTRIES = 200;
    private static final Pattern UNVERSIONED = Pattern.compile("<rss(?![^>]{0,2000}\\bversion)");
    private static final Pattern NOT_XML = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

    /** Where blogs usually have their feed, seen from their home page. */
    public static final List<String> USUAL = List.of(
            "feed/", "rss.xml", "feed.xml", "atom.xml", "index.xml", "/feed/", "/rss.xml", "/blog/feed/", "/feed.json");

    private Feeds() {}

    /** An entry of a feed; {@code link} is unchanged. */
    public record Entry(
            String title,
            @Nullable String date,
            List<String> authors,
            List<String> tags,
            String html,
            String link,
            @Nullable String guid) {
        /** One name, or a list of several. */
        @Nullable
        Object author() {
            return authors.isEmpty() ? null : authors.size() == 1 ? authors.getFirst() : authors;
        }
    }

    /** The entries of an RSS, Atom or JSON feed in its own order; none if it is not a feed. */
    public static List<Entry> entries(byte[] bytes, @Nullable String contentType) {
        String start = new String(bytes, 0, Math.min(200, bytes.length), StandardCharsets.UTF_8).strip();
        if (start.startsWith("{"))
            return items(new String(bytes, StandardCharsets.UTF_8))
                    .map(Feeds::entry)
                    .toList();
        return parsed(bytes, contentType).stream().map(Feeds::entry).toList();
    }

    /** The newest entry; empty if it is not a feed, or has no entries. */
    static Optional<Entry> xml(byte[] bytes, @Nullable String contentType) {
        var entries = parsed(bytes, contentType);
        return entries.stream()
                // Without dates the first is the newest.
                .max(Comparator.comparing(Feeds::time).thenComparing(entry -> -entries.indexOf(entry)))
                .map(Feeds::entry);
    }

    /** The name of a feed; empty if it has none. */
    static Optional<String> name(byte[] bytes, @Nullable String contentType) {
        String start = new String(bytes, 0, Math.min(200, bytes.length), StandardCharsets.UTF_8).strip();
        String name = start.startsWith("{")
                ? jsonName(bytes)
                : feed(bytes, contentType).map(SyndFeed::getTitle).orElse("");
        return Optional.ofNullable(name)
                .map(text -> Article.shortened(Article.clean(Jsoup.parse(text).text()), Article.LONGEST_TAG))
                .filter(text -> !text.isBlank());
    }

    private static String jsonName(byte[] bytes) {
        try {
            return Json.read(new String(bytes, StandardCharsets.UTF_8), JsonNode.class)
                    .path("title")
                    .asString("");
        } catch (JacksonException broken) {
            return "";
        }
    }

    private static List<SyndEntry> parsed(byte[] bytes, @Nullable String contentType) {
        return feed(bytes, contentType)
                .map(feed -> feed.getEntries().stream().limit(MOST_ENTRIES).toList())
                .orElse(List.of());
    }

    private static Optional<SyndFeed> feed(byte[] bytes, @Nullable String contentType) {
        try {
            var input = new SyndFeedInput(false, Locale.ROOT);
            input.setXmlHealerOn(true);
            return Optional.of(input.build(new StringReader(text(bytes, contentType))));
        } catch (FeedException | IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static String text(byte[] bytes, @Nullable String contentType) throws IOException {
        try (var reader = new XmlReader(new ByteArrayInputStream(bytes), contentType, true)) {
            String text =
                    NOT_XML.matcher(Article.clean(reader.readAllAsString())).replaceAll("");
            return UNVERSIONED.matcher(text).replaceFirst("<rss version=\"2.0\"");
        }
    }

    private static Instant time(SyndEntry entry) {
        return date(entry).orElse(Instant.EPOCH);
    }

    private static Optional<Instant> date(SyndEntry entry) {
        return Stream.of(Optional.ofNullable(entry.getPublishedDate()), Optional.ofNullable(entry.getUpdatedDate()))
                .flatMap(Optional::stream)
                .map(Date::toInstant)
                .findFirst();
    }

    private static Entry entry(SyndEntry entry) {
        String html = Stream.concat(entry.getContents().stream(), Stream.ofNullable(entry.getDescription()))
                .map(SyndContent::getValue)
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse("");
        var authors = new ArrayList<>(
                entry.getAuthors().stream().map(SyndPerson::getName).toList());
        if (authors.isEmpty() && entry.getAuthor() != null) authors.add(entry.getAuthor());
        return new Entry(
                Jsoup.parse(Objects.requireNonNullElse(entry.getTitle(), "")).text(),
                date(entry).map(Instant::toString).orElse(null),
                named(authors),
                tagged(entry.getCategories().stream().map(SyndCategory::getName).toList()),
                html,
                Objects.requireNonNullElse(entry.getLink(), ""),
                entry.getUri());
    }

    /** The newest entry; empty if it is not a JSON Feed, or has no entries. */
    static Optional<Entry> json(String text) {
        return items(text)
                .reduce((newest, item) -> published(item).compareTo(published(newest)) > 0 ? item : newest)
                .map(Feeds::entry);
    }

    private static Stream<JsonNode> items(String text) {
        try {
            JsonNode items = Json.read(text, JsonNode.class).path("items");
            return items.isArray()
                    ? StreamSupport.stream(items.spliterator(), false).limit(MOST_ENTRIES)
                    : Stream.empty();
        } catch (JacksonException broken) {
            return Stream.empty();
        }
    }

    private static Entry entry(JsonNode newest) {
        String html = newest.path("content_html").asString("");
        if (html.isBlank())
            html = Markup.html(
                    newest.path("content_text").asString(newest.path("summary").asString("")));
        var tags = new ArrayList<String>();
        newest.path("tags").forEach(tag -> tags.add(tag.asString("")));
        var authors = new ArrayList<String>();
        newest.path("authors").forEach(author -> authors.add(author.path("name").asString("")));
        if (authors.isEmpty()) authors.add(newest.at("/author/name").asString(""));
        String date = published(newest);
        return new Entry(
                newest.path("title").asString(""),
                date.isBlank() ? null : date,
                named(authors),
                tagged(tags),
                html,
                newest.path("url").asString(""),
                newest.path("id").asString(null));
    }

    private static String published(JsonNode item) {
        return item.path("date_published").asString("");
    }

    private static List<String> named(List<String> names) {
        return names.stream()
                .filter(name -> name != null && !name.isBlank())
                .map(name -> Article.shortened(Article.clean(name), Article.LONGEST_TITLE))
                .distinct()
                .limit(Article.MOST_TAGS)
                .toList();
    }

    private static List<String> tagged(List<String> tags) {
        return tags.stream()
                .filter(tag -> tag != null && !tag.isBlank() && tag.length() <= Article.LONGEST_TAG)
                .limit(Article.MOST_TAGS)
                .toList();
    }
}
