package io.fanfare.email;

import io.fanfare.audience.Contact;
import io.fanfare.audience.Segment;
import io.fanfare.audience.SegmentReader;
import io.fanfare.audience.Suppressions;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.email.ExpansionStore.Progress;
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
import org.springframework.stereotype.Component;

/**
 * Creates the single mails of a mailing: the first of a list at once, all others in pieces in its lane. The pieces
 * grow with what exists: mails are sent between them, because each holds the gate of the campaign.
 */
@Component
class MailingExpansion {
    private static final int FIRST = 128;
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

    /** Who would get the mailing now. */
    Sending reach(Mailing mailing) {
        return Objects.requireNonNull(reach(List.of(mailing)).get(mailing.id()));
    }

    /** Who would get each of these mailings now: one statement for all lists, and one for each segment. */
    Map<UUID, Sending> reach(List<Mailing> mailings) {
        var bySegment = new HashMap<UUID, Sending>();
        segments.list(mailings.stream()
                        .map(Mailing::segmentId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()))
                .forEach((id, segment) -> bySegment.put(id, reach(segment)));
        var lists = new HashMap<UUID, Addressees>();
        for (var mailing : mailings)
            if (mailing.segmentId() == null || !bySegment.containsKey(mailing.segmentId()))
                lists.put(mailing.id(), Addressees.of(mailing.details().recipients()));
        var suppressed = suppressions.among(lists.values().stream()
                .flatMap(addressees -> addressees.byTarget().keySet().stream())
                .collect(Collectors.toSet()));
        var reached = new HashMap<UUID, Sending>();
        for (var mailing : mailings) {
            var list = lists.get(mailing.id());
            reached.put(
                    mailing.id(),
                    list == null
                            ? Objects.requireNonNull(bySegment.get(mailing.segmentId()))
                            : list.without(suppressed));
        }
        return reached;
    }

    private Sending reach(Segment segment) {
        var reach = segments.reach(segment.rules());
        return new Sending(
                (int) reach.mailable(),
                new Excluded(
                        (int) (reach.addressed() - reach.mailable()), (int) (reach.contacts() - reach.addressed()), 0));
    }

    /** Starts sending a locked mailing; {@code zoned}: at the local time of each reader. */
    Sending begin(Mailing mailing, boolean zoned) {
        if (mailing.segmentId() != null) {
            var segment = segments.find(mailing.segmentId());
            if (segment.isPresent()) return begin(mailing, segment.get(), zoned);
        }
        var recipients = mailing.details().recipients();
        var addressees = Addressees.of(recipients);
        var suppressed = suppressions.among(addressees.byTarget().keySet());
        var excluded = new Excluded(suppressed.size(), addressees.invalid(), addressees.duplicate());
        int mails = addressees.byTarget().size() - suppressed.size();
        if (mails == 0) return new Sending(0, excluded);
        var first = recipients.subList(0, Math.min(FIRST, recipients.size()));
        int left = recipients.size() - first.size();
        progress.sending(
                mailing.id(), items.currentLetterhead(mailing), plan(mailing, first, suppressed), excluded, left);
        if (left > 0) mark(now.instant());
        outbox.notifyBrowsers(mailing);
        return new Sending(mails, excluded);
    }

    /** The recipients of a list by their addresses in lower case, and the number of those left out. */
    private record Addressees(Map<String, Recipient> byTarget, int invalid, int duplicate) {
        Sending without(Set<String> suppressed) {
            int left = (int)
                    byTarget.keySet().stream().filter(suppressed::contains).count();
            return new Sending(byTarget.size() - left, new Excluded(left, invalid, duplicate));
        }

        static Addressees of(List<Recipient> recipients) {
            var byTarget = new LinkedHashMap<String, Recipient>();
            int invalid = 0;
            int duplicate = 0;
            for (var recipient : recipients) {
                var address = MailAddress.canonical(recipient.email().strip());
                if (address.isEmpty()) invalid++;
                else if (byTarget.putIfAbsent(address.get().toLowerCase(Locale.ROOT), recipient) != null) duplicate++;
            }
            return new Addressees(byTarget, invalid, duplicate);
        }
    }

    /** Creates the mails of some recipients, each address once; returns how many are new. */
    private int plan(Mailing mailing, List<Recipient> recipients, Set<String> suppressed) {
        Instant at = now.instant();
        return ledger.plan(Addressees.of(recipients).byTarget().entrySet().stream()
                .filter(target -> !suppressed.contains(target.getKey()))
                .map(target -> MailingItems.row(mailing, target.getKey(), Reader.of(target.getValue()), at))
                .toList());
    }

    private Sending begin(Mailing mailing, Segment segment, boolean zoned) {
        var reach = reach(segment);
        if (reach.recipients() == 0) return reach;
        progress.expand(mailing.id(), items.currentLetterhead(mailing), segment.rules(), Ids.next(), zoned);
        mark(now.instant());
        outbox.notifyBrowsers(mailing);
        return reach;
    }

    /** Schedules the lane for this workspace. */
    void mark(Instant at) {
        progress.mark(at);
    }

    /**
     * Creates the next mails, and returns whether more remain. The position is stored in the transaction that plans them, so
     * a crash neither loses nor repeats one.
     */
    boolean next(UUID id) {
        var mailing = outbox.lock(store, id);
        if (mailing.status() != Status.SENDING || !mailing.expanding()) return false;
        var state = progress.expanded(id);
        boolean more = mailing.segmentId() == null ? nextOfList(mailing, state.left()) : nextOfSegment(mailing, state);
        if (!more && !ledger.unfinished(Mailing.KIND, id)) finish(mailing);
        outbox.notifyBrowsers(mailing);
        return more;
    }

    /**
     * The position is the number of recipients left, so an erasure in between skips none. What is planned again is already
     * in the ledger. An address that was suppressed after sending began gets a mail that is excluded when it is composed.
     */
    private boolean nextOfList(Mailing mailing, int left) {
        var recipients = mailing.details().recipients();
        int from = Math.max(0, recipients.size() - left);
        var next = recipients.subList(from, Math.min(recipients.size(), from + pieceAfter(from)));
        int remain = recipients.size() - from - next.size();
        var suppressed = suppressions.among(
                Addressees.of(next).byTarget().keySet(), Objects.requireNonNull(mailing.sendingSince()));
        progress.listed(mailing.id(), plan(mailing, next, suppressed), remain);
        return remain > 0;
    }

    private static int pieceAfter(int created) {
        return Math.clamp(created, FIRST, CHUNK);
    }

    private boolean nextOfSegment(Mailing mailing, Progress state) {
        var left = Objects.requireNonNullElse(mailing.excluded(), new Excluded(0, 0, 0));
        int invalid = left.invalid();
        int suppressed = left.suppressed();
        int most = pieceAfter(Objects.requireNonNullElse(mailing.mails(), 0) + invalid + suppressed);
        var members = segments.lockSlice(
                state.segmentRules(), state.expandAfter(), Objects.requireNonNull(state.expandLast()), most);
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
        boolean more = members.size() == most;
        progress.expanded(mailing.id(), last(members), rows.size(), new Excluded(suppressed, invalid, 0), more);
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
