package io.fanfare.email;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fanfare.approval.Approvals;
import io.fanfare.approval.Item;
import io.fanfare.approval.Scope;
import io.fanfare.audience.Contact;
import io.fanfare.audience.Contacts;
import io.fanfare.audience.Segment;
import io.fanfare.audience.Segments;
import io.fanfare.audience.Suppressions;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.Components;
import io.fanfare.creative.Creative;
import io.fanfare.creative.Creatives;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Gates;
import io.fanfare.delivery.Ledger;
import io.fanfare.delivery.Tracking;
import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.email.Mailing.Excluded;
import io.fanfare.email.Mailing.Status;
import io.fanfare.email.MailingDetails.Recipient;
import io.fanfare.email.MailingDetails.Sender;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Mailings. What one says is an item of the scope {@code content}; to whom and when, of {@code schedule}. Locks are taken
 * in the order gate, ledger, mailing, as the dispatcher takes them.
 */
@RestController
@RequestMapping("/api/email")
public class Mailings {
    static final String KIND = "mailing";
    private static final int CHUNK = 2_000;
    /** Where every day begins: the first place on earth at which a time on the wall comes. */
    private static final ZoneOffset FIRST_ZONE = ZoneOffset.ofHours(14);

    private final MailingStore store;
    private final MailingChecks checks;
    private final Campaigns campaigns;
    private final Approvals approvals;
    private final Ledger deliveries;
    private final Gates gates;
    private final Suppressions suppressions;
    private final Segments segments;
    private final Contacts contacts;
    private final MailTemplates templates;
    private final Tracking tracking;
    private final Creatives creatives;
    private final Workspaces workspaces;
    private final Operations operations;
    private final Inputs inputs;
    private final Audit audit;
    private final Live live;
    private final Ready ready;
    private final Now now;
    private final BaseUrl base;

    Mailings(
            MailingStore store,
            MailingChecks checks,
            Campaigns campaigns,
            Approvals approvals,
            Ledger deliveries,
            Gates gates,
            Suppressions suppressions,
            Segments segments,
            Contacts contacts,
            MailTemplates templates,
            Tracking tracking,
            Creatives creatives,
            Workspaces workspaces,
            Operations operations,
            Inputs inputs,
            Audit audit,
            Live live,
            Ready ready,
            Now now,
            BaseUrl base) {
        this.store = store;
        this.checks = checks;
        this.campaigns = campaigns;
        this.approvals = approvals;
        this.deliveries = deliveries;
        this.gates = gates;
        this.suppressions = suppressions;
        this.segments = segments;
        this.contacts = contacts;
        this.templates = templates;
        this.tracking = tracking;
        this.creatives = creatives;
        this.workspaces = workspaces;
        this.operations = operations;
        this.inputs = inputs;
        this.audit = audit;
        this.live = live;
        this.ready = ready;
        this.now = now;
        this.base = base;
    }

    /** A mailing to be written: what of {@link MailingDetails}, and in which campaign. */
    record NewMailing(
            @NotNull UUID campaignId,

            @NotBlank @Size(max = MailingDetails.LONGEST_NAME)
            String name,

            @Nullable @Size(max = MailingDetails.LONGEST_LINE)
            String subject,

            @Nullable @Size(max = MailingDetails.LONGEST_LINE)
            String preheader,

            @NotNull @Valid Sender from,

            @Nullable @Size(max = MailingDetails.LONGEST_ADDRESS)
            String replyTo,

            @Nullable @Size(max = MailingDetails.LONGEST_MARKDOWN)
            String markdown,

            @Nullable @Size(max = MailingDetails.LONGEST_MJML)
            String mjml,

            @Nullable @Size(max = MailingDetails.MOST_RECIPIENTS, message = MailingDetails.TOO_MANY)
            List<@NotNull @Valid Recipient> recipients,

            @Nullable UUID segmentId,
            @Nullable @Size(max = 100) String templateKey,
            @Nullable UUID creativeId) {
        /** The words that are given, filled up by the template and then by the creative. */
        Taken words(Optional<MailTemplate> template, Optional<Creative> creative) {
            if (template.isPresent() && (markdown != null || mjml != null))
                throw Refused.invalid("templateKey", "stands beside a body; send one of the two");
            var words = Taken.of(
                    subject,
                    preheader == null ? template.map(MailTemplate::preheader).orElse(null) : preheader,
                    markdown,
                    template.map(MailTemplate::mjml).orElse(mjml),
                    creative.map(Creative::components).orElse(Components.NONE));
            if (words.subject() == null) throw Refused.invalid("subject", "is missing");
            return words;
        }

        MailingDetails details(Taken words) {
            return new MailingDetails(
                            name,
                            Objects.requireNonNull(words.subject()),
                            words.preheader(),
                            from,
                            replyTo,
                            words.markdown(),
                            words.mjml(),
                            Objects.requireNonNullElse(recipients, List.of()),
                            segmentId)
                    .checked();
        }
    }

    /** When a mailing is to leave. */
    record NewTime(
            @Nullable String scheduledFor,
            @Nullable String localTime,
            @Nullable String timeZone,
            @Nullable Boolean inContactZone,
            @Nullable Integer version) {}

    /** How many mails are on their way, and to how many addresses of the list none is. */
    record Sending(int recipients, Excluded excluded) {}

    /** A mail as one reader gets it; {@code sizeBytes} is the HTML in UTF-8. */
    record Preview(String subject, String html, String text, int sizeBytes) {}

    /** What stops or spoils a mailing. */
    record Validation(List<Check> checks) {}

    /**
     * What has come of a mailing, counted from its deliveries. {@code recipients}: mails that were made. {@code sent}: what
     * was handed over, including unconfirmed and captured mails; {@code delivered}: what a mail server accepted; {@code captured}: what the
     * built-in mail capture stored because no mail server is connected. Opens and clicks: {@code raw}
     * counts all of them, {@code human} leaves out what machines did, {@code unique} the mails that a person opened or clicked in.
     * {@code excluded} counts recipients that got no mail, by reason: {@code suppressed, invalid, duplicate}, and {@code template}
     * where the mail could not be filled in.
     */
    record Metrics(
            long recipients,
            long sent,
            long delivered,
            long captured,
            long failed,
            long unconfirmed,
            long cancelled,
            long waiting,
            long unsubscribes,
            Tracking.Tally opens,
            Tracking.Tally clicks,
            Map<String, Long> excluded) {}

    /**
     * Writes a mailing as a draft. It goes to {@code recipients} (50,000 at most, {@code {email, name?, attributes?}}) or to a
     * segment, that is to whoever belongs to it when it is sent; the body is {@code markdown}, {@code mjml} or that of the
     * template {@code templateKey}. What it does not say is taken from the creative {@code creativeId} (subject, preheader, MJML or
     * Markdown, or its caption) and follows it until it is sent or somebody writes something else. Subject, preheader and body take Liquid merge fields; one that can't be filled in is
     * 400 naming its field. Where the body has no unsubscribe link, a footer with it and the postal address is added. It is
     * an item of the approvals at once.
     */
    @PostMapping("/create")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("content.write")
    Mailing createMailing(@RequestBody @Valid NewMailing given) {
        gates.lock(given.campaignId());
        campaigns.get(given.campaignId()).requireOpen();
        var words = given.words(templates.named(given.templateKey()), creative(given));
        var details = given.details(words);
        var id = Ids.next();
        String digest = approvals.put(
                given.campaignId(), item(id, details, null, null, following(given.creativeId(), words.fields())));
        store.insert(id, given.campaignId(), details, given.creativeId(), words.fields(), digest);
        var mailing = known(id);
        audit.record(subject(mailing), null, mailing);
        tell(mailing);
        return answer(mailing);
    }

    /** Lists mailings, newest first, without their recipients. */
    @GetMapping
    @Allow("content.read")
    Page<Mailing> listMailings(
            @RequestParam @Nullable UUID campaignId,
            @RequestParam @Nullable Status status,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer offset) {
        var page = store.page(campaignId, status, archived, Page.Range.of(limit, offset));
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
            return answer(mailing, null, segment, known.get(mailing.campaignId()), audience);
        });
    }

    /** Reads one mailing with its recipients as they were sent; of a segment, how many can be written to now. */
    @GetMapping("/{id}")
    @Allow("content.read")
    Mailing readMailing(@PathVariable UUID id) {
        var mailing = store.read(id);
        return answer(mailing, mailing.recipients());
    }

    /**
     * Changes a mailing that is not being sent yet, by a JSON merge patch; {@code recipients} are replaced as a whole. With
     * {@code version} only if nobody was faster (409 {@code mailing_version_conflict}). Changed words need a review of
     * {@code content}, changed recipients one of {@code schedule}; brought back to what was approved they are approved again.
     */
    @PatchMapping("/{id}")
    @Allow("content.write")
    Mailing changeMailing(@PathVariable UUID id, @RequestBody Patch<MailingDetails> patch) {
        var before = held(id);
        before.requires("changeMailing");
        before.requires(patch.version().orElse(null));
        campaigns.get(before.campaignId()).requireOpen();
        var details = patch.onto(before.details(), MailingDetails.class, inputs).checked();
        var followed = Taken.left(before.creativeFields(), patch.members().keySet());
        if (before.inContactZone() && details.segmentId() == null)
            throw Refused.invalid("segmentId", "is needed: the mailing is planned in the time zone of each contact");
        String digest = approvals.put(
                before.campaignId(),
                item(
                        id,
                        details,
                        before.scheduledFor(),
                        readersZone(before),
                        following(before.creativeId(), followed)));
        store.update(id, details, followed, digest);
        var after = known(id);
        audit.record(subject(after), before.with(null, List.of()), after);
        tell(after);
        return answer(after);
    }

    /** Takes a mailing out of the lists; one that has not been sent never will be. Not while it is being sent: cancel first. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("content.write")
    void archiveMailing(@PathVariable UUID id) {
        var mailing = held(id);
        if (mailing.archived()) return;
        mailing.requires("archiveMailing");
        if (mailing.status() == Status.DRAFT || mailing.status() == Status.SCHEDULED) {
            approvals.remove(mailing.campaignId(), KIND, id);
            store.move(id, Status.CANCELLED);
        }
        store.archive(id);
        audit.record(subject(mailing), Map.of("archived", false), Map.of("archived", true));
        tell(mailing);
    }

    /** Says what would stop or spoil a mailing: no recipients, a missing address, links that lead nowhere, its size. */
    @PostMapping("/{id}/validate")
    @Allow(value = "content.read", plain = true)
    Validation validateMailing(@PathVariable UUID id) {
        var mailing = store.read(id);
        return new Validation(checks.of(mailing, preview(mailing, first(mailing)), workspaces.current()));
    }

    /**
     * Shows the mail as a contact would get it, or its first recipient where none is named, or somebody made up where there is
     * none.
     */
    @GetMapping("/{id}/preview")
    @Allow("content.read")
    Preview previewMailing(@PathVariable UUID id, @RequestParam @Nullable UUID contactId) {
        var mailing = store.read(id);
        if (contactId == null) return preview(mailing, first(mailing));
        if (!mayReadContacts())
            throw Refused.forbidden(
                    "forbidden",
                    "The mail shows what is known of this contact, and you may not read contacts. Leave contactId out.");
        var contact = contacts.find(contactId).orElseThrow(Refused::notFound);
        String email = contact.email() == null ? Content.somebody().email() : contact.email();
        return preview(mailing, Reader.of(contact, email));
    }

    private Reader first(Mailing mailing) {
        var recipients = mailing.details().recipients();
        if (!recipients.isEmpty()) return Reader.of(recipients.getFirst());
        return segment(mailing)
                .filter(segment -> mayReadContacts())
                .flatMap(segment -> segments.slice(segment.rules(), null, Ids.next(), 1).stream()
                        .findFirst())
                .filter(contact -> contact.email() != null)
                .map(contact -> Reader.of(contact, Objects.requireNonNull(contact.email())))
                .orElseGet(Content::somebody);
    }

    /** An API key may read content and no contacts. */
    private static boolean mayReadContacts() {
        return Current.get().may("contact.read");
    }

    private Optional<Segment> segment(Mailing mailing) {
        return mailing.segmentId() == null ? Optional.empty() : segments.find(mailing.segmentId());
    }

    /**
     * Sets the time: {@code scheduledFor} with offset, or {@code localTime} with {@code timeZone}. When it has come, the
     * campaign is active and everything is approved, the mailing sends itself. With {@code inContactZone} (a segment and
     * {@code localTime} are needed) each contact gets it at that time of their own zone, {@code timeZone} where none is known;
     * who has it behind them when the sending begins gets it at once.
     */
    @PostMapping("/{id}/schedule")
    @Allow("content.write")
    Mailing scheduleMailing(@PathVariable UUID id, @RequestBody @Valid NewTime given) {
        boolean zoned = Boolean.TRUE.equals(given.inContactZone());
        var before = held(id);
        before.requires("scheduleMailing");
        before.requires(given.version());
        if (zoned && before.segmentId() == null)
            throw Refused.unprocessable(
                    "contact_zone_unknown",
                    "Recipients given in the mailing have no time zone. Leave inContactZone out, or send to a segment.");
        if (zoned && given.localTime() == null)
            throw Refused.invalid("localTime", "is missing: inContactZone is a time on the wall of each contact");
        var campaign = campaigns.get(before.campaignId());
        campaign.requireOpen();
        var home = ZoneId.of(before.timeZone() == null ? campaign.timeZone() : before.timeZone());
        var asked = new PlannedTime.Asked(given.scheduledFor(), given.localTime(), given.timeZone()).read(home);
        var time = zoned
                ? new PlannedTime(
                        asked.localTime(),
                        asked.timeZone(),
                        asked.localTime().atOffset(FIRST_ZONE).toInstant())
                : asked;
        String zone = zoned ? time.timeZone().getId() : null;
        String digest =
                approvals.put(before.campaignId(), item(id, before.details(), time.at(), zone, following(before)));
        store.schedule(id, time, zoned, digest);
        if (!campaign.unlaunched()) ready.mark(Expansion.LANE, time.at());
        var after = known(id);
        audit.record(subject(after), before.with(null, List.of()), after);
        tell(after);
        return answer(after);
    }

    /**
     * Sends now: one mail to each recipient that is left after invalid, doubled and suppressed addresses are taken out. Not
     * approved: 409 {@code not_approved} with {@code blockers[]}; nobody left: 422. Sent once: asked again it is 409
     * {@code mailing_state}. A segment is counted here and made into mails in the background; {@code mails} of the mailing says how
     * far that is.
     */
    @PostMapping("/{id}/send")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow("content.publish")
    Sending sendMailing(@PathVariable UUID id) {
        var known = held(id);
        known.requires("sendMailing");
        requireRunning(campaigns.get(known.campaignId()));
        var mailing = asItIs(known);
        approvals.requirePublishable(mailing.campaignId());
        var sending = expand(mailing, false);
        if (sending.recipients() == 0) throw nobody(sending.excluded());
        audit.record(subject(mailing), Map.of("status", mailing.status()), sending);
        return sending;
    }

    /** Cancels a mailing for good; of one that is being sent, what has not been submitted yet. */
    @PostMapping("/{id}/cancel")
    @Allow("content.write")
    Mailing cancelMailing(@PathVariable UUID id) {
        var before = held(id);
        before.requires("cancelMailing");
        // What has been sent in part stays what was approved: its receipts point there.
        if (before.sendingSince() == null) approvals.remove(before.campaignId(), KIND, id);
        int cancelled = deliveries.cancel(KIND, id, "the mailing was cancelled");
        store.move(id, Status.CANCELLED);
        var after = known(id);
        audit.record(
                subject(after),
                Map.of("status", before.status()),
                Map.of("status", after.status(), "mailsCancelled", cancelled));
        tell(after);
        return answer(after);
    }

    /**
     * Pauses a mailing that is being sent or waits for its time: once this has answered, nothing more of it is submitted. What is
     * on its way already can't be called back.
     */
    @PostMapping("/{id}/pause")
    @Allow("content.publish")
    Mailing pauseMailing(@PathVariable UUID id) {
        return held(id, "pauseMailing", Status.PAUSED, true);
    }

    /** Lets a paused mailing go on, exactly where it stopped: who has had it does not get it again. */
    @PostMapping("/{id}/resume")
    @Allow("content.publish")
    Mailing resumeMailing(@PathVariable UUID id) {
        var mailing = known(id);
        return held(id, "resumeMailing", mailing.sendingSince() == null ? Status.SCHEDULED : Status.SENDING, false);
    }

    private Mailing held(UUID id, String operation, Status to, boolean held) {
        var before = held(id);
        before.requires(operation);
        gates.hold(before.campaignId(), KIND, id, held);
        store.move(id, to);
        var after = known(id);
        if (!held && after.expanding()) ready.mark(Expansion.LANE, now.instant());
        if (!held && to == Status.SCHEDULED && after.scheduledFor() != null)
            ready.mark(Expansion.LANE, after.scheduledFor());
        audit.record(subject(after), Map.of("status", before.status()), Map.of("status", after.status()));
        tell(after);
        return answer(after);
    }

    /** What has come of it: see each number's meaning in the answer's description. */
    @GetMapping("/{id}/metrics")
    @Allow("content.read")
    Metrics readMailingMetrics(@PathVariable UUID id) {
        var mailing = known(id);
        var counts = new EnumMap<Delivery.State, Long>(Delivery.State.class);
        for (var state : Delivery.State.values()) counts.put(state, 0L);
        counts.putAll(deliveries.counts(KIND, Set.of(id)).getOrDefault(id, Map.of()));
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        long taken = n(counts, Delivery.State.ACCEPTED) + n(counts, Delivery.State.CONFIRMED);
        long unconfirmed = n(counts, Delivery.State.UNCONFIRMED);
        var left = Objects.requireNonNullElse(mailing.excluded(), new Excluded(0, 0, 0));
        var excluded = new LinkedHashMap<String, Long>();
        long unsubscribed = deliveries.excluded(KIND, id, MailingListener.SUPPRESSED);
        excluded.put("suppressed", left.suppressed() + unsubscribed);
        excluded.put("invalid", (long) left.invalid());
        excluded.put("duplicate", (long) left.duplicate());
        excluded.put("template", n(counts, Delivery.State.EXCLUDED) - unsubscribed);
        var tracked = tracking.counts(KIND, Set.of(id)).getOrDefault(id, Tracking.Counts.NONE);
        return new Metrics(
                total,
                taken + n(counts, Delivery.State.CAPTURED) + unconfirmed + n(counts, Delivery.State.SUBMITTED),
                taken,
                n(counts, Delivery.State.CAPTURED),
                n(counts, Delivery.State.FAILED),
                unconfirmed,
                n(counts, Delivery.State.CANCELLED),
                n(counts, Delivery.State.PLANNED) + n(counts, Delivery.State.CLAIMED),
                store.unsubscribes(id),
                tracked.opens(),
                tracked.clicks(),
                excluded);
    }

    private static long n(Map<Delivery.State, Long> counts, Delivery.State state) {
        return counts.getOrDefault(state, 0L);
    }

    /** Makes the single mails of a mailing whose gate is held; of a segment the first of them. */
    private Sending expand(Mailing mailing, boolean zoned) {
        var segment = segment(mailing);
        if (segment.isPresent()) return begin(mailing, segment.get(), zoned);
        var targets = new LinkedHashMap<String, Recipient>();
        int invalid = 0;
        int duplicate = 0;
        for (var recipient : mailing.details().recipients()) {
            var address = MailAddress.canonical(recipient.email().strip());
            if (address.isEmpty()) invalid++;
            else if (targets.putIfAbsent(address.get().toLowerCase(Locale.ROOT), recipient) != null) duplicate++;
        }
        var suppressed = suppressions.among(targets.keySet());
        targets.keySet().removeAll(suppressed);
        var excluded = new Excluded(suppressed.size(), invalid, duplicate);
        if (targets.isEmpty()) return new Sending(0, excluded);
        Instant at = now.instant();
        var rows = new ArrayList<Delivery.Planned>(CHUNK);
        for (var target : targets.entrySet()) {
            rows.add(planned(mailing, target.getKey(), Reader.of(target.getValue()), at));
            if (rows.size() == CHUNK) {
                deliveries.plan(rows);
                rows.clear();
            }
        }
        deliveries.plan(rows);
        store.sending(mailing.id(), letterhead(), targets.size(), excluded);
        tell(mailing);
        return new Sending(targets.size(), excluded);
    }

    private Sending begin(Mailing mailing, Segment segment, boolean zoned) {
        var reach = segments.reach(segment.rules());
        var excluded = new Excluded(
                (int) (reach.addressed() - reach.mailable()), (int) (reach.contacts() - reach.addressed()), 0);
        if (reach.mailable() == 0) return new Sending(0, excluded);
        store.expand(mailing.id(), letterhead(), segment.rules(), Ids.next(), zoned);
        ready.mark(Expansion.LANE, now.instant());
        tell(mailing);
        return new Sending((int) reach.mailable(), excluded);
    }

    /**
     * Makes some more mails of a segment, and answers whether there are others left. Who belongs to it is asked piece by piece in
     * the order of ids, and how far that is stands in the same transaction as the mails themselves.
     */
    boolean expandSome(UUID id) {
        var mailing = held(id);
        if (mailing.status() != Status.SENDING || !mailing.expanding()) return false;
        var state = store.expanded(id);
        var members = segments.slice(state.segmentRules(), state.expandAfter(), state.expandLast(), CHUNK);
        var left = Objects.requireNonNullElse(mailing.excluded(), new Excluded(0, 0, 0));
        int invalid = left.invalid();
        int suppressed = left.suppressed();
        Instant at = now.instant();
        var rows = new ArrayList<Delivery.Planned>(members.size());
        for (var member : members) {
            String target = member.target();
            if (target == null || member.email() == null) invalid++;
            else if (member.status() != Contact.Status.ACTIVE) suppressed++;
            else
                rows.add(planned(
                        mailing,
                        target,
                        Reader.of(member, member.email()),
                        state.expandZoned() ? due(mailing, member, at) : at));
        }
        deliveries.plan(rows);
        boolean more = members.size() == CHUNK;
        UUID after = members.isEmpty() ? null : members.getLast().id();
        store.expanded(id, after, rows.size(), new Excluded(suppressed, invalid, 0), more);
        if (!more && !deliveries.unfinished(id)) finish(mailing);
        tell(mailing);
        return more;
    }

    /** Whatever was made has left already, or there was nobody after all. */
    private void finish(Mailing mailing) {
        boolean any = deliveries.counts(KIND, Set.of(mailing.id())).containsKey(mailing.id());
        store.move(mailing.id(), any ? Status.SENT : Status.CANCELLED);
    }

    /** The wall time of the mailing in the zone of the reader. */
    private static Instant due(Mailing mailing, Contact contact, Instant otherwise) {
        if (mailing.localTime() == null) return otherwise;
        String zone = contact.timeZone() == null ? mailing.timeZone() : contact.timeZone();
        return zone == null
                ? otherwise
                : PlannedTime.wall(mailing.localTime(), ZoneId.of(zone)).at();
    }

    private static Delivery.Planned planned(Mailing mailing, String target, Reader reader, Instant at) {
        return new Delivery.Planned(
                Ids.next(),
                "email",
                Delivery.Lane.BULK,
                target,
                null,
                KIND,
                mailing.id(),
                mailing.digest(),
                mailing.campaignId(),
                mailing.campaignId(),
                at,
                reader.payload());
    }

    private static Refused nobody(Excluded excluded) {
        return Refused.unprocessable(
                        "mailing_without_recipients",
                        "Nobody is left to send to. Add recipients that are valid and not suppressed.")
                .with("excluded", excluded);
    }

    private static void requireRunning(Campaign campaign) {
        campaign.requireOpen();
        if (campaign.status() == Campaign.Status.PAUSED)
            throw Refused.conflict("campaign_paused", "The campaign is paused: nothing leaves. Resume it first.");
    }

    /** What approval of its words means. */
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
     * What approval of its schedule means: exactly these recipients, or whoever those rules hold for, not before that time; in
     * the zone of each reader, and in which where that is not known. What came later to this record is left out where it says
     * nothing, so that older approvals stand.
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

    /** The zone of readers who have none, where each gets it at the time of their own. */
    private static @Nullable String readersZone(Mailing mailing) {
        return mailing.inContactZone() ? mailing.timeZone() : null;
    }

    private Item item(Mailing mailing) {
        return item(mailing.id(), mailing.details(), mailing.scheduledFor(), readersZone(mailing), following(mailing));
    }

    private static @Nullable UUID following(Mailing mailing) {
        return following(mailing.creativeId(), mailing.creativeFields());
    }

    private static @Nullable UUID following(@Nullable UUID creative, List<String> fields) {
        return fields.isEmpty() ? null : creative;
    }

    private Item item(
            UUID id,
            MailingDetails details,
            @Nullable Instant at,
            @Nullable String readersZone,
            @Nullable UUID creative) {
        var segment = details.segmentId() == null ? null : known(details.segmentId(), "segmentId");
        var digests = new EnumMap<Scope, String>(Scope.class);
        digests.put(
                Scope.CONTENT,
                Json.digest(new Words(
                        id,
                        details.subject(),
                        details.preheader(),
                        details.from(),
                        details.replyTo(),
                        details.markdown(),
                        details.mjml(),
                        letterhead())));
        if (!details.recipients().isEmpty() || segment != null || at != null) {
            var recipients = details.recipients().stream()
                    .map(recipient -> Json.digest(recipient.canonical()))
                    .sorted()
                    .toList();
            digests.put(
                    Scope.SCHEDULE,
                    Json.digest(new Schedule(
                            id,
                            recipients,
                            at,
                            details.segmentId(),
                            segment == null ? null : Json.digest(segment.rules()),
                            readersZone == null ? null : true,
                            readersZone)));
        }
        var item = new Item(KIND, id, details.name(), digests);
        return creative == null ? item : item.using("creative", creative);
    }

    private Optional<Creative> creative(NewMailing given) {
        if (given.creativeId() == null) return Optional.empty();
        return Optional.of(creatives
                .find(given.creativeId())
                .filter(found -> !found.archived() && found.campaignId().equals(given.campaignId()))
                .orElseThrow(() -> Refused.invalid("creativeId", "names no creative of this campaign")));
    }

    private Segment known(UUID segment, String field) {
        return segments.find(segment)
                .filter(found -> !found.archived())
                .orElseThrow(() -> Refused.invalid(field, "names no segment"));
    }

    /** That of the workspace; of a mailing that has begun to leave, as it was then. */
    Letterhead letterhead(Mailing mailing) {
        return store.letterhead(mailing.id()).orElseGet(this::letterhead);
    }

    private Letterhead letterhead() {
        return Letterhead.of(workspaces.current());
    }

    private Preview preview(Mailing mailing, Reader first) {
        try {
            var mail = new Content(mailing.details())
                    .templates(letterhead(mailing), base.get())
                    .parsed()
                    .fill(first, base.get() + "/e/u/preview");
            return new Preview(
                    mail.subject(), mail.html(), mail.text(), mail.html().getBytes(StandardCharsets.UTF_8).length);
        } catch (Liquid.Malformed unfit) {
            throw Refused.unprocessable(
                    "mailing_not_renderable",
                    "The mail can't be filled in for " + first.email() + ": " + unfit.getMessage());
        }
    }

    private Mailing held(UUID id) {
        gates.lock(known(id).campaignId());
        return store.read(id);
    }

    private Mailing known(UUID id) {
        return store.find(id).orElseThrow(Refused::notFound);
    }

    private Mailing answer(Mailing mailing) {
        return answer(mailing, null);
    }

    private Mailing answer(Mailing mailing, @Nullable List<Recipient> shown) {
        var segment = segment(mailing).orElse(null);
        int audience = segment == null || mailing.sendingSince() != null ? 0 : audience(segment);
        return answer(mailing, shown, segment, campaigns.get(mailing.campaignId()), audience);
    }

    private Mailing answer(
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

    /** How many contacts of a segment can be mailed now. */
    private int audience(Segment segment) {
        return (int) segments.reach(segment.rules()).mailable();
    }

    private static Mailing.@Nullable Holder holder(Mailing mailing, @Nullable Campaign campaign) {
        if (mailing.status() == Status.PAUSED) return Mailing.Holder.MAILING;
        boolean waits = mailing.status() == Status.SCHEDULED || mailing.status() == Status.SENDING;
        return waits && campaign != null && campaign.status() == Campaign.Status.PAUSED
                ? Mailing.Holder.CAMPAIGN
                : null;
    }

    static Subject subject(Mailing mailing) {
        return new Subject(KIND, mailing.id(), mailing.name(), mailing.campaignId());
    }

    private void tell(Mailing mailing) {
        live.changed(Topic.QUEUE.of(mailing.campaignId()), KIND, mailing.id(), mailing.version());
    }

    /** A creative changed, or was put away: what follows it says the same, or keeps what it says. */
    void creativeChanged(Creative creative, boolean gone) {
        for (UUID id : store.following(creative.id())) {
            gates.lock(creative.campaignId());
            var read = store.read(id);
            var words = Taken.of(read.details(), creative.components(), read.creativeFields());
            boolean fits = !gone && fits(words.in(read.details()));
            var details = fits ? words.in(read.details()) : read.details();
            // What no mail can say is not taken over: the words stay and are the mailing's own from now on.
            var fields = fits ? read.creativeFields() : List.<String>of();
            String digest = approvals.put(
                    read.campaignId(),
                    item(id, details, read.scheduledFor(), readersZone(read), following(creative.id(), fields)));
            store.update(id, details, fields, digest);
            audit.record(
                    "mailingFollowed",
                    subject(read),
                    Map.of("subject", read.subject()),
                    Map.of("subject", details.subject()));
            tell(known(id));
        }
    }

    private static boolean fits(MailingDetails details) {
        try {
            details.checked();
            return true;
        } catch (Refused unfit) {
            return false;
        }
    }

    /** The workspace is called otherwise or lies elsewhere: what has not begun to leave says so, and is looked at again. */
    void workspaceChanged() {
        for (UUID id : store.unbegun()) {
            var mailing = held(id);
            if (mailing.sendingSince() == null) tell(asItIs(mailing));
        }
    }

    /** The rules of a segment changed: what is planned to go there goes to others now. */
    void segmentChanged(UUID segment) {
        for (var mailing : store.plannedFor(segment)) {
            gates.lock(mailing.campaignId());
            tell(asItIs(store.read(mailing.id())));
        }
    }

    /** What is sent is what the approvals hold, should a segment have changed in the moment in which it was chosen. */
    private Mailing asItIs(Mailing mailing) {
        var item = item(mailing);
        if (item.digest().equals(mailing.digest())) return mailing;
        store.redigest(mailing.id(), approvals.put(mailing.campaignId(), item));
        return store.read(mailing.id());
    }

    /** Somebody was erased: no mailing names them any more. One that has not begun goes to others now, and is looked at again. */
    int forget(String address) {
        var named = store.naming(address);
        for (UUID id : named) {
            var mailing = held(id);
            var left = Objects.requireNonNullElse(mailing.recipients(), List.<Recipient>of()).stream()
                    .filter(recipient -> !recipient.email().strip().equalsIgnoreCase(address))
                    .toList();
            store.address(id, left);
            if (mailing.sendingSince() == null && mailing.moves().contains("cancelMailing")) asItIs(store.read(id));
            tell(mailing);
        }
        return named.size();
    }

    // For later rooms

    /** What mailings are called, by their ids. */
    public Map<UUID, String> names(Collection<UUID> ids) {
        return store.names(ids).stream().collect(Collectors.toMap(MailingStore.Named::id, MailingStore.Named::name));
    }

    /** Mailings with a time in that span, cancelled and archived ones left out. */
    public List<Mailing> between(Instant from, Instant to) {
        return store.between(from, to);
    }

    /** A campaign was launched or goes on: its mailings that have a time leave when it has come. */
    public void planCampaign(UUID campaignId) {
        store.unsent(campaignId).stream()
                .map(Mailing::scheduledFor)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .ifPresent(first -> ready.mark(Expansion.LANE, first));
    }

    /**
     * Sends now every mailing of a campaign that has recipients; refuses as {@code sendMailing} does. Answers how many mails
     * that are.
     */
    public int sendAll(UUID campaignId) {
        gates.lock(campaignId);
        requireRunning(campaigns.get(campaignId));
        var unsent = store.unsent(campaignId).stream()
                .filter(Mailing::addressed)
                .map(mailing -> asItIs(store.read(mailing.id())))
                .toList();
        approvals.requirePublishable(campaignId);
        int mails = 0;
        for (var mailing : unsent) {
            var sending = expand(mailing, false);
            mails += sending.recipients();
        }
        return mails;
    }

    /** What became of a mailing whose time has come. */
    enum Turn {
        SENT,
        WAITS,
        NOTHING
    }

    /** Sends a mailing whose time has come, if its campaign runs and everything is approved. Called in a transaction. */
    Turn sendDue(UUID id) {
        var mailing = held(id);
        Instant at = mailing.scheduledFor();
        if (mailing.status() != Status.SCHEDULED || mailing.archived() || at == null || at.isAfter(now.instant()))
            return Turn.NOTHING;
        var campaign = campaigns.get(mailing.campaignId());
        if (campaign.unlaunched()) return Turn.NOTHING;
        mailing = asItIs(mailing);
        if (!campaign.active() || !approvals.blockers(campaign.id()).isEmpty()) return Turn.WAITS;
        var sending = expand(mailing, mailing.inContactZone());
        if (sending.recipients() == 0) store.move(id, Status.CANCELLED);
        audit.record(
                sending.recipients() == 0 ? "mailingWithoutRecipients" : "mailingStarted",
                subject(mailing),
                Map.of("status", mailing.status()),
                sending);
        return Turn.SENT;
    }
}
