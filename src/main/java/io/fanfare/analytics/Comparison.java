package io.fanfare.analytics;

import io.fanfare.analytics.Metrics.ChannelFigures;
import io.fanfare.kernel.ChannelName;
import io.fanfare.kernel.Currencies;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Channels side by side, and why one stands before the other. */
final class Comparison {
    /** So few clicks say little: the share of conversions in 100 clicks is known to about ±6 points at best. */
    private static final long FEW_CLICKS = 100;

    private Comparison() {}

    /** What channels are ranked by. */
    public enum By {
        ROAS,
        COST_PER_CONVERSION,
        CONVERSION_RATE,
        CTR,
        CLICKS,
        IMPRESSIONS;

        @Nullable
        BigDecimal of(Figures figures) {
            return switch (this) {
                case ROAS -> figures.roas();
                case COST_PER_CONVERSION -> figures.costPerConversion();
                case CONVERSION_RATE -> figures.conversionRate();
                case CTR -> figures.ctr();
                case CLICKS -> BigDecimal.valueOf(figures.clicks());
                case IMPRESSIONS -> BigDecimal.valueOf(figures.impressions());
            };
        }

        boolean lowIsGood() {
            return this == COST_PER_CONVERSION;
        }
    }

    /** A ranked channel. */
    public record Ranked(int rank, String channel, @Nullable BigDecimal value, Figures figures, String why) {}

    /** What says most with what was reported. */
    static By best(List<ChannelFigures> channels) {
        for (By by : List.of(By.ROAS, By.COST_PER_CONVERSION, By.CTR))
            if (channels.stream().anyMatch(each -> {
                var value = by.of(each.figures());
                return value != null && value.signum() > 0;
            })) return by;
        return By.IMPRESSIONS;
    }

    static List<Ranked> ranking(List<ChannelFigures> channels, By by) {
        var order = Comparator.<BigDecimal>naturalOrder();
        if (!by.lowIsGood()) order = order.reversed();
        var sorted = new ArrayList<>(channels);
        sorted.sort(Comparator.comparing((ChannelFigures each) -> by.of(each.figures()), Comparator.nullsLast(order))
                .thenComparing(ChannelFigures::channel));
        var ranking = new ArrayList<Ranked>();
        for (ChannelFigures each : sorted)
            ranking.add(new Ranked(
                    ranking.size() + 1,
                    each.channel(),
                    by.of(each.figures()),
                    each.figures(),
                    why(each.figures(), by, sorted.getFirst())));
        return ranking;
    }

    private static String why(Figures figures, By by, ChannelFigures first) {
        var value = by.of(figures);
        if (value == null) return absent(figures, by);
        var best = by.of(first.figures());
        String own = said(figures, by, value);
        if (first.figures().equals(figures) || best == null || best.signum() == 0 || value.signum() == 0)
            return own + caution(figures, by);
        BigDecimal times = by.lowIsGood()
                ? value.divide(best, 1, RoundingMode.HALF_UP)
                : best.divide(value, 1, RoundingMode.HALF_UP);
        if (times.compareTo(BigDecimal.ONE) == 0) return own + caution(figures, by);
        String than = by.lowIsGood()
                ? "; " + times.toPlainString() + " times the cost on " + ChannelName.of(first.channel())
                : "; " + ChannelName.of(first.channel()) + " has " + times.toPlainString() + " times as much";
        return own + than + caution(figures, by);
    }

    private static String said(Figures f, By by, BigDecimal value) {
        return switch (by) {
            case ROAS ->
                money(f.revenue(), f) + " in revenue for " + money(f.spend(), f) + " spent (" + shown(value) + "×)";
            case COST_PER_CONVERSION ->
                money(f.spend(), f) + " for " + conversions(f) + ": " + money(value, f) + " each";
            case CONVERSION_RATE -> conversions(f) + " from " + counted(f.clicks(), "click") + ": " + percent(value);
            case CTR ->
                counted(f.clicks(), "click") + " from " + counted(f.impressions(), "impression") + ": "
                        + percent(value);
            case CLICKS -> counted(f.clicks(), "click");
            case IMPRESSIONS -> counted(f.impressions(), "impression");
        };
    }

    private static String conversions(Figures f) {
        return f.conversions().toPlainString()
                + (f.conversions().compareTo(BigDecimal.ONE) == 0 ? " conversion" : " conversions");
    }

    private static String counted(long many, String one) {
        return String.format(Locale.ENGLISH, "%,d ", many) + (many == 1 ? one : one + "s");
    }

    private static String absent(Figures f, By by) {
        boolean money = by == By.ROAS || by == By.COST_PER_CONVERSION;
        if (money && !f.otherMoney().isEmpty())
            return "It reports several currencies, which can't be added up, so it isn't ranked by this.";
        return switch (by) {
            case ROAS -> "Nothing was spent on it, so it has no return on spending.";
            case COST_PER_CONVERSION ->
                f.spend().signum() > 0
                        ? money(f.spend(), f) + " spent without a conversion."
                        : "No spending was reported, so the cost of a conversion is unknown.";
            case CONVERSION_RATE -> "No clicks yet.";
            case CTR -> "No impressions yet.";
            case CLICKS, IMPRESSIONS -> "Nothing was reported.";
        };
    }

    private static String caution(Figures f, By by) {
        boolean byClicks = by == By.CONVERSION_RATE || by == By.COST_PER_CONVERSION || by == By.ROAS;
        return byClicks && f.clicks() < FEW_CLICKS
                ? " (only " + counted(f.clicks(), "click") + "; this may be chance)."
                : ".";
    }

    static @Nullable String note(List<ChannelFigures> channels, By by) {
        if (channels.isEmpty()) return "No figures have been reported for this campaign yet.";
        long currencies = channels.stream()
                .map(each -> each.figures().currency())
                .filter(java.util.Objects::nonNull)
                .distinct()
                .count();
        return by == By.COST_PER_CONVERSION && currencies > 1
                ? "The channels report in different currencies. Amounts are compared without converting them."
                : null;
    }

    private static String money(BigDecimal amount, Figures f) {
        return Currencies.amount(amount, f.currency());
    }

    private static String shown(BigDecimal value) {
        return value.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private static String percent(BigDecimal share) {
        return Figures.plain(share.movePointRight(2).setScale(3, RoundingMode.HALF_UP))
                        .toPlainString() + "%";
    }
}
