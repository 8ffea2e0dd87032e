package io.fanfare.delivery;

import io.fanfare.delivery.Channel.Outcome;
import io.fanfare.delivery.Channel.Parcel;
import io.fanfare.delivery.Composition.Composed;
import io.fanfare.delivery.Composition.Packed;
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
import java.util.concurrent.Future;
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

    private static final int BATCH = 128;
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
        private final Map<Route, Ahead> aheads = new HashMap<>();
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
            var ahead = aheads.computeIfAbsent(to, Ahead::new);
            ahead.renew(groups);
            int done = 0;
            while (done < IN_A_ROW && System.nanoTime() < end) {
                int room = room(ahead.line, ahead.channel.window(), only);
                if (room == 0) {
                    crowded = true;
                    ahead.line.rowsWait();
                    break;
                }
                var composed = ahead.take(room);
                if (composed.isEmpty()) break;
                done++;
                submit(ahead, composed.get());
                // The time to compose was too short for all: other routes are next.
                if (!composed.get().left().isEmpty()) break;
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

        /**
         * Due rows of one route, read for several batches at once. On a fast route the next batch is composed while one is
         * submitted; what the turn has no time to submit stays planned.
         */
        private final class Ahead implements AutoCloseable {
            private final Channel channel;
            private final Route to;
            private final Flights.Line line;
            private final ArrayDeque<Delivery> rows = new ArrayDeque<>();
            private final ArrayDeque<Packed> packed = new ArrayDeque<>();
            private List<Group> groups = List.of();
            private Channel.@Nullable Route route;
            private @Nullable Future<Composed> composing;
            private int begun;
            private boolean more;

            Ahead(Route to) {
                this.to = to;
                channel = Objects.requireNonNull(channels.get(to.channel()));
                line = flights.open(new Flights.Key(Current.get().workspace(), name(), to.channel(), to.account()));
            }

            void renew(List<Group> due) {
                groups = due;
                more = true;
            }

            /** The next composed rows, as many as there is room and tokens for. */
            Optional<Composed> take(int room) throws InterruptedException {
                if (packed.isEmpty() && composing == null) begin(room, List.of());
                if (packed.isEmpty() && composing == null) return Optional.empty();
                var rest = packed.isEmpty() ? composed() : new Composed(List.of(), List.of(), List.of());
                int many = Math.min(room, packed.size());
                var now = Stream.generate(packed::poll).limit(many).toList();
                if (packed.isEmpty() && rest.left().isEmpty() && isFast()) begin(BATCH, now);
                return Optional.of(new Composed(now, rest.results(), rest.left()));
            }

            /** Whether there will be room for another batch before the turn ends, by what has landed so far. */
            private boolean isFast() {
                int least = channel.window();
                return route != null && route.perSecond() >= Buckets.FAST && line.window(least) > least;
            }

            private Composed composed() throws InterruptedException {
                var composed = Composition.await(Objects.requireNonNull(composing));
                composing = null;
                begun = 0;
                packed.addAll(composed.packed());
                return composed;
            }

            private void begin(int most, List<Packed> beforeThem) {
                if (rows.size() < most && more) read(most, beforeThem);
                if (rows.isEmpty()) return;
                var allowed = submissions.allow(Objects.requireNonNull(route), Math.min(most, rows.size()));
                if (allowed.seconds() > 0) wait = Math.min(wait, allowed.seconds());
                if (allowed.rows() == 0) return;
                begun = allowed.rows();
                composing = composition.begin(
                        channel, route, Stream.generate(rows::poll).limit(begun).toList());
            }

            /** Rows that were read before are still planned, and so are those that are submitted next. */
            private void read(int most, List<Packed> submittedNext) {
                var due = submissions.due(lane, channel, to, groups, READ_AHEAD * most);
                var known = submittedNext.stream().map(each -> each.row().id()).collect(Collectors.toSet());
                route = due.route();
                rows.clear();
                due.rows().stream().filter(row -> !known.contains(row.id())).forEach(rows::add);
                more = due.rows().size() == READ_AHEAD * most;
                line.account(due.route().bucket());
            }

            @Override
            public void close() {
                line.close();
                if (route != null) submissions.giveBack(route, begun + packed.size());
            }
        }

        /** Submits and sends some rows. */
        private void submit(Ahead ahead, Composed composed) throws InterruptedException {
            // A server that stops submits nothing more: it would only end in doubt.
            if (Thread.interrupted()) throw new InterruptedException();
            for (var packed : submissions.submit(composed, ahead.line.landed()))
                ahead.line.takeOff(
                        () -> Attempts.result(packed.row(), send(ahead.channel, packed.row(), packed.parcel())));
        }

        /** Where nothing could be done for lack of room, a fast route may have some in a moment. */
        private boolean awaitRoom() throws InterruptedException {
            if (!crowded) return false;
            for (var ahead : aheads.values()) if (ahead.line.await(1, MOMENT.dividedBy(aheads.size()))) return true;
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
            aheads.values().forEach(Ahead::close);
        }
    }

    private Route route(Group group) {
        var channel = Objects.requireNonNull(channels.get(group.channel()));
        return new Route(
                group.channel(), channel.byTarget() ? group.target() : null, channel.byItem() ? group.itemId() : null);
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
