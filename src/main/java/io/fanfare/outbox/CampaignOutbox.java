package io.fanfare.outbox;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignEvent;
import io.fanfare.delivery.DeliveryEvent;
import io.fanfare.outbox.OutgoingKind.CalendarEntry;
import io.fanfare.outbox.OutgoingKind.Sendable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Everything of a campaign at once, whatever its kind. */
@Component
public class CampaignOutbox {
    private final List<OutgoingKind> kinds;
    private final Outbox outbox;

    CampaignOutbox(List<OutgoingKind> kinds, Outbox outbox) {
        this.kinds = kinds;
        this.outbox = outbox;
    }

    /** The campaign was launched: what has a time is sent at its time from now on. */
    public void plan(UUID campaignId) {
        outbox.lock(campaignId);
        kinds.forEach(kind -> kind.plan(campaignId));
    }

    /** Sends now what is planned, or with {@code notBefore} what is planned before that; 409 as {@code publishPost}. */
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

    /** How many items are not sent yet, or only in part. */
    public int open(UUID campaignId) {
        return kinds.stream().mapToInt(kind -> kind.open(campaignId)).sum();
    }

    /** What is planned or was sent between two instants, by time. */
    public List<CalendarEntry> calendar(Instant from, Instant to) {
        return kinds.stream()
                .flatMap(kind -> kind.calendar(from, to).stream())
                .sorted(Comparator.comparing(CalendarEntry::at).thenComparing(CalendarEntry::id))
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
