package io.fanfare.email;

import io.fanfare.kernel.Refused;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liqp.Template;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.filters.Filter;
import liqp.filters.Filters;
import liqp.parser.Flavor;
import org.jspecify.annotations.Nullable;

/**
 * A text with merge fields. It can't read files or run for long, and what is put into HTML is escaped first. One object
 * is used by one thread.
 */
final class Liquid {
    private static final int LONGEST_RESULT = 2_000_000;
    private static final int MOST_ITERATIONS = 2_000;
    private static final int DEEPEST = 50;
    /** What one value may grow to on the way: filters can double a text each time they are used. */
    private static final int LONGEST_VALUE = 100_000;

    private static final int MOST_DIGITS = 30;

    private static final int LONGEST_TAG = 4_000;
    private static final Pattern VAST = Pattern.compile("[eE][+-]?\\d{3}");
    /** A part of a date that is filled up to a hundred characters and more. */
    private static final Pattern WIDE = Pattern.compile("%[^\\p{Alpha}%]*\\d{3}");

    private static final Pattern OPENING =
            Pattern.compile("\\{%-?\\s*(if|for|unless|case|capture|tablerow|ifchanged)\\b");
    private static final Pattern OUTSIDE =
            Pattern.compile("\\{%-?\\s*(include|include_relative|render|layout|capture)\\b");

    private static final Pattern LOOKS_AROUND =
            Pattern.compile("\\{[{%]-|-[}%]\\}|\\{%\\s*(capture|raw|comment|ifchanged)\\b");
    /** Nobody's name can hold this: it is another one at each start. */
    private static final String MARK = "fnf" + UUID.randomUUID() + ":";

    /** A mail takes about a millisecond; one that takes this long is made to take long. */
    private static final Duration LONGEST_RENDERING = Duration.ofSeconds(2);

    /** When the rendering that runs has to be done. Each filter looks at it: between two of them nothing takes long. */
    private static final ScopedValue<Long> DEADLINE = ScopedValue.newInstance();

    private static final TemplateParser PARSER = parser(new TemplateParser.Builder()
            .withFlavor(Flavor.LIQUID)
            .withNameResolver(name -> {
                throw new IllegalArgumentException("there is nothing to include");
            })
            .withShowExceptionsFromInclude(true)
            .withMaxIterations(MOST_ITERATIONS)
            .withMaxSizeRenderedString(LONGEST_RESULT)
            .withMaxTemplateSizeBytes(LONGEST_RESULT));

    private final Template template;
    private final List<String> literals;

    private static TemplateParser parser(TemplateParser.Builder builder) {
        for (var filter : Filters.DEFAULT_FILTERS.values()) builder.withFilter(guarded(filter));
        for (var filter : filters()) builder.withFilter(guarded(filter));
        return builder.build();
    }

    /** Those of the engine that could let a text grow without end, or that would escape twice. */
    private static List<Filter> filters() {
        return List.of(
                bounded("append", (text, more) -> text.length() + more[0].length(), (text, more) -> text + more[0]),
                bounded("prepend", (text, more) -> text.length() + more[0].length(), (text, more) -> more[0] + text),
                bounded("replace", Liquid::replaced, (text, more) -> text.replace(more[0], more[1])),
                new Filter("join") {
                    @Override
                    public Object apply(
                            @Nullable Object value, TemplateContext context, @Nullable Object... parameters) {
                        Object between = parameters.length == 0 ? " " : parameters[0];
                        return joined(asArray(value, context), between == null ? "" : asString(between, context));
                    }
                },
                new Filter("concat") {
                    @Override
                    public Object apply(
                            @Nullable Object value, TemplateContext context, @Nullable Object... parameters) {
                        throw new IllegalArgumentException("lists can't be joined in a mail");
                    }
                },
                new Filter("times") {
                    @Override
                    public Object apply(
                            @Nullable Object value, TemplateContext context, @Nullable Object... parameters) {
                        double product = number(value) * number(parameters.length == 0 ? null : parameters[0]);
                        return product == Math.rint(product) && Math.abs(product) < 1e15
                                ? (Object) (long) product
                                : (Object) product;
                    }
                },
                // Values are escaped already; escaping them again would show.
                new Filter("escape") {
                    @Override
                    public Object apply(
                            @Nullable Object value, TemplateContext context, @Nullable Object... parameters) {
                        return value == null ? "" : value;
                    }
                });
    }

    /** Looks at the clock before and at what came of it after: whatever a filter makes, the next one starts from there. */
    private static Filter guarded(Filter filter) {
        return new Filter(filter.name) {
            @Override
            public @Nullable Object apply(
                    @Nullable Object value, TemplateContext context, @Nullable Object... parameters) {
                if (DEADLINE.isBound() && System.nanoTime() > DEADLINE.get())
                    throw new IllegalArgumentException(
                            "it takes longer than " + LONGEST_RENDERING.toSeconds() + " seconds");
                modest(filter.name, value, parameters);
                Object result = filter.apply(value, context, parameters);
                if (size(result) > LONGEST_VALUE) throw tooLong();
                return result;
            }
        };
    }

    /** The engine writes out every digit that is asked for, and every zero of 1e999999999. */
    private static void modest(String filter, @Nullable Object value, @Nullable Object[] parameters) {
        Object asked = parameters.length == 0 ? null : parameters[0];
        boolean wide =
                switch (filter) {
                    case "round" -> isVast(value) || isVast(asked) || number(asked) > MOST_DIGITS;
                    case "date" ->
                        asked != null
                                && !(asked instanceof String format
                                        && !WIDE.matcher(format).find());
                    case "abs",
                            "at_least",
                            "at_most",
                            "ceil",
                            "floor",
                            "plus",
                            "minus",
                            "times",
                            "divided_by",
                            "modulo" -> isVast(value) || isVast(asked);
                    default -> false;
                };
        if (wide) throw new IllegalArgumentException(filter + " is asked for too many digits");
    }

    /** Whether it is no number that somebody would put into a mail. */
    private static boolean isVast(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case BigDecimal number -> number.precision() + (long) Math.abs(number.scale()) > MOST_DIGITS * 20L;
            case Number _, Boolean _ -> false;
            case CharSequence text ->
                text.length() > MOST_DIGITS * 20 || VAST.matcher(text).find();
            default -> true;
        };
    }

    /** Of a list all that it holds, because a list can be doubled as a text can; more than enough is not counted further. */
    private static long size(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case CharSequence text -> text.length();
            case Object[] list -> size(Arrays.asList(list));
            case Map<?, ?> map -> size(map.values());
            case Collection<?> list -> {
                long all = 0;
                for (Object element : list) {
                    all += 1 + size(element);
                    if (all > LONGEST_VALUE) break;
                }
                yield all;
            }
            default -> 1;
        };
    }

    private static IllegalArgumentException tooLong() {
        return new IllegalArgumentException("a value becomes longer than " + LONGEST_VALUE + " characters");
    }

    private Liquid(Template template, List<String> literals) {
        this.template = template;
        this.literals = literals;
    }

    /** @throws Malformed with what is wrong, in the words of the parser */
    static Liquid parse(String text) {
        if (OUTSIDE.matcher(text).find())
            throw new Malformed("a mail is one text; nothing can be included or captured in it");
        if (OPENING.matcher(text).results().count() > DEEPEST * 20L) throw new Malformed("it has too many blocks");
        if (longestTag(text) > LONGEST_TAG)
            throw new Malformed("a tag is longer than " + LONGEST_TAG + " characters, or never closed");
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

    /** @throws Malformed where it asks for more than a mail may */
    String render(Map<String, @Nullable Object> values) {
        try {
            long deadline = System.nanoTime() + LONGEST_RENDERING.toNanos();
            return ScopedValue.where(DEADLINE, deadline)
                    .call(() -> whole(template.renderUnguarded(new LinkedHashMap<>(values))));
        } catch (RuntimeException wrong) {
            throw new Malformed(firstLine(wrong));
        } catch (StackOverflowError nested) {
            throw new Malformed("its blocks are nested too deeply");
        }
    }

    /**
     * The text with all that is the same for every reader put aside, because the engine takes that apart anew for each. What
     * looks at the text around it (white space control, captures) is left as it is.
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
        // What is short is not worth it, and what still looks like a tag is for the parser to refuse.
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

    /** Where a tag stands in a text. */
    record Span(int start, int end) {}

    /** All tags in one pass: an opening that is never closed is looked for once, not from every place on. */
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

    /** The parser looks ahead from each step of a tag to its end; one that is never closed ends with the text. */
    private static int longestTag(String text) {
        int longest = 0;
        int behind = 0;
        for (var tag : tags(text)) {
            longest = Math.max(longest, tag.end() - tag.start());
            behind = tag.end();
        }
        int field = text.indexOf("{{", behind);
        int step = text.indexOf("{%", behind);
        int open = field < 0 ? step : step < 0 ? field : Math.min(field, step);
        return open < 0 ? longest : Math.max(longest, text.length() - open);
    }

    /** How long a filter's result will be, or the result itself. */
    private interface TextFilter<T> {
        T of(String text, String[] more);
    }

    private static Filter bounded(String name, TextFilter<Integer> length, TextFilter<String> result) {
        return new Filter(name) {
            @Override
            public Object apply(@Nullable Object value, TemplateContext context, @Nullable Object... parameters) {
                String text = value == null ? "" : asString(value, context);
                var more = new String[] {"", ""};
                for (int i = 0; i < Math.min(2, parameters.length); i++) {
                    Object parameter = parameters[i];
                    more[i] = parameter == null ? "" : asString(parameter, context);
                }
                if (length.of(text, more) > LONGEST_VALUE) throw tooLong();
                return result.of(text, more);
            }
        };
    }

    private static int replaced(String text, String[] more) {
        long times = 0;
        if (more[0].isEmpty()) times = text.length() + 1L;
        else for (int at = text.indexOf(more[0]); at >= 0; at = text.indexOf(more[0], at + more[0].length())) times++;
        return (int) Math.min(Integer.MAX_VALUE, text.length() + times * more[1].length());
    }

    private static String joined(@Nullable Object[] elements, String between) {
        var joined = new StringBuilder();
        for (int i = 0; i < elements.length; i++) {
            if (i > 0) joined.append(between);
            joined.append(elements[i] == null ? "" : elements[i].toString());
            if (joined.length() > LONGEST_VALUE) throw tooLong();
        }
        return joined.toString();
    }

    private static double number(@Nullable Object value) {
        try {
            return value == null ? 0 : Double.parseDouble(value.toString());
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    private static String firstLine(Throwable wrong) {
        Throwable cause = wrong;
        while (cause.getCause() != null) cause = cause.getCause();
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("it can't be read");
        return message.length() > 300 ? message.substring(0, 300) : message;
    }

    /** A text that is no template, or asks for what a mail must not do. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message, null, false, false);
        }

        Refused in(String field) {
            return Refused.invalid(field, "is no template that can be filled in: " + getMessage());
        }
    }

    /** Values with every text in them escaped for HTML. */
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

    /** A text whose tags are set aside as plain words, so that Markdown, MJML and sanitizers leave them alone. */
    static final class Aside {
        private final List<String> tags = new ArrayList<>();
        private final String word;
        private final String text;

        Aside(String source) {
            // Nobody can guess it, so nobody can write it.
            word = "fnf" + UUID.randomUUID().toString().replace("-", "") + "q";
            var set = new StringBuilder();
            int from = 0;
            for (var tag : Liquid.tags(source)) {
                set.append(source, from, tag.start())
                        .append(word)
                        .append(tags.size())
                        .append('z');
                tags.add(source.substring(tag.start(), tag.end()));
                from = tag.end();
            }
            text = set.append(source, from, source.length()).toString();
        }

        String text() {
            return text;
        }

        /** The tags in their places again. A tag that only steers stands without the paragraph that was made around it. */
        String back(String rendered) {
            String bare = Pattern.compile("<p[^<>]*>(" + word + "\\d{1,6}z)</p>")
                    .matcher(rendered)
                    .replaceAll(found -> Matcher.quoteReplacement(
                            tag(found.group(1)).startsWith("{%") ? found.group(1) : found.group()));
            return Pattern.compile(word + "\\d{1,6}z")
                    .matcher(bare)
                    .replaceAll(found -> Matcher.quoteReplacement(tag(found.group())));
        }

        private String tag(String named) {
            int index = Integer.parseInt(named.substring(word.length(), named.length() - 1));
            return index < tags.size() ? tags.get(index) : named;
        }
    }
}
