package io.fanfare.email;

import io.fanfare.audience.Segment;
import io.fanfare.audience.SegmentReader;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.email.Mailing.Holder;
import io.fanfare.email.Mailing.Status;
import io.fanfare.email.MailingDetails.Recipient;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Completes mailings for responses: the segment, its reach, what pauses them, and the permitted operations. */
@Component
class MailingResponses {
    private final SegmentReader segments;
    private final Campaigns campaigns;
    private final Operations operations;

    MailingResponses(SegmentReader segments, Campaigns campaigns, Operations operations) {
        this.segments = segments;
        this.campaigns = campaigns;
        this.operations = operations;
    }

    /** Without the recipients. */
    Mailing of(Mailing mailing) {
        return of(mailing, null);
    }

    Mailing withRecipients(Mailing mailing) {
        return of(mailing, mailing.recipients());
    }

    private Mailing of(Mailing mailing, @Nullable List<Recipient> shown) {
        var segment = segment(mailing);
        boolean counted = segment.isPresent() && mailing.sendingSince() == null;
        return of(
                mailing,
                shown,
                segment.orElse(null),
                campaigns.get(mailing.campaignId()),
                counted ? audience(segment.get()) : 0);
    }

    /** A list, in a fixed number of statements plus one for each segment in it. */
    Page<Mailing> of(Page<Mailing> page) {
        var named = segments.list(page.items().stream()
                .map(Mailing::segmentId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        var known = campaigns.all(page.items().stream().map(Mailing::campaignId).collect(Collectors.toSet()));
        var audiences = new HashMap<UUID, Integer>();
        return page.map(mailing -> {
            var segment = mailing.segmentId() == null ? null : named.get(mailing.segmentId());
            int audience = segment == null || mailing.sendingSince() != null
                    ? 0
                    : audiences.computeIfAbsent(segment.id(), id -> audience(segment));
            return of(mailing, null, segment, known.get(mailing.campaignId()), audience);
        });
    }

    private Mailing of(
            Mailing mailing,
            @Nullable List<Recipient> shown,
            @Nullable Segment segment,
            @Nullable Campaign campaign,
            int audience) {
        int recipients = segment == null
                ? mailing.recipientCount()
                : mailing.sendingSince() == null ? audience : Objects.requireNonNullElse(mailing.mails(), 0);
        return mailing.with(
                recipients,
                shown,
                segment == null ? null : segment.name(),
                holder(mailing, campaign),
                operations.permitted(mailing.moves()));
    }

    private Optional<Segment> segment(Mailing mailing) {
        return mailing.segmentId() == null ? Optional.empty() : segments.find(mailing.segmentId());
    }

    /** The number of contacts of a segment that can be mailed now. */
    private int audience(Segment segment) {
        return (int) segments.reach(segment.rules()).mailable();
    }

    private static @Nullable Holder holder(Mailing mailing, @Nullable Campaign campaign) {
        if (mailing.status() == Status.PAUSED) return Holder.MAILING;
        boolean waits = mailing.status() == Status.SCHEDULED || mailing.status() == Status.SENDING;
        return waits && campaign != null && campaign.status() == Campaign.Status.PAUSED ? Holder.CAMPAIGN : null;
    }
}
