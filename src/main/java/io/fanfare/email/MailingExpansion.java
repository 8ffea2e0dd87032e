package io.fanfare.email;

import io.fanfare.audience.Contact;
import io.fanfare.audience.Segment;
import io.fanfare.audience.SegmentReader;
import io.fanfare.audience.Suppressions;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.email.Mailing.Excluded;
import io.fanfare.email.Mailing.Status;
import io.fanfare.email.MailingDetails.Recipient;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.outbox.Outbox;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Creates the single mails of a mailing: those of a list at once, those of a segment in batches in its lane. */
@Component
class MailingExpansion {
    private static final int CHUNK = 2_000;

    private final MailingStore store;
    private final ExpansionStore progress;
    private final MailingItems items;
    private final Outbox outbox;
    private final SegmentReader segments;
    private final Suppressions suppressions;
    private final Ledger ledger;
    private final Now now;

    MailingExpansion(
            MailingStore store,
            ExpansionStore progress,
            MailingItems items,
            Outbox outbox,
            SegmentReader segments,
            Suppressions suppressions,
            Ledger ledger,
            Now now) {
        this.store = store;
        this.progress = progress;
        this.items = items;
        this.outbox = outbox;
        this.segments = segments;
        this.suppressions = suppressions;
        this.ledger = ledger;
        this.now = now;
    }

    /** The number of mails, and of recipients in the list that get none. */
    record Sending(int recipients, Excluded excluded) {}

    /** Starts sending a locked mailing; {@code zoned}: at the local time of each reader. */
    Sending begin(Mailing mailing, boolean zoned) {
        if (mailing.segmentId() != null) {
            var segment = segments.find(mailing.segmentId());
            if (segment.isPresent()) return begin(mailing, segment.get(), zoned);
        }
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
        plan(mailing, targets);
        progress.sending(mailing.id(), items.letterhead(), targets.size(), excluded);
        outbox.notifyBrowsers(mailing);
        return new Sending(targets.size(), excluded);
    }

    private void plan(Mailing mailing, Map<String, Recipient> targets) {
        Instant at = now.instant();
        var rows = new ArrayList<Delivery.Planned>(CHUNK);
        for (var target : targets.entrySet()) {
            rows.add(MailingItems.row(mailing, target.getKey(), Reader.of(target.getValue()), at));
            if (rows.size() == CHUNK) {
                ledger.plan(rows);
                rows.clear();
            }
        }
        ledger.plan(rows);
    }

    private Sending begin(Mailing mailing, Segment segment, boolean zoned) {
        var reach = segments.reach(segment.rules());
        var excluded = new Excluded(
                (int) (reach.addressed() - reach.mailable()), (int) (reach.contacts() - reach.addressed()), 0);
        if (reach.mailable() == 0) return new Sending(0, excluded);
        progress.expand(mailing.id(), items.letterhead(), segment.rules(), Ids.next(), zoned);
        mark(now.instant());
        outbox.notifyBrowsers(mailing);
        return new Sending((int) reach.mailable(), excluded);
    }

    /** Schedules the lane for this workspace. */
    void mark(Instant at) {
        progress.mark(at);
    }

    /**
     * Creates the next mails of a segment, and returns whether more remain. Members are read by id, and the position
     * is stored in the transaction that plans the mails, so a crash neither loses nor repeats one.
     */
    boolean next(UUID id) {
        var mailing = outbox.lock(store, id);
        if (mailing.status() != Status.SENDING || !mailing.expanding()) return false;
        var state = progress.expanded(id);
        var members = segments.lockSlice(state.segmentRules(), state.expandAfter(), state.expandLast(), CHUNK);
        var left = Objects.requireNonNullElse(mailing.excluded(), new Excluded(0, 0, 0));
        int invalid = left.invalid();
        int suppressed = left.suppressed();
        Instant at = now.instant();
        var rows = new ArrayList<Delivery.Planned>(members.size());
        for (var member : members) {
            String target = member.target();
            if (target == null || member.email() == null) invalid++;
            else if (member.status() != Contact.Status.ACTIVE) suppressed++;
            else {
                Instant due = state.expandZoned() ? due(mailing, member, at) : at;
                rows.add(MailingItems.row(mailing, target, Reader.of(member, member.email()), due));
            }
        }
        ledger.plan(rows);
        boolean more = members.size() == CHUNK;
        progress.expanded(id, last(members), rows.size(), new Excluded(suppressed, invalid, 0), more);
        if (!more && !ledger.unfinished(Mailing.KIND, id)) finish(mailing);
        outbox.notifyBrowsers(mailing);
        return more;
    }

    private static @Nullable UUID last(List<Contact> members) {
        return members.isEmpty() ? null : members.getLast().id();
    }

    /** For a mailing without open mails. */
    private void finish(Mailing mailing) {
        boolean any = ledger.counts(Mailing.KIND, Set.of(mailing.id())).containsKey(mailing.id());
        store.move(mailing.id(), any ? Status.SENT : Status.CANCELLED);
    }

    /** The local time of the mailing in the zone of the reader. */
    private static Instant due(Mailing mailing, Contact contact, Instant otherwise) {
        if (mailing.localTime() == null) return otherwise;
        String zone = contact.timeZone() == null ? mailing.timeZone() : contact.timeZone();
        return zone == null
                ? otherwise
                : PlannedTime.wall(mailing.localTime(), ZoneId.of(zone)).at();
    }
}
