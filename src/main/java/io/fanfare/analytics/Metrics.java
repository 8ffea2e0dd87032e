package io.fanfare.analytics;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures of a campaign. */
@RestController
@RequestMapping("/api/campaigns/{id}")
class Metrics {
    private static final int MOST_DAYS = 3_660;

    private final FigureStore store;
    private final Campaigns campaigns;
    private final Now now;

    Metrics(FigureStore store, Campaigns campaigns, Now now) {
        this.store = store;
        this.campaigns = campaigns;
        this.now = now;
    }

    /** The figures of one channel. */
    public record ChannelFigures(String channel, Figures figures) {}

    /** The figures of a campaign. */
    public record CampaignMetrics(UUID campaignId, Period period, Figures totals, List<ChannelFigures> channels) {}

    /** Reads the totals of a campaign and of each channel, overall or for the days {@code from} to {@code to}. */
    @GetMapping("/metrics")
    @Tool(value = Tool.Set.CAMPAIGNS, common = true)
    @Allow(value = "metric.read", stale = true)
    CampaignMetrics readCampaignMetrics(
            @PathVariable UUID id, @RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
        var campaign = campaigns.get(id);
        var rolls = rolls(campaign, from, to);
        return new CampaignMetrics(
                id,
                new Period(from, to, campaign.timeZone()),
                Figures.of(rolls, campaign.currency()),
                channels(rolls, campaign));
    }

    List<FigureSum> rolls(Campaign campaign, @Nullable LocalDate from, @Nullable LocalDate to) {
        ordered(from, to);
        if (from == null && to == null) return store.channels(campaign.id());
        return store.daily(
                campaign.id(),
                from == null ? LocalDate.of(1970, 1, 1) : from,
                to == null ? LocalDate.of(9999, 12, 31) : to);
    }

    static void ordered(@Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null && to != null && to.isBefore(from)) throw Refused.invalid("to", "must not be before from");
    }

    /** By channel, those that were seen most first. */
    static List<ChannelFigures> channels(Collection<FigureSum> rolls, Campaign campaign) {
        return grouped(rolls, roll -> String.valueOf(roll.channel())).entrySet().stream()
                .map(entry -> new ChannelFigures(entry.getKey(), Figures.of(entry.getValue(), campaign.currency())))
                .sorted(Comparator.comparing(
                                (ChannelFigures each) -> -each.figures().impressions())
                        .thenComparing(ChannelFigures::channel))
                .toList();
    }

    static <K> java.util.Map<K, List<FigureSum>> grouped(Collection<FigureSum> rolls, Function<FigureSum, K> by) {
        return rolls.stream().collect(Collectors.groupingBy(by));
    }

    /**
     * The days of a report: {@code from} and {@code to} as given; or that many days up to today, or up to the last day with
     * figures if none of these has any; otherwise from the first day with figures to the last.
     */
    Span span(Campaign campaign, @Nullable Integer days, @Nullable LocalDate from, @Nullable LocalDate to) {
        ordered(from, to);
        requireDays(days);
        LocalDate today = now.instant().atZone(ZoneId.of(campaign.timeZone())).toLocalDate();
        var feeds = store.feeds(campaign.id());
        var first = feeds.stream()
                .map(FigureStore.FeedRow::firstDay)
                .min(LocalDate::compareTo)
                .orElse(today);
        var last = feeds.stream()
                .map(FigureStore.FeedRow::lastDay)
                .max(LocalDate::compareTo)
                .orElse(today);
        LocalDate end = to;
        if (end == null && days != null)
            end = last.isBefore(today.minusDays(days - 1L)) || first.isAfter(today) ? last : today;
        if (end == null) end = last;
        LocalDate start = from;
        if (start == null && days != null) start = end.minusDays(days - 1L);
        if (start == null) start = first.isAfter(end) ? end : first;
        return new Span(start, end).checked();
    }

    static void requireDays(@Nullable Integer days) {
        if (days != null && (days < 1 || days > 366)) throw Refused.invalid("days", "must be 1 to 366");
    }

    /**
     * The days whose figures are complete: from the first day with figures to the last reported one, and never today. What is
     * counted here itself is complete up to yesterday.
     */
    Span known(Campaign campaign) {
        return coverage(campaign).known();
    }

    /** Whether the figures of a day are there. */
    enum DayState {
        COMPLETE,
        OPEN,
        NO_DATA
    }

    /** The complete days, and since when this server has counted by itself. */
    record Coverage(Span known, @Nullable LocalDate countedFrom, LocalDate today) {
        DayState of(LocalDate day, boolean reported) {
            boolean counted = countedFrom != null && !day.isBefore(countedFrom) && !day.isAfter(today);
            if (!reported && !counted) return DayState.NO_DATA;
            return day.isAfter(known.to()) ? DayState.OPEN : DayState.COMPLETE;
        }
    }

    Coverage coverage(Campaign campaign) {
        var yesterday = now.instant()
                .atZone(ZoneId.of(campaign.timeZone()))
                .toLocalDate()
                .minusDays(1);
        var feeds = store.feeds(campaign.id());
        var first = feeds.stream()
                .map(FigureStore.FeedRow::firstDay)
                .min(LocalDate::compareTo)
                .orElse(yesterday.plusDays(1));
        var counted = feeds.stream()
                .filter(feed -> feed.source().equals(Folding.SOURCE))
                .map(FigureStore.FeedRow::firstDay)
                .min(LocalDate::compareTo)
                .orElse(null);
        var last = feeds.stream()
                .map(FigureStore.FeedRow::lastDay)
                .max(LocalDate::compareTo)
                .orElse(yesterday);
        var known = new Span(first, counted != null || last.isAfter(yesterday) ? yesterday : last);
        return new Coverage(known, counted, yesterday.plusDays(1));
    }

    /** Days, both included. */
    record Span(LocalDate from, LocalDate to) {
        Span checked() {
            if (from.isAfter(to)) throw Refused.invalid("from", "must not be after the last day, " + to);
            if (days() > MOST_DAYS)
                throw Refused.invalid("from", "must be at most " + MOST_DAYS + " days before the end of the period");
            return this;
        }

        long days() {
            return ChronoUnit.DAYS.between(from, to) + 1;
        }

        /** Those of these days that are in another span; empty if it ends before it begins. */
        Span within(Span other) {
            return new Span(from.isBefore(other.from) ? other.from : from, to.isAfter(other.to) ? other.to : to);
        }

        /** As many days before. */
        Span before() {
            return new Span(from.minusDays(days()), from.minusDays(1));
        }

        /** The same days a year earlier. */
        Span yearBefore() {
            return new Span(from.minusYears(1), to.minusYears(1));
        }

        boolean holds(@Nullable LocalDate day) {
            return day != null && !day.isBefore(from) && !day.isAfter(to);
        }

        Period in(Campaign campaign) {
            return new Period(from, to, campaign.timeZone());
        }
    }
}
