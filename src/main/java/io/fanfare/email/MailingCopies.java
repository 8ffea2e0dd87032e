package io.fanfare.email;

import io.fanfare.audience.SegmentReader;
import io.fanfare.campaign.CampaignCopy;
import io.fanfare.campaign.CampaignCopy.Part;
import io.fanfare.campaign.CopiedWith;
import io.fanfare.email.MailingItems.PlannedSending;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Records;
import io.fanfare.outbox.Outbox;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Copies the mailings of a campaign that is cloned, with their recipients: at their new times, or as drafts without one. */
@Component
@Order(CopiedWith.OUTGOING)
class MailingCopies implements CopiedWith {
    private final MailingStore store;
    private final MailingItems items;
    private final SegmentReader segments;
    private final Outbox outbox;

    MailingCopies(MailingStore store, MailingItems items, SegmentReader segments, Outbox outbox) {
        this.store = store;
        this.items = items;
        this.segments = segments;
        this.outbox = outbox;
    }

    @Override
    public void copy(CampaignCopy copy) {
        if (!copy.includes(Part.MAILINGS)) return;
        for (var mailing : store.ofCampaign(copy.from().id()))
            if (mailing.status() != Mailing.Status.CANCELLED) copy(store.read(mailing.id()), copy);
    }

    private void copy(Mailing mailing, CampaignCopy copy) {
        var id = Ids.next();
        UUID campaign = copy.to().id();
        var details = details(mailing, copy);
        var creative = copy.copyOf(mailing.creativeId());
        var fields = creative.isPresent() ? mailing.creativeFields() : List.<String>of();
        boolean zoned = mailing.inContactZone() && details.segmentId() != null;
        var time = time(mailing, copy, zoned);
        var when = new PlannedSending(
                time.map(PlannedTime::at).orElse(null),
                time.filter(planned -> zoned)
                        .map(planned -> planned.timeZone().getId())
                        .orElse(null));
        var followed = MailingItems.following(creative.orElse(null), fields);
        String digest = items.put(campaign, id, details, when, followed);
        store.insert(id, campaign, details, creative.orElse(null), fields, digest);
        time.ifPresent(planned -> store.schedule(id, planned, zoned, digest));
        var made = store.get(id);
        outbox.changed(made, null, made);
        copy.copied(Part.MAILINGS, mailing.id(), id);
    }

    /** An archived segment can't be sent to. */
    private MailingDetails details(Mailing mailing, CampaignCopy copy) {
        var details = mailing.details();
        if (details.segmentId() == null) return details;
        if (segments.find(details.segmentId())
                .filter(segment -> !segment.archived())
                .isPresent()) return details;
        copy.left(Mailing.KIND, mailing.name(), "Its segment is archived. Choose its recipients.");
        return Records.with(details, "segmentId", null);
    }

    private static Optional<PlannedTime> time(Mailing mailing, CampaignCopy copy, boolean zoned) {
        if (mailing.localTime() == null || mailing.timeZone() == null) return Optional.empty();
        var zone = ZoneId.of(mailing.timeZone());
        return copy.moved(Objects.requireNonNull(mailing.localTime()), zone)
                .map(moved -> zoned
                        ? new Sendings.NewTime(null, moved.localTime().toString(), zone.getId(), true, null).read(zone)
                        : moved);
    }
}
