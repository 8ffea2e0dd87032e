package io.fanfare.ai;

import io.fanfare.ai.Source.Block;
import io.fanfare.ai.Source.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Reads the blocks of a sanitized HTML text: paragraphs, headings, items, quotations, and gaps where code or tables were. */
final class Blocks {
    /** More than any written text needs. */
    private static final int MOST_BLOCKS = 4_000;

    private static final int MOST_WORDS = 50_000;
    private static final int DEEPEST = 120;
    private static final Set<String> INLINE = Set.of(
            "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
            "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr");
    private static final Set<String> BOLD = Set.of("b", "strong");
    /** These elements are left out, and sentences that announce them as well. */
    private static final Set<String> WORDLESS =
            Set.of("pre", "table", "svg", "iframe", "figure", "form", "video", "audio", "math");

    /** The lines of a paragraph that is a list without markup: each begins with an emoji, a time or a label. */
    private static final Pattern LISTED = Pattern.compile(
            "(?:[\\p{IsEmoji_Presentation}\\u2600-\\u27BF•✓→]|\\[\\d{1,2}:\\d\\d|\\p{Lu}[\\p{L}/ -]{1,24}: ).{2,160}");

    private static final Pattern NUMBERED = Pattern.compile(
            "(?:(?i:step|tip|rule|idea|mistake|reason|schritt|tipp|étape|paso|passo)\\s+)?#?\\d{1,2}\\s?[.):–—-]\\s+(?=\\p{L}|[\"“„«‘'])");

    /** A line that names the speaker of the lines before it. */
    private static final Pattern SPEAKER = Pattern.compile("^(?:[—–―~]|-{1,2})\\s*(?=[\\p{L}@])(.{2,120})$");

    private static final Pattern ATTRIBUTED = Pattern.compile(
            "(?iu)[”\"»“’],?\\s+(?:[\\p{L}.’'-]+\\s+){0,4}?(?:says?|said|adds?|added|explains?|explained|told|writes|wrote|sagt|sagte|erklärt|dit|affirme|explique|dice|dijo|explica|disse|afirma|spiega|zegt|powiedzia)");

    private static final int LONGEST_CODE = 40;
    private static final int MOST_CODES = 5_000;
    private static final char FIRST_CODE = '\uE000';

    final List<Block> list = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private final List<String> codes = new ArrayList<>();
    private int section;

    void visit(Element parent, Kind kind, int depth) {
        for (Node child : parent.childNodes()) {
            if (list.size() >= MOST_BLOCKS) return;
            if (child instanceof TextNode text) words.append(PlainText.withoutPrivate(text.getWholeText()));
            else if (child instanceof Element element) visitElement(element, kind, depth);
        }
    }

    private void visitElement(Element element, Kind kind, int depth) {
        String tag = element.normalName();
        if (INLINE.contains(tag)) {
            inline(element, kind, depth);
            return;
        }
        if (tag.equals("img")) {
            if (words.toString().isBlank()) gap();
            return;
        }
        flush(kind);
        if (WORDLESS.contains(tag)) {
            gap();
            return;
        }
        if (tag.equals("blockquote")) {
            quotation(element);
            return;
        }
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
        else words.append(PlainText.withoutPrivate(element.text()));
        flush(inner);
    }

    private void inline(Element element, Kind kind, int depth) {
        switch (element.normalName()) {
            case "br" -> words.append('\n');
            case "code", "kbd" -> words.append(code(element.text()));
            default -> {
                if (depth < DEEPEST) visit(element, kind, depth + 1);
                else words.append(PlainText.withoutPrivate(element.text()));
            }
        }
    }

    /** Short code is kept unchanged; long code is a gap, and its sentence is left out. */
    private String code(String code) {
        String text = code.strip();
        if (text.isEmpty()) return "";
        if (text.length() > LONGEST_CODE || codes.size() >= MOST_CODES) return String.valueOf(PlainText.GAP);
        codes.add(text);
        return String.valueOf((char) (FIRST_CODE + codes.size() - 1));
    }

    private String withCodes(String text) {
        if (codes.isEmpty()) return text;
        var full = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            int n = c - FIRST_CODE;
            if (n >= 0 && n < codes.size()) full.append(codes.get(n));
            else full.append((char) c);
        });
        return full.toString();
    }

    private void gap() {
        list.add(new Block(Kind.GAP, "", section));
    }

    /** A quotation is kept complete with its speaker, or left out. */
    private void quotation(Element element) {
        var lines = new ArrayList<String>();
        for (var part : element.select("p, li, h1, h2, h3, h4, h5, h6, div"))
            if (part.select("p, li, div").size() == 1) lines.addAll(lines(part));
        if (lines.isEmpty()) lines.addAll(lines(element));
        String speaker = lines.isEmpty() ? null : speaker(lines.getLast());
        if (speaker != null) lines.removeLast();
        else speaker = following(element);
        String text = String.join(" ", lines);
        if (text.isEmpty() || text.indexOf(PlainText.GAP) >= 0) return;
        if (speaker != null) list.add(new Block(Kind.QUOTATION, unquoted(text), section, speaker));
        else if (ATTRIBUTED.matcher(text).find()) list.add(new Block(Kind.PARAGRAPH, text, section));
        else gap();
    }

    private static List<String> lines(Element element) {
        var copy = element.clone();
        copy.select("pre, table, img, svg, iframe, figure").remove();
        copy.select("br").forEach(br -> br.replaceWith(new TextNode("\n")));
        return copy.wholeText()
                .lines()
                .map(PlainText::line)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static @Nullable String speaker(String line) {
        var named = SPEAKER.matcher(line);
        return named.matches() ? named.group(1).strip() : null;
    }

    /** The speaker may be named in a paragraph of its own after the quotation. */
    private static @Nullable String following(Element element) {
        var next = element.nextElementSibling();
        if (next == null || !next.normalName().equals("p")) return null;
        String speaker = speaker(PlainText.line(next.text()));
        if (speaker != null) next.empty();
        return speaker;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 2
                && "“\"„«".indexOf(text.charAt(0)) >= 0
                && "”\"“»".indexOf(text.charAt(text.length() - 1)) >= 0;
        return quoted ? text.substring(1, text.length() - 1).strip() : text;
    }

    /** A bold line above others, or alone, is a heading. */
    private void bold(Element paragraph) {
        var first = paragraph.firstElementChild();
        if (first == null || first.previousSibling() != null || !BOLD.contains(first.normalName())) return;
        Node next = first.nextSibling();
        boolean alone = next == null
                || next instanceof TextNode text && text.getWholeText().startsWith("\n")
                || next.normalName().equals("br");
        String words = PlainText.line(first.text());
        if (!alone || words.isEmpty() || words.length() > 80 || Sentences.isEnded(words)) return;
        section++;
        add(Kind.HEADING, first.text());
        first.remove();
    }

    /** An item with short items below it, as one; empty if there are none, or if they are longer. */
    private static String outline(Element item) {
        var below =
                item.select("> ul > li, > ol > li").stream().map(Blocks::words).toList();
        String text = words(item).replaceFirst("[:：]$", "") + ": " + String.join(", ", below);
        boolean isShort = below.stream().noneMatch(Sentences::isEnded) && text.length() <= 170;
        return below.isEmpty() || text.startsWith(":") || !isShort ? "" : text;
    }

    /** The text of an item without the items below it. */
    private static String words(Element item) {
        var alone = item.clone();
        alone.select("ul, ol").remove();
        return PlainText.line(alone.text());
    }

    void flush(Kind kind) {
        if (words.length() > MOST_WORDS) words.setLength(MOST_WORDS - 1);
        String raw = words.toString().strip();
        words.setLength(0);
        var lines = raw.lines().map(String::strip).toList();
        boolean listed = kind == Kind.PARAGRAPH
                && lines.size() > 1
                && lines.stream().allMatch(line -> LISTED.matcher(line).matches());
        if (listed) lines.forEach(line -> add(Kind.ITEM, line));
        else if (kind == Kind.HEADING && NUMBERED.matcher(raw).lookingAt())
            add(Kind.STEP, NUMBERED.matcher(raw).replaceFirst(""));
        else add(kind, raw);
    }

    /** Sentences with a gap are left out, because they are incomplete. */
    private void add(Kind kind, String raw) {
        String text = PlainText.gapped(raw);
        if (text.indexOf(PlainText.GAP) >= 0)
            text = Sentences.of(text).stream()
                    .filter(sentence -> sentence.indexOf(PlainText.GAP) < 0)
                    .collect(Collectors.joining(" "));
        text = withCodes(text).strip();
        if (!text.isEmpty()) list.add(new Block(kind, text, section));
    }
}
