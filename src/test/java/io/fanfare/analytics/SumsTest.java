package io.fanfare.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is added up for all campaigns is what their facts add up to, whatever was reported, restated and deleted. */
class SumsTest {
    private static final String SUMS = "sum(impressions), sum(clicks), sum(conversions), sum(spend), sum(revenue)";

    private final Api owner = Api.workspace();
    private final List<UUID> campaigns = new ArrayList<>(List.of(campaign(), campaign(), campaign()));

    private UUID campaign() {
        return owner.post(
                        "/api/campaigns", Map.of("name", "Sums", "budget", Map.of("amount", 1_000, "currency", "EUR")))
                .expect(201)
                .id("id");
    }

    private Map<String, Object> random(Random dice) {
        var record = new HashMap<String, Object>(Map.of(
                "campaignId",
                campaigns.get(dice.nextInt(campaigns.size())),
                "channel",
                dice.nextBoolean() ? "meta" : "google_ads",
                "source",
                dice.nextInt(4) == 0 ? "b" : "a",
                "entity",
                "ad " + dice.nextInt(3)));
        String day = "2026-03-0" + (1 + dice.nextInt(4));
        if (dice.nextInt(3) == 0) record.put("hour", day + "T1" + dice.nextInt(4) + ":00:00Z");
        else record.put("date", day);
        if (dice.nextInt(4) == 0) record.put("key", "key " + dice.nextInt(6));
        for (String measure : List.of("impressions", "clicks", "conversions", "spend", "revenue"))
            if (dice.nextInt(3) > 0) record.put(measure, dice.nextInt(100));
        if (dice.nextInt(4) == 0) record.put("currency", "USD");
        record.putIfAbsent("clicks", 0);
        return record;
    }

    private void ingest(Random dice) {
        var batch = new ArrayList<Map<String, Object>>();
        for (int n = dice.nextInt(25); n >= 0; n--) batch.add(random(dice));
        owner.post("/api/metrics/ingest", Map.of("records", batch)).expect(200);
    }

    private void inWorkspace(Runnable work) {
        Current.house(owner.workspace, "test").run(work);
    }

    private List<String> rows(String text) {
        var rows = new ArrayList<String>();
        inWorkspace(() -> rows.addAll(Api.bean(Transactions.class)
                .read(() -> Api.bean(Sql.class).of(text).list(String.class))));
        return rows;
    }

    private void agrees() {
        String day = "select row(day, channel, currency, %s, "
                + SUMS.replaceAll("sum\\((\\w+)\\)", "coalesce(sum($1), 0)::numeric(22, 6)")
                + ")::text from %s where workspace_id = :workspace %s group by day, channel, currency %s order by 1";
        assertThat(rows(day.formatted("sum(facts)::bigint", "analytics_day", "", "having sum(facts) <> 0")))
                .isEqualTo(rows(day.formatted("count(*)", "analytics_fact", "and counted", "")));
        String spent =
                "select row(campaign_id, currency, sum(spend)::numeric(22, 6))::text from %s where workspace_id = :workspace %s"
                        + " group by campaign_id, currency having sum(spend) <> 0 order by 1";
        assertThat(rows(spent.formatted("analytics_spent", "")))
                .isEqualTo(rows(spent.formatted("analytics_fact", "and counted")));
        for (int i = 1; i <= 4; i++) {
            String days = "?from=2026-03-0" + i + "&to=2026-03-0" + i;
            var overview =
                    owner.get("/api/dashboard/overview" + days).expect(200).json();
            for (String measure : List.of("impressions", "clicks", "conversions")) {
                long counted = campaigns.stream()
                        .mapToLong(id -> owner.get("/api/campaigns/" + id + "/metrics" + days)
                                .expect(200)
                                .json()
                                .at("/totals/" + measure)
                                .asLong())
                        .sum();
                assertThat(overview.at("/figures/" + measure).asLong())
                        .as(measure + " of day " + i)
                        .isEqualTo(counted);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_overview_adds_up_what_the_campaigns_report(long seed) {
        var dice = new Random(seed);
        for (int i = 0; i < 14; i++) {
            ingest(dice);
            if (dice.nextInt(4) == 0) inWorkspace(() -> Api.bean(SumsLane.class).work());
            if (i == 6) {
                var gone = campaigns.removeLast();
                inWorkspace(() -> Api.bean(Transactions.class)
                        .write(() -> Api.bean(FactStore.class).forget(gone)));
            }
        }
        agrees();
        inWorkspace(() -> Api.bean(SumsLane.class).work());
        agrees();
        assertThat(rows("select row(day, channel, currency)::text from analytics_day where workspace_id = :workspace"))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_day_whose_campaign_was_deleted_is_not_compared_with() {
        var only = campaigns.getFirst();
        owner.post(
                        "/api/metrics/ingest",
                        Map.of(
                                "records",
                                List.of(
                                        Map.of(
                                                "campaignId",
                                                only,
                                                "channel",
                                                "meta",
                                                "source",
                                                "a",
                                                "date",
                                                "2026-03-01",
                                                "clicks",
                                                5),
                                        Map.of(
                                                "campaignId",
                                                campaigns.getLast(),
                                                "channel",
                                                "meta",
                                                "source",
                                                "a",
                                                "date",
                                                "2026-03-02",
                                                "clicks",
                                                10))))
                .expect(200);
        String path = "/api/dashboard/overview?from=2026-03-02&to=2026-03-02";
        assertThat(owner.get(path).expect(200).at("change.clicks").asDouble()).isEqualTo(1);
        inWorkspace(() -> Api.bean(Transactions.class)
                .write(() -> Api.bean(FactStore.class).forget(only)));
        assertThat(owner.get(path).expect(200).at("change.clicks").isNull()).isTrue();
    }
}
