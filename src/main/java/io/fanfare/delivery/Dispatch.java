package io.fanfare.delivery;

import io.fanfare.delivery.Channel.Outcome;
import io.fanfare.delivery.Channel.Parcel;
import io.fanfare.delivery.Claims.Group;
import io.fanfare.delivery.Claims.Route;
import io.fanfare.delivery.LedgerStore.Result;
import io.fanfare.delivery.Submissions.Found;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns of a workspace: claim, compose, submit, and let the messages fly. The claim and the boundary are one statement
 * each; what talks to the network runs outside of transactions, in threads of its own that settle by themselves. Wherever
 * a node dies, the row says what is known: before the boundary it is free again, after it the provider is asked, and where
 * that is impossible the row is unconfirmed.
 */
final class Dispatch implements Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final Duration TURN = Duration.ofSeconds(2);
    /** How long a turn waits for room on a fast route before it leaves the rest to a later turn. */
    private static final Duration MOMENT = Duration.ofMillis(50);
    /** When the next turn comes at the latest while messages are in the air; what lands asks for it earlier. */
    private static final Duration LATEST = Duration.ofSeconds(2);

    private static final int BATCH = 32;
    /** Submissions of one route before the others have their turn. */
    private static final int IN_A_ROW = 8;

    private final Delivery.Lane lane;
    private final Map<String, Channel> channels;
    private final Submissions submissions;
    private final Composition composition;
    private final Flights flights;

    Dispatch(
            Delivery.Lane lane,
            Map<String, Channel> channels,
            Submissions submissions,
            Composition composition,
            Flights flights) {
        this.lane = lane;
        this.channels = channels;
        this.submissions = submissions;
        this.composition = composition;
        this.flights = flights;
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
        return 16;
    }

    @Override
    public Optional<Instant> work() {
        try (var turn = new Turn()) {
            return turn.work();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.of(Instant.EPOCH);
        }
    }

    @Override
    public void join() {
        flights.join(name());
    }

    private final class Turn implements AutoCloseable {
        private final long end = System.nanoTime() + TURN.toNanos();
        private final Map<Route, Flights.Line> lines = new HashMap<>();
        private double wait = Double.POSITIVE_INFINITY;
        private boolean crowded;

        Optional<Instant> work() throws InterruptedException {
            while (true) {
                crowded = false;
                wait = Double.POSITIVE_INFINITY;
                var found = submissions.look(lane);
                boolean worked = false;
                var routes = routes(found.groups());
                for (var route : routes.entrySet())
                    worked |= serve(route.getKey(), route.getValue(), routes.size() == 1);
                if (System.nanoTime() > end) return Optional.of(found.now());
                if (!worked && !awaitRoom()) return next(found);
            }
        }

        private Map<Route, List<Group>> routes(List<Group> groups) {
            return groups.stream()
                    .filter(group -> group.due() && channels.containsKey(group.channel()))
                    .collect(Collectors.groupingBy(Dispatch.this::route, LinkedHashMap::new, Collectors.toList()));
        }

        /** Submissions of one route while they come back full and there is room; whether there was any. */
        private boolean serve(Route to, List<Group> groups, boolean only) throws InterruptedException {
            var channel = Objects.requireNonNull(channels.get(to.channel()));
            var line = lines.computeIfAbsent(to, this::open);
            int done = 0;
            while (done < IN_A_ROW && System.nanoTime() < end) {
                int room = Math.min(line.room(channel.window()), BATCH);
                if (room == 0) {
                    if (only && line.await(BATCH / 2, MOMENT)) continue;
                    crowded = true;
                    line.rowsWait();
                    break;
                }
                int claimed = batch(channel, to, groups, line, room);
                if (claimed > 0) done++;
                if (claimed < room) break;
            }
            return done > 0;
        }

        private Flights.Line open(Route to) {
            return flights.open(new Flights.Key(Current.get().workspace(), name(), to.channel(), to.target()));
        }

        private int batch(Channel channel, Route to, List<Group> groups, Flights.Line line, int room)
                throws InterruptedException {
            var claimed = submissions.claim(lane, channel, to, groups, room);
            wait = Math.min(wait, claimed.seconds() > 0 ? claimed.seconds() : wait);
            if (claimed.rows().isEmpty()) return 0;
            line.account(claimed.route().bucket());
            var landed = List.<Result>of();
            try {
                var composed = composition.compose(channel, claimed.route(), claimed.rows());
                // A server that stops submits nothing more: it would only end in doubt.
                if (Thread.interrupted()) throw new InterruptedException();
                landed = line.landed();
                for (var row : submissions.submit(claimed.rows(), composed, landed)) {
                    var parcel = Objects.requireNonNull(composed.parcels().get(row.id()));
                    line.takeOff(() -> Attempts.result(row, send(channel, row, parcel)));
                }
                return composed.left().isEmpty() ? claimed.rows().size() : 1;
            } catch (RuntimeException | InterruptedException broken) {
                submissions.undo(claimed.rows(), landed);
                throw broken;
            }
        }

        /** Where nothing could be done for lack of room, a fast route may have some in a moment. */
        private boolean awaitRoom() throws InterruptedException {
            if (!crowded) return false;
            for (var line : lines.values()) if (line.await(1, MOMENT.dividedBy(lines.size()))) return true;
            return false;
        }

        private Optional<Instant> next(Found found) {
            var now = found.now();
            var due = found.groups().stream().filter(group -> !group.due()).map(Group::dueAt);
            // Rows whose lease has ended are being looked up; behind them there may be others, so the turn comes again.
            var lease = found.lease().map(at -> at.isAfter(now) ? at : now.plus(LATEST)).stream();
            var tokens =
                    wait < 86_400 ? Stream.of(now.plusMillis((long) Math.ceil(wait * 1000))) : Stream.<Instant>empty();
            boolean busy = crowded || found.groups().stream().anyMatch(Group::due) || flights.any(name());
            var latest =
                    busy && wait == Double.POSITIVE_INFINITY ? Stream.of(now.plus(LATEST)) : Stream.<Instant>empty();
            return Stream.of(due, lease, tokens, latest).flatMap(times -> times).min(Instant::compareTo);
        }

        @Override
        public void close() {
            lines.values().forEach(Flights.Line::close);
        }
    }

    private Route route(Group group) {
        boolean byTarget = Objects.requireNonNull(channels.get(group.channel())).byTarget();
        return new Route(group.channel(), byTarget ? group.target() : null);
    }

    private static Outcome send(Channel channel, Delivery row, Parcel parcel) {
        try {
            return channel.send(row, parcel);
        } catch (RuntimeException | Error broken) {
            LOG.error("Delivery {} failed while it was sent", row.id(), broken);
            return new Outcome.Unknown("An error occurred while it was being sent: " + broken);
        }
    }
}
