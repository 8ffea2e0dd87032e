package io.fanfare.email;

import io.fanfare.kernel.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import liqp.Template;
import liqp.TemplateParser;
import liqp.parser.Flavor;
import org.jspecify.annotations.Nullable;

/**
 * A text with merge fields. Tags and filters are allow-lists: a text can't read anything outside the mail or run for
 * long, and values are escaped before they are put into HTML. One thread uses an object.
 */
final class Liquid {
    private static final Set<String> TAGS =
            new TreeSet<>(Set.of("assign", "case", "comment", "for", "if", "raw", "unless"));
    /** The inner tags of those above. */
    private static final Set<String> PARTS = Set.of(
            "else",
            "elsif",
            "when",
            "break",
            "continue",
            "endcase",
            "endcomment",
            "endfor",
            "endif",
            "endraw",
            "endunless");

    private static final int LONGEST_RESULT = 2_000_000;
    private static final int MOST_ITERATIONS = 2_000;
    private static final int MOST_BLOCKS = 1_000;
    private static final int LONGEST_TAG = 4_000;
    private static final int LONGEST_QUOTE = 60;

    private static final Pattern OPENING = Pattern.compile("\\{%-?\\s*(if|for|unless|case)\\b");
    private static final Pattern NAME = Pattern.compile("\\{%-?\\s*([^\\s%-]*)");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern FILTER = Pattern.compile("\\|\\s*([A-Za-z_][\\w-]*)");
    private static final Pattern DOTTED = Pattern.compile("\\{\\{-?\\s*\\.");
    private static final Pattern LOOKS_AROUND = Pattern.compile("\\{[{%]-|-[}%]\\}|\\{%\\s*(raw|comment)\\b");
    /** Random at each start, so no name can contain it. */
    private static final String MARK = "fnf" + UUID.randomUUID() + ":";

    private static final TemplateParser PARSER = LiquidFilters.into(new TemplateParser.Builder()
                    .withFlavor(Flavor.LIQUID)
                    .withNameResolver(name -> {
                        throw new IllegalArgumentException("nothing can be included in a mail");
                    })
                    .withShowExceptionsFromInclude(true)
                    .withMaxIterations(MOST_ITERATIONS)
                    .withMaxSizeRenderedString(LONGEST_RESULT)
                    .withMaxTemplateSizeBytes(LONGEST_RESULT))
            .build();

    private final Template template;
    private final List<String> literals;

    private Liquid(Template template, List<String> literals) {
        this.template = template;
        this.literals = literals;
    }

    /** @throws Malformed with a reason for the author */
    static Liquid parse(String text) {
        check(text);
        var literals = new ArrayList<String>();
        String skeleton = skeleton(text, literals);
        try {
            return new Liquid(PARSER.parse(skeleton), literals);
        } catch (RuntimeException wrong) {
            throw new Malformed(firstLine(wrong));
        } catch (StackOverflowError nested) {
            throw new Malformed("its blocks are nested too deeply");
        }
    }

    private static void check(String text) {
        if (OPENING.matcher(text).results().count() > MOST_BLOCKS) throw new Malformed("it has too many blocks");
        if (longestTag(text) > LONGEST_TAG)
            throw new Malformed("a tag is longer than " + LONGEST_TAG + " characters, or never closed");
        boolean verbatim = false;
        int behind = 0;
        for (var span : tags(text)) {
            String tag = text.substring(span.start(), span.end());
            String name = name(tag);
            verbatim = verbatim ? !name.startsWith("end") : name.equals("raw") || name.equals("comment");
            if (!verbatim) check(tag, name);
            behind = span.end();
        }
        int open = opening(text, behind);
        if (open >= 0 && !verbatim)
            throw new Malformed("“" + quote(text.substring(open)) + "” is never closed; end it with "
                    + (text.startsWith("{{", open) ? "}}" : "%}"));
    }

    private static void check(String tag, String name) {
        if (tag.startsWith("{%") && !TAGS.contains(name) && !PARTS.contains(name))
            throw new Malformed(
                    "the tag “" + quote(tag) + "” is not available in mails; use " + String.join(", ", TAGS));
        if (DOTTED.matcher(tag).lookingAt())
            throw new Malformed("“" + quote(tag) + "” is not a merge field; write for example {{ contact.firstName }}");
        FILTER.matcher(QUOTED.matcher(tag).replaceAll("''"))
                .results()
                .map(found -> found.group(1))
                .filter(filter -> !LiquidFilters.ALLOWED.contains(filter))
                .findFirst()
                .ifPresent(filter -> {
                    throw new Malformed("the filter “" + quote(filter) + "” is not available in mails; use "
                            + String.join(", ", LiquidFilters.ALLOWED));
                });
    }

    /** The name of a control tag; empty for a merge field. */
    static String name(String tag) {
        var name = NAME.matcher(tag);
        return name.lookingAt() ? name.group(1) : "";
    }

    private static String quote(String text) {
        String line = text.lines().findFirst().orElse("").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_QUOTE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
    }

    /** @throws Malformed if it exceeds the limits of a mail */
    String render(Map<String, @Nullable Object> values) {
        return render(values, LiquidBudget.SENDING);
    }

    String render(Map<String, @Nullable Object> values, int budget) {
        try {
            return LiquidBudget.within(budget, () -> whole(template.renderUnguarded(new LinkedHashMap<>(values))));
        } catch (RuntimeException wrong) {
            throw new Malformed(firstLine(wrong));
        } catch (StackOverflowError nested) {
            throw new Malformed("its blocks are nested too deeply");
        }
    }

    /**
     * The text without the parts that are the same for every reader, because the engine parses everything again for
     * each. Text next to white space control and verbatim blocks is not changed.
     */
    private static String skeleton(String text, List<String> literals) {
        if (LOOKS_AROUND.matcher(text).find()) return text;
        var skeleton = new StringBuilder();
        int from = 0;
        for (var tag : tags(text)) {
            aside(text.substring(from, tag.start()), skeleton, literals);
            skeleton.append(text, tag.start(), tag.end());
            from = tag.end();
        }
        aside(text.substring(from), skeleton, literals);
        return skeleton.toString();
    }

    private static void aside(String literal, StringBuilder skeleton, List<String> literals) {
        // Short text is not worth it, and anything like a tag is left for the parser to reject.
        if (literal.length() < 64 || literal.contains("{{") || literal.contains("{%")) {
            skeleton.append(literal);
            return;
        }
        skeleton.append(MARK).append(literals.size()).append(';');
        literals.add(literal);
    }

    private String whole(String rendered) {
        if (literals.isEmpty()) return rendered;
        var whole = new StringBuilder(rendered.length() + 16_384);
        int from = 0;
        for (int mark = rendered.indexOf(MARK); mark >= 0; mark = rendered.indexOf(MARK, from)) {
            int number = mark + MARK.length();
            int end = rendered.indexOf(';', number);
            whole.append(rendered, from, mark).append(literals.get(Integer.parseInt(rendered, number, end, 10)));
            from = end + 1;
            if (whole.length() > LONGEST_RESULT) throw new Malformed("the mail becomes too large");
        }
        return whole.append(rendered, from, rendered.length()).toString();
    }

    /** The place of a tag in a text. */
    record Span(int start, int end) {}

    /** All tags in one pass: an unclosed tag is searched for once, not from every position. */
    static List<Span> tags(String text) {
        var found = new ArrayList<Span>();
        boolean fields = true;
        boolean steps = true;
        int at = text.indexOf('{');
        while (at >= 0 && at + 1 < text.length() && (fields || steps)) {
            char second = text.charAt(at + 1);
            int end = -1;
            if (second == '{' && fields) {
                end = text.indexOf("}}", at + 2);
                fields = end >= 0;
            } else if (second == '%' && steps) {
                end = text.indexOf("%}", at + 2);
                steps = end >= 0;
            }
            if (end >= 0) found.add(new Span(at, end + 2));
            at = text.indexOf('{', end >= 0 ? end + 2 : at + 1);
        }
        return found;
    }

    /** The parser looks ahead to the end of the tag at each step; an unclosed tag ends with the text. */
    private static int longestTag(String text) {
        int longest = 0;
        int behind = 0;
        for (var tag : tags(text)) {
            longest = Math.max(longest, tag.end() - tag.start());
            behind = tag.end();
        }
        int open = opening(text, behind);
        return open < 0 ? longest : Math.max(longest, text.length() - open);
    }

    /** The start of the next tag, or -1. */
    private static int opening(String text, int from) {
        int field = text.indexOf("{{", from);
        int step = text.indexOf("{%", from);
        return field < 0 ? step : step < 0 ? field : Math.min(field, step);
    }

    private static String firstLine(Throwable wrong) {
        Throwable cause = wrong;
        while (cause.getCause() != null) cause = cause.getCause();
        // Java's words for what the library did with a value mean nothing to an author.
        if (cause instanceof ArithmeticException) return "a number is divided by zero or too large";
        boolean internal = cause instanceof NumberFormatException
                || cause instanceof ClassCastException
                || cause instanceof IndexOutOfBoundsException;
        if (internal || cause.getMessage() == null)
            return "a tag can't be read; check its values, and that each {{ and {% is complete and closed";
        String message = cause.getMessage().lines().findFirst().orElse("it can't be read");
        return message.length() > 300 ? message.substring(0, 300) : message;
    }

    /** A text that is not a valid template, or exceeds the limits of a mail. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message, null, false, false);
        }

        Refused in(String field) {
            return Refused.invalid(field, "can't be filled in: " + getMessage());
        }
    }

    /** The values with all texts escaped for HTML. */
    static Map<String, @Nullable Object> escaped(Map<String, @Nullable Object> values) {
        var escaped = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> escaped.put(name, escape(value)));
        return escaped;
    }

    private static @Nullable Object escape(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> html(text);
            case Map<?, ?> map -> {
                var all = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((name, inner) -> all.put(String.valueOf(name), escape(inner)));
                yield all;
            }
            case List<?> list -> {
                var all = new ArrayList<@Nullable Object>();
                list.forEach(inner -> all.add(escape(inner)));
                yield all;
            }
            default -> value;
        };
    }

    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
