package io.fanfare.outbox;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignEvent;
import io.fanfare.delivery.DeliveryEvent;
import io.fanfare.outbox.OutgoingKind.CalendarEntry;
import io.fanfare.outbox.OutgoingKind.PlannedItem;
import io.fanfare.outbox.OutgoingKind.Sendable;
import io.fanfare.outbox.OutgoingKind.UnscheduledEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** All items of a campaign, of every kind. */
@Component
public class CampaignOutbox {
    private final List<OutgoingKind> kinds;
    private final Outbox outbox;

    CampaignOutbox(List<OutgoingKind> kinds, Outbox outbox) {
        this.kinds = kinds;
        this.outbox = outbox;
    }

    /** The campaign was launched: from now on, items are sent at their times. */
    public void plan(UUID campaignId) {
        outbox.lock(campaignId);
        kinds.forEach(kind -> kind.plan(campaignId));
    }

    /** The launch was undone: nothing that was planned since is sent before the next one. */
    public void unplan(UUID campaignId) {
        outbox.lock(campaignId);
        kinds.forEach(kind -> kind.unplan(campaignId));
    }

    /** What a launch would send, by time; items without a time come last. */
    public List<PlannedItem> planned(UUID campaignId) {
        return kinds.stream()
                .flatMap(kind -> kind.planned(campaignId).stream())
                .sorted(Comparator.comparing(PlannedItem::at, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(PlannedItem::id))
                .toList();
    }

    /** Sends planned items now; with {@code notBefore}, only those planned before it. 409 as {@code publishPost}. */
    public Sendable sendAll(UUID campaignId, @Nullable Instant notBefore) {
        outbox.lock(campaignId);
        outbox.requireSendable(campaignId);
        int later = kinds.stream()
                .mapToInt(kind -> kind.sendable(campaignId, notBefore).later())
                .sum();
        int now = kinds.stream()
                .mapToInt(kind -> kind.sendAll(campaignId, notBefore))
                .sum();
        return new Sendable(now, later);
    }

    /** What {@code sendAll} would send now; refused as it is. */
    public Sendable sendable(UUID campaignId, @Nullable Instant notBefore) {
        outbox.lock(campaignId);
        outbox.requireSendable(campaignId);
        var each =
                kinds.stream().map(kind -> kind.sendable(campaignId, notBefore)).toList();
        return new Sendable(
                each.stream().mapToInt(Sendable::now).sum(),
                each.stream().mapToInt(Sendable::later).sum());
    }

    /** The number of items that are not sent yet, or only in part. */
    public int open(UUID campaignId) {
        return kinds.stream().mapToInt(kind -> kind.open(campaignId)).sum();
    }

    /** Planned and sent items of all campaigns, or of one, in a period, by time. */
    public List<CalendarEntry> calendar(@Nullable UUID campaignId, Instant from, Instant to) {
        return kinds.stream()
                .flatMap(kind -> kind.calendar(campaignId, from, to).stream())
                .sorted(Comparator.comparing(CalendarEntry::at).thenComparing(CalendarEntry::id))
                .toList();
    }

    /** Selects the items of all kinds, as {@link OutgoingKind#select}. */
    public String select() {
        return kinds.stream().map(OutgoingKind::select).collect(Collectors.joining(" union all "));
    }

    /** Items by their ids, for each kind. */
    List<CalendarEntry> entries(Map<String, List<UUID>> ids) {
        return kinds.stream()
                .filter(kind -> ids.containsKey(kind.kind()))
                .flatMap(kind -> kind.entries(Objects.requireNonNull(ids.get(kind.kind()))).stream())
                .toList();
    }

    /** The items of a campaign, or of all, that have no time yet. */
    List<UnscheduledEntry> unscheduled(@Nullable UUID campaignId) {
        return kinds.stream()
                .flatMap(kind -> kind.unscheduled(campaignId).stream())
                .toList();
    }

    /** The ledger has locked the gates of these rows. */
    @EventListener
    void settled(DeliveryEvent event) {
        for (var kind : kinds) {
            var rows = event.of(kind.kind());
            if (!rows.isEmpty()) kind.settled(rows);
        }
    }

    @EventListener
    void moved(CampaignEvent event) {
        switch (event) {
            case CampaignEvent.Moved(Campaign campaign, var _) -> {
                if (campaign.closed()) kinds.forEach(kind -> kind.cancelAll(campaign.id()));
            }
            case CampaignEvent.Destroyed(UUID campaignId) -> kinds.forEach(kind -> kind.forget(campaignId));
        }
    }
}
