package io.fanfare.email;

import io.fanfare.email.MailingDetails.Recipient;
import io.fanfare.email.MailingDetails.Sender;
import io.fanfare.kernel.Records;
import io.fanfare.outbox.OutgoingItem;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mailing. {@code scheduledFor} means "not before"; {@code localTime} in {@code timeZone} is the same time on the wall clock
 * there; with {@code inContactZone} it is that time in the zone of each contact, and {@code scheduledFor} the first moment
 * at which it is so anywhere. Lists leave {@code recipients} out. {@code mails} counts those that were made so far, while
 * {@code creativeFields} are those of subject, preheader and body that follow the creative {@code creativeId}. While
 * {@code expanding} more are being made of the segment. {@code heldBy} says what holds a mailing back: its own pause or that of
 * the campaign. {@code recipientCount} of a segment is how many of its contacts can be mailed now, and once the sending
 * has begun the mails that were made.
 */
record Mailing(
        UUID id,
        UUID campaignId,
        String name,
        Status status,
        String subject,
        @Nullable String preheader,
        Sender from,
        @Nullable String replyTo,
        @Nullable String markdown,
        @Nullable String mjml,
        int recipientCount,
        @Nullable List<Recipient> recipients,
        @Nullable UUID segmentId,
        @Nullable String segmentName,
        @Nullable UUID creativeId,
        List<String> creativeFields,
        @Nullable Instant scheduledFor,
        @Nullable LocalDateTime localTime,
        @Nullable String timeZone,
        boolean inContactZone,
        String digest,
        @Nullable Integer mails,
        boolean expanding,
        @Nullable Excluded excluded,
        @Nullable Holder heldBy,
        boolean archived,
        int version,
        Instant createdAt,
        @Nullable Instant sendingSince,
        @Nullable Instant sentAt,
        List<String> can)
        implements OutgoingItem {
    static final String KIND = "mailing";

    /** {@code sending} until each of its mails has an outcome, then {@code sent}. */
    public enum Status {
        DRAFT,
        SCHEDULED,
        SENDING,
        PAUSED,
        SENT,
        CANCELLED
    }

    /** What holds a mailing back. */
    public enum Holder {
        MAILING,
        CAMPAIGN
    }

    /** The recipients that got no mail, by reason. */
    public record Excluded(int suppressed, int invalid, int duplicate) {}

    MailingDetails details() {
        return new MailingDetails(
                name,
                subject,
                preheader,
                from,
                replyTo,
                markdown,
                mjml,
                recipients == null ? List.of() : recipients,
                segmentId);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String heading() {
        return name;
    }

    @Override
    public String state() {
        return archived ? "archived" : OutgoingItem.word(status);
    }

    @Override
    public List<String> moves() {
        if (archived) return List.of();
        return switch (status) {
            case DRAFT -> List.of("changeMailing", "scheduleMailing", "sendMailing", "cancelMailing", "archiveMailing");
            case SCHEDULED ->
                List.of(
                        "changeMailing",
                        "scheduleMailing",
                        "sendMailing",
                        "pauseMailing",
                        "cancelMailing",
                        "archiveMailing");
            case SENDING -> List.of("pauseMailing", "cancelMailing");
            case PAUSED -> List.of("resumeMailing", "cancelMailing");
            case SENT, CANCELLED -> List.of("archiveMailing");
        };
    }

    /** Whether it has recipients or a segment. */
    boolean addressed() {
        return recipientCount > 0 || segmentId != null;
    }

    /** For the audit trail, which keeps no addresses. */
    Mailing withoutRecipients() {
        return with(recipientCount, null, segmentName, heldBy, List.of());
    }

    Mailing with(
            int reached,
            @Nullable List<Recipient> shown,
            @Nullable String called,
            @Nullable Holder holder,
            List<String> permitted) {
        return Records.with(
                this,
                "recipientCount",
                reached,
                "recipients",
                shown,
                "segmentName",
                called,
                "heldBy",
                holder,
                "can",
                permitted);
    }
}
