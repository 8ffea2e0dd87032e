package io.fanfare.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever comes in whatever order and however often: the sums are those of a model that keeps all and adds up at the end. */
class FactsTest {
    private final Api owner = Api.workspace();
    private final List<UUID> campaigns = List.of(campaign(), campaign());

    private UUID campaign() {
        return owner.post("/api/campaigns", Map.of("name", "Facts", "timeZone", "Europe/Berlin"))
                .expect(201)
                .id("id");
    }

    /** The last record of each identity; hours of an entity's day hide the day. */
    private static final class Model {
        private final Map<List<String>, Map<String, Object>> known = new LinkedHashMap<>();

        void take(Map<String, Object> record) {
            known.put(identity(record), record);
        }

        private static List<String> identity(Map<String, Object> record) {
            return List.of(cell(record).toString(), String.valueOf(record.get("hour")));
        }

        private static List<Object> cell(Map<String, Object> record) {
            String day = record.containsKey("date")
                    ? (String) record.get("date")
                    : String.valueOf(record.get("hour")).substring(0, 10);
            return List.of(
                    String.valueOf(record.get("campaignId")),
                    String.valueOf(record.get("channel")),
                    String.valueOf(record.get("source")),
                    String.valueOf(record.get("entity")),
                    day);
        }

        long sum(UUID campaign, String channel, String measure) {
            var hourly = known.values().stream()
                    .filter(r -> r.containsKey("hour"))
                    .map(Model::cell)
                    .collect(java.util.stream.Collectors.toSet());
            return known.values().stream()
                    .filter(r -> campaign.equals(r.get("campaignId")) && channel.equals(r.get("channel")))
                    .filter(r -> r.containsKey("hour") || !hourly.contains(cell(r)))
                    .mapToLong(r -> (Integer) r.getOrDefault(measure, 0))
                    .sum();
        }
    }

    private Map<String, Object> random(Random dice) {
        var record = new HashMap<String, Object>(Map.of(
                "campaignId",
                campaigns.get(dice.nextInt(2)),
                "channel",
                dice.nextBoolean() ? "meta" : "google_ads",
                "source",
                dice.nextInt(4) == 0 ? "b" : "a",
                "entity",
                "ad " + dice.nextInt(3)));
        String day = "2026-03-0" + (1 + dice.nextInt(3));
        // Within the day of Berlin and of UTC alike.
        if (dice.nextInt(3) == 0) record.put("hour", day + "T1" + dice.nextInt(4) + ":00:00Z");
        else record.put("date", day);
        for (String measure : List.of("impressions", "clicks", "spend"))
            if (dice.nextInt(4) > 0) record.put(measure, dice.nextInt(100));
        record.putIfAbsent("clicks", 0);
        return record;
    }

    private void agrees(Model model) {
        for (UUID campaign : campaigns) {
            var answer = owner.get("/api/campaigns/" + campaign + "/metrics")
                    .expect(200)
                    .json();
            var days = owner.get("/api/analytics/campaigns/" + campaign + "/dashboard?from=2026-02-01&to=2026-04-01")
                    .expect(200)
                    .json();
            for (JsonNode channel : answer.at("/channels")) {
                String name = channel.at("/channel").asString();
                for (String measure : List.of("impressions", "clicks", "spend"))
                    assertThat(channel.at("/figures/" + measure).asLong())
                            .as(name + " " + measure)
                            .isEqualTo(model.sum(campaign, name, measure));
            }
            long trend = days.at("/trend")
                    .valueStream()
                    .mapToLong(day -> day.at("/figures/impressions").asLong())
                    .sum();
            assertThat(trend).isEqualTo(answer.at("/totals/impressions").asLong());
            assertThat(trend)
                    .isEqualTo(model.sum(campaign, "meta", "impressions")
                            + model.sum(campaign, "google_ads", "impressions"));
        }
    }

    private void ingest(List<Map<String, Object>> batch) {
        assertThat(owner.post("/api/metrics/ingest", Map.of("records", batch))
                        .expect(200)
                        .at("rejected")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void random_facts_restated_and_repeated_come_to_what_a_model_says(long seed) {
        var dice = new Random(seed);
        var model = new Model();
        for (int i = 0; i < 12; i++) {
            var batch = new ArrayList<Map<String, Object>>();
            for (int n = dice.nextInt(25); n >= 0; n--) batch.add(random(dice));
            batch.forEach(model::take);
            ingest(batch);
        }
        agrees(model);
        // The last state again, shuffled and in pieces, changes nothing.
        var last = new ArrayList<>(model.known.values());
        Collections.shuffle(last, dice);
        for (int at = 0; at < last.size(); at += 7) ingest(last.subList(at, Math.min(last.size(), at + 7)));
        agrees(model);
    }

    @Test
    void many_who_report_at_once_lose_nothing() throws Exception {
        var model = new Model();
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 24; i++) {
            var batch = new ArrayList<Map<String, Object>>();
            for (int n = 0; n < 8; n++) {
                var record = new HashMap<String, Object>(Map.of(
                        "campaignId",
                        campaigns.get(n % 2),
                        "channel",
                        n % 3 == 0 ? "meta" : "google_ads",
                        "source",
                        n % 5 == 0 ? "b" : "a",
                        "entity",
                        "ad " + i,
                        "date",
                        "2026-03-0" + (1 + n % 4),
                        "impressions",
                        i + n));
                model.take(record);
                batch.add(record);
            }
            Collections.shuffle(batch);
            calls.add(() ->
                    owner.post("/api/metrics/ingest", Map.of("records", batch)).status());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) assertThat(call.get()).isEqualTo(200);
        }
        agrees(model);
    }

    /** Two nodes take turns in the lane; an event that did not mark it again must still be found. */
    @Test
    void the_lane_of_events_goes_on_while_any_node_has_just_found_one() {
        var transactions = Api.bean(Transactions.class);
        var clock = Api.bean(Now.class);
        var one = node();
        var other = node();
        Current.house(owner.workspace, "test").run(() -> {
            assertThat(other.work()).as("nothing has happened yet").isEmpty();
            transactions.write(() -> one.append(
                    List.of(new Folding.Event(campaigns.getFirst(), "email", "mailing", Measure.CLICKS, 1))));
            assertThat(one.work()).isPresent();
            assertThat(other.work()).as("this node has found nothing itself").isPresent();
            try {
                transactions.write(() -> clock.shift(Duration.ofSeconds(9)));
                assertThat(other.work()).isPresent();
                transactions.write(() -> clock.shift(Duration.ofSeconds(11)));
                assertThat(one.work()).isEmpty();
            } finally {
                transactions.write(() -> clock.shift(Duration.ZERO));
            }
        });
    }

    private static Folding node() {
        return Api.context().getAutowireCapableBeanFactory().createBean(Folding.class);
    }

    @Test
    void what_the_house_sees_is_counted_once_however_often_it_is_folded() {
        var folding = Api.bean(Folding.class);
        var transactions = Api.bean(Transactions.class);
        UUID campaign = campaigns.getFirst();
        Current.house(owner.workspace, "test").run(() -> {
            for (int i = 0; i < 40; i++) {
                transactions.write(() -> folding.append(List.of(
                        new Folding.Event(campaign, "email", "mailing", Measure.CLICKS, 1),
                        new Folding.Event(campaign, "email", "mailing", Measure.OPENS, 2))));
                if (i % 7 == 0) folding.work();
            }
            transactions.write(
                    () -> folding.append(List.of(new Folding.Event(campaign, "email", "mailing", Measure.CLICKS, -3))));
            folding.work();
            folding.work();
            assertThat(transactions.read(() -> Api.bean(Sql.class)
                            .of("select count(*) from analytics_event where workspace_id = :workspace")
                            .one(Long.class)))
                    .isZero();
        });
        var totals = owner.get("/api/campaigns/" + campaign + "/metrics").expect(200);
        assertThat(totals.at("totals.clicks").asInt()).isEqualTo(37);
        assertThat(totals.at("totals.opens").asInt()).isEqualTo(80);
    }
}
