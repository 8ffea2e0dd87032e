package io.fanfare.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A dashboard of some campaigns counts what belongs to them, and its paths list the same. */
class DashboardFiltersTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final UUID launch =
            campaign(Map.of("name", "Launch", "type", "product_launch", "tags", List.of("spring & more")));

    private UUID campaign(Map<String, ?> details) {
        return owner.post("/api/campaigns", details).expect(201).id("id");
    }

    private void task(UUID campaign, int days) {
        owner.post("/api/tasks", Map.of("title", "A task", "campaignId", campaign, "due", today.plusDays(days)))
                .expect(201);
    }

    private void ingest(UUID campaign, int clicks) {
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
                clicks);
        owner.post("/api/metrics/ingest", Map.of("records", List.of(record))).expect(200);
    }

    private JsonNode read(String path) {
        return owner.get(path).expect(200).json();
    }

    private void fill() {
        task(story.campaign, -1);
        task(story.campaign, 0);
        for (int i = 0; i < 11; i++) task(launch, 2);
        owner.post("/api/tasks", Map.of("title", "Of no campaign", "due", today))
                .expect(201);
        story.post(Map.of("scheduledFor", Instant.now().plus(2, ChronoUnit.DAYS).toString()))
                .expect(201);
        owner.post("/api/campaigns/" + story.campaign + "/approvals/content/request", Map.of())
                .expect(200);
        ingest(story.campaign, 7);
        ingest(launch, 40);
        Api.drain();
    }

    @Test
    void every_view_is_about_the_campaigns_that_match_and_its_paths_are_too() {
        fill();
        for (String filter : List.of("campaignIds=" + launch, "type=product_launch", "tag=spring+%26+more")) {
            var overview = read("/api/dashboard/overview?" + filter);
            assertThat(overview.at("/campaigns/total/count").asInt()).as(filter).isEqualTo(1);
            assertThat(overview.at("/tasks/open/count").asInt()).isEqualTo(11);
            assertThat(overview.at("/tasks/overdue/count").asInt()).isZero();
            assertThat(overview.at("/figures/clicks").asInt()).isEqualTo(40);
            assertThat(overview.at("/deliveries/next7Days/count").asInt()).isZero();
            assertThat(overview.get("activity").findValuesAsString("campaignId"))
                    .containsOnly(launch.toString());
            assertThat(overview.get("risks").findValuesAsString("code")).containsExactly("tasks_peak");
            assertThat(OverviewsTest.follow(owner, overview)).isGreaterThan(20);
            assertThat(read("/api/dashboard/risks?" + filter).get("items")).hasSize(1);
            assertThat(read("/api/dashboard/activity?" + filter).get("items").findValuesAsString("campaignId"))
                    .containsOnly(launch.toString());
            assertThat(read("/api/dashboard/campaigns?" + filter).get("items").findValuesAsString("name"))
                    .containsExactly("Launch");
            assertThat(read("/api/dashboard/trends?metric=clicks&" + filter)
                            .at("/series/0/points/28/value")
                            .asInt())
                    .isEqualTo(40);
            assertThat(read("/api/dashboard/funnel?" + filter)
                            .at("/stages/1/count")
                            .asInt())
                    .isEqualTo(40);
            assertThat(read("/api/dashboard/funnel?kind=campaigns&" + filter)
                            .at("/stages/0/count")
                            .asInt())
                    .isEqualTo(1);
            var clicks = read("/api/dashboard/kpis?" + filter)
                    .get("items")
                    .valueStream()
                    .filter(kpi -> kpi.get("key").asString().equals("clicks"))
                    .findFirst()
                    .orElseThrow();
            assertThat(clicks.get("value").asInt()).isEqualTo(40);
            assertThat(read(clicks.get("rows").asString()).get("total").asInt()).isEqualTo(1);
        }
        String filter = "type=product_launch";
        assertThat(read("/api/dashboard/task-trends?" + filter)
                        .at("/points/29/open")
                        .asInt())
                .isEqualTo(11);
        assertThat(read("/api/dashboard/task-trends?" + filter + "&campaignId=" + story.campaign)
                        .at("/points/29/open")
                        .asInt())
                .isZero();
        assertThat(read("/api/dashboard/comparison?" + filter).get("items").findValuesAsString("name"))
                .containsExactly("Launch");
        var person = owner.post("/api/team", Map.of("name", "Mia")).expect(201).id("id");
        for (var campaign : List.of(launch, story.campaign))
            owner.post(
                            "/api/tasks",
                            Map.of(
                                    "title",
                                    "Work",
                                    "campaignId",
                                    campaign,
                                    "assignee",
                                    person,
                                    "estimateHours",
                                    5,
                                    "due",
                                    today.plusDays(5)))
                    .expect(201);
        assertThat(read("/api/dashboard/team-utilization?" + filter)
                        .at("/team/assignedHours")
                        .asDouble())
                .isEqualTo(5);
        var workload = read("/api/dashboard/workload?" + filter);
        assertThat(workload.get("unassigned").asInt()).isEqualTo(11);
        assertThat(workload.at("/items/0/cells")
                        .valueStream()
                        .mapToInt(cell -> cell.get("taskIds").size())
                        .max())
                .hasValue(1);
        var both = read("/api/dashboard/overview?campaignIds=" + launch + "," + story.campaign);
        assertThat(both.at("/tasks/open/count").asInt()).isEqualTo(15);
        assertThat(both.at("/deliveries/next7Days/count").asInt()).isEqualTo(1);
        OverviewsTest.follow(owner, both);
        assertThat(read("/api/dashboard/overview").at("/tasks/open/count").asInt())
                .isEqualTo(16);
    }

    @Test
    void a_filter_that_nothing_matches_counts_nothing_and_lists_nothing() {
        fill();
        var overview = read("/api/dashboard/overview?tag=unknown");
        assertThat(overview.at("/tasks/open/count").asInt()).isZero();
        assertThat(overview.at("/tasks/open/rows").isNull()).isTrue();
        assertThat(overview.at("/figures/clicks").asInt()).isZero();
        assertThat(overview.get("activity")).isEmpty();
        OverviewsTest.follow(owner, overview);
    }

    @Test
    void an_id_of_someone_else_and_one_of_nothing_are_refused_alike() {
        var foreign = new Story().campaign;
        var archived = campaign(Map.of("name", "Archived"));
        owner.delete("/api/campaigns/" + archived).expect(204);
        for (String view : List.of("overview", "kpis", "campaigns", "trends", "funnel", "risks", "activity"))
            for (var id : List.of(foreign, archived, UUID.randomUUID()))
                assertThat(owner.get("/api/dashboard/" + view + "?campaignIds=" + launch + "," + id)
                                .expect(400)
                                .text("errors.campaignIds"))
                        .as(view)
                        .contains("not archived");
        assertThat(read("/api/tasks?campaignIds=" + foreign).get("total").asInt())
                .isZero();
        assertThat(read("/api/deliveries?campaignIds=" + foreign).get("items")).isEmpty();
    }
}
