package io.fanfare.outbox;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Allow;
import io.fanfare.outbox.OutgoingKind.CalendarEntry;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was sent: one row for each post or mailing, however many messages it has. */
@RestController
class SentItems {
    private static final int MOST = 2_000;

    private final CampaignOutbox outbox;
    private final Campaigns campaigns;
    private final Ledger ledger;

    SentItems(CampaignOutbox outbox, Campaigns campaigns, Ledger ledger) {
        this.outbox = outbox;
        this.campaigns = campaigns;
        this.ledger = ledger;
    }

    /** A post or a mailing with the number of its messages in each state of the ledger. */
    record SentItem(
            Calendar.Kind kind,
            UUID id,
            UUID campaignId,
            String campaignName,
            String title,
            String channel,
            Instant at,
            String timeZone,
            String status,
            long messages,
            Map<Delivery.State, Long> states) {}

    /** A page of items; {@code counts} is the number of items with a message in each state, under all other filters. */
    record SentPage(List<SentItem> items, long total, int limit, int offset, Map<Delivery.State, Integer> counts) {}

    /**
     * Lists the posts and mailings that have messages in the ledger, of all campaigns or of one, at most the newest 2,000. {@code
     * states} is the number of messages in each state, {@code at} the time it was sent or, before that, its planned time. Filters:
     * {@code state} (items with at least one such message), {@code campaignId}, {@code channel} and {@code q}, a part of the title.
     * {@code sort}: {@code time} (default: {@code -time}), {@code title}, {@code campaign} or {@code messages}. The single messages of an item
     * are {@code GET /api/deliveries?itemId=}.
     */
    @GetMapping("/api/sent")
    @Allow("delivery.read")
    SentPage listSentItems(SentQuery query) {
        var range = query.range();
        var order = query.order();
        var all = items(query).stream().filter(query::covers).toList();
        var counts = new EnumMap<Delivery.State, Integer>(Delivery.State.class);
        all.forEach(item -> item.states().keySet().forEach(state -> counts.merge(state, 1, Integer::sum)));
        var found = all.stream()
                .filter(item -> query.state() == null || item.states().containsKey(query.state()))
                .toList();
        var page = found.stream()
                .sorted(order)
                .skip(range.offset())
                .limit(range.limit())
                .toList();
        return new SentPage(page, found.size(), range.limit(), range.offset(), counts);
    }

    private List<SentItem> items(SentQuery query) {
        var tallied = ledger.newest(query.campaignId(), MOST);
        var entries = outbox
                .entries(tallied.stream()
                        .collect(Collectors.groupingBy(
                                Ledger.ItemStates::kind,
                                Collectors.mapping(Ledger.ItemStates::id, Collectors.toList()))))
                .stream()
                .collect(Collectors.toMap(CalendarEntry::id, Function.identity()));
        var known = campaigns.all(
                tallied.stream().map(Ledger.ItemStates::campaignId).collect(Collectors.toSet()));
        return tallied.stream()
                .filter(item -> entries.containsKey(item.id()) && known.containsKey(item.campaignId()))
                .map(item -> item(
                        item,
                        Objects.requireNonNull(entries.get(item.id())),
                        Objects.requireNonNull(known.get(item.campaignId()))))
                .toList();
    }

    private static SentItem item(Ledger.ItemStates tallied, CalendarEntry entry, Campaign campaign) {
        return new SentItem(
                Calendar.Kind.valueOf(entry.kind().toUpperCase(Locale.ROOT)),
                entry.id(),
                campaign.id(),
                campaign.name(),
                entry.title(),
                entry.channel(),
                entry.at(),
                Objects.requireNonNullElse(entry.timeZone(), campaign.timeZone()),
                entry.status(),
                tallied.states().values().stream().mapToLong(Long::longValue).sum(),
                tallied.states());
    }
}
