package io.fanfare.ai;

import io.fanfare.kernel.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * What a text is made of: the words of a post in their blocks, without code, tables and pictures.
 *
 * @param link where it can be read
 * @param focus what is asked for, in words: sentences that speak of it come first
 */
public record Source(
        String title,
        String summary,
        List<Block> blocks,
        List<Link> links,
        @Nullable String link,
        List<String> tags,
        String focus) {
    /** Far more than anything made of it can hold. */
    private static final int MOST_BLOCKS = 4_000;

    private static final int MOST_WORDS = 50_000;
    private static final int DEEPEST = 120;
    private static final Set<String> INLINE = Set.of(
            "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
            "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr");
    private static final String NO_WORDS =
            "pre, table, script, style, img, svg, iframe, figure, nav, footer, aside, form, button, hr, sup:has(a[href^=#]), .footnotes";

    private static final Pattern FOOTNOTE =
            Pattern.compile("(?m)^\\[\\^[^\\]\\n]{1,100}\\]:.*(\\n([ \\t]{2,}.*)?){0,40}");
    private static final Pattern FOOTNOTE_MARK = Pattern.compile("\\[\\^[^\\]\\s]{1,100}\\]");
    private static final Pattern MODULE =
            Pattern.compile("(?m)^(import\\s.+\\sfrom\\s+['\"].*|export\\s+(const|default)\\b.*)$");

    /** What a block is. Those of one {@code section} stand under one heading. */
    public enum Kind {
        HEADING,
        PARAGRAPH,
        ITEM
    }

    /** Some words that stand together. */
    public record Block(Kind kind, String text, int section) {}

    /** Where the words of a link lead. */
    public record Link(String text, String address) {}

    public static Source ofMarkdown(
            String title, @Nullable String summary, String markdown, @Nullable String link, List<String> tags) {
        String body = MODULE.matcher(markdown).replaceAll("");
        body = FOOTNOTE_MARK.matcher(FOOTNOTE.matcher(body).replaceAll("\n")).replaceAll("");
        return ofHtml(title, summary, Markup.html(body), link, tags);
    }

    /** HTML that has been made safe. */
    public static Source ofHtml(
            String title, @Nullable String summary, String html, @Nullable String link, List<String> tags) {
        var body = Jsoup.parseBodyFragment(html).body();
        body.select(NO_WORDS).remove();
        var links = new ArrayList<Link>();
        for (var a : body.select("a[href]")) {
            String address = a.attr("href");
            if (address.toLowerCase(Locale.ROOT).startsWith("http") && links.size() < 500)
                links.add(new Link(Plain.line(a.text()), address));
        }
        var blocks = new Blocks();
        blocks.visit(body, Kind.PARAGRAPH, 0);
        blocks.flush(Kind.PARAGRAPH);
        return new Source(
                Plain.line(title), summary == null ? "" : Plain.line(summary), blocks.list, links, link, tags, "");
    }

    /** A text by itself, which may be Markdown. */
    public static Source ofText(String text) {
        return ofMarkdown("", null, text, null, List.of());
    }

    public Source focusedOn(@Nullable String words) {
        if (words == null || words.isBlank()) return this;
        return new Source(title, summary, blocks, links, link, tags, (focus + " " + words).strip());
    }

    public boolean isEmpty() {
        return blocks.isEmpty() && title.isBlank() && summary.isBlank();
    }

    private static final class Blocks {
        private final List<Block> list = new ArrayList<>();
        private final StringBuilder words = new StringBuilder();
        private int section;

        void visit(Element parent, Kind kind, int depth) {
            for (Node child : parent.childNodes()) {
                if (list.size() >= MOST_BLOCKS) return;
                if (child instanceof TextNode text) words.append(text.getWholeText());
                else if (child instanceof Element element) visitElement(element, kind, depth);
            }
        }

        private void visitElement(Element element, Kind kind, int depth) {
            String tag = element.normalName();
            if (INLINE.contains(tag)) {
                if (tag.equals("br")) words.append(' ');
                else if (depth < DEEPEST) visit(element, kind, depth + 1);
                else words.append(element.text());
                return;
            }
            flush(kind);
            Kind inner =
                    switch (tag) {
                        case "h1", "h2", "h3", "h4", "h5", "h6" -> Kind.HEADING;
                        case "li", "dd" -> Kind.ITEM;
                        default -> kind;
                    };
            if (inner == Kind.HEADING) section++;
            if (depth < DEEPEST) visit(element, inner, depth + 1);
            else words.append(element.text());
            flush(inner);
        }

        void flush(Kind kind) {
            // Nobody's paragraph is longer.
            if (words.length() > MOST_WORDS) words.setLength(MOST_WORDS - 1);
            String text = Plain.line(words.toString());
            words.setLength(0);
            if (!text.isEmpty()) list.add(new Block(kind, text, section));
        }
    }
}
