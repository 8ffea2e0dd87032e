package io.fanfare.analytics;

import io.fanfare.analytics.FactStore.Roll;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sums and what follows from them. {@code impressions}: times that something of it was seen, opened mails and viewed posts
 * among them; {@code reach} is added up over days, so it may hold somebody twice. Rates are shares (0.02 is 2 %) and null
 * where they would divide by nothing: {@code ctr} clicks per impression, {@code conversionRate} conversions per click,
 * {@code openRate} readers who opened per delivered mail, {@code engagementRate} engagements per impression, {@code cpc} and
 * {@code cpm} money per click and per thousand impressions, {@code costPerConversion}, {@code roas} revenue per unit spent.
 * Money is in {@code currency}; amounts in others are not added to it but listed in {@code otherMoney}, and then rates of
 * money are null, because clicks can't be told apart by currency.
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
        @Nullable BigDecimal engagementRate,
        List<Money> otherMoney) {

    /** Amounts in another currency. */
    public record Money(String currency, BigDecimal spend, BigDecimal revenue) {}

    static final Figures NONE = of(List.of(), "");

    /** The sum of all rolls; {@code preferred} is the currency to add up in where there are several. */
    static Figures of(Collection<Roll> rolls, String preferred) {
        long impressions = 0;
        long reach = 0;
        long mailReach = 0;
        long clicks = 0;
        long engagements = 0;
        long sent = 0;
        long delivered = 0;
        long opens = 0;
        long posts = 0;
        var conversions = BigDecimal.ZERO;
        var money = new TreeMap<String, Money>();
        for (Roll roll : rolls) {
            impressions += roll.impressions();
            reach += roll.reach();
            if (roll.delivered() > 0 || roll.opens() > 0) mailReach += roll.reach();
            clicks += roll.clicks();
            engagements += roll.engagements();
            sent += roll.sent();
            delivered += roll.delivered();
            opens += roll.opens();
            posts += roll.posts();
            conversions = conversions.add(roll.conversions());
            if (!roll.currency().isEmpty())
                money.merge(roll.currency(), new Money(roll.currency(), roll.spend(), roll.revenue()), Figures::plus);
        }
        var main = main(money, preferred);
        var others = new ArrayList<Money>();
        for (Money each : money.values())
            if (!each.currency().equals(main.currency()))
                others.add(new Money(each.currency(), plain(each.spend()), plain(each.revenue())));
        boolean one = others.isEmpty() && !main.currency().isEmpty();
        var spend = one ? main.spend() : null;
        return new Figures(
                impressions,
                reach,
                clicks,
                plain(conversions),
                engagements,
                sent,
                delivered,
                opens,
                posts,
                plain(main.spend()),
                plain(main.revenue()),
                main.currency().isEmpty() ? null : main.currency(),
                rate(BigDecimal.valueOf(clicks), BigDecimal.valueOf(impressions)),
                rate(conversions, BigDecimal.valueOf(clicks)),
                rate(spend, BigDecimal.valueOf(clicks)),
                rate(spend == null ? null : spend.movePointRight(3), BigDecimal.valueOf(impressions)),
                rate(spend, conversions),
                spend == null ? null : rate(main.revenue(), spend),
                rate(BigDecimal.valueOf(mailReach), BigDecimal.valueOf(delivered)),
                rate(BigDecimal.valueOf(engagements), BigDecimal.valueOf(impressions)),
                others);
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

    /** A share to six digits, or null where there is nothing to divide by. */
    static @Nullable BigDecimal rate(@Nullable BigDecimal part, BigDecimal whole) {
        if (part == null || whole.signum() == 0) return null;
        return plain(part.divide(whole, 6, RoundingMode.HALF_UP));
    }

    /** Without zeros that say nothing: 12.50, not 12.500000 nor 1.25E+1. */
    static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
