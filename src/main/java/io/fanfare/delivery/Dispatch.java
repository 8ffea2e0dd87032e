package io.fanfare.delivery;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.fanfare.delivery.Channel.Outcome;
import io.fanfare.delivery.Channel.Parcel;
import io.fanfare.delivery.Delivery.State;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Works the ledger: claim, compose, pack, submit, send, settle. The claim and the boundary are one statement each; what
 * talks to the outside runs between two transactions, never in one. Wherever a node dies, the row tells what is known:
 * before the boundary it is free again, after it the other side is asked, and where that can't be the row is unconfirmed.
 */
final class Dispatch implements Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final int MOST_ATTEMPTS = 20;
    /** Windows of one channel before the others of the lane have their turn. */
    private static final int IN_A_ROW = 8;

    private static final String NODE = UUID.randomUUID().toString();

    private final Delivery.Lane lane;
    private final DeliveryStore store;
    private final Transactions transactions;
    private final Now now;
    private final Map<String, Channel> channels;
    private final Map<String, Composer> composers;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final Live live;

    Dispatch(
            Delivery.Lane lane,
            DeliveryStore store,
            Transactions transactions,
            Now now,
            Map<String, Channel> channels,
            Map<String, Composer> composers,
            ApplicationEventPublisher events,
            Audit audit,
            Live live) {
        this.lane = lane;
        this.store = store;
        this.transactions = transactions;
        this.now = now;
        this.channels = channels;
        this.composers = composers;
        this.events = events;
        this.audit = audit;
        this.live = live;
    }

    static String lane(Delivery.Lane lane) {
        return "delivery_" + lane.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String name() {
        return lane(lane);
    }

    @Override
    public int width() {
        return lane == Delivery.Lane.SINGLE ? 4 : 2;
    }

    @Override
    public Optional<Instant> work() {
        recover();
        long end = System.nanoTime() + TURN.toNanos();
        boolean worked;
        do {
            worked = false;
            for (Channel channel : channels.values()) if (!channel.byTarget()) worked |= batch(channel, null, end);
            for (var target : targets()) worked |= batch(target.channel(), target.name(), end);
        } while (worked && System.nanoTime() < end);
        if (worked) return Optional.of(transactions.read(now::instant));
        return transactions.read(() -> store.nextDue(lane));
    }

    /** An account that rows are due for. */
    private record Target(Channel channel, String name) {}

    private List<Target> targets() {
        var several = channels.values().stream()
                .filter(Channel::byTarget)
                .map(Channel::name)
                .toList();
        if (several.isEmpty()) return List.of();
        return transactions.read(() -> store.dueTargets(lane, several)).stream()
                .map(due -> new Target(java.util.Objects.requireNonNull(channels.get(due.channel())), due.target()))
                .toList();
    }

    /** What dead workers left: claims are free again, submitted rows are looked up or become unconfirmed. */
    private void recover() {
        transactions.write(() -> store.freeClaims(NODE));
        for (Delivery orphan : transactions.read(() -> store.orphans(NODE)))
            settle(List.of(result(orphan, found(orphan))));
    }

    private Outcome found(Delivery orphan) {
        var channel = channels.get(orphan.channel());
        Optional<Outcome> known = channel == null ? Optional.empty() : channel.lookUp(orphan);
        return known.orElseGet(() -> new Outcome.Unknown(
                "The server stopped while this was being sent, and the other side can't be asked whether it arrived."));
    }

    /** Sends some windows, one after the other; while one is on its way the next is claimed and packed. */
    private boolean batch(Channel channel, @Nullable String target, long end) {
        var flight = new Flight(channel, List.of(), Map.of());
        var waiting = List.<Delivery>of();
        int windows = 0;
        try {
            while (windows < IN_A_ROW && (windows == 0 || System.nanoTime() < end)) {
                var route = transactions.read(() -> channel.route(target));
                waiting = transactions.write(() -> claim(channel, route, target));
                if (waiting.isEmpty()) break;
                var parcels = pack(channel, waiting, route);
                flight.land();
                // A server that goes down lets nothing more over the boundary: it would only end in doubt.
                if (Thread.currentThread().isInterrupted()) {
                    var claimed = waiting;
                    transactions.write(() -> store.takeBack(claimed));
                    return false;
                }
                var passed = submit(
                        waiting.stream()
                                .filter(row -> parcels.containsKey(row.id()))
                                .toList(),
                        parcels);
                waiting = List.of();
                flight = new Flight(channel, passed, parcels);
                windows++;
            }
        } catch (RuntimeException broken) {
            // The database may have committed and not been able to say so: nothing of these has left, whichever it is.
            var kept = waiting;
            persist(() -> {
                store.takeBack(kept);
                return null;
            });
            throw broken;
        } finally {
            flight.land();
        }
        return windows > 0;
    }

    private Map<UUID, Parcel> pack(Channel channel, List<Delivery> claimed, Channel.Route route) {
        var parcels = new HashMap<UUID, Parcel>();
        var results = new ArrayList<DeliveryStore.Result>();
        claimed.stream().collect(Collectors.groupingBy(Delivery::itemKind)).forEach((kind, rows) -> {
            var renderer = prepare(kind, rows);
            for (Delivery row : rows) {
                try {
                    switch (renderer.render(row)) {
                        case null -> results.add(result(row, new Outcome.Failed("Its content no longer exists.")));
                        case Message.Excluded excluded -> results.add(excluded(row, excluded));
                        case Message message -> parcels.put(row.id(), channel.pack(row, message, route));
                    }
                } catch (RuntimeException | StackOverflowError broken) {
                    if (isAway(broken)) throw broken;
                    LOG.warn("Delivery {} could not be composed", row.id(), broken);
                    results.add(result(
                            row, new Outcome.Failed("The message could not be composed: " + broken.getMessage())));
                }
            }
        });
        if (!results.isEmpty()) settle(results);
        return parcels;
    }

    /** What one row breaks must not stop the others: where the rows can't be prepared together, each is prepared by itself. */
    private Composer.Renderer prepare(String kind, List<Delivery> rows) {
        var composer = composers.get(kind);
        if (composer == null) return row -> null;
        try {
            return transactions.read(() -> composer.prepare(rows));
        } catch (RuntimeException broken) {
            if (isAway(broken)) throw broken;
            LOG.warn("{} rows of {} could not be prepared together", rows.size(), kind, broken);
            return row ->
                    transactions.read(() -> composer.prepare(List.of(row))).render(row);
        }
    }

    /** The database is the cause, and no fault of a row. */
    private static boolean isAway(Throwable broken) {
        return broken instanceof TransactionException
                || broken instanceof DataAccessException
                        && (broken instanceof DataAccessResourceFailureException
                                || !(broken instanceof NonTransientDataAccessException));
    }

    private List<Delivery> claim(Channel channel, Channel.Route route, @Nullable String target) {
        int most = store.take(route, channel.window());
        if (most == 0) return List.of();
        var claimed = store.claim(lane, channel.name(), target, most, NODE);
        if (claimed.size() < most) store.giveBack(route, most - claimed.size());
        return claimed;
    }

    /** Takes the rows over the boundary, and answers those that passed. */
    private List<Delivery> submit(List<Delivery> asked, Map<UUID, Parcel> parcels) {
        if (asked.isEmpty()) return List.of();
        return transactions.write(() -> {
            var ids = Set.copyOf(store.submit(
                    asked.stream().map(row -> submission(row, parcels)).toList()));
            var kept = asked.stream().filter(row -> !ids.contains(row.id())).toList();
            if (!kept.isEmpty()) store.takeBack(kept);
            return asked.stream().filter(row -> ids.contains(row.id())).toList();
        });
    }

    /** Rows that are over the boundary, each on its way in a thread of its own. */
    private final class Flight {
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final BlockingQueue<DeliveryStore.Result> results = new LinkedBlockingQueue<>();
        private int left;

        Flight(Channel channel, List<Delivery> passed, Map<UUID, Parcel> parcels) {
            left = passed.size();
            var current = Current.get();
            for (Delivery row : passed)
                threads.execute(
                        () -> current.run(() -> results.add(result(row, outcome(channel, row, parcel(parcels, row))))));
        }

        /** Waits for all of them and writes what became of each. */
        void land() {
            try (threads) {
                while (left > 0) settle(soon());
            } catch (InterruptedException interrupted) {
                // The threads have come to their end: what they know is settled below.
                Thread.currentThread().interrupt();
            }
            var rest = new ArrayList<DeliveryStore.Result>();
            left -= results.drainTo(rest);
            if (!rest.isEmpty()) settle(rest);
        }

        /** What comes within a moment, and nothing later than that: a slow one does not keep the others in doubt. */
        private List<DeliveryStore.Result> soon() throws InterruptedException {
            var known = new ArrayList<>(List.of(results.take()));
            long end = System.nanoTime() + MOMENT.toNanos();
            while (known.size() < left) {
                var next = results.poll(end - System.nanoTime(), NANOSECONDS);
                if (next == null) break;
                known.add(next);
            }
            left -= known.size();
            return known;
        }
    }

    private static Outcome outcome(Channel channel, Delivery row, Parcel parcel) {
        try {
            return channel.send(row, parcel);
        } catch (RuntimeException | Error broken) {
            LOG.error("Delivery {} broke while it was sent", row.id(), broken);
            return new Outcome.Unknown("It broke while it was being sent: " + broken);
        }
    }

    private static DeliveryStore.Submission submission(Delivery row, Map<UUID, Parcel> parcels) {
        var parcel = parcel(parcels, row);
        return new DeliveryStore.Submission(row.id(), row.fence(), parcel.provider(), Json.sha256(parcel.bytes()));
    }

    private static Parcel parcel(Map<UUID, Parcel> parcels, Delivery row) {
        return java.util.Objects.requireNonNull(parcels.get(row.id()));
    }

    private static DeliveryStore.Result excluded(Delivery row, Message.Excluded excluded) {
        return new DeliveryStore.Result(
                row.id(), row.fence(), State.EXCLUDED, excluded.reason(), null, 0, excluded.cause());
    }

    static DeliveryStore.Result result(Delivery row, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(var reference) -> result(row, State.ACCEPTED, null, reference);
            case Outcome.Confirmed(var reference) -> result(row, State.CONFIRMED, null, reference);
            case Outcome.Captured(var reference) -> result(row, State.CAPTURED, null, reference);
            case Outcome.Failed(var detail) -> result(row, State.FAILED, detail, null);
            case Outcome.Unknown(var detail) -> result(row, State.UNCONFIRMED, detail, null);
            case Outcome.TryLater(var detail, var pause)
            when row.attempts() + 1 >= MOST_ATTEMPTS ->
                result(row, State.FAILED, "Given up after " + MOST_ATTEMPTS + " attempts: " + detail, null);
            case Outcome.TryLater(var detail, var pause) ->
                new DeliveryStore.Result(
                        row.id(),
                        row.fence(),
                        State.PLANNED,
                        detail,
                        null,
                        pause == null ? delay(row.attempts()) : Math.clamp(pause.toSeconds(), 1, 86_400),
                        null);
        };
    }

    private static DeliveryStore.Result result(
            Delivery row, State state, @Nullable String reason, @Nullable String reference) {
        return new DeliveryStore.Result(row.id(), row.fence(), state, reason, reference, 0, null);
    }

    /** Seconds until the next try: 2, 4, 8, … up to a quarter of an hour. */
    private static double delay(int attempts) {
        return Math.min(900, 2L << Math.min(attempts, 10));
    }

    private void settle(List<DeliveryStore.Result> results) {
        persist(() -> {
            var settled = store.settle(results);
            tell(settled);
            return settled;
        });
    }

    private void tell(Collection<Delivery> settled) {
        if (settled.isEmpty()) return;
        events.publishEvent(new DeliveryEvent(List.copyOf(settled)));
        for (Delivery row : settled) {
            if (row.campaignId() != null)
                live.changed(Topic.QUEUE.of(row.campaignId()), "delivery", row.itemId(), null);
            // What a person has to know of; the rest is in the ledger already.
            if (row.state() == State.UNCONFIRMED || row.state() == State.FAILED)
                audit.record(
                        row.state() == State.FAILED ? "deliveryFailed" : "deliveryUnconfirmed",
                        new Subject("delivery", row.id(), row.channel(), row.campaignId()),
                        null,
                        Map.of("reason", String.valueOf(row.reason())));
        }
    }

    /** An outcome is known only here: while the database is away it is held, for as long as it makes sense to wait. */
    private <T> T persist(Supplier<T> work) {
        long end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        while (true) {
            try {
                return transactions.write(work);
            } catch (DataAccessException | TransactionException away) {
                boolean broken = away instanceof NonTransientDataAccessException
                        && !(away instanceof DataAccessResourceFailureException);
                if (broken || System.nanoTime() > end || Thread.currentThread().isInterrupted()) throw away;
                LOG.warn("An outcome waits for the database: {}", away.toString());
                try {
                    Thread.sleep(500);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw away;
                }
            }
        }
    }
}
