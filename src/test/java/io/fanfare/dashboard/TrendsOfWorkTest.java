package io.fanfare.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TrendsOfWorkTest {
    private final Api owner = Api.workspace();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    private UUID campaign(String name) {
        return owner.post("/api/campaigns", Map.of("name", name)).expect(201).id("id");
    }

    private UUID task(Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("title", "A task");
        return owner.post("/api/tasks", body).expect(201).id("id");
    }

    private void ingest(UUID campaign, int clicks, int spend, String currency) {
        var record = Map.of(
                "campaignId",
                campaign,
                "channel",
                "web",
                "source",
                "test",
                "date",
                today.minusDays(1),
                "clicks",
                clicks,
                "conversions",
                2,
                "spend",
                spend,
                "currency",
                currency);
        owner.post("/api/metrics/ingest", Map.of("records", List.of(record))).expect(200);
        Api.drain();
    }

    @Test
    void the_time_of_the_team_is_what_its_members_have() {
        var person = owner.post("/api/team", Map.of("name", "Mia")).expect(201).id("id");
        owner.post("/api/team", Map.of("name", "Noah")).expect(201);
        task(Map.of("assignee", person, "estimateHours", 40, "due", today.plusDays(20)));
        var done = task(Map.of("assignee", person, "estimateHours", 4, "actualHours", 3));
        owner.patch("/api/tasks/" + done, Map.of("status", "in_progress")).expect(200);
        owner.patch("/api/tasks/" + done, Map.of("status", "done")).expect(200);
        var all = owner.get("/api/dashboard/team-utilization").expect(200);
        var mia = all.json().get("items").get(0);
        var load = owner.get("/api/team/" + person).expect(200);
        assertThat(mia.get("capacityHours").asDouble())
                .isEqualTo(load.at("load.capacityHours").asDouble());
        assertThat(mia.get("assignedHours").asDouble()).isEqualTo(40);
        assertThat(mia.get("actualHours").asDouble()).isEqualTo(3);
        assertThat(mia.get("state").asString()).isEqualTo(load.text("load.state"));
        assertThat(mia.get("weeks")).hasSize(4);
        assertThat(all.at("team.capacityHours").asDouble())
                .isEqualTo(2 * load.at("load.capacityHours").asDouble());
        owner.get("/api/dashboard/team-utilization?from=2026-02-02&to=2026-01-01")
                .expect(400);
    }

    @Test
    void the_time_used_is_the_work_on_finished_tasks_as_a_share_of_what_the_team_could_work() {
        var person = owner.post("/api/team", Map.of("name", "Mia")).expect(201).id("id");
        var own = campaign("Own");
        var done = task(Map.of("assignee", person, "campaignId", own, "actualHours", 3));
        owner.patch("/api/tasks/" + done, Map.of("status", "in_progress")).expect(200);
        owner.patch("/api/tasks/" + done, Map.of("status", "done")).expect(200);
        String path =
                "/api/dashboard/trends?metric=utilization&grain=month&from=" + today.minusDays(6) + "&to=" + today;
        double capacity = owner.get("/api/dashboard/team-utilization?from=" + today.minusDays(6) + "&to=" + today)
                .expect(200)
                .at("team.capacityHours")
                .asDouble();
        assertThat(capacity).isEqualTo(40);
        var points = owner.get(path).expect(200).json().at("/series/0/points");
        var last = points.get(points.size() - 1).get("value").asDouble();
        assertThat(points.size() == 1 ? last : last * 8).isGreaterThanOrEqualTo(3 / capacity);
        var other = owner.get(path + "&campaignIds=" + campaign("Other"))
                .expect(200)
                .json();
        assertThat(other.at("/series/0/points").findValuesAsString("value"))
                .allMatch(value -> Double.parseDouble(value) == 0);
        for (String view : List.of("team-utilization", "workload"))
            owner.get("/api/dashboard/" + view + "?campaignIds=" + UUID.randomUUID())
                    .refused(400, "invalid");
    }

    @Test
    void tasks_are_counted_on_the_days_on_which_they_come_and_go() {
        for (int i = 0; i < 6; i++) {
            var id = task(Map.of("due", today.minusDays(i < 4 ? 0 : 1)));
            if (i == 5) continue;
            owner.patch("/api/tasks/" + id, Map.of("status", "in_progress")).expect(200);
            owner.patch("/api/tasks/" + id, Map.of("status", "done")).expect(200);
        }
        var blocked = task(Map.of());
        owner.patch("/api/tasks/" + blocked, Map.of("status", "blocked", "blockedReason", "No photos"))
                .expect(200);
        var trend = owner.get("/api/dashboard/task-trends?days=7").expect(200);
        assertThat(trend.json().get("points")).hasSize(7);
        var last = trend.json().get("points").get(6);
        assertThat(last.get("date").asString()).isEqualTo(today.toString());
        assertThat(List.of(
                        number(last, "created"), number(last, "done"), number(last, "open"), number(last, "overdue")))
                .containsExactly(7, 5, 2, 1);
        assertThat(number(trend.json().get("points").get(5), "open")).isZero();
        assertThat(trend.at("onTimeRate").asDouble()).isEqualTo(0.8);
        assertThat(trend.at("cycleHours").asDouble()).isLessThan(1);
        assertThat(trend.at("blockRate").asDouble()).isEqualTo(0.5);
        assertThat(owner.get("/api/dashboard/task-trends?days=1&campaignId=" + campaign("Empty"))
                        .at("onTimeRate")
                        .isNull())
                .isTrue();
        owner.get("/api/dashboard/task-trends?days=0").expect(400);
    }

    private static int number(JsonNode point, String name) {
        return point.get(name).asInt();
    }

    @Test
    void campaigns_are_ranked_where_their_values_can_be_compared() {
        var one = campaign("One");
        var two = campaign("Two");
        ingest(one, 10, 20, "EUR");
        ingest(two, 30, 10, "EUR");
        String path = "/api/dashboard/comparison?ids=" + one + "," + two;
        var items = owner.get(path + "&metrics=clicks,cost_per_conversion")
                .expect(200)
                .json()
                .get("items");
        assertThat(items.findValuesAsString("name")).containsExactly("One", "Two");
        assertThat(items.get(1).at("/values/clicks/best").asBoolean()).isTrue();
        assertThat(items.get(0).at("/values/clicks/rank").asInt()).isEqualTo(2);
        assertThat(items.get(1).at("/values/cost_per_conversion/value").asDouble())
                .isEqualTo(5);
        assertThat(items.get(1).at("/values/cost_per_conversion/rank").asInt()).isEqualTo(1);
        assertThat(owner.get("/api/dashboard/comparison").expect(200).json().get("items"))
                .hasSize(2);
        owner.get("/api/dashboard/comparison?ids=" + one).expect(400);
        owner.get("/api/dashboard/comparison?ids=" + one + "," + UUID.randomUUID())
                .expect(404);
        owner.get(path + "&metrics=luck").expect(400);
    }

    @Test
    void a_funnel_says_how_much_is_left_after_each_stage() {
        var one = campaign("One");
        campaign("Two");
        ingest(one, 10, 20, "EUR");
        var audience = owner.get("/api/dashboard/funnel").expect(200).json().get("stages");
        assertThat(audience.findValuesAsString("key")).containsExactly("impressions", "clicks", "conversions");
        assertThat(audience.get(2).get("step").asDouble()).isEqualTo(0.2);
        assertThat(audience.get(1).get("step").isNull()).isTrue();
        var campaigns = owner.get("/api/dashboard/funnel?kind=campaigns")
                .expect(200)
                .json()
                .get("stages");
        assertThat(campaigns.get(0).get("count").asInt()).isEqualTo(2);
        assertThat(campaigns.get(1).get("count").asInt()).isZero();
        owner.get("/api/dashboard/funnel?kind=luck").expect(400);
    }
}
