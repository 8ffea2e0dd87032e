package io.fanfare.email;

import io.fanfare.approval.Approvals;
import io.fanfare.approval.Item;
import io.fanfare.approval.Scope;
import io.fanfare.audience.Suppressions;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.delivery.Deliveries;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Gates;
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
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

    private final MailingStore store;
    private final MailingChecks checks;
    private final Campaigns campaigns;
    private final Approvals approvals;
    private final Deliveries deliveries;
    private final Gates gates;
    private final Suppressions suppressions;
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
            Deliveries deliveries,
            Gates gates,
            Suppressions suppressions,
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

            @NotNull @Size(max = MailingDetails.LONGEST_LINE)
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
            List<@NotNull @Valid Recipient> recipients) {
        MailingDetails details() {
            return new MailingDetails(
                            name,
                            subject,
                            preheader,
                            from,
                            replyTo,
                            markdown,
                            mjml,
                            Objects.requireNonNullElse(recipients, List.of()))
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
     * was handed over, the doubtful included; {@code delivered}: what the other side has taken. Opens and clicks are not
     * measured, so they are not here.
     */
    record Metrics(
            long recipients,
            long sent,
            long delivered,
            long failed,
            long unconfirmed,
            long cancelled,
            long waiting,
            long unsubscribes,
            Map<String, Long> excluded) {}

    /**
     * Writes a mailing as a draft. {@code recipients} (50,000 at most) are {@code {email, name?, attributes?}}; the body is
     * {@code markdown} or {@code mjml}. Subject, preheader and body take Liquid merge fields; one that can't be filled in is
     * 400 naming its field. Where the body has no unsubscribe link, a footer with it and the postal address is added. It is
     * an item of the approvals at once.
     */
    @PostMapping("/create")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("content.write")
    Mailing createMailing(@RequestBody @Valid NewMailing given) {
        var details = given.details();
        gates.lock(given.campaignId());
        campaigns.get(given.campaignId()).requireOpen();
        var id = Ids.next();
        String digest = approvals.put(given.campaignId(), item(id, details, null));
        store.insert(id, given.campaignId(), details, digest);
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
        return store.page(campaignId, status, archived, Page.Range.of(limit, offset))
                .map(this::answer);
    }

    /** Reads one mailing with its recipients as they were sent. */
    @GetMapping("/{id}")
    @Allow("content.read")
    Mailing readMailing(@PathVariable UUID id) {
        var mailing = store.read(id);
        return mailing.with(mailing.recipients(), operations.permitted(mailing.moves()));
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
        String digest = approvals.put(before.campaignId(), item(id, details, before.scheduledFor()));
        store.update(id, details, digest);
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
        return new Validation(checks.of(store.read(id), preview(store.read(id)), workspaces.current()));
    }

    /** Shows the mail as its first recipient would get it, or somebody made up where there is none. */
    @GetMapping("/{id}/preview")
    @Allow("content.read")
    Preview previewMailing(@PathVariable UUID id) {
        return preview(store.read(id));
    }

    /**
     * Sets the time: {@code scheduledFor} with offset, or {@code localTime} with {@code timeZone}. When it has come, the
     * campaign is active and everything is approved, the mailing sends itself.
     */
    @PostMapping("/{id}/schedule")
    @Allow("content.write")
    Mailing scheduleMailing(@PathVariable UUID id, @RequestBody @Valid NewTime given) {
        if (Boolean.TRUE.equals(given.inContactZone()))
            throw Refused.unprocessable(
                    "contact_zone_unknown",
                    "Recipients given in the mailing have no time zone. Leave inContactZone out.");
        var before = held(id);
        before.requires("scheduleMailing");
        before.requires(given.version());
        var campaign = campaigns.get(before.campaignId());
        campaign.requireOpen();
        var home = ZoneId.of(before.timeZone() == null ? campaign.timeZone() : before.timeZone());
        var time = new PlannedTime.Asked(given.scheduledFor(), given.localTime(), given.timeZone()).read(home);
        String digest = approvals.put(before.campaignId(), item(id, before.details(), time.at()));
        store.schedule(id, time, digest);
        if (!campaign.unlaunched()) ready.mark(Expansion.LANE, time.at());
        var after = known(id);
        audit.record(subject(after), before.with(null, List.of()), after);
        tell(after);
        return answer(after);
    }

    /**
     * Sends now: one mail to each recipient that is left after invalid, doubled and suppressed addresses are taken out. Not
     * approved: 409 {@code not_approved} with {@code blockers[]}; nobody left: 422. Sent once: asked again it is 409
     * {@code mailing_state}.
     */
    @PostMapping("/{id}/send")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow("content.publish")
    Sending sendMailing(@PathVariable UUID id) {
        var mailing = held(id);
        mailing.requires("sendMailing");
        requireRunning(campaigns.get(mailing.campaignId()));
        approvals.requirePublishable(mailing.campaignId());
        var sending = expand(mailing);
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
        if (before.status() != Status.SENDING) approvals.remove(before.campaignId(), KIND, id);
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
        excluded.put("suppressed", left.suppressed() + n(counts, Delivery.State.EXCLUDED));
        excluded.put("invalid", (long) left.invalid());
        excluded.put("duplicate", (long) left.duplicate());
        return new Metrics(
                total,
                taken + unconfirmed + n(counts, Delivery.State.SUBMITTED),
                taken,
                n(counts, Delivery.State.FAILED),
                unconfirmed,
                n(counts, Delivery.State.CANCELLED),
                n(counts, Delivery.State.PLANNED) + n(counts, Delivery.State.CLAIMED),
                store.unsubscribes(id),
                excluded);
    }

    private static long n(Map<Delivery.State, Long> counts, Delivery.State state) {
        return counts.getOrDefault(state, 0L);
    }

    /** Makes the single mails of a mailing whose gate is held. */
    private Sending expand(Mailing mailing) {
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
            rows.add(planned(mailing, target.getKey(), target.getValue(), at));
            if (rows.size() == CHUNK) {
                deliveries.plan(rows);
                rows.clear();
            }
        }
        deliveries.plan(rows);
        store.sending(mailing.id(), targets.size(), excluded);
        tell(mailing);
        return new Sending(targets.size(), excluded);
    }

    private static Delivery.Planned planned(Mailing mailing, String target, Recipient recipient, Instant at) {
        var payload = new HashMap<String, Object>();
        payload.put("email", recipient.email().strip());
        if (recipient.name() != null) payload.put("name", recipient.name());
        if (recipient.attributes() != null) payload.put("attributes", recipient.attributes());
        return new Delivery.Planned(
                Ids.next(),
                "email",
                Delivery.Lane.BULK,
                target,
                KIND,
                mailing.id(),
                mailing.digest(),
                mailing.campaignId(),
                mailing.campaignId(),
                at,
                payload);
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
            @Nullable String mjml) {}

    /** What approval of its schedule means: exactly these recipients, not before that time. */
    record Schedule(
            UUID mailing, List<String> recipients, @Nullable Instant notBefore) {}

    private static Item item(UUID id, MailingDetails details, @Nullable Instant at) {
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
                        details.mjml())));
        if (!details.recipients().isEmpty() || at != null) {
            var recipients = details.recipients().stream()
                    .map(recipient -> Json.digest(recipient.canonical()))
                    .sorted()
                    .toList();
            digests.put(Scope.SCHEDULE, Json.digest(new Schedule(id, recipients, at)));
        }
        return new Item(KIND, id, details.name(), digests);
    }

    private Preview preview(Mailing mailing) {
        var first = mailing.details().recipients().stream().findFirst().orElse(Content.somebody());
        try {
            var mail = new Content(mailing.details())
                    .templates(workspaces.current(), base.get())
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
        return mailing.with(null, operations.permitted(mailing.moves()));
    }

    static Subject subject(Mailing mailing) {
        return new Subject(KIND, mailing.id(), mailing.name(), mailing.campaignId());
    }

    private void tell(Mailing mailing) {
        live.changed("queue:" + mailing.campaignId(), KIND, mailing.id(), mailing.version());
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
        approvals.requirePublishable(campaignId);
        int mails = 0;
        for (var mailing : store.unsent(campaignId)) {
            if (mailing.recipientCount() == 0) continue;
            var sending = expand(store.read(mailing.id()));
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
        if (!campaign.active() || !approvals.blockers(campaign.id()).isEmpty()) return Turn.WAITS;
        var sending = expand(mailing);
        if (sending.recipients() == 0) store.move(id, Status.CANCELLED);
        audit.record(
                sending.recipients() == 0 ? "mailingWithoutRecipients" : "mailingStarted",
                subject(mailing),
                Map.of("status", mailing.status()),
                sending);
        return Turn.SENT;
    }
}
