package io.fanfare.delivery;

import io.fanfare.delivery.Composition.Composed;
import io.fanfare.delivery.Composition.Packed;
import io.fanfare.delivery.LedgerStore.Result;
import io.fanfare.delivery.QueueStore.Group;
import io.fanfare.delivery.QueueStore.Route;
import io.fanfare.delivery.SubmissionStore.Submission;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The transactions of a turn: look, read what is due, submit. */
@Component
class Submissions {
    /** Names this run of this node as the owner of what it submits. */
    static final String NODE = UUID.randomUUID().toString();

    private final QueueStore queue;
    private final SubmissionStore store;
    private final Buckets buckets;
    private final Gates gates;
    private final Settlement settlement;
    private final Transactions transactions;
    private final Ready ready;

    Submissions(
            QueueStore queue,
            SubmissionStore store,
            Buckets buckets,
            Gates gates,
            Settlement settlement,
            Transactions transactions,
            Ready ready) {
        this.queue = queue;
        this.store = store;
        this.buckets = buckets;
        this.gates = gates;
        this.settlement = settlement;
        this.transactions = transactions;
        this.ready = ready;
    }

    /** What waits in a lane, when the first lease ends, and the time. */
    record Found(List<Group> groups, Optional<Instant> lease, Instant now) {}

    /** Lists what waits, and has the submitted rows of nodes that are gone looked up. */
    Found look(Delivery.Lane lane) {
        var found = transactions.read(() -> {
            var leases = store.leases();
            var groups = queue.waiting(lane, leases);
            return new Found(
                    groups,
                    Optional.ofNullable(leases.get().first()),
                    leases.get().now());
        });
        boolean abandoned =
                found.lease().filter(ends -> !ends.isAfter(found.now())).isPresent();
        if (abandoned) transactions.write(() -> ready.mark(Lookups.NAME, found.now()));
        return found;
    }

    /** Due rows with the route they are sent by. */
    record Due(Channel.Route route, List<Delivery> rows) {}

    Due due(Delivery.Lane lane, Channel channel, Route to, List<Group> groups, int most) {
        return transactions.read(() -> new Due(channel.route(to.account()), queue.due(lane, to, groups, most)));
    }

    /** How many of some rows may be sent by a route now; if none, the seconds to wait. */
    record Allowance(int rows, double seconds) {}

    Allowance allow(Channel.Route route, int rows) {
        int tokens = buckets.spend(route, rows);
        if (tokens > 0) return new Allowance(tokens, 0);
        double wait = buckets.refill(route, rows);
        return wait > 0 ? new Allowance(0, wait) : new Allowance(buckets.spend(route, rows), 0);
    }

    /** Gives back the tokens of rows that were composed but not submitted. */
    void giveBack(Channel.Route route, int rows) {
        buckets.giveBack(route, rows);
    }

    /**
     * Takes composed rows over the boundary and writes the outcomes that are known by now, in one transaction; returns the
     * rows that passed. The others stay planned.
     */
    List<Packed> submit(Composed composed, List<Result> landed) {
        var submission = Ids.next();
        var results =
                Stream.concat(landed.stream(), composed.results().stream()).toList();
        try {
            return transactions.write(() -> {
                gates.lockAll(Stream.concat(
                                composed.packed().stream()
                                        .map(packed -> packed.row().gate()),
                                results.stream().map(Result::gate))
                        .toList());
                var passed = store.submit(
                        composed.packed().stream().map(Submissions::submission).toList(), submission);
                settlement.settle(results);
                return composed.packed().stream()
                        .filter(packed -> passed.contains(packed.row().id()))
                        .toList();
            });
        } catch (RuntimeException broken) {
            undo(composed, landed, submission);
            throw broken;
        }
    }

    private static Submission submission(Packed packed) {
        return new Submission(packed.row(), packed.parcel().provider(), packed.hash());
    }

    /**
     * After a failure the database may have committed and been unable to say so: whichever it is, nothing of these rows was
     * sent, and what has landed is written in any case.
     */
    private void undo(Composed composed, List<Result> landed, UUID submission) {
        // A worker that is asked to stop has to finish this.
        boolean interrupted = Thread.interrupted();
        try {
            if (!composed.packed().isEmpty()) settlement.persist(() -> store.takeBack(submission));
            if (!landed.isEmpty()) settlement.settleForSure(landed, null);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
