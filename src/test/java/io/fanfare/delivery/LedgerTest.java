package io.fanfare.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.approval.Item;
import io.fanfare.approval.Manifest;
import io.fanfare.approval.Scope;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.campaign.Transitions;
import io.fanfare.delivery.Channel.Outcome;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import tools.jackson.databind.JsonNode;

/** The promises of the ledger, with an outside that can be told how to fail. */
class LedgerTest {
    private final Api owner = Api.workspace();
    private final UUID campaign =
            owner.post("/api/campaigns", Map.of("name", "Ledger")).expect(201).id("id");
    private final UUID item = Ids.next();
    private final FakeChannel outside = Api.bean(FakeChannel.class);
    private final Transactions transactions = Api.bean(Transactions.class);

    @Test
    void nothing_leaves_before_it_is_approved_and_then_each_leaves_once() {
        plan("words", targets(20));
        Api.drain();
        assertThat(arrived(targets(20))).isZero();
        approve();
        Api.drain();
        Api.drain();
        assertThat(targets(20)).allMatch(t -> outside.arrivals(t) == 1);
        assertThat(states()).containsOnly("accepted");
    }

    @Test
    void planned_twice_it_leaves_once() {
        plan("words", targets(3));
        plan("words", targets(3));
        approve();
        Api.drain();
        assertThat(targets(3)).allMatch(t -> outside.arrivals(t) == 1);
    }

    @Test
    void an_edit_while_messages_are_composed_holds_everything_back_until_it_is_undone() {
        plan("words", targets(5));
        approve();
        outside.whilePacking.put(target(0), delivery -> put("other words"));
        Api.drain();
        assertThat(arrived(targets(5))).isZero();
        assertThat(states()).containsOnly("planned");
        put("words");
        Api.drain();
        assertThat(targets(5)).allMatch(t -> outside.arrivals(t) == 1);
    }

    @Test
    void once_a_pause_has_committed_nothing_is_submitted() {
        plan("words", targets(5));
        approve();
        outside.whilePacking.put(target(2), delivery -> move(Campaign.Status.ACTIVE, Campaign.Status.PAUSED));
        Api.drain();
        assertThat(arrived(targets(5))).isZero();
        move(Campaign.Status.ACTIVE);
        Api.drain();
        assertThat(targets(5)).allMatch(t -> outside.arrivals(t) == 1);
    }

    @Test
    void what_was_surely_not_taken_is_tried_again_later() {
        plan("words", targets(1));
        approve();
        outside.answers.put(target(0), d -> new Outcome.TryLater("451 come back"));
        Api.drain();
        var waiting = deliveries().getFirst();
        assertThat(waiting.get("state").stringValue()).isEqualTo("planned");
        assertThat(waiting.get("reason").stringValue()).isEqualTo("451 come back");
        outside.answers.remove(target(0));
        make("update delivery set due_at = fanfare_now() where workspace_id = :workspace and item_id = :item");
        Api.drain();
        assertThat(outside.arrivals(target(0))).isEqualTo(1);
        assertThat(read().json().at("/attempts").findValuesAsString("outcome"))
                .containsExactly("try_later", "accepted");
    }

    @Test
    void a_doubt_is_shown_and_never_tried_again_until_a_person_says_so() {
        plan("words", targets(1));
        approve();
        outside.answers.put(target(0), d -> new Outcome.Unknown("the line dropped"));
        Api.drain();
        Api.drain();
        assertThat(states()).containsExactly("unconfirmed");
        assertThat(outside.sent).filteredOn(id -> id.equals(id())).hasSize(1);
        owner.post("/api/deliveries/" + id() + "/check").refused(422, "delivery_not_checkable");
        owner.post("/api/deliveries/" + id() + "/retry").refused(409, "delivery_state");
        outside.answers.remove(target(0));
        owner.post("/api/deliveries/" + id() + "/resolve", Map.of("outcome", "not_sent", "note", "asked them"))
                .expect(200);
        Api.drain();
        assertThat(states()).containsExactly("accepted");
        assertThat(outside.arrivals(target(0))).isEqualTo(1);
    }

    @Test
    void a_person_can_say_that_it_arrived() {
        plan("words", targets(1));
        approve();
        outside.answers.put(target(0), d -> new Outcome.Unknown("the line dropped"));
        Api.drain();
        owner.as("viewer")
                .post("/api/deliveries/" + id() + "/resolve", Map.of("outcome", "sent"))
                .refused(403, "forbidden");
        owner.post("/api/deliveries/" + id() + "/resolve", Map.of("outcome", "sent"))
                .expect(200);
        Api.drain();
        assertThat(states()).containsExactly("confirmed");
        assertThat(outside.sent).filteredOn(id -> id.equals(id())).hasSize(1);
    }

    @Test
    void what_a_dead_worker_had_submitted_is_looked_up_and_only_then_sent_again() {
        plan("words", targets(3));
        approve();
        for (String target : targets(3)) outside.answers.put(target, d -> new Outcome.Accepted("ok"));
        make("""
                update delivery set state = 'submitted', queued = false, fence = fence + 1, lease_until = fanfare_now() - interval '1 second',
                       submitted_at = fanfare_now()
                 where workspace_id = :workspace and item_id = :item""");
        outside.known.put(target(0), Optional.of(new Outcome.Confirmed("seen")));
        outside.known.put(target(1), Optional.of(new Outcome.TryLater("not there")));
        Api.drain();
        make(
                "update delivery set due_at = fanfare_now() where workspace_id = :workspace and item_id = :item and state = 'planned'");
        Api.drain();
        assertThat(stateOf(target(0))).isEqualTo("confirmed");
        assertThat(stateOf(target(1))).isEqualTo("accepted");
        assertThat(stateOf(target(2))).isEqualTo("unconfirmed");
        assertThat(outside.sent.stream().filter(ids()::contains)).hasSize(1);
    }

    @Test
    @Timeout(60)
    void a_look_up_that_breaks_ends_as_unconfirmed() {
        plan("words", targets(1));
        approve();
        make("""
                update delivery set state = 'submitted', queued = false, fence = fence + 1, lease_until = fanfare_now() - interval '1 second',
                       submitted_at = fanfare_now()
                 where workspace_id = :workspace and item_id = :item""");
        outside.whileAsked.put(target(0), () -> {
            throw new NoClassDefFoundError("a class of the channel");
        });
        Api.drain();
        assertThat(stateOf(target(0))).isEqualTo("unconfirmed");
    }

    @Test
    @Timeout(60)
    void a_look_up_that_takes_long_delays_no_other() {
        plan("words", targets(3));
        approve();
        make("""
                update delivery set state = 'submitted', queued = false, fence = fence + 1, lease_until = fanfare_now() - interval '1 second',
                       submitted_at = fanfare_now()
                 where workspace_id = :workspace and item_id = :item""");
        var allAsked = new CountDownLatch(3);
        for (String target : targets(3)) {
            outside.known.put(target, Optional.of(new Outcome.Confirmed("seen")));
            outside.whileAsked.put(target, () -> {
                allAsked.countDown();
                waitFor(allAsked);
            });
        }
        Api.drain();
        assertThat(states()).containsOnly("confirmed");
    }

    @Test
    void while_a_row_belongs_to_a_worker_that_may_die_the_lane_keeps_looking() {
        plan("words", targets(2));
        approve();
        inHouse(() -> Api.bean(Sql.class)
                .of("""
                update delivery set state = 'submitted', queued = false, fence = fence + 1, submitted_at = fanfare_now(), claimed_by = 'another node',
                       lease_until = fanfare_now() + make_interval(mins => case when target = :target then -1 else 2 end)
                 where workspace_id = :workspace and item_id = :item""")
                .bind("item", item)
                .bind("target", target(0))
                .run());
        inHouse(LedgerQueue::follow);
        for (String name : List.of("delivery_bulk", "delivery_lookups")) {
            var lane = Api.context(Lane.class).stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            var next = Current.house(owner.workspace, "test").call(lane::work);
            lane.join();
            assertThat(next).as(name).isPresent();
        }
    }

    @Test
    void asked_about_while_it_is_being_sent_it_is_not_sent_again() {
        plan("words", targets(1));
        approve();
        outside.known.put(target(0), Optional.of(new Outcome.TryLater("not there")));
        outside.answers.put(target(0), d -> {
            owner.post("/api/deliveries/" + d.id() + "/check").expect(200);
            outside.arrive(target(0));
            return new Outcome.Accepted("ok");
        });
        Api.drain();
        make("update delivery set due_at = fanfare_now() where workspace_id = :workspace and item_id = :item");
        Api.drain();
        assertThat(states()).containsExactly("accepted");
        assertThat(outside.arrivals(target(0))).isEqualTo(1);
    }

    @Test
    void a_server_that_goes_down_takes_no_further_window_over_the_boundary() throws Exception {
        plan("words", targets(21));
        approve();
        var worker = new AtomicReference<Thread>();
        for (String target : targets(21))
            outside.answers.put(target, d -> {
                Objects.requireNonNull(worker.get()).interrupt();
                outside.arrive(target);
                return new Outcome.Accepted("ok");
            });
        var lane = Api.context(Lane.class).stream()
                .filter(each -> each.name().equals("delivery_bulk"))
                .findFirst()
                .orElseThrow();
        var stopping = Thread.ofPlatform()
                .unstarted(() -> Current.house(owner.workspace, "test").run(() -> lane.work()));
        worker.set(stopping);
        stopping.start();
        stopping.join();
        lane.join();
        assertThat(arrived(targets(21))).isEqualTo(7);
        targets(21).forEach(outside.answers::remove);
        make(
                "update delivery set due_at = fanfare_now() where workspace_id = :workspace and item_id = :item and state = 'planned'");
        Api.drain();
        assertThat(states()).hasSize(21).containsOnly("accepted");
        assertThat(arrived(targets(21))).isEqualTo(21);
    }

    @Test
    void two_requests_with_one_key_that_ask_the_outside_do_not_run_at_once() {
        plan("words", targets(1));
        approve();
        outside.answers.put(target(0), d -> new Outcome.Unknown("dropped"));
        Api.drain();
        var id = deliveries().getFirst().get("id").stringValue();
        var keyed = owner.with("Idempotency-Key", "once");
        outside.known.put(target(0), Optional.of(new Outcome.Confirmed("seen")));
        outside.whileAsked.put(
                target(0), () -> keyed.post("/api/deliveries/" + id + "/check").refused(409, "idempotency_in_flight"));
        var first = keyed.post("/api/deliveries/" + id + "/check").expect(200);
        assertThat(outside.whileAsked).doesNotContainKey(target(0));
        assertThat(keyed.post("/api/deliveries/" + id + "/check").expect(200).body())
                .isEqualTo(first.body());
        // What was refused has left no answer behind.
        var again = owner.with("Idempotency-Key", "again");
        again.post("/api/deliveries/" + id + "/check").refused(409, "delivery_state");
        again.post("/api/deliveries/" + id + "/check").refused(409, "delivery_state");
    }

    @Test
    void what_was_cancelled_while_it_was_being_sent_is_not_tried_again() {
        plan("words", targets(2));
        approve();
        outside.answers.put(target(0), d -> {
            inHouse(() -> Api.bean(Ledger.class).cancel("fake", item, "cancelled"));
            return new Outcome.TryLater("451 come back");
        });
        outside.answers.put(target(1), d -> new Outcome.Unknown("dropped"));
        Api.drain();
        inHouse(() -> Api.bean(Ledger.class).cancel("fake", item, "cancelled"));
        assertThat(stateOf(target(0))).isEqualTo("cancelled");
        var doubtful = deliveries().stream()
                .filter(d -> d.get("target").stringValue().equals(target(1)))
                .findFirst()
                .orElseThrow();
        owner.post("/api/deliveries/" + doubtful.get("id").stringValue() + "/resolve", Map.of("outcome", "not_sent"))
                .expect(200);
        Api.drain();
        assertThat(states()).containsOnly("cancelled");
        assertThat(arrived(targets(2))).isZero();
    }

    @Test
    void an_answer_that_holds_a_nul_is_kept_as_well_as_it_can_be() {
        plan("words", targets(1));
        approve();
        outside.answers.put(target(0), d -> new Outcome.Accepted("250 ok\u0000"));
        Api.drain();
        assertThat(states()).containsExactly("accepted");
    }

    @Test
    void rows_of_a_turn_that_breaks_stay_planned_for_the_next_turn() {
        plan("words", targets(3));
        approve();
        outside.brokenComposing.put(target(1), new DataAccessResourceFailureException("the database went away"));
        Api.drain();
        assertThat(states()).containsOnly("planned");
        put("words");
        Api.drain();
        assertThat(targets(3)).allMatch(t -> outside.arrivals(t) == 1);
    }

    @Test
    void a_row_that_cannot_be_composed_fails_alone_and_says_why() {
        plan("words", targets(9));
        approve();
        outside.brokenRendering.put(target(0), new IllegalStateException("its seal can't be opened"));
        outside.brokenComposing.put(target(5), new IllegalStateException("not together"));
        Api.drain();
        assertThat(stateOf(target(0))).isEqualTo("failed");
        assertThat(outside.arrivals(target(0))).isZero();
        assertThat(targets(9).subList(1, 9)).allMatch(t -> outside.arrivals(t) == 1);
        assertThat(owner.get("/api/deliveries?state=failed").expect(200).text("items.0.reason"))
                .contains("its seal can't be opened");
    }

    @Test
    @Timeout(60)
    void a_provider_that_never_answers_delays_no_turn_and_no_other_workspace() throws Exception {
        plan("words", targets(30));
        approve();
        var end = new CountDownLatch(1);
        for (String target : targets(30))
            outside.answers.put(target, d -> {
                waitFor(end);
                return new Outcome.Accepted("at last");
            });
        var other = new LedgerTest();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var draining = workers.submit(Api::drain);
            while (!states().contains("submitted")) Thread.onSpinWait();
            // As many as its window are in doubt if the server stops now.
            assertThat(states().stream().filter("submitted"::equals)).hasSize(7);
            other.plan("words", other.targets(20));
            other.approve();
            other.turn();
            while (other.states().stream().anyMatch(state -> !state.equals("accepted"))) other.turn();
            assertThat(draining.isDone()).isFalse();
            end.countDown();
            draining.get();
        }
        Api.drain();
        assertThat(states()).hasSize(30).containsOnly("accepted");
    }

    /** On a fast route the next batch is composed while one is submitted: 7 at first, then up to 28 at a time. */
    @Test
    void an_edit_while_a_batch_is_composed_ahead_holds_back_all_that_is_not_submitted() {
        plan("words", targets(180));
        approve();
        outside.whilePacking.put(target(150), delivery -> put("other words"));
        Api.drain();
        int before = arrived(targets(180));
        assertThat(before).isBetween(1, 179);
        assertThat(counted()).isEqualTo(Map.of("accepted", (long) before, "planned", 180L - before));
        assertThat(queueFaults()).isEmpty();
        put("words");
        Api.drain();
        assertThat(targets(180)).allMatch(t -> outside.arrivals(t) == 1);
        assertThat(tallies()).isEqualTo(counted());
    }

    @Test
    void what_was_composed_before_an_approved_edit_is_composed_again() {
        plan("words", targets(180));
        approve();
        outside.whilePacking.put(target(90), delivery -> {
            put("other words");
            approve();
        });
        Api.drain();
        assertThat(targets(180)).allMatch(t -> outside.arrivals(t) == 1);
        record Row(String target, String itemDigest) {}
        var rows = new ArrayList<Row>();
        inHouse(() -> rows.addAll(Api.bean(Sql.class)
                .of("select target, item_digest from delivery where workspace_id = :workspace and item_id = :item")
                .bind("item", item)
                .list(Row.class)));
        assertThat(rows).hasSize(180).allMatch(row -> row.itemDigest().equals(outside.digests.get(row.target())));
        assertThat(rows.stream().map(Row::itemDigest).distinct()).hasSize(2);
    }

    /** Composed ahead or not: no token is spent twice, and what is given back was taken. */
    @ParameterizedTest
    @ValueSource(doubles = {0.001, 40, 400})
    void an_account_is_not_used_faster_than_it_allows(double perSecond) {
        double burst = Math.max(5, perSecond / 10);
        outside.rates.put(owner.workspace, new Channel.Route("fake:" + campaign, perSecond, burst, null));
        plan("words", targets(200));
        approve();
        long start = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            Api.drain();
            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(arrived(targets(200))).isBetween(1, (int) Math.ceil(burst + perSecond * seconds));
        }
    }

    /** One turn of this workspace, whatever else goes on. */
    private void turn() {
        var lane = Api.context(Lane.class).stream()
                .filter(each -> each.name().equals("delivery_bulk"))
                .findFirst()
                .orElseThrow();
        Current.house(owner.workspace, "test").run(lane::work);
    }

    @Test
    void planned_rows_that_may_not_leave_cost_a_turn_nothing() {
        plan("words", targets(1));
        approve();
        move(Campaign.Status.ACTIVE, Campaign.Status.PAUSED);
        inHouse(() -> Api.bean(Sql.class).of("""
                insert into delivery (workspace_id, id, channel, lane, target, item_kind, item_id, item_digest, campaign_id, gate, due_at, queued)
                select d.workspace_id, gen_random_uuid(), d.channel, d.lane, d.target || n, d.item_kind, d.item_id, d.item_digest,
                       d.campaign_id, d.gate, d.due_at, true
                  from delivery d cross join generate_series(1, 5000) n
                 where d.workspace_id = :workspace and d.item_id = :item""").bind("item", item).run());
        inHouse(LedgerQueue::follow);
        assertThat(pagesOfATurn()).isLessThan(100);
        move(Campaign.Status.ACTIVE);
        assertThat(pagesOfATurn()).isLessThan(100);
        inHouse(() -> Api.bean(Gates.class).hold(campaign, "fake", item, true));
        assertThat(pagesOfATurn()).isLessThan(100);
        inHouse(() -> Api.bean(Ledger.class).cancel("fake", item, "done"));
    }

    /** How many pages the database reads to find what waits. */
    private int pagesOfATurn() {
        var plan = new ArrayList<String>();
        inHouse(() -> plan.addAll(Api.bean(Sql.class)
                .of("explain (analyze, buffers, costs off, timing off) " + QueueStore.WAITING)
                .bind("lane", Delivery.Lane.BULK)
                .list(String.class)));
        var pages = Pattern.compile("shared hit=(\\d+)(?: read=(\\d+))?").matcher(String.join(" ", plan));
        assertThat(pages.find()).as(String.join("\n", plan)).isTrue();
        return Integer.parseInt(pages.group(1)) + (pages.group(2) == null ? 0 : Integer.parseInt(pages.group(2)));
    }

    @Test
    @Timeout(60)
    void a_slow_one_keeps_no_other_in_doubt() throws Exception {
        plan("words", targets(3));
        approve();
        var others = new CountDownLatch(1);
        outside.answers.put(target(1), d -> {
            waitFor(others);
            return new Outcome.Accepted("at last");
        });
        try (var worker = Executors.newVirtualThreadPerTaskExecutor()) {
            var turn = worker.submit(Api::drain);
            while (!stateOf(target(0)).equals("accepted") || !stateOf(target(2)).equals("accepted"))
                Thread.onSpinWait();
            assertThat(stateOf(target(1))).isEqualTo("submitted");
            others.countDown();
            turn.get();
        }
        assertThat(states()).containsOnly("accepted");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            if (!latch.await(15, TimeUnit.SECONDS)) throw new IllegalStateException("waited in vain");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_turn_without_due_rows_takes_no_tokens() {
        plan("words", targets(3));
        var before = tokensTaken();
        Api.drain();
        assertThat(tokensTaken()).isEqualTo(before);
    }

    private String tokensTaken() {
        return Current.house(owner.workspace, "test")
                .call(() -> transactions.read(() -> Api.bean(Sql.class)
                        .of(
                                "select coalesce(string_agg(tokens || ' ' || refilled_at, ''), '') from delivery_bucket where bucket = 'fake'")
                        .one(String.class)));
    }

    @Test
    void a_receipt_names_the_bytes_and_who_approved_them() {
        plan("words", targets(1));
        approve();
        Api.drain();
        var receipt = read().json().get("receipt");
        assertThat(receipt.get("bytesHash").stringValue()).isEqualTo(Json.sha256(target(0)));
        assertThat(receipt.at("/approvals").findValuesAsString("by")).contains("Olivia Owner");
    }

    @Test
    void another_workspace_has_no_ledger_of_ours() {
        plan("words", targets(1));
        var other = Api.workspace();
        assertThat(other.get("/api/deliveries").expect(200).json().at("/items").size())
                .isZero();
        assertThat(other.get("/api/deliveries/" + id()).expect(404).body())
                .isEqualTo(
                        other.get("/api/deliveries/" + Ids.next()).expect(404).body());
    }

    /** Edits, undone edits, pauses, decisions, failing lines and several workers at once, in an order that the seed makes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatever_happens_nothing_arrives_twice_and_nothing_is_forgotten(long seed) throws Exception {
        var random = new Random(seed);
        var targets = targets(40);
        for (String target : targets) {
            var moods = new ArrayList<>(List.of(0, 1, 2, 3));
            var mine = new Random(seed * 31 + target.hashCode());
            java.util.Collections.shuffle(moods, mine);
            outside.answers.put(target, d -> answer(target, mine));
        }
        plan("words", targets);
        approve();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 25; round++) {
                int what = random.nextInt(5);
                var disturbance = workers.submit(() -> disturb(what));
                var first = workers.submit(Api::drain);
                var second = workers.submit(Api::drain);
                disturbance.get();
                first.get();
                second.get();
                make(
                        "update delivery set due_at = fanfare_now() where workspace_id = :workspace and item_id = :item and state = 'planned'");
                assertThat(tallies()).isEqualTo(counted());
                assertThat(queueFaults()).isEmpty();
            }
        }
        put("words");
        approve();
        if (status().equals("paused")) move(Campaign.Status.ACTIVE);
        targets.forEach(outside.answers::remove);
        for (int i = 0; i < 3; i++) {
            make(
                    "update delivery set due_at = fanfare_now() where workspace_id = :workspace and item_id = :item and state = 'planned'");
            Api.drain();
        }
        assertThat(targets).allMatch(t -> outside.arrivals(t) <= 1);
        assertThat(tallies()).isEqualTo(counted());
        for (JsonNode delivery : deliveries()) {
            String target = delivery.get("target").stringValue();
            String state = delivery.get("state").stringValue();
            assertThat(state).as(target).isIn("accepted", "unconfirmed");
            if (state.equals("accepted"))
                assertThat(outside.arrivals(target)).as(target).isEqualTo(1);
        }
    }

    private Outcome answer(String target, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> {
                return new Outcome.TryLater("451");
            }
            case 1 -> {
                // It arrives, and the answer is lost.
                if (random.nextBoolean()) outside.arrive(target);
                return new Outcome.Unknown("dropped");
            }
            default -> {
                outside.arrive(target);
                return new Outcome.Accepted("250");
            }
        }
    }

    private void disturb(int what) {
        switch (what) {
            case 0 -> put("other words");
            case 1 -> put("words");
            case 2 -> {
                if (!status().equals("paused")) move(Campaign.Status.ACTIVE, Campaign.Status.PAUSED);
            }
            case 3 -> {
                if (status().equals("paused")) move(Campaign.Status.ACTIVE);
            }
            default -> approve();
        }
    }

    /** How many rows are in which state, by the tallies that everything shown is made of. */
    private Map<String, Long> tallies() {
        var counts = new TreeMap<String, Long>();
        owner.get("/api/campaigns/" + campaign + "/status")
                .expect(200)
                .json()
                .get("deliveries")
                .properties()
                .forEach(state -> counts.put(state.getKey(), state.getValue().asLong()));
        counts.values().removeIf(n -> n == 0);
        return counts;
    }

    /** The same, counted. */
    private Map<String, Long> counted() {
        return new TreeMap<>(states().stream()
                .map(state -> state.equals("claimed") ? "planned" : state)
                .collect(Collectors.groupingBy(state -> state, Collectors.counting())));
    }

    /** Rows that are planned and not in the queue, or in the queue and not planned; submitted rows that nobody would look up. */
    private List<UUID> queueFaults() {
        var faults = new ArrayList<UUID>();
        inHouse(() -> faults.addAll(Api.bean(Sql.class).of("""
                select d.id from delivery d
                 where d.workspace_id = :workspace
                   and ((d.state = 'planned') <> exists (
                            select from delivery_queue q
                             where q.workspace_id = :workspace and q.delivery_id = d.id and q.due_at = d.due_at
                               and q.item_digest = d.item_digest)
                        or d.state = 'submitted' and not exists (
                            select from delivery_submission s
                             where s.workspace_id = :workspace and d.id = any(s.deliveries)))""").list(UUID.class)));
        return faults;
    }

    // What a room does: say what the item is, plan rows for it.

    private void plan(String words, List<String> targets) {
        inHouse(() -> {
            String digest = Api.bean(Manifest.class).put(campaign, thing(words));
            Api.bean(Ledger.class)
                    .plan(targets.stream()
                            .map(target -> new Delivery.Planned(
                                    Ids.next(),
                                    "fake",
                                    Delivery.Lane.BULK,
                                    target,
                                    null,
                                    "fake",
                                    item,
                                    digest,
                                    campaign,
                                    campaign,
                                    Instant.now().minusSeconds(5),
                                    null))
                            .toList());
        });
    }

    private void put(String words) {
        inHouse(() -> {
            String digest = Api.bean(Manifest.class).put(campaign, thing(words));
            Api.bean(Ledger.class).replan("fake", item, digest, Instant.now().minusSeconds(5));
        });
    }

    private Item thing(String words) {
        return new Item("fake", item, "A thing", Map.of(Scope.CONTENT, Json.digest(words)));
    }

    private void approve() {
        owner.post("/api/campaigns/" + campaign + "/approvals/content/approve").expect(200);
    }

    private void move(Campaign.Status... way) {
        inHouse(() -> {
            for (var to : way) {
                var held = Api.bean(Campaigns.class).hold(campaign);
                if (held.unlaunched()) Api.bean(Transitions.class).launch(held);
                else if (held.status() != to) Api.bean(Transitions.class).move(held, to, null);
            }
        });
    }

    private String status() {
        return owner.get("/api/campaigns/" + campaign).expect(200).text("status");
    }

    private void make(String statement) {
        inHouse(() -> Api.bean(Sql.class).of(statement).bind("item", item).run());
        inHouse(LedgerQueue::follow);
        inHouse(() -> Api.bean(Gates.class).halt(campaign, status().equals("paused")));
    }

    private void inHouse(Runnable work) {
        Current.house(owner.workspace, "test").run(() -> transactions.write(work));
    }

    private List<JsonNode> deliveries() {
        var items = owner.get("/api/deliveries?limit=200&campaignId=" + campaign)
                .expect(200)
                .json()
                .get("items");
        return items.valueStream().toList();
    }

    private List<String> states() {
        return deliveries().stream().map(d -> d.get("state").stringValue()).toList();
    }

    private String stateOf(String target) {
        return deliveries().stream()
                .filter(d -> d.get("target").stringValue().equals(target))
                .map(d -> d.get("state").stringValue())
                .findFirst()
                .orElseThrow();
    }

    private List<UUID> ids() {
        return deliveries().stream()
                .map(d -> UUID.fromString(d.get("id").stringValue()))
                .toList();
    }

    private UUID id() {
        return ids().getFirst();
    }

    private Api.Answer read() {
        return owner.get("/api/deliveries/" + id()).expect(200);
    }

    private String target(int n) {
        return "t" + n + "-" + campaign;
    }

    private List<String> targets(int n) {
        return IntStream.range(0, n).mapToObj(this::target).toList();
    }

    private int arrived(List<String> targets) {
        return targets.stream().mapToInt(outside::arrivals).sum();
    }
}
