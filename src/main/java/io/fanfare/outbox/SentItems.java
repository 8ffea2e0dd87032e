package io.fanfare.outbox;

import io.fanfare.delivery.Delivery;
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
    private final SentStore store;
    private final CampaignOutbox outbox;

    SentItems(SentStore store, CampaignOutbox outbox) {
        this.store = store;
        this.outbox = outbox;
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
     * Lists the posts and mailings that have messages in the ledger, of all campaigns or of one. {@code
     * states} is the number of messages in each state, {@code at} the time it was sent or, before that, its planned time. Filters:
     * {@code state} (items with at least one such message), {@code campaignId}, {@code channel} and {@code q}, a part of the title.
     * {@code sort}: {@code time} (default: {@code -time}), {@code title}, {@code campaign} or {@code messages}. The single messages of an item
     * are {@code GET /api/deliveries?itemId=}.
     */
    @GetMapping("/api/sent")
    @Allow("delivery.read")
    SentPage listSentItems(SentQuery query) {
        var range = query.range();
        var found = store.lines(query);
        var counts = new EnumMap<Delivery.State, Integer>(Delivery.State.class);
        found.counts().forEach(count -> counts.put(count.state(), count.items()));
        return new SentPage(items(found.lines()), found.total(), range.limit(), range.offset(), counts);
    }

    private List<SentItem> items(List<SentStore.Line> page) {
        var entries = outbox
                .entries(page.stream()
                        .collect(Collectors.groupingBy(
                                line -> line.kind().name().toLowerCase(Locale.ROOT),
                                Collectors.mapping(SentStore.Line::id, Collectors.toList()))))
                .stream()
                .collect(Collectors.toMap(CalendarEntry::id, Function.identity()));
        return page.stream()
                .filter(line -> entries.containsKey(line.id()))
                .map(line -> item(line, Objects.requireNonNull(entries.get(line.id()))))
                .toList();
    }

    private static SentItem item(SentStore.Line line, CalendarEntry entry) {
        return new SentItem(
                line.kind(),
                line.id(),
                line.campaignId(),
                line.campaignName(),
                entry.title(),
                entry.channel(),
                entry.at(),
                Objects.requireNonNullElse(entry.timeZone(), line.campaignZone()),
                entry.status(),
                line.messages(),
                line.states());
    }
}
