package io.fanfare.analytics;

import io.fanfare.analytics.Metrics.Span;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignLine;
import io.fanfare.identity.Workspace;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Now;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The figures of all campaigns together, for later rooms. */
@Component
public class WorkspaceFigures {
    private final FigureStore store;
    private final Workspaces workspaces;
    private final Now now;

    WorkspaceFigures(FigureStore store, Workspaces workspaces, Now now) {
        this.store = store;
        this.workspaces = workspaces;
        this.now = now;
    }

    /**
     * The figures of a period, in the currency of the workspace where there are several, by day, and their change against {@code previous}.
     * {@code before} are as many complete days of {@code previous} as the period has, which is what {@code change} compares with; null if
     * nothing is known of them.
     */
    public record Measured(
            Period period,
            @Nullable Period previous,
            Figures figures,
            @Nullable Figures before,
            Map<String, @Nullable BigDecimal> change,
            Map<LocalDate, Figures> byDay) {}

    /** The days of a period, those of them that are complete, so never today, and as many days before to compare them with. */
    private record Days(Span span, @Nullable Span earlier, Span complete, Span before) {
        static Days of(PeriodQuery query, LocalDate today) {
            var span = chosen(query, today);
            var earlier =
                    switch (query.compareOrDefault()) {
                        case PREVIOUS -> span.before();
                        case YEAR -> span.yearBefore();
                        case NONE -> null;
                    };
            var complete = new Span(span.from(), span.to().isBefore(today) ? span.to() : today.minusDays(1));
            var first = earlier == null ? span.from() : earlier.from();
            return new Days(span, earlier, complete, new Span(first, first.plusDays(Math.max(0, complete.days()) - 1)));
        }

        /** Null where nothing is known of those days. */
        @Nullable
        Figures before(Collection<FigureSum> sums, String currency) {
            return comparable(sums) ? sum(sums, before, currency) : null;
        }

        private boolean comparable(Collection<FigureSum> sums) {
            return earlier != null && complete.days() > 0 && sums.stream().anyMatch(sum -> before.holds(sum.day()));
        }

        Map<String, @Nullable BigDecimal> change(Collection<FigureSum> sums, String currency) {
            if (earlier == null) return Map.of();
            boolean comparable = comparable(sums);
            return PeriodFigures.change(
                    sum(sums, complete, currency), comparable ? sum(sums, before, currency) : Figures.NONE, comparable);
        }
    }

    /** Of a period that ends today, unless it names its days. The change compares complete days, so never today. */
    public Measured of(PeriodQuery query) {
        return of(query, null);
    }

    /** With {@code campaigns}, of these only. */
    public Measured of(PeriodQuery query, @Nullable Collection<UUID> campaigns) {
        var workspace = workspaces.current();
        var days = days(query, workspace);
        var first = days.before().from().isBefore(days.span().from())
                ? days.before().from()
                : days.span().from();
        var last = days.span().to();
        var sums = campaigns == null ? store.days(first, last) : store.days(campaigns, first, last);
        return new Measured(
                period(days.span(), workspace),
                days.earlier() == null ? null : period(days.earlier(), workspace),
                sum(sums, days.span(), workspace.currency()),
                days.before(sums, workspace.currency()),
                days.change(sums, workspace.currency()),
                byDay(sums, days.span(), workspace.currency()));
    }

    /** The days of which there are figures, in their order. */
    private static Map<LocalDate, Figures> byDay(Collection<FigureSum> sums, Span span, String currency) {
        var days = new TreeMap<LocalDate, Figures>();
        Metrics.grouped(
                        sums.stream().filter(sum -> span.holds(sum.day())).toList(),
                        sum -> Objects.requireNonNull(sum.day()))
                .forEach((day, of) -> days.put(day, Figures.of(of, currency)));
        return days;
    }

    /** The figures of a campaign in a period, and their change. */
    public record CampaignFigures(Figures figures, Map<String, @Nullable BigDecimal> change) {}

    /** The same of some campaigns, each in its currency; the days are those of the workspace. */
    public Map<UUID, CampaignFigures> of(Collection<CampaignLine> campaigns, PeriodQuery query) {
        var days = days(query, workspaces.current());
        var sums = Metrics.grouped(
                store.parts(
                        campaigns.stream().map(CampaignLine::id).toList(), days.span(), days.complete(), days.before()),
                sum -> Objects.requireNonNull(sum.campaignId()));
        return campaigns.stream().collect(Collectors.toMap(CampaignLine::id, line -> {
            var own = sums.getOrDefault(line.id(), List.of());
            return new CampaignFigures(sum(own, days.span(), line.currency()), days.change(own, line.currency()));
        }));
    }

    /** The days that a query chooses. */
    public Period period(PeriodQuery query) {
        var workspace = workspaces.current();
        return period(days(query, workspace).span(), workspace);
    }

    private Days days(PeriodQuery query, Workspace workspace) {
        return Days.of(query, now.instant().atZone(workspace.zone()).toLocalDate());
    }

    /** What campaigns have spent so far, each in one currency. */
    public Map<UUID, BigDecimal> spent(Map<UUID, String> currencies) {
        if (currencies.isEmpty()) return Map.of();
        return store.spent(currencies.keySet()).stream()
                .filter(each -> each.currency().equals(currencies.get(each.campaignId())))
                .collect(Collectors.toMap(FigureStore.Spent::campaignId, each -> Figures.plain(each.spend())));
    }

    /** All figures of campaigns so far, each in its currency; those without any are missing. */
    public Map<UUID, Figures> total(Collection<Campaign> campaigns) {
        if (campaigns.isEmpty()) return Map.of();
        var currencies = campaigns.stream().collect(Collectors.toMap(Campaign::id, Campaign::currency));
        return Metrics.grouped(store.campaigns(currencies.keySet()), sum -> Objects.requireNonNull(sum.campaignId()))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> Figures.of(each.getValue(), currencies.getOrDefault(each.getKey(), ""))));
    }

    /** When each of these campaigns last got figures. */
    public Map<UUID, Instant> reported(Collection<UUID> campaigns) {
        return store.reported(campaigns).stream()
                .collect(Collectors.toMap(FigureStore.Reported::campaignId, FigureStore.Reported::at));
    }

    private static Span chosen(PeriodQuery query, LocalDate today) {
        Metrics.requireDays(query.days());
        Metrics.ordered(query.from(), query.to());
        var end = query.to() == null ? today : query.to();
        var days = query.daysOrDefault();
        if (query.from() != null) return new Span(query.from(), end).checked();
        return new Span(end.minusDays((days == null ? PeriodQuery.DAYS : days) - 1L), end).checked();
    }

    private static Figures sum(Collection<FigureSum> sums, Span span, String currency) {
        return Figures.of(sums.stream().filter(sum -> span.holds(sum.day())).toList(), currency);
    }

    private static Period period(Span span, Workspace workspace) {
        return new Period(span.from(), span.to(), workspace.timeZone());
    }
}
