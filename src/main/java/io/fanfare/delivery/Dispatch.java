package io.fanfare.delivery;

import io.fanfare.delivery.Channel.Outcome;
import io.fanfare.delivery.Channel.Parcel;
import io.fanfare.delivery.QueueStore.Group;
import io.fanfare.delivery.QueueStore.Route;
import io.fanfare.delivery.Submissions.Found;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns of a workspace: read what is due, compose, submit, and let the messages fly. The boundary is one statement, in one
 * transaction with the outcomes of the batch before; what talks to the network runs outside of transactions, in threads of
 * its own that settle by themselves. Wherever a node dies, the row says what is known: before the boundary it is still
 * planned, after it the provider is asked, and where that is impossible the row is unconfirmed.
 */
final class Dispatch implements Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final Duration TURN = Duration.ofSeconds(2);
    /** How long a turn waits for room on a fast route before it leaves the rest to a later turn. */
    private static final Duration MOMENT = Duration.ofMillis(50);
    /** When the next turn comes at the latest while messages are in the air; what lands asks for it earlier. */
    private static final Duration LATEST = Duration.ofSeconds(2);

    private static final int BATCH = 64;
    /** The due rows of a route are read for so many batches at once. */
    private static final int READ_AHEAD = 4;
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

        /** Submissions of one route while there is room and enough is due; whether there was any. */
        private boolean serve(Route to, List<Group> groups, boolean only) throws InterruptedException {
            var channel = Objects.requireNonNull(channels.get(to.channel()));
            var line = lines.computeIfAbsent(to, this::open);
            var ahead = new Ahead(channel, to, groups);
            int done = 0;
            while (done < IN_A_ROW && System.nanoTime() < end) {
                int room = room(line, channel.window(), only);
                if (room == 0) {
                    crowded = true;
                    line.rowsWait();
                    break;
                }
                var rows = ahead.take(line, room);
                if (rows.isEmpty()) break;
                done++;
                if (!batch(channel, ahead.route(), rows, line) || rows.size() < room) break;
            }
            return done > 0;
        }

        /** How many may be sent next. Where nothing else waits, half a window is worth waiting a moment for. */
        private int room(Flights.Line line, int least, boolean only) throws InterruptedException {
            int window = line.window(least);
            int enough = Math.min(BATCH, window / 2);
            int room = line.room(window);
            if (only && room < enough && line.await(enough, MOMENT)) room = line.room(window);
            return Math.min(room, BATCH);
        }

        private Flights.Line open(Route to) {
            return flights.open(new Flights.Key(Current.get().workspace(), name(), to.channel(), to.target()));
        }

        /** Rows of one route that are due, read for several batches at once. */
        private final class Ahead {
            private final Channel channel;
            private final Route to;
            private final List<Group> groups;
            private final ArrayDeque<Delivery> rows = new ArrayDeque<>();
            private Channel.@Nullable Route route;
            private boolean more = true;

            Ahead(Channel channel, Route to, List<Group> groups) {
                this.channel = channel;
                this.to = to;
                this.groups = groups;
            }

            Channel.Route route() {
                return Objects.requireNonNull(route);
            }

            /** The next rows, as many as there is room and tokens for. */
            List<Delivery> take(Flights.Line line, int room) {
                if (rows.size() < room && more) read(line, room);
                if (rows.isEmpty()) return List.of();
                var allowed = submissions.allow(route(), Math.min(room, rows.size()));
                if (allowed.seconds() > 0) wait = Math.min(wait, allowed.seconds());
                return Stream.generate(rows::poll).limit(allowed.rows()).toList();
            }

            private void read(Flights.Line line, int room) {
                int most = READ_AHEAD * room;
                var due = submissions.due(lane, channel, to, groups, most);
                route = due.route();
                // What was read before is still planned, so it is among them.
                rows.clear();
                rows.addAll(due.rows());
                more = due.rows().size() == most;
                line.account(due.route().bucket());
            }
        }

        /** Composes, submits and sends some rows; false where the time to compose was too short for all. */
        private boolean batch(Channel channel, Channel.Route route, List<Delivery> rows, Flights.Line line)
                throws InterruptedException {
            var composed = composition.compose(channel, route, rows);
            // A server that stops submits nothing more: it would only end in doubt.
            if (Thread.interrupted()) throw new InterruptedException();
            for (var packed : submissions.submit(composed, line.landed()))
                line.takeOff(() -> Attempts.result(packed.row(), send(channel, packed.row(), packed.parcel())));
            return composed.left().isEmpty();
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
