package io.fanfare.email;

import io.fanfare.email.MailingDetails.Recipient;
import io.fanfare.email.MailingDetails.Sender;
import io.fanfare.kernel.Refused;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mailing. {@code scheduledFor} means "not before"; {@code localTime} in {@code timeZone} is the same time as people
 * there see it. Lists leave {@code recipients} out.
 */
public record Mailing(
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
        @Nullable Instant scheduledFor,
        @Nullable LocalDateTime localTime,
        @Nullable String timeZone,
        String digest,
        @Nullable Excluded excluded,
        boolean archived,
        int version,
        Instant createdAt,
        @Nullable Instant sentAt,
        List<String> can) {

    /** {@code sending} until each of its mails has an outcome, then {@code sent}. */
    public enum Status {
        DRAFT,
        SCHEDULED,
        SENDING,
        SENT,
        CANCELLED
    }

    /** Whom the mailing was not sent to, by reason. */
    public record Excluded(int suppressed, int invalid, int duplicate) {}

    MailingDetails details() {
        return new MailingDetails(
                name, subject, preheader, from, replyTo, markdown, mjml, recipients == null ? List.of() : recipients);
    }

    /** The operations that make sense in this state. */
    List<String> moves() {
        if (archived) return List.of();
        return switch (status) {
            case DRAFT, SCHEDULED ->
                List.of("changeMailing", "scheduleMailing", "sendMailing", "cancelMailing", "archiveMailing");
            case SENDING -> List.of("cancelMailing");
            case SENT, CANCELLED -> List.of("archiveMailing");
        };
    }

    void requires(String operation) {
        if (moves().contains(operation)) return;
        String state = archived ? "archived" : status.name().toLowerCase(Locale.ROOT);
        String possible =
                moves().isEmpty() ? "It stays as it is." : "Possible now: " + String.join(", ", moves()) + ".";
        throw Refused.conflict("mailing_state", "This mailing is " + state + ". " + possible);
    }

    void requires(@Nullable Integer seen) {
        if (seen != null && seen != version)
            throw Refused.conflict(
                    "mailing_version_conflict",
                    "Somebody changed this mailing since you read it (it is version " + version
                            + " now). Read it again and change what differs.");
    }

    Mailing with(@Nullable List<Recipient> shown, List<String> permitted) {
        return new Mailing(
                id,
                campaignId,
                name,
                status,
                subject,
                preheader,
                from,
                replyTo,
                markdown,
                mjml,
                recipientCount,
                shown,
                scheduledFor,
                localTime,
                timeZone,
                digest,
                excluded,
                archived,
                version,
                createdAt,
                sentAt,
                permitted);
    }
}
