package io.fanfare.analytics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a row of days says: where it goes, and which days stand out. */
public final class Trends {
    /** A day so far from the median, in robust standard deviations, is one to look at (Iglewicz and Hoaglin, 1993). */
    private static final double FAR = 3.5;

    private static final int ENOUGH = 7;

    private Trends() {}

    /** A day and what happened on it. */
    record Day(LocalDate date, Figures figures) {}

    /**
     * One metric over the days of a period. {@code slope}: the change per day of a straight line (least squares); {@code change}: the later half compared with the earlier one, null if the earlier one is 0.
     */
    public record TrendSummary(
            String metric,
            BigDecimal mean,
            BigDecimal slope,
            @Nullable BigDecimal change,
            Direction direction,
            List<Anomaly> anomalies) {}

    /** The direction of a metric: flat if the line changes by less than 5% of the mean over the period. */
    public enum Direction {
        UP,
        DOWN,
        FLAT
    }

    /** A day that stands out: {@code expected} is the median of the others, {@code score} how many deviations it is off. */
    public record Anomaly(LocalDate date, BigDecimal value, BigDecimal expected, BigDecimal score) {}

    /** A day and a value; days without one are left out. */
    public record DayValue(LocalDate date, BigDecimal value) {}

    /** The trend of a metric in a period of so many days; without one if nothing was reported. */
    public static Optional<TrendSummary> summary(String metric, List<DayValue> known, long days) {
        double[] values =
                known.stream().mapToDouble(each -> each.value().doubleValue()).toArray();
        if (Arrays.stream(values).allMatch(value -> value == 0)) return Optional.empty();
        double mean = Arrays.stream(values).average().orElse(0);
        double slope = slope(known, values, mean);
        double gain = slope * days;
        var direction = Math.abs(gain) < 0.05 * mean ? Direction.FLAT : gain > 0 ? Direction.UP : Direction.DOWN;
        return Optional.of(new TrendSummary(
                metric, rounded(mean), rounded(slope), change(values), direction, anomalies(known, values)));
    }

    static List<TrendSummary> summaries(List<Day> days) {
        var all = new ArrayList<TrendSummary>();
        add(all, "impressions", days, f -> BigDecimal.valueOf(f.impressions()));
        add(all, "clicks", days, f -> BigDecimal.valueOf(f.clicks()));
        add(all, "conversions", days, Figures::conversions);
        add(all, "spend", days, Figures::spend);
        add(all, "revenue", days, Figures::revenue);
        add(all, "ctr", days, Figures::ctr);
        return all;
    }

    /** The summary that stands for all; flat clicks where nothing was reported. */
    static TrendSummary leading(List<TrendSummary> summaries) {
        return summaries.stream()
                .filter(summary -> summary.metric().equals("clicks"))
                .findFirst()
                .or(() -> summaries.stream().findFirst())
                .orElse(new TrendSummary("clicks", BigDecimal.ZERO, BigDecimal.ZERO, null, Direction.FLAT, List.of()));
    }

    /** A metric that nobody reported has no trend. */
    private static void add(
            List<TrendSummary> all, String metric, List<Day> days, Function<Figures, @Nullable BigDecimal> of) {
        var known = days.stream()
                .filter(day -> of.apply(day.figures()) != null)
                .map(day -> new DayValue(day.date(), java.util.Objects.requireNonNull(of.apply(day.figures()))))
                .toList();
        summary(metric, known, days.size()).ifPresent(all::add);
    }

    /** By the date: a rate has no value on days when there was nothing to divide by. */
    private static double slope(List<DayValue> days, double[] values, double mean) {
        double[] at = days.stream()
                .mapToDouble(day -> (double) day.date().toEpochDay())
                .toArray();
        double middle = Arrays.stream(at).average().orElse(0);
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < values.length; i++) {
            covariance += (at[i] - middle) * (values[i] - mean);
            variance += (at[i] - middle) * (at[i] - middle);
        }
        return variance == 0 ? 0 : covariance / variance;
    }

    private static @Nullable BigDecimal change(double[] values) {
        int half = values.length / 2;
        if (half == 0) return null;
        double before = Arrays.stream(values, 0, half).average().orElse(0);
        double after = Arrays.stream(values, values.length - half, values.length)
                .average()
                .orElse(0);
        return before == 0 ? null : rounded(after / before - 1);
    }

    private static List<Anomaly> anomalies(List<DayValue> days, double[] values) {
        if (values.length < ENOUGH) return List.of();
        double median = median(values);
        double[] off =
                Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
        double spread = median(off) * 1.4826;
        // More than half of the days alike: the mean deviation tells what is unlike them.
        if (spread == 0) spread = Arrays.stream(off).average().orElse(0) * 1.253314;
        if (spread == 0) return List.of();
        var found = new ArrayList<Anomaly>();
        for (int i = 0; i < values.length; i++) {
            double score = (values[i] - median) / spread;
            if (Math.abs(score) > FAR)
                found.add(new Anomaly(days.get(i).date(), rounded(values[i]), rounded(median), rounded(score)));
        }
        return found;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static BigDecimal rounded(double value) {
        return Figures.plain(new BigDecimal(value, MathContext.DECIMAL64).setScale(6, RoundingMode.HALF_UP));
    }
}
