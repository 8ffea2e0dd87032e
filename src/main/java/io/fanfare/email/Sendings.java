package io.fanfare.email;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.delivery.Ledger;
import io.fanfare.email.Mailing.Excluded;
import io.fanfare.email.Mailing.Status;
import io.fanfare.email.MailingExpansion.Sending;
import io.fanfare.email.MailingItems.PlannedSending;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.outbox.Outbox;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Schedules, sends, pauses and cancels mailings. */
@RestController
@RequestMapping("/api/email")
class Sendings {
    /** UTC+14, where each day begins first. */
    private static final ZoneOffset FIRST_ZONE = ZoneOffset.ofHours(14);

    private final MailingStore store;
    private final Outbox outbox;
    private final MailingItems items;
    private final MailingResponses responses;
    private final MailingExpansion expansion;
    private final Campaigns campaigns;
    private final Ledger ledger;
    private final Now now;

    Sendings(
            MailingStore store,
            Outbox outbox,
            MailingItems items,
            MailingResponses responses,
            MailingExpansion expansion,
            Campaigns campaigns,
            Ledger ledger,
            Now now) {
        this.store = store;
        this.outbox = outbox;
        this.items = items;
        this.responses = responses;
        this.expansion = expansion;
        this.campaigns = campaigns;
        this.ledger = ledger;
        this.now = now;
    }

    /** The time of a mailing. */
    record NewTime(
            @Nullable String scheduledFor,
            @Nullable String localTime,
            @Nullable String timeZone,
            @Nullable Boolean inContactZone,
            @Nullable Integer version) {
        boolean zoned() {
            return Boolean.TRUE.equals(inContactZone);
        }

        PlannedTime read(ZoneId home) {
            var time = new PlannedTime.Asked(scheduledFor, localTime, timeZone).read(home);
            if (!zoned()) return time;
            var first = time.localTime().atOffset(FIRST_ZONE).toInstant();
            return new PlannedTime(time.localTime(), time.timeZone(), first);
        }
    }

    /**
     * Sets the time: {@code scheduledFor} with an offset, or {@code localTime} with {@code timeZone}. The mailing is sent at that
     * time if the campaign is active and everything is approved. With {@code inContactZone} (needs a segment and {@code localTime})
     * each contact gets it at that time in their own zone, or in {@code timeZone} where it is unknown; contacts whose time
     * has passed when sending starts get it immediately.
     */
    @PostMapping("/{id}/schedule")
    @Tool(value = Tool.Set.EMAIL, destructive = true)
    @Allow("content.write")
    Mailing scheduleMailing(@PathVariable UUID id, @RequestBody @Valid NewTime request) {
        var before = outbox.lock(store, id, "scheduleMailing", request.version());
        if (request.zoned() && before.segmentId() == null)
            throw Refused.unprocessable(
                    "contact_zone_unknown",
                    "Recipients listed in the e-mail have no time zone. Leave inContactZone out, or send to a segment.");
        if (request.zoned() && request.localTime() == null)
            throw Refused.invalid("localTime", "is required with inContactZone");
        var campaign = outbox.requireOpen(before);
        var time = request.read(ZoneId.of(before.timeZone() == null ? campaign.timeZone() : before.timeZone()));
        var when =
                new PlannedSending(time.at(), request.zoned() ? time.timeZone().getId() : null);
        String digest = items.put(before.campaignId(), id, before.details(), when, MailingItems.following(before));
        store.schedule(id, time, request.zoned(), digest);
        if (!campaign.unlaunched()) expansion.mark(time.at());
        var after = store.get(id);
        outbox.changed(after, before.withoutRecipients(), after);
        return responses.of(after);
    }

    /** Sends after this many seconds (default: 0), so that a person can undo it. */
    record SendNow(@Nullable @Min(0) @Max(60) Integer undoSeconds) {}

    /**
     * Sends now: one mail to each recipient, without invalid, duplicate and suppressed addresses. Not approved: 409
     * {@code not_approved} with {@code blockers[]}; without recipients: 422 {@code mailing_without_recipients}. A
     * mailing is sent once; a second call is 409 {@code mailing_state}. The mails of a segment, and those of a
     * list after the first 128, are created in the background; {@code mails} of the mailing counts them. With
     * {@code undoSeconds}, no mail is created for that long, and {@code undoSendMailing} takes it back.
     */
    @PostMapping("/{id}/send")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Tool(value = Tool.Set.EMAIL, destructive = true, openWorld = true)
    @Allow("content.publish")
    Sending sendMailing(@PathVariable UUID id, @RequestBody(required = false) @Valid @Nullable SendNow request) {
        var known = outbox.lock(store, id, "sendMailing");
        outbox.requireRunning(known.campaignId());
        var mailing = items.current(known);
        outbox.requireSendable(mailing);
        int seconds = request == null || request.undoSeconds() == null ? 0 : request.undoSeconds();
        var sending = seconds == 0 ? expansion.begin(mailing, false) : expansion.reach(mailing);
        if (sending.recipients() == 0) throw withoutRecipients(sending.excluded());
        if (seconds > 0) sendLater(mailing, now.instant().plusSeconds(seconds));
        var started =
                Map.of("status", Status.SENDING, "recipients", sending.recipients(), "excluded", sending.excluded());
        outbox.changed(mailing, Map.of("status", mailing.status()), seconds == 0 ? started : sending);
        return sending;
    }

    private void sendLater(Mailing mailing, Instant at) {
        store.sendAt(mailing.id(), at);
        expansion.mark(at);
    }

    /** Takes {@code sendMailing} back before a mail is created; 409 {@code mailing_state} after that. */
    @PostMapping("/{id}/undo-send")
    @Allow("content.publish")
    Mailing undoSendMailing(@PathVariable UUID id) {
        var before = outbox.lock(store, id, "undoSendMailing");
        store.sendAt(id, null);
        var after = store.get(id);
        if (after.scheduledFor() != null) expansion.mark(after.scheduledFor());
        outbox.changed(after, Map.of("sendsAt", String.valueOf(before.sendsAt())), Map.of("sendsAt", "undone"));
        return responses.of(after);
    }

    private static Refused withoutRecipients(Excluded excluded) {
        return Refused.unprocessable(
                        "mailing_without_recipients",
                        "This e-mail has no recipients who can be mailed. Add valid addresses that are not suppressed.")
                .with("excluded", excluded);
    }

    /** Permanently cancels a mailing. While it is being sent, this cancels the mails that have not been submitted yet. */
    @PostMapping("/{id}/cancel")
    @Tool(value = Tool.Set.EMAIL, destructive = true)
    @Allow("content.write")
    Mailing cancelMailing(@PathVariable UUID id) {
        var before = outbox.lock(store, id, "cancelMailing");
        // A partly sent mailing remains in the manifest: its receipts refer to it.
        if (before.sendingSince() == null) outbox.remove(before);
        int cancelled = ledger.cancel(Mailing.KIND, id, "the e-mail was canceled");
        store.move(id, Status.CANCELLED);
        var after = store.get(id);
        outbox.changed(
                after,
                Map.of("status", before.status()),
                Map.of("status", after.status(), "mailsCancelled", cancelled));
        return responses.of(after);
    }

    /**
     * Pauses a mailing that is being sent or waits for its time. Once this has returned, no further mail is submitted; mails
     * that are already submitted can't be recalled.
     */
    @PostMapping("/{id}/pause")
    @Allow("content.publish")
    Mailing pauseMailing(@PathVariable UUID id) {
        var before = outbox.lock(store, id, "pauseMailing");
        return responses.of(moved(before, Status.PAUSED, true));
    }

    /** Resumes a paused mailing; no recipient gets it twice. */
    @PostMapping("/{id}/resume")
    @Allow("content.publish")
    Mailing resumeMailing(@PathVariable UUID id) {
        var before = outbox.lock(store, id, "resumeMailing");
        var after = moved(before, before.sendingSince() == null ? Status.SCHEDULED : Status.SENDING, false);
        if (after.expanding()) expansion.mark(now.instant());
        if (after.status() == Status.SCHEDULED && after.scheduledFor() != null) expansion.mark(after.scheduledFor());
        return responses.of(after);
    }

    private Mailing moved(Mailing before, Status to, boolean held) {
        outbox.hold(before, held);
        store.move(before.id(), to);
        var after = store.get(before.id());
        outbox.moved(before, after);
        return after;
    }

    /** The result for a mailing that is due. */
    enum Outcome {
        SENT,
        WAITS,
        NOTHING
    }

    /** Sends a mailing that is due, if its campaign is active and everything is approved. Within a transaction. */
    Outcome sendDue(UUID id) {
        var mailing = outbox.lock(store, id);
        if (mailing.sendsAt() != null) return sendAsked(mailing, mailing.sendsAt());
        Instant at = mailing.scheduledFor();
        if (mailing.status() != Status.SCHEDULED || mailing.archived() || at == null || at.isAfter(now.instant()))
            return Outcome.NOTHING;
        var campaign = campaigns.get(mailing.campaignId());
        if (campaign.unlaunched()) return Outcome.NOTHING;
        mailing = items.current(mailing);
        if (!campaign.active() || outbox.held(campaign.id()) || !outbox.passes(mailing)) return Outcome.WAITS;
        var sending = expansion.begin(mailing, mailing.inContactZone());
        boolean empty = sending.recipients() == 0;
        if (empty) store.move(id, Status.CANCELLED);
        outbox.happened(
                empty ? "mailingWithoutRecipients" : "mailingStarted",
                mailing,
                Map.of("status", mailing.status()),
                sending);
        return Outcome.SENT;
    }

    /** A person sent it some seconds ago and did not undo it. What forbids it now forbids it for good: a person decides again. */
    private Outcome sendAsked(Mailing known, Instant at) {
        boolean open = !known.archived() && (known.status() == Status.DRAFT || known.status() == Status.SCHEDULED);
        if (!open || at.isAfter(now.instant())) return Outcome.NOTHING;
        if (outbox.held(known.campaignId())) return Outcome.WAITS;
        var campaign = campaigns.get(known.campaignId());
        var mailing = items.current(known);
        boolean sendable = !campaign.archived()
                && !campaign.closed()
                && campaign.status() != Campaign.Status.PAUSED
                && outbox.passes(mailing);
        var before = Map.of("status", mailing.status());
        if (sendable) {
            var sending = expansion.begin(mailing, false);
            if (sending.recipients() > 0) {
                outbox.happened("mailingStarted", mailing, before, sending);
                return Outcome.SENT;
            }
        }
        store.sendAt(mailing.id(), null);
        outbox.happened("mailingNotSent", mailing, before, before);
        return Outcome.NOTHING;
    }
}
