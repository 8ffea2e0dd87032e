package io.fanfare.email;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fanfare.approval.Item;
import io.fanfare.approval.Scope;
import io.fanfare.audience.Segment;
import io.fanfare.audience.SegmentReader;
import io.fanfare.delivery.Delivery;
import io.fanfare.email.MailingDetails.Sender;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.outbox.Outbox;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A mailing as the approvals and the ledger see it. */
@Component
class MailingItems {
    private final MailingStore store;
    private final Outbox outbox;
    private final SegmentReader segments;
    private final Workspaces workspaces;

    MailingItems(MailingStore store, Outbox outbox, SegmentReader segments, Workspaces workspaces) {
        this.store = store;
        this.outbox = outbox;
        this.segments = segments;
        this.workspaces = workspaces;
    }

    /** What an approval of the content covers. */
    record Words(
            UUID mailing,
            String subject,
            @Nullable String preheader,
            Sender from,
            @Nullable String replyTo,
            @Nullable String markdown,
            @Nullable String mjml,
            Letterhead letterhead) {}

    /**
     * What an approval of the schedule covers: exactly these recipients, or the contacts that those rules match, not before that
     * time; in the zone of each reader, and in which zone where that is unknown. Members that were added later are left out
     * where they are empty, so that older approvals stand.
     */
    record Schedule(
            UUID mailing,
            List<String> recipients,
            @Nullable Instant notBefore,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            UUID segment,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String rules,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean inContactZone,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String timeZone) {}

    /** When a mailing is planned; {@code readersZone} is the zone of readers without one, where each gets it at their own time. */
    record When(@Nullable Instant at, @Nullable String readersZone) {
        static final When NEVER = new When(null, null);

        static When of(Mailing mailing) {
            return new When(mailing.scheduledFor(), mailing.inContactZone() ? mailing.timeZone() : null);
        }
    }

    /** Tells the approvals what a mailing is now, and returns the digest that its mails carry. */
    String put(UUID campaign, UUID id, MailingDetails details, When when, @Nullable UUID creative) {
        return outbox.put(campaign, of(id, details, when, creative));
    }

    /** What is sent must be what the approvals hold, even where a segment or the workspace changed a moment ago. */
    Mailing current(Mailing mailing) {
        var item = of(mailing.id(), mailing.details(), When.of(mailing), following(mailing));
        if (item.digest().equals(mailing.digest())) return mailing;
        store.redigest(mailing.id(), outbox.put(mailing.campaignId(), item));
        return store.read(mailing.id());
    }

    private Item of(UUID id, MailingDetails details, When when, @Nullable UUID creative) {
        var segment = details.segmentId() == null ? null : known(details.segmentId());
        var digests = new EnumMap<Scope, String>(Scope.class);
        digests.put(Scope.CONTENT, Json.digest(words(id, details)));
        if (!details.recipients().isEmpty() || segment != null || when.at() != null)
            digests.put(Scope.SCHEDULE, Json.digest(schedule(id, details, segment, when)));
        var item = new Item(Mailing.KIND, id, details.name(), digests);
        return creative == null ? item : item.using("creative", creative);
    }

    private Words words(UUID id, MailingDetails details) {
        return new Words(
                id,
                details.subject(),
                details.preheader(),
                details.from(),
                details.replyTo(),
                details.markdown(),
                details.mjml(),
                letterhead());
    }

    private static Schedule schedule(UUID id, MailingDetails details, @Nullable Segment segment, When when) {
        var recipients = details.recipients().stream()
                .map(recipient -> Json.digest(recipient.canonical()))
                .sorted()
                .toList();
        return new Schedule(
                id,
                recipients,
                when.at(),
                details.segmentId(),
                segment == null ? null : Json.digest(segment.rules()),
                when.readersZone() == null ? null : true,
                when.readersZone());
    }

    private Segment known(UUID segment) {
        return segments.find(segment)
                .filter(found -> !found.archived())
                .orElseThrow(() -> Refused.invalid("segmentId", "must be the id of a segment"));
    }

    static @Nullable UUID following(Mailing mailing) {
        return following(mailing.creativeId(), mailing.creativeFields());
    }

    static @Nullable UUID following(@Nullable UUID creative, List<String> fields) {
        return fields.isEmpty() ? null : creative;
    }

    /** That of the workspace; once a mailing is being sent, as it was when that began. */
    Letterhead letterhead(Mailing mailing) {
        return store.letterhead(mailing.id()).orElseGet(this::letterhead);
    }

    Letterhead letterhead() {
        return Letterhead.of(workspaces.current());
    }

    static Delivery.Planned row(Mailing mailing, String target, Reader reader, Instant at) {
        return new Delivery.Planned(
                Ids.next(),
                "email",
                Delivery.Lane.BULK,
                target,
                null,
                Mailing.KIND,
                mailing.id(),
                mailing.digest(),
                mailing.campaignId(),
                mailing.campaignId(),
                at,
                reader.payload());
    }
}
