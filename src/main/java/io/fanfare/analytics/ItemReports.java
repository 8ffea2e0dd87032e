package io.fanfare.analytics;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.CampaignItem;
import io.fanfare.creative.CampaignItemReader;
import io.fanfare.creative.PlannedContent.ItemRow;
import io.fanfare.kernel.Allow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures of each post and mailing of a campaign, and of what outside sources report by a name of their own. */
@RestController
class ItemReports {
    private static final int MOST = 500;
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final FigureStore store;
    private final Metrics metrics;
    private final Campaigns campaigns;
    private final CampaignItemReader content;

    ItemReports(FigureStore store, Metrics metrics, Campaigns campaigns, CampaignItemReader content) {
        this.store = store;
        this.metrics = metrics;
        this.campaigns = campaigns;
        this.content = content;
    }

    /** The items of a campaign with their figures. */
    record ItemReport(UUID campaignId, Period period, List<ItemFigures> items) {}

    /**
     * An item with its figures in the period. {@code kind} and {@code id} are null for content that only an outside source
     * knows, for example an ad; {@code entity} is its name there. {@code at} is when the item was published or sent.
     */
    record ItemFigures(
            CampaignItem.@Nullable Kind kind,
            @Nullable UUID id,
            String entity,
            String title,
            String channel,
            @Nullable UUID thumbnailAssetId,
            CampaignItem.@Nullable State state,
            @Nullable Instant at,
            Figures figures) {}

    /**
     * Lists what was published or sent in a period, or has figures in it, latest first: at most 500 posts, mailings, and entities
     * of outside sources. The period is as in {@code readDashboard}. For mailings, {@code reach} counts the people who opened
     * them, {@code opens} all opens by people.
     */
    @GetMapping("/api/analytics/campaigns/{id}/items")
    @Allow(value = "metric.read", stale = true)
    ItemReport readItemFigures(
            @PathVariable UUID id,
            @RequestParam @Nullable Integer days,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate to) {
        var campaign = campaigns.get(id);
        var span = metrics.span(campaign, days, from, to);
        var figures = new HashMap<String, List<FigureSum>>();
        for (var sum : store.entities(id, span.from(), span.to(), MOST))
            figures.computeIfAbsent(String.valueOf(sum.entity()), any -> new ArrayList<>())
                    .add(sum);
        var zone = ZoneId.of(campaign.timeZone());
        var own = content
                .sent(
                        id,
                        span.from().atStartOfDay(zone).toInstant(),
                        span.to().plusDays(1).atStartOfDay(zone).toInstant(),
                        ids(figures.keySet()),
                        MOST)
                .stream()
                .map(row -> own(row, figures.remove(row.id().toString()), campaign))
                .toList();
        var items = Stream.concat(own.stream(), figures.values().stream().map(sums -> foreign(sums, campaign)))
                .sorted(Comparator.comparing(ItemFigures::at, Comparator.nullsLast(Comparator.reverseOrder()))
                        .thenComparing(ItemFigures::entity))
                .limit(MOST)
                .toList();
        return new ItemReport(id, span.in(campaign), items);
    }

    /** The ids of posts and mailings among the names that figures are reported under. */
    private static List<UUID> ids(Collection<String> entities) {
        return entities.stream()
                .filter(entity -> UUID_TEXT.matcher(entity).matches())
                .map(UUID::fromString)
                .toList();
    }

    private static ItemFigures own(ItemRow row, @Nullable List<FigureSum> sums, Campaign campaign) {
        return new ItemFigures(
                row.kind(),
                row.id(),
                row.id().toString(),
                row.title(),
                row.channel(),
                row.thumbnail(),
                row.state(),
                row.at(),
                sums == null ? Figures.NONE : Figures.of(sums, campaign.currency()));
    }

    private static ItemFigures foreign(List<FigureSum> sums, Campaign campaign) {
        var first = sums.getFirst();
        String entity = String.valueOf(first.entity());
        return new ItemFigures(
                null,
                null,
                entity,
                entity,
                String.valueOf(first.channel()),
                null,
                null,
                null,
                Figures.of(sums, campaign.currency()));
    }
}
