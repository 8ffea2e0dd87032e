package io.fanfare.email;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fanfare.approval.Item;
import io.fanfare.approval.Scope;
import io.fanfare.audience.Segment;
import io.fanfare.audience.SegmentReader;
import io.fanfare.campaign.Campaigns;
import io.fanfare.campaign.LinkTagging;
import io.fanfare.delivery.Delivery;
import io.fanfare.email.MailingDetails.Sender;
import io.fanfare.identity.Brands;
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

/** Writes mailings into the manifest of the approvals. */
@Component
class MailingItems {
    private final MailingStore store;
    private final Outbox outbox;
    private final SegmentReader segments;
    private final Workspaces workspaces;
    private final Brands brands;
    private final Campaigns campaigns;
    private final LinkTagging links;

    MailingItems(
            MailingStore store,
            Outbox outbox,
            SegmentReader segments,
            Workspaces workspaces,
            Brands brands,
            Campaigns campaigns,
            LinkTagging links) {
        this.store = store;
        this.outbox = outbox;
        this.segments = segments;
        this.workspaces = workspaces;
        this.brands = brands;
        this.campaigns = campaigns;
        this.links = links;
    }

    /** The part that an approval of the content covers. */
    record Words(
            UUID mailing,
            String subject,
            @Nullable String preheader,
            Sender from,
            @Nullable String replyTo,
            @Nullable String markdown,
            @Nullable String mjml,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String html,

            Letterhead letterhead) {}

    /**
     * The part that an approval of the schedule covers: exactly these recipients, or the contacts that match these
     * rules; not before this time, in the zone of each reader, and the zone used if theirs is unknown. Members added
     * later are left out while they are empty, so that earlier approvals remain valid.
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

    /**
     * The planned time of a mailing. With {@code readersZone}, each reader gets it at the local time of their own
     * zone, and this is the zone of readers without one.
     */
    record PlannedSending(@Nullable Instant at, @Nullable String readersZone) {
        static final PlannedSending NEVER = new PlannedSending(null, null);

        static PlannedSending of(Mailing mailing) {
            return new PlannedSending(mailing.scheduledFor(), mailing.inContactZone() ? mailing.timeZone() : null);
        }
    }

    /** Writes the mailing into the manifest and returns the digest that its mails carry. */
    String put(UUID campaign, UUID id, MailingDetails details, PlannedSending when, @Nullable UUID creative) {
        return outbox.put(campaign, of(campaign, id, details, when, creative));
    }

    /** Brings the manifest up to date before sending: the segment or the workspace may just have changed. */
    Mailing current(Mailing mailing) {
        var item = of(
                mailing.campaignId(), mailing.id(), mailing.details(), PlannedSending.of(mailing), following(mailing));
        if (item.digest().equals(mailing.digest())) return mailing;
        store.redigest(mailing.id(), outbox.put(mailing.campaignId(), item));
        return store.read(mailing.id());
    }

    private Item of(UUID campaign, UUID id, MailingDetails details, PlannedSending when, @Nullable UUID creative) {
        var segment = details.segmentId() == null ? null : required(details.segmentId());
        var facts = new EnumMap<Scope, Object>(Scope.class);
        facts.put(Scope.CONTENT, words(campaign, id, details));
        if (!details.recipients().isEmpty() || segment != null || when.at() != null)
            facts.put(Scope.SCHEDULE, schedule(id, details, segment, when));
        var item = Item.of(Mailing.KIND, id, details.name(), facts);
        return creative == null ? item : item.using("creative", creative);
    }

    private Words words(UUID campaign, UUID id, MailingDetails details) {
        return new Words(
                id,
                details.subject(),
                details.preheader(),
                details.from(),
                details.replyTo(),
                details.markdown(),
                details.mjml(),
                details.html(),
                letterhead(campaign, details.name()));
    }

    private static Schedule schedule(UUID id, MailingDetails details, @Nullable Segment segment, PlannedSending when) {
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

    private Segment required(UUID segment) {
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

    /** The letterhead of the campaign's brand; once a mailing is being sent, the one at that time. */
    Letterhead letterhead(Mailing mailing) {
        return store.letterhead(mailing.id()).orElseGet(() -> currentLetterhead(mailing));
    }

    Letterhead currentLetterhead(Mailing mailing) {
        return letterhead(mailing.campaignId(), mailing.name());
    }

    /** The letterhead of the brand of this campaign now, for a mailing of this name. */
    Letterhead letterhead(UUID campaign, String mailing) {
        var brand = brands.of(campaigns.get(campaign).brandId());
        return Letterhead.of(brand, workspaces.current().slug())
                .with(links.of(campaign).on("email", mailing));
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
