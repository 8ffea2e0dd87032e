package io.fanfare.analytics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Totals and the rates derived from them. {@code impressions} includes opened mails and viewed posts; {@code reach} is added
 * up over days and posts, so it may count a person twice. Rates are shares (0.02 is 2%) and null if their parts were not
 * reported: {@code ctr} clicks per impression, {@code conversionRate} conversions per click, {@code openRate} opens per
 * delivered mail ({@code openRateBasis}: {@code unique} readers, or {@code total} opens if readers were not reported), {@code
 * engagementRate} engagements per impression, {@code cpc} and {@code cpm} spend per click and per 1,000 impressions, {@code
 * costPerConversion}, {@code roas} revenue per unit spent. Money is in {@code currency}; amounts in other currencies are listed
 * in {@code otherMoney}, and the rates leave out what was reported with them.
 */
public record Figures(
        long impressions,
        long reach,
        long clicks,
        BigDecimal conversions,
        long engagements,
        long sent,
        long delivered,
        long opens,
        long posts,
        BigDecimal spend,
        BigDecimal revenue,
        @Nullable String currency,
        @Nullable BigDecimal ctr,
        @Nullable BigDecimal conversionRate,
        @Nullable BigDecimal cpc,
        @Nullable BigDecimal cpm,
        @Nullable BigDecimal costPerConversion,
        @Nullable BigDecimal roas,
        @Nullable BigDecimal openRate,
        @Nullable OpenRateBasis openRateBasis,
        @Nullable BigDecimal engagementRate,
        List<Money> otherMoney) {

    /** What an open rate counts: readers, or opens, which may count a reader several times. */
    public enum OpenRateBasis {
        UNIQUE,
        TOTAL
    }

    /** Amounts in another currency. */
    public record Money(String currency, BigDecimal spend, BigDecimal revenue) {}

    static final Figures NONE = of(List.of(), "");

    /** The sum of all rolls; {@code preferred} is the currency to add up in if there are several. */
    static Figures of(Collection<FigureSum> rolls, String preferred) {
        var all = new Sums();
        rolls.forEach(all::add);
        var money = money(rolls);
        var main = main(money, preferred);
        // What was reported with another currency would divide the wrong spend.
        var priced = new Sums();
        rolls.stream()
                .filter(roll -> roll.currency().isEmpty() || roll.currency().equals(main.currency()))
                .forEach(priced::add);
        var spend = main.spend().signum() == 0 ? null : main.spend();
        return new Figures(
                all.impressions,
                all.reach,
                all.clicks,
                plain(all.conversions),
                all.engagements,
                all.sent,
                all.delivered,
                all.opens,
                all.posts,
                plain(main.spend()),
                plain(main.revenue()),
                main.currency().isEmpty() ? null : main.currency(),
                rate(BigDecimal.valueOf(all.clicks), BigDecimal.valueOf(all.impressions)),
                rate(all.conversions, BigDecimal.valueOf(all.clicks)),
                rate(spend, BigDecimal.valueOf(priced.clicks)),
                rate(spend == null ? null : spend.movePointRight(3), BigDecimal.valueOf(priced.impressions)),
                rate(spend, priced.conversions),
                spend == null ? null : rate(main.revenue(), spend),
                all.openRate(),
                all.openRateBasis(),
                rate(BigDecimal.valueOf(all.engagements), BigDecimal.valueOf(all.impressions)),
                others(money, main));
    }

    /** Counts added up. */
    private static final class Sums {
        private long impressions;
        private long reach;
        private long readers;
        private long clicks;
        private long engagements;
        private long sent;
        private long delivered;
        private long opens;
        private long posts;
        private boolean opensWithoutReaders;
        private BigDecimal conversions = BigDecimal.ZERO;

        void add(FigureSum roll) {
            impressions += roll.impressions();
            reach += roll.reach();
            if (roll.delivered() > 0 || roll.opens() > 0) readers += roll.reach();
            opensWithoutReaders |= roll.opens() > 0 && roll.reach() == 0;
            clicks += roll.clicks();
            engagements += roll.engagements();
            sent += roll.sent();
            delivered += roll.delivered();
            opens += roll.opens();
            posts += roll.posts();
            conversions = conversions.add(roll.conversions());
        }

        @Nullable
        OpenRateBasis openRateBasis() {
            if (delivered == 0 || opens == 0 && readers == 0) return null;
            return opensWithoutReaders ? OpenRateBasis.TOTAL : OpenRateBasis.UNIQUE;
        }

        @Nullable
        BigDecimal openRate() {
            var basis = openRateBasis();
            if (basis == null) return null;
            long opened =
                    switch (basis) {
                        case UNIQUE -> readers;
                        case TOTAL -> opens;
                    };
            return rate(BigDecimal.valueOf(opened), BigDecimal.valueOf(delivered));
        }
    }

    private static TreeMap<String, Money> money(Collection<FigureSum> rolls) {
        var money = new TreeMap<String, Money>();
        for (FigureSum roll : rolls)
            if (!roll.currency().isEmpty())
                money.merge(roll.currency(), new Money(roll.currency(), roll.spend(), roll.revenue()), Figures::plus);
        return money;
    }

    private static List<Money> others(TreeMap<String, Money> money, Money main) {
        return money.values().stream()
                .filter(each -> !each.currency().equals(main.currency()))
                .map(each -> new Money(each.currency(), plain(each.spend()), plain(each.revenue())))
                .toList();
    }

    private static Money main(TreeMap<String, Money> money, String preferred) {
        var nothing = new Money("", BigDecimal.ZERO, BigDecimal.ZERO);
        var wanted = money.get(preferred);
        if (wanted != null) return wanted;
        return money.isEmpty() ? nothing : money.firstEntry().getValue();
    }

    private static Money plus(Money a, Money b) {
        return new Money(a.currency(), a.spend().add(b.spend()), a.revenue().add(b.revenue()));
    }

    /** A share to six digits, or null if there is nothing to divide by. */
    static @Nullable BigDecimal rate(@Nullable BigDecimal part, BigDecimal whole) {
        if (part == null || whole.signum() == 0) return null;
        return plain(part.divide(whole, 6, RoundingMode.HALF_UP));
    }

    /** Without trailing zeros or exponents: 12.5, not 12.500000 or 1.25E+1. */
    static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
