package io.fanfare.ai;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Converts the Markdown of site generators (Hugo, Jekyll, MDX) to CommonMark, as far as it affects the text. */
final class Dialects {
    private static final Pattern FORMULA = Pattern.compile("(?m)^[ \\t]*\\$\\$[^$]{1,2000}\\$\\$[ \\t]*$");
    private static final Pattern FOOTNOTE =
            Pattern.compile("(?m)^\\[\\^[^\\]\\n]{1,100}\\]:.*(\\n([ \\t]{2,}.*)?){0,40}");
    private static final Pattern FOOTNOTE_MARK = Pattern.compile("\\[\\^[^\\]\\s]{1,100}\\]");
    private static final Pattern MODULE =
            Pattern.compile("(?m)^(import\\s.+\\sfrom\\s+['\"].*|export\\s+(const|default)\\b.*|:{3,}.*)$");

    /** A tag of Hugo ({@code {{< name … >}}}, {@code {{% name … %}}}) or of Liquid ({@code {% name … %}}). */
    private static final Pattern TAG =
            Pattern.compile("\\{\\{[<%]\\s*(?<end>/?)\\s*(?<name>[\\w-]{1,40})(?<attributes>[^{}]{0,2000}?)[>%]\\}\\}"
                    + "|\\{%-?\\s*(?<liquidend>end)?(?<liquid>[\\w-]{1,40})[^{}]{0,2000}?%\\}");

    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w-]{1,30})\\s*=\\s*[\"“”]([^\"“”]{1,1500})[\"“”]");
    private static final Set<String> QUOTATION = Set.of("quote", "blockquote", "pullquote", "testimonial");
    private static final Set<String> SPEAKER =
            Set.of("name", "author", "by", "cite", "source", "person", "attribution");
    private static final Set<String> ROLE = Set.of("role", "title", "position", "company", "organization");
    private static final Set<String> CODE = Set.of("highlight", "code", "codeblock", "terminal", "shell", "mermaid");
    /** The content of these tags is not text, or is text only under a condition. */
    private static final Set<String> CONDITION =
            Set.of("comment", "capture", "for", "if", "unless", "case", "tablerow", "script", "style");

    private static final Pattern FENCE =
            Pattern.compile("(?ms)^[ \\t]{0,3}(`{3,}|~{3,}).*?(?:^[ \\t]{0,3}\\1[`~]*[ \\t]*$|\\z)");
    private static final Pattern DEFINITION = Pattern.compile("(?m)^[ ]{0,3}\\[([^\\]\\n]{1,200})\\]:[ \\t]*\\S+");
    private static final Pattern SPACED_REFERENCE =
            Pattern.compile("(\\[[^\\[\\]\\n]{1,300}\\])[ \\t]\\[([^\\[\\]\\n]{1,200})\\]");

    private Dialects() {}

    static String commonMark(String markdown) {
        String text = outsideFences(markdown);
        text = MODULE.matcher(FORMULA.matcher(text).replaceAll(" ")).replaceAll("");
        return FOOTNOTE_MARK.matcher(FOOTNOTE.matcher(text).replaceAll("\n")).replaceAll("");
    }

    /** Fenced code may contain shortcodes and does not change. */
    private static String outsideFences(String markdown) {
        if (!markdown.contains("{{") && !markdown.contains("{%")) return references(markdown);
        var text = new StringBuilder();
        var fence = FENCE.matcher(markdown);
        int from = 0;
        while (fence.find()) {
            text.append(shortcodes(markdown.substring(from, fence.start()))).append(fence.group());
            from = fence.end();
        }
        return references(text.append(shortcodes(markdown.substring(from))).toString());
    }

    /** A tag and its position. */
    private record Tag(String name, boolean closes, String attributes, int start, int end) {
        static Tag of(MatchResult found) {
            boolean liquid = found.group("liquid") != null;
            return new Tag(
                    (liquid ? found.group("liquid") : found.group("name")).toLowerCase(Locale.ROOT),
                    liquid
                            ? found.group("liquidend") != null
                            : !found.group("end").isEmpty(),
                    liquid ? "" : found.group("attributes"),
                    found.start(),
                    found.end());
        }
    }

    private static String shortcodes(String markdown) {
        var tags = TAG.matcher(markdown).results().map(Tag::of).toList();
        var closing = new HashMap<String, TreeSet<Integer>>();
        for (int i = 0; i < tags.size(); i++)
            if (tags.get(i).closes())
                closing.computeIfAbsent(tags.get(i).name(), any -> new TreeSet<>())
                        .add(i);
        var text = new StringBuilder();
        int from = 0;
        for (int i = 0; i < tags.size(); i++) {
            var tag = tags.get(i);
            text.append(markdown, from, tag.start());
            from = tag.end();
            if (tag.closes()) continue;
            Integer end = closing.getOrDefault(tag.name(), new TreeSet<>()).higher(i);
            String within = end == null
                    ? ""
                    : markdown.substring(tag.end(), tags.get(end).start());
            String replaced = replaced(tag, within, end != null);
            text.append(replaced == null ? " " : replaced);
            if (replaced == null || end == null) continue;
            from = tags.get(end).end();
            i = end;
        }
        return text.append(markdown.substring(from)).toString();
    }

    /** The replacement of a tag with its content; null if only the tag is removed and its content stays. */
    private static @Nullable String replaced(Tag tag, String within, boolean closed) {
        if (QUOTATION.contains(tag.name())) {
            String words = closed ? within : attributes(tag.attributes(), Set.of("text", "quote", "content"));
            return words.isBlank() ? " " : quotation(words, tag.attributes());
        }
        if (!closed) return null;
        if (CODE.contains(tag.name())) return "\n\n```\ncode\n```\n\n";
        return CONDITION.contains(tag.name()) ? " " : null;
    }

    private static String quotation(String words, String attributes) {
        String name = attributes(attributes, SPEAKER);
        String role = attributes(attributes, ROLE);
        String speaker = name.isEmpty() || role.isEmpty() ? name + role : name + ", " + role;
        String lines = words.strip().lines().map(line -> "> " + line.strip()).collect(Collectors.joining("\n"));
        return "\n\n" + lines + (speaker.isEmpty() ? "" : "\n>\n> — " + speaker) + "\n\n";
    }

    private static String attributes(String text, Set<String> names) {
        return ATTRIBUTE
                .matcher(text)
                .results()
                .filter(found -> names.contains(found.group(1).toLowerCase(Locale.ROOT)))
                .map(found -> found.group(2).strip())
                .collect(Collectors.joining(", "));
    }

    /** {@code [text] [id]} was a link before CommonMark, and still is where the id is defined. */
    private static String references(String markdown) {
        var defined = new HashSet<String>();
        DEFINITION
                .matcher(markdown)
                .results()
                .limit(2_000)
                .forEach(found -> defined.add(found.group(1).toLowerCase(Locale.ROOT)));
        if (defined.isEmpty()) return markdown;
        return SPACED_REFERENCE
                .matcher(markdown)
                .replaceAll(found -> Matcher.quoteReplacement(
                        defined.contains(found.group(2).toLowerCase(Locale.ROOT))
                                ? found.group(1) + "[" + found.group(2) + "]"
                                : found.group()));
    }
}
