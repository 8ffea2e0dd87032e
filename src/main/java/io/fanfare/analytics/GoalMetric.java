package io.fanfare.analytics;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a goal counts, recognized by the words of its metric; the first that fits. Rates come before what they divide. */
enum GoalMetric {
    OPEN_RATE("open rate", true, false, "open rate"),
    CLICK_RATE("click rate", true, false, "click rate|click.?through.*|ctr"),
    CONVERSION_RATE("conversion rate", true, false, "conversion rate"),
    ROAS("return on ad spend", true, false, "roas|return on ad spend"),
    COST("cost per conversion", true, false, "cost per .*|cpa|cpl"),
    REVENUE("revenue", false, false, "revenues?|turnover|income"),
    CONVERSIONS(
            "conversions",
            false,
            false,
            "conversions?|sign.?ups?|downloads?|leads?|registrations?|subscri\\w+|orders?|purchases?|bookings?|sales?|demos?"
                    + "|trials?|installs?|customers?|applications?|donations?|tickets?|buyers?|participants?|attendees?"),
    CLICKS("clicks", false, true, "clicks?"),
    REACH("reach", false, false, "reach|people reached"),
    ENGAGEMENTS("engagements", false, false, "engagements?|likes?|comments?|shares|reactions?|interactions?"),
    IMPRESSIONS("impressions", false, true, "impressions?|views?|seen|awareness"),
    OPENS("opens", false, true, "opens?|opened|readers?"),
    DELIVERED("delivered e-mails", false, true, "delivered|e?.?mails?|newsletters?"),
    POSTS("posts", false, true, "posts?|articles?");

    /** As a sentence calls it. */
    final String words;

    /** A share or a price, compared as it is instead of added up. */
    final boolean rate;
    /** Counted by the server itself, so that nothing yet means zero. */
    final boolean own;

    private final Pattern pattern;

    GoalMetric(String words, boolean rate, boolean own, String pattern) {
        this.words = words;
        this.rate = rate;
        this.own = own;
        this.pattern = Pattern.compile("\\b(" + pattern + ")\\b");
    }

    @Nullable
    BigDecimal of(Figures figures) {
        return switch (this) {
            case OPEN_RATE -> figures.openRate();
            case CLICK_RATE -> figures.ctr();
            case CONVERSION_RATE -> figures.conversionRate();
            case ROAS -> figures.roas();
            case COST -> figures.costPerConversion();
            case REVENUE -> figures.revenue();
            case CONVERSIONS -> figures.conversions();
            case CLICKS -> BigDecimal.valueOf(figures.clicks());
            case REACH -> BigDecimal.valueOf(figures.reach());
            case ENGAGEMENTS -> BigDecimal.valueOf(figures.engagements());
            case IMPRESSIONS -> BigDecimal.valueOf(figures.impressions());
            case OPENS -> BigDecimal.valueOf(figures.opens());
            case DELIVERED -> BigDecimal.valueOf(figures.delivered());
            case POSTS -> BigDecimal.valueOf(figures.posts());
        };
    }

    /** Less of it is better. */
    boolean falls() {
        return this == COST;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<GoalMetric> in(String words) {
        String text = words.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(each -> each.pattern.matcher(text).find())
                .findFirst();
    }
}
