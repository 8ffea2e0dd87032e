package io.fanfare.analytics;

import io.fanfare.strategy.Goal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A goal as figures can be compared with it: its words, its metric, and its target as a number if it has one. */
record GoalTarget(
        String name,
        String text,
        String metric,
        @Nullable BigDecimal amount,
        @Nullable String unit,
        @Nullable LocalDate by) {
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w.])([+-]?)\\s*(\\d{1,3}(?:[,' ]\\d{3})+|\\d+)(\\.\\d+)?\\s*(%|[kK]\\b)?");

    private static final Pattern YEAR = Pattern.compile("\\s*(19|20)\\d\\d\\s*");

    static GoalTarget of(Goal goal) {
        return switch (goal) {
            case Goal.Words(String text) -> {
                var number = NUMBER.matcher(text);
                yield found(number)
                        ? new GoalTarget(text, text, text, amount(number, null), percent(number), null)
                        : new GoalTarget(text, text, text, null, null, null);
            }
            case Goal.Measure measure -> of(measure);
        };
    }

    private static GoalTarget of(Goal.Measure measure) {
        String target = Objects.toString(measure.target(), "");
        var number = NUMBER.matcher(target);
        boolean found = found(number);
        String percent = found ? percent(number) : null;
        String unit = measure.unit() == null || measure.unit().isBlank() ? percent : measure.unit();
        String metric = words(measure.metric(), unit);
        String text = words(measure.metric(), target, percent == null ? measure.unit() : null);
        return new GoalTarget(
                measure.metric() == null || measure.metric().isBlank() ? text : sentence(measure.metric()),
                text,
                metric,
                found ? amount(number, measure.baseline()) : null,
                unit,
                measure.by());
    }

    /** {@code trial_signups} as a person writes it: Trial signups. */
    private static String sentence(String metric) {
        String words = metric.strip().replace('_', ' ');
        return words.substring(0, words.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
                + words.substring(words.offsetByCodePoints(0, 1));
    }

    /** Finds the first number; a year counts only if there is no other. */
    private static boolean found(Matcher number) {
        while (number.find()) if (!YEAR.matcher(number.group()).matches()) return true;
        number.reset();
        return number.find();
    }

    /** "+20%" and "+500" add to the baseline, so they are no number without one. */
    private static @Nullable BigDecimal amount(Matcher number, @Nullable BigDecimal baseline) {
        var amount = new BigDecimal(number.group(2).replaceAll("[,' ]", "") + Objects.toString(number.group(3), ""));
        String after = Objects.toString(number.group(4), "");
        if (after.equalsIgnoreCase("k")) amount = amount.movePointRight(3);
        boolean share = after.equals("%");
        if (share) amount = amount.movePointLeft(2);
        if (number.group(1).isEmpty()) return amount;
        if (baseline == null) return null;
        var change = number.group(1).equals("-") ? amount.negate() : amount;
        return share ? baseline.add(baseline.multiply(change)) : baseline.add(change);
    }

    private static @Nullable String percent(Matcher number) {
        return "%".equals(number.group(4)) && number.group(1).isEmpty() ? "%" : null;
    }

    private static String words(@Nullable String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(" "));
    }
}
