package io.fanfare.email;

import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.email.Mailing.Status;
import io.fanfare.outbox.Outbox;
import io.fanfare.outbox.OutgoingItem;
import io.fanfare.outbox.OutgoingKind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Mailings in the outbox. */
@Component
class MailingKind implements OutgoingKind {
    private final MailingStore store;
    private final Outbox outbox;
    private final MailingItems items;
    private final MailingExpansion expansion;
    private final Ledger ledger;

    MailingKind(MailingStore store, Outbox outbox, MailingItems items, MailingExpansion expansion, Ledger ledger) {
        this.store = store;
        this.outbox = outbox;
        this.items = items;
        this.expansion = expansion;
        this.ledger = ledger;
    }

    @Override
    public String kind() {
        return Mailing.KIND;
    }

    /** Mailings with a time are sent by their lane; the others wait for {@code sendMailing}. */
    @Override
    public void plan(UUID campaignId) {
        store.unsent(campaignId).stream()
                .map(Mailing::scheduledFor)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .ifPresent(expansion::mark);
    }

    /** A mailing with a time waits for the launch by itself: its lane compares the status of the campaign. */
    @Override
    public void unplan(UUID campaignId) {}

    @Override
    public List<PlannedItem> planned(UUID campaignId) {
        var mailings = store.unsentWithRecipients(campaignId);
        var reach = expansion.reach(mailings);
        return mailings.stream()
                .map(mailing -> planned(mailing, Objects.requireNonNull(reach.get(mailing.id()))))
                .toList();
    }

    private static PlannedItem planned(Mailing mailing, MailingExpansion.Sending reach) {
        var left = reach.excluded();
        return new PlannedItem(
                Mailing.KIND,
                mailing.id(),
                mailing.name(),
                "email",
                null,
                reach.recipients(),
                mailing.onlyRecipient(),
                left.suppressed() + left.invalid() + left.duplicate(),
                mailing.scheduledFor(),
                mailing.digest(),
                null);
    }

    @Override
    public Sendable sendable(UUID campaignId, @Nullable Instant notBefore) {
        var unsent = approved(campaignId);
        int now = (int)
                unsent.stream().filter(mailing -> isDue(mailing, notBefore)).count();
        return new Sendable(now, unsent.size() - now);
    }

    /** With recipients, and without those for which changes were requested. */
    private List<Mailing> approved(UUID campaignId) {
        var clearance = outbox.clearance(campaignId);
        return store.unsent(campaignId).stream()
                .filter(Mailing::hasRecipients)
                .filter(mailing -> !clearance.isWithheld(Mailing.KIND, mailing.id()))
                .toList();
    }

    /** A mailing without a time waits for the start of the campaign. */
    private static boolean isDue(Mailing mailing, @Nullable Instant notBefore) {
        Instant at = mailing.scheduledFor();
        return notBefore == null || at != null && at.isBefore(notBefore);
    }

    @Override
    public int sendAll(UUID campaignId, @Nullable Instant notBefore) {
        var due = approved(campaignId).stream()
                .filter(mailing -> isDue(mailing, notBefore))
                .map(mailing -> items.current(outbox.lock(store, mailing.id())))
                .toList();
        // A segment may just have changed.
        outbox.requireSendable(campaignId);
        return (int) due.stream()
                .map(mailing -> expansion.begin(mailing, false))
                .filter(sending -> sending.recipients() > 0)
                .count();
    }

    @Override
    public void settled(List<Delivery> rows) {
        rows.stream()
                .collect(Collectors.groupingBy(Delivery::itemId, TreeMap::new, Collectors.toList()))
                .forEach(this::settled);
    }

    private void settled(UUID id, List<Delivery> rows) {
        // The lock on the gate makes the second of two batches that end together see the first.
        boolean unfinished = ledger.unfinished(Mailing.KIND, id);
        // All but the last batch of a mailing change nothing of it, so they do not read it.
        if (unfinished && rows.stream().noneMatch(MailingKind::isRetriedByPerson)) {
            outbox.notifyBrowsers(Objects.requireNonNull(rows.getFirst().campaignId()), Mailing.KIND, id);
            return;
        }
        if (store.campaignOf(id).isEmpty()) return;
        var mailing = outbox.lock(store, id);
        var status = mailing.status();
        boolean started = status == Status.SENDING || status == Status.PAUSED && mailing.sendingSince() != null;
        if (started && !mailing.expanding() && !unfinished) {
            // A mailing whose mails were all cancelled was not sent.
            boolean sent = ledger.counts(Mailing.KIND, Set.of(id)).getOrDefault(id, Map.of()).keySet().stream()
                    .anyMatch(state -> state != Delivery.State.CANCELLED);
            store.move(id, sent ? Status.SENT : Status.CANCELLED);
            if (status == Status.PAUSED) outbox.hold(mailing, false);
            if (sent) outbox.happened("mailingSent", mailing, null, null);
        }
        if (status == Status.SENT && unfinished) store.move(id, Status.SENDING);
        outbox.notifyBrowsers(mailing);
    }

    /** Mail of a mailing that may be sent already is to be sent after all. */
    private static boolean isRetriedByPerson(Delivery row) {
        return row.state() == Delivery.State.PLANNED && row.was() != Delivery.State.SUBMITTED;
    }

    @Override
    public int open(UUID campaignId) {
        return store.open(campaignId).size();
    }

    @Override
    public void cancelAll(UUID campaignId) {
        var open = store.open(campaignId);
        store.close(campaignId);
        open.stream()
                .filter(mailing -> mailing.status() == Status.PAUSED)
                .forEach(mailing -> outbox.hold(mailing, false));
    }

    @Override
    public void forget(UUID campaignId) {
        store.forget(campaignId);
    }

    @Override
    public List<UnscheduledEntry> unscheduled(@Nullable UUID campaignId) {
        return store.untimed(campaignId).stream()
                .map(mailing -> new UnscheduledEntry(
                        Mailing.KIND,
                        mailing.id(),
                        mailing.campaignId(),
                        mailing.name(),
                        "email",
                        null,
                        mailing.moves()))
                .toList();
    }

    @Override
    public String select() {
        return """
            select 'mailing' as kind, m.id, m.campaign_id, m.creative_id, m.name as title, m.subject as words, 'email' as channel,
                   m.status, coalesce(m.sending_since, m.scheduled_for) as at, m.archived, m.created_by as owner, m.updated_at
              from email_mailing m where m.workspace_id = :workspace""";
    }

    @Override
    public List<CalendarEntry> calendar(@Nullable UUID campaignId, Instant from, Instant to) {
        return store.between(campaignId, from, to).stream()
                .map(MailingKind::entry)
                .toList();
    }

    @Override
    public List<CalendarEntry> entries(Collection<UUID> ids) {
        return store.lines(ids).stream().map(MailingKind::entry).toList();
    }

    private static CalendarEntry entry(Mailing mailing) {
        var planned = Objects.requireNonNullElse(mailing.scheduledFor(), mailing.createdAt());
        return new CalendarEntry(
                Mailing.KIND,
                mailing.id(),
                mailing.campaignId(),
                mailing.name(),
                "email",
                Objects.requireNonNullElse(mailing.sendingSince(), planned),
                mailing.timeZone(),
                OutgoingItem.word(mailing.status()),
                false,
                null,
                mailing.moves());
    }
}
