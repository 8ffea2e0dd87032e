package io.fanfare.email;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.filters.Filter;
import liqp.filters.Filters;
import org.jspecify.annotations.Nullable;

/** The filters of a mail: an allow-list, each with limits on its input and output. */
final class LiquidFilters {
    /** Before adding a filter: it must not read anything outside the mail, and its result must be bounded. */
    static final Set<String> ALLOWED = new TreeSet<>(Set.of(
            "append",
            "capitalize",
            "ceil",
            "date",
            "default",
            "divided_by",
            "downcase",
            "escape",
            "first",
            "floor",
            "join",
            "last",
            "minus",
            "newline_to_br",
            "plus",
            "prepend",
            "remove",
            "replace",
            "round",
            "size",
            "sort",
            "split",
            "strip",
            "times",
            "truncate",
            "truncatewords",
            "upcase",
            "url_encode"));

    /** The maximum length of a value: filters can double a text each time. */
    static final int LONGEST_VALUE = 100_000;

    private static final int MOST_DIGITS = 30;
    private static final Pattern VAST = Pattern.compile("[eE][+-]?\\d{3}");
    /** A date part padded to 100 characters or more. */
    private static final Pattern WIDE = Pattern.compile("%[^\\p{Alpha}%]*\\d{3}");

    private LiquidFilters() {}

    static TemplateParser.Builder into(TemplateParser.Builder builder) {
        for (var filter : Filters.DEFAULT_FILTERS.values())
            builder.withFilter(ALLOWED.contains(filter.name) ? guarded(filter) : refused(filter.name));
        for (var filter : own()) builder.withFilter(guarded(filter));
        return builder;
    }

    private static Filter refused(String name) {
        return new Filter(name) {
            @Override
            public Object apply(@Nullable Object value, TemplateContext context, @Nullable Object... parameters) {
                throw new IllegalArgumentException("the filter " + name + " is not available in mails");
            }
        };
    }

    /** Replacements for filters of the engine that could grow a text without limit or escape twice. */
    private static List<Filter> own() {
        return List.of(
                bounded("append", (text, more) -> text.length() + more[0].length(), (text, more) -> text + more[0]),
                bounded("prepend", (text, more) -> text.length() + more[0].length(), (text, more) -> more[0] + text),
                bounded("replace", LiquidFilters::replaced, (text, more) -> text.replace(more[0], more[1])),
                new Filter("join") {
                    @Override
                    public Object apply(
                            @Nullable Object value, TemplateContext context, @Nullable Object... parameters) {
                        Object between = parameters.length == 0 ? " " : parameters[0];
                        return joined(asArray(value, context), between == null ? "" : asString(between, context));
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
                // Values are escaped already; a second time would be visible.
                new Filter("escape") {
                    @Override
                    public Object apply(
                            @Nullable Object value, TemplateContext context, @Nullable Object... parameters) {
                        return value == null ? "" : value;
                    }
                });
    }

    /** Charges input and output to the budget of the rendering. */
    private static Filter guarded(Filter filter) {
        return new Filter(filter.name) {
            @Override
            public @Nullable Object apply(
                    @Nullable Object value, TemplateContext context, @Nullable Object... parameters) {
                LiquidBudget.spend(size(value));
                modest(filter.name, value, parameters);
                Object result = filter.apply(value, context, parameters);
                long size = size(result);
                if (size > LONGEST_VALUE) throw tooLong();
                LiquidBudget.spend(size);
                return result;
            }
        };
    }

    /** Rejects huge numbers: the engine writes out every digit, and every zero of 1e999999999. */
    private static void modest(String filter, @Nullable Object value, @Nullable Object[] parameters) {
        Object argument = parameters.length == 0 ? null : parameters[0];
        boolean wide =
                switch (filter) {
                    case "round" -> isVast(value) || isVast(argument) || number(argument) > MOST_DIGITS;
                    case "date" ->
                        argument != null
                                && !(argument instanceof String format
                                        && !WIDE.matcher(format).find());
                    case "ceil", "floor", "plus", "minus", "times", "divided_by" -> isVast(value) || isVast(argument);
                    default -> false;
                };
        if (wide) throw new IllegalArgumentException(filter + " is asked for too many digits");
    }

    /** Whether a value has more digits than a mail needs. */
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

    /** The size of a text, or of all items of a list; stops counting at the limit. */
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
}
