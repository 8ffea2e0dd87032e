package io.fanfare.delivery;

import io.fanfare.delivery.Channel.Parcel;
import io.fanfare.delivery.Claims.Group;
import io.fanfare.delivery.Claims.Route;
import io.fanfare.delivery.Claims.Submission;
import io.fanfare.delivery.Composition.Composed;
import io.fanfare.delivery.LedgerStore.Result;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The transactions of a turn: look, claim, submit. */
@Component
class Submissions {
    /** Names this run of this node as the owner of claims. */
    static final String NODE = UUID.randomUUID().toString();

    private final Claims claims;
    private final Buckets buckets;
    private final Gates gates;
    private final Settlement settlement;
    private final Transactions transactions;
    private final Ready ready;
    private final Now now;

    Submissions(
            Claims claims,
            Buckets buckets,
            Gates gates,
            Settlement settlement,
            Transactions transactions,
            Ready ready,
            Now now) {
        this.claims = claims;
        this.buckets = buckets;
        this.gates = gates;
        this.settlement = settlement;
        this.transactions = transactions;
        this.ready = ready;
        this.now = now;
    }

    /** What waits in a lane, and when the first lease ends. */
    record Found(List<Group> groups, Optional<Instant> lease, Instant now) {}

    /** Frees the claims of nodes that are gone, has their submitted rows looked up, and lists what waits. */
    Found look(Delivery.Lane lane) {
        return transactions.write(() -> {
            claims.free(NODE);
            Instant at = now.instant();
            var lease = claims.firstLease(NODE);
            if (lease.isPresent() && !lease.get().isAfter(at)) ready.mark(Lookups.NAME, at);
            return new Found(claims.waiting(lane), lease, at);
        });
    }

    /** Claimed rows with the route they leave by; if there are none for lack of tokens, the seconds to wait. */
    record Claimed(Channel.Route route, List<Delivery> rows, int tokens, double seconds) {}

    Claimed claim(Delivery.Lane lane, Channel channel, Route to, List<Group> groups, int most) {
        var claimed = claimNow(lane, channel, to, groups, most);
        if (claimed.tokens() > 0) return claimed;
        double wait = buckets.refill(claimed.route(), most);
        return wait > 0 ? new Claimed(claimed.route(), List.of(), 0, wait) : claimNow(lane, channel, to, groups, most);
    }

    private Claimed claimNow(Delivery.Lane lane, Channel channel, Route to, List<Group> groups, int most) {
        return transactions.write(() -> {
            var route = channel.route(to.target());
            int tokens = buckets.spend(route, most);
            var rows = tokens == 0 ? List.<Delivery>of() : claims.claim(lane, to, groups, tokens, NODE);
            buckets.giveBack(route, tokens - rows.size());
            return new Claimed(route, rows, tokens, 0);
        });
    }

    /**
     * Takes composed rows over the boundary and writes the outcomes that are known by now, in one transaction; returns the
     * rows that passed. Those that did not, and those there was no time to compose, are planned again.
     */
    List<Delivery> submit(List<Delivery> claimed, Composed composed, List<Result> landed) {
        var asked = claimed.stream()
                .filter(row -> composed.parcels().containsKey(row.id()))
                .toList();
        return transactions.write(() -> {
            gates.lockOf(Stream.concat(
                            claimed.stream().map(Delivery::id), landed.stream().map(Result::id))
                    .toList());
            var passed = claims.submit(asked.stream()
                    .map(row -> submission(row, composed.parcels()))
                    .toList());
            var kept = Stream.concat(asked.stream().filter(row -> !passed.contains(row.id())), composed.left().stream())
                    .toList();
            claims.takeBack(kept);
            settlement.settle(
                    Stream.concat(landed.stream(), composed.results().stream()).toList());
            return asked.stream().filter(row -> passed.contains(row.id())).toList();
        });
    }

    private static Submission submission(Delivery row, Map<UUID, Parcel> parcels) {
        var parcel = Objects.requireNonNull(parcels.get(row.id()));
        return new Submission(row, parcel.provider(), Json.sha256(parcel.bytes()));
    }

    /**
     * After a failure the database may have committed and been unable to say so: whichever it is, nothing of these rows was
     * sent, and what has landed is written in any case.
     */
    void undo(List<Delivery> claimed, List<Result> landed) {
        // A worker that is asked to stop has to finish this.
        boolean interrupted = Thread.interrupted();
        try {
            if (!claimed.isEmpty()) settlement.persist(() -> claims.takeBack(claimed));
            if (!landed.isEmpty()) settlement.settleForSure(landed, null);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
