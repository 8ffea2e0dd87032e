package io.fanfare.ai;

import io.fanfare.kernel.Markup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    private static final Set<String> BOLD = Set.of("b", "strong");
    private static final String NO_WORDS =
            "pre, table, script, style, img, svg, iframe, figure, nav, footer, aside, form, button, hr, sup:has(a[href^=#]), .footnotes";

    private static final Pattern FORMULA = Pattern.compile("(?m)^[ \\t]*\\$\\$[^$]{1,2000}\\$\\$[ \\t]*$");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,3}");
    /** The lines of a paragraph that are a list in all but name: each with an emoji, a time or a label before it. */
    private static final Pattern LISTED = Pattern.compile(
            "(?:[\\p{IsEmoji_Presentation}\\u2600-\\u27BF•✓→]|\\[\\d{1,2}:\\d\\d|\\p{Lu}[\\p{L}/ -]{1,24}: ).{2,160}");

    private static final Pattern NUMBERED = Pattern.compile(
            "(?:(?i:step|tip|rule|idea|mistake|reason|schritt|tipp|étape|paso|passo)\\s+)?#?\\d{1,2}\\s?[.):–—-]\\s+(?=\\p{L}|[\"“„«‘'])");

    private static final Pattern FOOTNOTE =
            Pattern.compile("(?m)^\\[\\^[^\\]\\n]{1,100}\\]:.*(\\n([ \\t]{2,}.*)?){0,40}");
    private static final Pattern FOOTNOTE_MARK = Pattern.compile("\\[\\^[^\\]\\s]{1,100}\\]");
    private static final Pattern MODULE =
            Pattern.compile("(?m)^(import\\s.+\\sfrom\\s+['\"].*|export\\s+(const|default)\\b.*|:{3,}.*)$");

    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}]{4,}|[\\p{IsHan}\\p{IsKatakana}]{2,}");

    /** What a block is. Those of one {@code section} stand under one heading; a {@code STEP} is a heading with a number. */
    public enum Kind {
        HEADING,
        STEP,
        PARAGRAPH,
        ITEM
    }

    /** Some words that stand together. */
    public record Block(Kind kind, String text, int section) {
        Block with(String other) {
            return new Block(kind, other, section);
        }

        public boolean isHeading() {
            return kind == Kind.HEADING || kind == Kind.STEP;
        }
    }

    /** Where the words of a link lead. */
    public record Link(String text, String address) {}

    public static Source ofMarkdown(
            String title, @Nullable String summary, String markdown, @Nullable String link, List<String> tags) {
        String body = MODULE.matcher(FORMULA.matcher(markdown).replaceAll(" ")).replaceAll("");
        body = FOOTNOTE_MARK.matcher(FOOTNOTE.matcher(body).replaceAll("\n")).replaceAll("");
        return ofHtml(title, summary, Markup.html(body), link, tags);
    }

    /** HTML that has been made safe. */
    public static Source ofHtml(
            String title, @Nullable String summary, String html, @Nullable String link, List<String> tags) {
        var body = Jsoup.parseBodyFragment(html).body();
        body.select(NO_WORDS).remove();
        raised(body);
        var links = new ArrayList<Link>();
        for (var a : body.select("a[href]")) {
            String address = a.attr("href");
            if (address.toLowerCase(Locale.ROOT).startsWith("http") && links.size() < 500)
                links.add(new Link(Plain.line(a.text()), address));
        }
        var blocks = new Blocks();
        blocks.visit(body, Kind.PARAGRAPH, 0);
        blocks.flush(Kind.PARAGRAPH);
        String heading = Plain.line(title);
        // The title is not a part of the text.
        blocks.list.removeIf(block -> block.isHeading() && block.text().equals(heading));
        return new Source(heading, summary == null ? "" : Plain.line(summary), blocks.list, links, link, tags, "");
    }

    /** Notes go, with the small numbers that lead to them; other small numbers are no part of the number before them. */
    private static void raised(Element body) {
        var notes = new HashSet<String>();
        for (var small : body.select("p > sup, li > sup, div > sup"))
            if (small.previousSibling() == null && DIGITS.matcher(small.text()).matches()) {
                notes.add(small.text());
                Objects.requireNonNull(small.parent()).remove();
            }
        for (var small : body.select("sup, sub")) {
            String text = small.text();
            boolean sup = small.normalName().equals("sup");
            if (sup && notes.contains(text)) small.remove();
            else if (DIGITS.matcher(text).matches())
                small.text(text.chars()
                        .mapToObj(c -> "" + (sup ? "⁰¹²³⁴⁵⁶⁷⁸⁹" : "₀₁₂₃₄₅₆₇₈₉").charAt(c - '0'))
                        .collect(Collectors.joining()));
        }
    }

    /** A text by itself, which may be Markdown. */
    public static Source ofText(String text) {
        return ofMarkdown("", null, text, null, List.of());
    }

    /** A brief without its instructions; empty if it contains nothing else. */
    public static Source ofBrief(String text) {
        return Brief.facts(ofText(text)).focusedOn(text);
    }

    Source with(List<Block> others) {
        return new Source(title, summary, others, links, link, tags, focus);
    }

    /** Whether one of the words, apart from very short ones, is in the text. */
    public boolean mentions(String words) {
        String text = (title + " " + summary + " "
                        + blocks.stream().map(Block::text).collect(Collectors.joining(" ")))
                .toLowerCase(Locale.ROOT);
        return WORDS.matcher(words.toLowerCase(Locale.ROOT))
                .results()
                .map(found -> found.group())
                .anyMatch(text::contains);
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
                if (tag.equals("br")) words.append('\n');
                else if (depth < DEEPEST) visit(element, kind, depth + 1);
                else words.append(element.text());
                return;
            }
            flush(kind);
            String outline = tag.equals("li") ? outline(element) : "";
            if (!outline.isEmpty()) {
                add(Kind.ITEM, outline);
                return;
            }
            if (tag.equals("p")) bold(element);
            Kind inner =
                    switch (tag) {
                        case "h1", "h2", "h3", "h4", "h5", "h6", "summary" -> Kind.HEADING;
                        case "li", "dd" -> Kind.ITEM;
                        default -> kind;
                    };
            if (inner == Kind.HEADING) section++;
            if (depth < DEEPEST) visit(element, inner, depth + 1);
            else words.append(element.text());
            flush(inner);
        }

        /** A line in bold above others, or alone, is a heading in all but name. */
        private void bold(Element paragraph) {
            var first = paragraph.firstElementChild();
            if (first == null || first.previousSibling() != null || !BOLD.contains(first.normalName())) return;
            Node next = first.nextSibling();
            boolean alone = next == null
                    || next instanceof TextNode text && text.getWholeText().startsWith("\n")
                    || next.normalName().equals("br");
            String words = Plain.line(first.text());
            if (!alone || words.isEmpty() || words.length() > 80 || Sentences.isEnded(words)) return;
            section++;
            add(Kind.HEADING, first.text());
            first.remove();
        }

        /** A point with short points under it, as one; empty where there are none, or where they say more than that. */
        private static String outline(Element point) {
            var under = point.select("> ul > li, > ol > li").stream()
                    .map(Blocks::words)
                    .toList();
            String text = words(point).replaceFirst(":$", "") + ": " + String.join(", ", under);
            boolean isShort = under.stream().noneMatch(Sentences::isEnded) && text.length() <= 170;
            return under.isEmpty() || text.startsWith(":") || !isShort ? "" : text;
        }

        /** Of a point without those under it. */
        private static String words(Element point) {
            var alone = point.clone();
            alone.select("ul, ol").remove();
            return Plain.line(alone.text());
        }

        void flush(Kind kind) {
            // Nobody's paragraph is longer.
            if (words.length() > MOST_WORDS) words.setLength(MOST_WORDS - 1);
            String given = words.toString().strip();
            words.setLength(0);
            var lines = given.lines().map(String::strip).toList();
            boolean listed = kind == Kind.PARAGRAPH
                    && lines.size() > 1
                    && lines.stream().allMatch(line -> LISTED.matcher(line).matches());
            if (listed) lines.forEach(line -> add(Kind.ITEM, line));
            else if (kind == Kind.HEADING && NUMBERED.matcher(given).lookingAt())
                add(Kind.STEP, NUMBERED.matcher(given).replaceFirst(""));
            else add(kind, given);
        }

        private void add(Kind kind, String given) {
            String text = Plain.line(given);
            if (!text.isEmpty()) list.add(new Block(kind, text, section));
        }
    }
}
