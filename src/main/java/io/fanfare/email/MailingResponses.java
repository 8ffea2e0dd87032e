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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private Mailing of(Mailing mailing, @Nullable List<Recipient> recipients) {
        var segment = segment(mailing);
        int reach = segment.filter(each -> mailing.sendingSince() == null)
                .map(each -> segments.mailable(List.of(each)).getOrDefault(each.id(), 0))
                .orElse(0);
        return of(mailing, recipients, segment.orElse(null), campaigns.get(mailing.campaignId()), reach);
    }

    /** A list, in a fixed number of statements. */
    Page<Mailing> of(Page<Mailing> page) {
        var named = segments.list(segmentIds(page.items().stream()));
        var unsent = segmentIds(page.items().stream().filter(mailing -> mailing.sendingSince() == null));
        var reach = segments.mailable(
                unsent.stream().map(named::get).filter(Objects::nonNull).toList());
        var known = campaigns.all(page.items().stream().map(Mailing::campaignId).collect(Collectors.toSet()));
        return page.map(mailing -> {
            var segment = mailing.segmentId() == null ? null : named.get(mailing.segmentId());
            int contacts = segment == null ? 0 : reach.getOrDefault(segment.id(), 0);
            return of(mailing, null, segment, known.get(mailing.campaignId()), contacts);
        });
    }

    private static Set<UUID> segmentIds(Stream<Mailing> mailings) {
        return mailings.map(Mailing::segmentId).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private Mailing of(
            Mailing mailing,
            @Nullable List<Recipient> recipients,
            @Nullable Segment segment,
            @Nullable Campaign campaign,
            int reach) {
        int count = segment == null
                ? mailing.recipientCount()
                : mailing.sendingSince() == null ? reach : Objects.requireNonNullElse(mailing.mails(), 0);
        return mailing.with(
                count,
                recipients,
                segment == null ? null : segment.name(),
                holder(mailing, campaign),
                operations.permitted(mailing.moves()));
    }

    private Optional<Segment> segment(Mailing mailing) {
        return mailing.segmentId() == null ? Optional.empty() : segments.find(mailing.segmentId());
    }

    private static @Nullable Holder holder(Mailing mailing, @Nullable Campaign campaign) {
        if (mailing.status() == Status.PAUSED) return Holder.MAILING;
        boolean waits = mailing.status() == Status.SCHEDULED || mailing.status() == Status.SENDING;
        return waits && campaign != null && campaign.status() == Campaign.Status.PAUSED ? Holder.CAMPAIGN : null;
    }
}
