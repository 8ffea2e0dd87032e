package io.fanfare.ai;

import io.fanfare.kernel.Markup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The text that a writer may use, in blocks with their origin: body, quotation with its speaker, or a gap where
 * content without text (code, a table, a picture) was left out.
 *
 * @param link the URL of the post
 * @param focus a topic; sentences that mention it are preferred
 */
public record Source(
        String title,
        String summary,
        List<Block> blocks,
        List<Link> links,
        @Nullable String link,
        List<String> tags,
        String focus) {
    private static final String IGNORED =
            "script, style, nav, footer, aside, button, hr, sup:has(a[href^=#]), .footnotes";

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,3}");
    private static final Pattern COLON = Pattern.compile("[:：]\\s*$");
    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}]{4,}|[\\p{IsHan}\\p{IsKatakana}]{2,}");

    /**
     * The kind of a block. Blocks of one {@code section} share a heading; a {@code STEP} is a heading with a number; {@code
     * GAP} marks a place where something without words was left out.
     */
    public enum Kind {
        HEADING,
        STEP,
        PARAGRAPH,
        ITEM,
        QUOTATION,
        GAP
    }

    /** A block of text; {@code speaker} is set for quotations. */
    public record Block(
            Kind kind, String text, int section, @Nullable String speaker) {
        Block(Kind kind, String text, int section) {
            this(kind, text, section, null);
        }

        Block with(String other) {
            return new Block(kind, other, section, speaker);
        }

        public boolean isHeading() {
            return kind == Kind.HEADING || kind == Kind.STEP;
        }
    }

    /** The text and the address of a link. */
    public record Link(String text, String address) {}

    public static Source ofMarkdown(
            String title, @Nullable String summary, String markdown, @Nullable String link, List<String> tags) {
        String body = Dialects.commonMark(markdown);
        return ofHtml(title, summary, Markup.html(body), link, tags);
    }

    /** From sanitized HTML. */
    public static Source ofHtml(
            String title, @Nullable String summary, String html, @Nullable String link, List<String> tags) {
        var body = Jsoup.parseBodyFragment(html).body();
        body.select(IGNORED).remove();
        body.select("li").stream().filter(Source::isContents).toList().forEach(Element::remove);
        raised(body);
        var links = new ArrayList<Link>();
        for (var a : body.select("a[href]")) {
            String address = a.attr("href");
            if (address.toLowerCase(Locale.ROOT).startsWith("http") && links.size() < 500)
                links.add(new Link(PlainText.line(a.text()), address));
        }
        var blocks = new Blocks();
        blocks.visit(body, Kind.PARAGRAPH, 0);
        blocks.flush(Kind.PARAGRAPH);
        String heading = PlainText.line(title);
        // The title is not part of the text.
        blocks.list.removeIf(block -> block.isHeading() && block.text().equals(heading));
        return new Source(
                heading.equals("…") ? "" : heading,
                summary == null ? "" : PlainText.line(summary),
                withoutAnnouncements(blocks.list),
                links,
                link,
                tags,
                "");
    }

    /** A line of a table of contents. */
    private static boolean isContents(Element item) {
        var only = item.selectFirst("> a[href^=#]");
        return only != null && item.ownText().isBlank() && item.select("> a").size() == 1;
    }

    /** "Install the SDK:" is useless without the code that followed. */
    private static List<Block> withoutAnnouncements(List<Block> blocks) {
        var result = new ArrayList<Block>();
        for (int i = 0; i < blocks.size(); i++) {
            var block = blocks.get(i);
            boolean gap = i + 1 < blocks.size() && blocks.get(i + 1).kind() == Kind.GAP;
            if (block.kind() == Kind.GAP) continue;
            String text = gap ? withoutLastColon(block) : block.text();
            if (!text.isEmpty()) result.add(block.with(text));
        }
        return result;
    }

    private static String withoutLastColon(Block block) {
        if (block.isHeading() || !COLON.matcher(block.text()).find()) return block.text();
        var sentences = Sentences.of(block.text());
        return String.join(" ", sentences.subList(0, sentences.size() - 1));
    }

    /** Removes footnotes and their references; separates other superscript digits from the number before them. */
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

    /** Plain text, which may be Markdown. */
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

    /** Whether the text contains one of the words, except very short ones. */
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

    /** Whether it contains nothing but perhaps a title. */
    public boolean isEmpty() {
        return blocks.isEmpty() && summary.isBlank();
    }
}
