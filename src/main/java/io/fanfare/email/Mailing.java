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
 * A mailing. {@code scheduledFor} means "not before"; {@code localTime} is the same time in {@code timeZone}. With
 * {@code inContactZone}, each contact is mailed at that local time in their own zone, and {@code scheduledFor} is
 * the first moment this happens anywhere. {@code creativeFields} are the fields of subject, preheader and body that
 * follow the creative {@code creativeId}. {@code mails} is the number of mails created so far; while {@code
 * expanding}, more are being created from the list or the segment. {@code heldBy} says what pauses the mailing: its own pause or
 * that of the campaign. {@code recipientCount} of a segment is the number of its contacts that can be mailed now
 * and, once sending has started, the number of mails created. Lists omit {@code recipients}. {@code sendsAt} is set while a person can
 * still undo that it is sent now.
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
        @Nullable String html,
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
        @Nullable Instant sendsAt,
        @Nullable Instant sendingSince,
        @Nullable Instant sentAt,
        List<String> can)
        implements OutgoingItem {
    static final String KIND = "mailing";

    /** {@code sending} until every mail has an outcome, then {@code sent}. */
    public enum Status {
        DRAFT,
        SCHEDULED,
        SENDING,
        PAUSED,
        SENT,
        CANCELLED
    }

    /** What pauses a mailing. */
    public enum Holder {
        MAILING,
        CAMPAIGN
    }

    /** The number of recipients without a mail, by reason. */
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
                html,
                recipients == null ? List.of() : recipients,
                segmentId);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String noun() {
        return "e-mail";
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
        if (archived) return List.of("restoreMailing");
        if (sendsAt != null && sendingSince == null) return List.of("undoSendMailing", "cancelMailing");
        return switch (status) {
            case DRAFT -> List.of("changeMailing", "scheduleMailing", "sendMailing", "cancelMailing", "archiveMailing");
            case SCHEDULED ->
                List.of(
                        "changeMailing",
                        "scheduleMailing",
                        "unscheduleMailing",
                        "sendMailing",
                        "pauseMailing",
                        "cancelMailing",
                        "archiveMailing");
            case SENDING -> List.of("pauseMailing", "cancelMailing");
            case PAUSED -> List.of("resumeMailing", "cancelMailing");
            case SENT -> List.of("archiveMailing");
            case CANCELLED ->
                sendingSince == null ? List.of("restoreMailing", "archiveMailing") : List.of("archiveMailing");
        };
    }

    @Override
    public String hint() {
        return sendsAt != null && sendingSince == null
                ? "It is about to be sent. Undo that first."
                : OutgoingItem.super.hint();
    }

    /** Whether it has recipients or a segment. */
    boolean hasRecipients() {
        return recipientCount > 0 || segmentId != null;
    }

    /** The address of the only recipient on its list; null for a segment, and where the list is not read. */
    @Nullable
    String onlyRecipient() {
        return segmentId == null && recipients != null && recipients.size() == 1
                ? recipients.getFirst().email()
                : null;
    }

    /** For the audit trail, which stores no addresses. */
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
