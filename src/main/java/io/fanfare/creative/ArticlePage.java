package io.fanfare.creative;

import io.fanfare.creative.BlogPost.Format;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Markup;
import io.fanfare.kernel.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.dankito.readability4j.Readability4J;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads articles in HTML: the metadata and, of complete pages, the part that is the article. */
public final class ArticlePage {
    private static final int MOST_ELEMENTS = 20_000;
    private static final int DEEPEST = 500;
    private static final int SHORTEST_ARTICLE = 200;
    private static final int LONGEST_JSON = 200_000;
    private static final String NO_ARTICLE =
            "script, style, nav, footer, aside, form, iframe, noscript, template, header nav, [role=navigation], [aria-hidden=true], [hidden],"
                    + " [role=dialog], [role=alertdialog], [class~=(?i)cookie-?(banner|bar|consent|notice)], [id~=(?i)cookie-?(banner|bar|consent|notice)]";

    private final Document page;
    private final Optional<JsonNode> data;

    private ArticlePage(Document page) {
        this.page = page;
        this.data = data(page);
    }

    /** What an article is about, without its text. */
    public record Outline(
            String title,
            @Nullable String date,
            int words,
            @Nullable String description) {}

    /** The article of a page of another server; empty if it contains none. */
    public static Optional<Outline> outline(Document page, String address) {
        try {
            return page(page, address)
                    .map(article -> article.cleaned().dated(address))
                    .map(article ->
                            new Outline(article.title(), article.date(), article.words(), article.description()));
        } catch (Refused tooLarge) {
            return Optional.empty();
        }
    }

    /** HTML that a client sent: all of it is the article. */
    static Article sent(String html) {
        var page = Jsoup.parse(html);
        var article = new ArticlePage(page).article(page.body(), null);
        return article.orElseThrow(() -> Refused.invalid("html", "must contain text"));
    }

    /** HTML of a feed entry; empty if it contains no text. */
    static Optional<Article> entry(String html, String address) {
        var page = Jsoup.parse(html, address);
        return new ArticlePage(page).article(page.body(), address);
    }

    /** A page of another server; empty if it contains no text. 422 if it is too large. */
    static Optional<Article> page(Document page, String address) {
        requireReadable(page);
        return new ArticlePage(page).article(extracted(page, address), address);
    }

    private static void requireReadable(Document page) {
        int[] size = new int[2];
        NodeTraversor.traverse(
                (node, depth) -> {
                    if (node instanceof Element) size[0]++;
                    size[1] = Math.max(size[1], depth);
                },
                page);
        if (size[0] > MOST_ELEMENTS || size[1] > DEEPEST)
            throw Refused.unprocessable(
                    "url_unreadable",
                    "The page has more than " + MOST_ELEMENTS + " elements or is nested more than " + DEEPEST
                            + " levels deep. Send the post's markdown or html.");
    }

    private static Element extracted(Document page, String address) {
        var copy = page.clone();
        speakers(copy);
        copy.select(NO_ARTICLE).remove();
        copy.select("code[class]").forEach(code -> code.attr("data-lang", code.className()));
        var content = new Readability4J(address, copy).parse().getArticleContent();
        if (content == null || content.text().length() < SHORTEST_ARTICLE) return page.body();
        content.select("code[data-lang]").forEach(code -> code.attr("class", code.attr("data-lang")));
        return content;
    }

    /** Keeps the speaker with the quotation, as a separate line. */
    private static void speakers(Element page) {
        page.select("figure:has(> blockquote) > figcaption").forEach(caption -> {
            var quotation = Objects.requireNonNull(caption.parent()).selectFirst("> blockquote");
            if (quotation != null) quotation.appendElement("p").text(speaker(caption));
            caption.remove();
        });
        page.select("blockquote footer").forEach(footer -> footer.replaceWith(line(footer)));
        page.select("blockquote > cite").forEach(cite -> cite.replaceWith(line(cite)));
        page.select("blockquote p > cite:only-child").stream()
                .map(Element::parent)
                .filter(paragraph -> paragraph != null
                        && paragraph.ownText().replaceAll("[—–-]", "").isBlank())
                .forEach(paragraph -> paragraph.text(speaker(paragraph)));
    }

    private static Element line(Element speaker) {
        return new Element("p").text(speaker(speaker));
    }

    private static String speaker(Element element) {
        return "— " + element.text().replaceFirst("^[—–-]+\\s*", "");
    }

    private Optional<Article> article(Element content, @Nullable String address) {
        String title = title();
        speakers(content);
        content.select(NO_ARTICLE).remove();
        // The title is not a sentence of the post.
        var first = content.selectFirst("h1");
        if (first != null && first.text().equals(title)) first.remove();
        String safe = Markup.sanitized(content.html());
        if (Jsoup.parseBodyFragment(safe).text().isBlank()) return Optional.empty();
        if (safe.length() > BlogPosts.LONGEST) safe = Markup.sanitized(safe.substring(0, BlogPosts.LONGEST));
        return Optional.of(new Article(
                Article.shortened(title.isBlank() ? MarkdownArticle.beginning(safe) : title, Article.LONGEST_TITLE),
                date().map(text -> Article.shortened(text, Article.LONGEST_DATE))
                        .orElse(null),
                author(),
                tags(),
                meta("description")
                        .or(() -> meta("og:description"))
                        .map(text -> Article.shortened(text, Article.LONGEST_DESCRIPTION))
                        .orElse(null),
                Format.HTML,
                safe,
                address,
                Map.of()));
    }

    private String title() {
        return meta("og:title")
                .or(() -> text("headline"))
                .or(() -> Optional.ofNullable(page.selectFirst("title")).map(Element::text))
                .filter(text -> !text.isBlank())
                .map(this::withoutSite)
                .or(() -> Optional.ofNullable(page.selectFirst("h1")).map(Element::text))
                .orElse("");
    }

    /** "Title | Site" becomes "Title" if a heading of the page is "Title". */
    private String withoutSite(String title) {
        return page.select("h1").stream()
                .map(Element::text)
                .filter(heading -> heading.length() >= 4 && title.startsWith(heading))
                .findFirst()
                .orElse(title);
    }

    private Optional<String> date() {
        return meta("article:published_time")
                .or(() -> text("datePublished"))
                .or(() -> meta("date"))
                .or(() -> meta("dc.date"))
                .or(() ->
                        Optional.ofNullable(page.selectFirst("time[datetime]")).map(time -> time.attr("datetime")))
                .filter(text -> !text.isBlank());
    }

    /** One name, or a list of several. */
    private @Nullable Object author() {
        var names = Stream.of("author", "article:author")
                .map(this::metas)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .or(() -> Optional.of(authors()).filter(found -> !found.isEmpty()))
                .orElseGet(() -> page.select("[rel=author]").eachText())
                .stream()
                .filter(name -> !name.isBlank() && !name.startsWith("http"))
                .map(name -> Article.shortened(name, Article.LONGEST_TITLE))
                .distinct()
                .limit(Article.MOST_TAGS)
                .toList();
        return names.isEmpty() ? null : names.size() == 1 ? names.getFirst() : names;
    }

    private List<String> authors() {
        var names = new ArrayList<String>();
        data.map(node -> node.path("author")).ifPresent(author -> {
            if (author.isString()) names.add(author.asString());
            else if (author.isArray())
                author.forEach(one -> names.add(one.path("name").asString("")));
            else names.add(author.path("name").asString(""));
        });
        names.removeIf(String::isBlank);
        return names;
    }

    private List<String> tags() {
        var tags = new ArrayList<>(metas("article:tag"));
        if (tags.isEmpty())
            meta("keywords")
                    .ifPresent(words ->
                            Stream.of(words.split(",")).map(String::strip).forEach(tags::add));
        return tags.stream()
                .filter(tag -> !tag.isBlank() && tag.length() <= Article.LONGEST_TAG)
                .limit(Article.MOST_TAGS)
                .toList();
    }

    private Optional<String> meta(String name) {
        return metas(name).stream().findFirst();
    }

    private List<String> metas(String name) {
        return page.select("meta").stream()
                .filter(meta ->
                        name.equalsIgnoreCase(meta.attr("name")) || name.equalsIgnoreCase(meta.attr("property")))
                .map(meta -> meta.attr("content").strip())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private Optional<String> text(String member) {
        return data.map(node -> node.path(member).asString("")).filter(text -> !text.isBlank());
    }

    /** The JSON-LD of the article. */
    private static Optional<JsonNode> data(Document page) {
        return page.select("script[type=application/ld+json]").stream()
                .map(Element::data)
                .filter(json -> json.length() <= LONGEST_JSON)
                .flatMap(json -> nodes(json).stream())
                .filter(node -> node.has("headline") || node.has("datePublished"))
                .findFirst();
    }

    private static List<JsonNode> nodes(String json) {
        try {
            var root = Json.read(json, JsonNode.class);
            var list = root.isArray() ? root : root.path("@graph");
            var nodes = new ArrayList<JsonNode>();
            if (root.isObject()) nodes.add(root);
            if (list.isArray()) list.forEach(nodes::add);
            return nodes;
        } catch (JacksonException broken) {
            return List.of();
        }
    }
}
