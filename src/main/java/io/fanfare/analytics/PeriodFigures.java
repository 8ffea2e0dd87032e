package io.fanfare.analytics;

import io.fanfare.analytics.Metrics.Span;
import io.fanfare.campaign.Campaign;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The figures of a period beside those of an earlier one. */
@Component
class PeriodFigures {
    /** The share of earlier days that must have figures to compare with them. */
    private static final double ENOUGH = 0.8;

    private final FigureStore store;
    private final Metrics metrics;

    PeriodFigures(FigureStore store, Metrics metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    /** The figures of {@code period} and their change against {@code previous}; without it, {@code change} is empty. */
    record ComparedFigures(
            Period period, @Nullable Period previous, Figures figures, Map<String, @Nullable BigDecimal> change) {}

    ComparedFigures of(Campaign campaign, PeriodQuery query) {
        var span = metrics.span(campaign, query.daysOrDefault(), query.from(), query.to());
        var earlier =
                switch (query.compareOrDefault()) {
                    case PREVIOUS -> span.before();
                    case YEAR -> span.yearBefore();
                    case NONE -> null;
                };
        var rolls = new ArrayList<>(store.daily(campaign.id(), span.from(), span.to()));
        var figures = Figures.of(rolls, campaign.currency());
        if (earlier == null) return new ComparedFigures(span.in(campaign), null, figures, Map.of());
        rolls.addAll(store.daily(campaign.id(), earlier.from(), earlier.to()));
        return new ComparedFigures(
                span.in(campaign),
                earlier.in(campaign),
                figures,
                change(campaign, span, earlier, metrics.known(campaign), rolls));
    }

    /** The known days of an earlier period, as many as the period has known days itself. */
    static Span known(Span span, Span earlier, Span known) {
        long days = Math.max(0, span.within(known).days());
        var first = earlier.from();
        return new Span(first, first.plusDays(days - 1)).within(known);
    }

    /** The change of each figure in complete days; null if too few of the earlier days have figures. */
    static Map<String, @Nullable BigDecimal> change(
            Campaign campaign, Span span, Span earlier, Span known, List<FigureSum> rolls) {
        var now = span.within(known);
        var before = known(span, earlier, known);
        boolean enough = now.days() > 0 && before.days() >= ENOUGH * now.days();
        return change(sum(rolls, now, campaign), enough ? sum(rolls, before, campaign) : Figures.NONE, enough);
    }

    private static Figures sum(List<FigureSum> rolls, Span span, Campaign campaign) {
        return Figures.of(rolls.stream().filter(roll -> span.holds(roll.day())).toList(), campaign.currency());
    }

    static Map<String, @Nullable BigDecimal> change(Figures now, Figures before, boolean enough) {
        var change = new LinkedHashMap<String, @Nullable BigDecimal>();
        change.put(
                "impressions", change(BigDecimal.valueOf(now.impressions()), BigDecimal.valueOf(before.impressions())));
        change.put("clicks", change(BigDecimal.valueOf(now.clicks()), BigDecimal.valueOf(before.clicks())));
        change.put("conversions", change(now.conversions(), before.conversions()));
        boolean comparable = enough && Objects.equals(now.currency(), before.currency());
        change.put("spend", comparable ? change(now.spend(), before.spend()) : null);
        change.put("revenue", comparable ? change(now.revenue(), before.revenue()) : null);
        change.put("ctr", change(now.ctr(), before.ctr()));
        change.put("roas", change(now.roas(), before.roas()));
        return change;
    }

    private static @Nullable BigDecimal change(@Nullable BigDecimal now, @Nullable BigDecimal before) {
        if (now == null || before == null) return null;
        return Figures.rate(now.subtract(before), before);
    }
}
