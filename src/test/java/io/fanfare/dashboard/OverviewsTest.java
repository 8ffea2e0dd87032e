package io.fanfare.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.FakePlatforms;
import io.fanfare.Story;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OverviewsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    private Api.Answer overview() {
        return owner.get("/api/dashboard/overview").expect(200);
    }

    private UUID task(Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("title", "A task", "campaignId", story.campaign));
        body.putAll(more);
        return owner.post("/api/tasks", body).expect(201).id("id");
    }

    private void block(UUID task) {
        owner.patch("/api/tasks/" + task, Map.of("status", "blocked", "blockedReason", "No photos"))
                .expect(200);
    }

    private UUID campaign(String name, Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("name", name);
        return owner.post("/api/campaigns", body).expect(201).id("id");
    }

    private UUID member(String name, Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("name", name);
        return owner.post("/api/team", body).expect(201).id("id");
    }

    private static String refusingAccount(Api owner) {
        String account = "o" + Ids.next().toString().replace("-", "").substring(12);
        owner.post(
                        "/api/social/accounts",
                        Map.of(
                                "platform",
                                "mastodon",
                                "instance",
                                FakePlatforms.url(),
                                "accessToken",
                                "token-" + account))
                .expect(201);
        FakePlatforms.fault(account, "refused");
        return account;
    }

    /** Follows every path of a count, and compares what it lists; returns how many paths there were. */
    static int follow(Api who, JsonNode node) {
        int followed = 0;
        if (node.isObject() && node.has("count") && node.has("rows")) {
            if (node.get("rows").isNull()) {
                assertThat(node.get("count").asLong()).isZero();
                return 0;
            }
            String rows = node.get("rows").asString();
            assertThat(listed(who, rows)).as(rows).isEqualTo(node.get("count").asLong());
            followed++;
        }
        for (var child : node) followed += follow(who, child);
        return followed;
    }

    private static long listed(Api who, String path) {
        var page = who.get(path).expect(200).json();
        long listed = page.get("items").size();
        if (page.has("total")) return page.get("total").asLong();
        for (var next = page.path("next"); next.isString(); next = page.path("next")) {
            page = who.get(path + "&after=" + next.asString()).expect(200).json();
            listed += page.get("items").size();
        }
        return listed;
    }

    @Test
    void a_new_workspace_has_nothing_that_needs_attention() {
        var fresh = Api.workspace();
        var overview = fresh.get("/api/dashboard/overview").expect(200);
        assertThat(overview.at("campaigns.total.count").asInt()).isZero();
        assertThat(overview.at("risks")).isEmpty();
        assertThat(overview.at("budget")).isEmpty();
        assertThat(follow(fresh, overview.json())).isGreaterThan(20);
    }

    @Test
    void every_count_is_what_its_path_lists() {
        var me = member("Mia", Map.of("personId", owner.person));
        member("Away", Map.of("active", false));
        for (int i = 0; i < 11; i++) task(Map.of("due", today.plusDays(i % 3), "assignee", me));
        task(Map.of("due", today.minusDays(2)));
        task(Map.of("due", today, "title", "Today"));
        block(task(Map.of("due", today.plusDays(1))));
        task(Map.of("campaignId", campaign("Other", Map.of()), "due", today.minusDays(1)));
        owner.delete("/api/tasks/" + task(Map.of())).expect(204);
        owner.delete("/api/campaigns/" + campaign("Archived", Map.of())).expect(204);
        story.post(Map.of("scheduledFor", Instant.now().plus(2, ChronoUnit.DAYS).toString()))
                .expect(201);
        var account = refusingAccount(owner);
        var toot = story.post(Map.of("platform", "mastodon", "title", ""))
                .expect(201)
                .id("queueId");
        story.approve("content", "schedule");
        owner.post("/api/social/" + toot + "/publish").expect(202);
        Api.drain();
        story.launch();
        story.post(Map.of("title", "Not approved")).expect(201);
        assertThat(account).isNotEmpty();

        var overview = overview();
        assertThat(overview.at("tasks.mine.count").asInt()).isEqualTo(11);
        assertThat(overview.at("tasks.overdue.count").asInt()).isEqualTo(2);
        assertThat(overview.at("tasks.blocked.count").asInt()).isEqualTo(1);
        assertThat(overview.at("team.members.count").asInt()).isEqualTo(1);
        assertThat(overview.at("attention.failed.count").asInt()).isEqualTo(1);
        assertThat(overview.at("attention.blockers.count").asInt()).isEqualTo(1);
        assertThat(overview.at("deliveries.next7Days.count").asInt()).isEqualTo(1);
        assertThat(overview.at("campaigns.total.count").asInt()).isEqualTo(2);
        assertThat(overview.at("campaigns.atRisk.count").asInt()).isEqualTo(1);
        assertThat(overview.json().get("risks").findValuesAsString("code")).contains("tasks_peak", "deliveries_failed");
        assertThat(follow(owner, overview.json())).isGreaterThan(25);
        assertThat(follow(owner, owner.get("/api/dashboard/risks").expect(200).json()))
                .isEqualTo(2);
        assertThat(follow(
                        owner, owner.get("/api/dashboard/campaigns").expect(200).json()))
                .isEqualTo(4);
    }

    @Test
    void a_member_sees_their_own_reviews_and_tasks() {
        story.post(Map.of()).expect(201);
        var reviewer = owner.as("reviewer");
        owner.post("/api/campaigns/" + story.campaign + "/approvals/content/request", Map.of())
                .expect(200);
        var overview = reviewer.get("/api/dashboard/overview").expect(200);
        assertThat(overview.at("attention.reviewsWaiting.count").asInt()).isEqualTo(1);
        assertThat(overview.at("attention.reviewsOverdue.count").asInt()).isZero();
        follow(reviewer, overview.json());
        follow(
                owner.as("viewer"),
                owner.as("viewer").get("/api/dashboard/overview").expect(200).json());
    }

    @Test
    void an_overdue_review_is_a_risk_and_waits_for_its_reviewer() {
        story.post(Map.of()).expect(201);
        var reviewer = owner.as("reviewer");
        owner.post("/api/campaigns/" + story.campaign + "/approvals/content/request", Map.of())
                .expect(200);
        story.inWorkspace(() -> Api.bean(Sql.class)
                .of(
                        "update approval_stage set deadline = fanfare_now() - interval '1 hour' where workspace_id = :workspace")
                .run());
        var overview = reviewer.get("/api/dashboard/overview").expect(200);
        assertThat(overview.at("attention.reviewsOverdue.count").asInt()).isEqualTo(1);
        follow(reviewer, overview.json());
        var risk = overview.json().get("risks").get(0);
        assertThat(risk.get("code").asString()).isEqualTo("review_overdue");
        assertThat(risk.get("score").asDouble()).isEqualTo(0.8);
        assertThat(risk.at("/affected/0/campaignId").asString()).isEqualTo(story.campaign.toString());
        assertThat(reviewer.get("/api/approvals?overdue=false").at("total").asInt())
                .isZero();
    }

    @Test
    void risks_have_the_probability_and_impact_of_their_rule() {
        var late = campaign("Late", Map.of("startDate", today.minusDays(3), "endDate", today.plusDays(9)));
        var busy = member("Busy", Map.of());
        for (int i = 0; i < 4; i++) task(Map.of("due", today.plusDays(20), "assignee", busy, "estimateHours", 45));
        block(task(Map.of("due", today.plusDays(5))));
        Api.drain();
        var risks = owner.get("/api/dashboard/risks").expect(200).json().get("items");
        assertThat(risks.valueStream()
                        .map(risk -> risk.get("code").asString() + " "
                                + risk.get("type").asString() + " "
                                + risk.get("score").asDouble()))
                .containsExactly(
                        "start_missed schedule 0.8", "member_full resource 0.63", "tasks_blocked schedule 0.48");
        assertThat(risks.get(1).at("/rows/count").asInt()).isEqualTo(4);
        var one = owner.get("/api/dashboard/risks?campaignId=" + late)
                .expect(200)
                .json()
                .get("items");
        assertThat(one.findValuesAsString("code")).containsExactly("start_missed");
        assertThat(owner.get("/api/dashboard/campaigns?atRisk=true&sort=name")
                        .json()
                        .get("items")
                        .findValuesAsString("name"))
                .containsExactly("Late", "Story");
    }

    @Test
    void time_that_is_assigned_is_told_from_time_that_people_have() {
        var busy = member("Busy", Map.of());
        Api.drain();
        assertThat(overview().at("team.utilization").asDouble()).isZero();
        task(Map.of("due", today.plusDays(20), "assignee", busy, "estimateHours", 40));
        Api.drain();
        var load = owner.get("/api/team/" + busy).expect(200);
        assertThat(overview().at("team.utilization").asDouble())
                .isEqualTo(load.at("load.utilization").asDouble());
        assertThat(load.at("load.assignedHours").asDouble()).isEqualTo(40);
    }

    @Test
    void figures_and_budgets_of_all_campaigns_are_added_up() {
        owner.put(
                        "/api/campaigns/" + story.campaign + "/budget",
                        Map.of("currency", "EUR", "total", 100, "allocations", List.of()))
                .expect(200);
        ingest(today.minusDays(2), 40, 150);
        ingest(today.minusDays(33), 20, 10);
        var overview = overview();
        assertThat(overview.at("figures.clicks").asInt()).isEqualTo(40);
        assertThat(overview.at("change.clicks").asDouble()).isEqualTo(1.0);
        var budget = overview.json().get("budget").get(0);
        assertThat(budget.get("currency").asString()).isEqualTo("EUR");
        assertThat(budget.get("spent").asInt()).isEqualTo(160);
        assertThat(budget.get("left").asInt()).isEqualTo(-60);
        assertThat(overview.json().get("risks").findValuesAsString("code")).containsExactly("budget_exceeded");
        var row = owner.get("/api/dashboard/campaigns")
                .expect(200)
                .json()
                .get("items")
                .get(0);
        assertThat(row.at("/figures/clicks").asInt()).isEqualTo(40);
        assertThat(row.at("/risks").asInt()).isEqualTo(1);
        owner.get("/api/dashboard/overview?days=0").expect(400);
    }

    private void ingest(LocalDate day, int clicks, int spend) {
        var record = Map.of(
                "campaignId",
                story.campaign,
                "channel",
                "web",
                "source",
                "test",
                "date",
                day,
                "clicks",
                clicks,
                "spend",
                spend,
                "currency",
                "EUR");
        owner.post("/api/metrics/ingest", Map.of("records", List.of(record))).expect(200);
        Api.drain();
    }

    @Test
    void the_activity_lists_every_campaign_and_only_those_of_the_workspace() {
        var other = campaign("Other", Map.of());
        var first = owner.get("/api/dashboard/activity?limit=1").expect(200);
        assertThat(first.text("items.0.campaignId")).isEqualTo(other.toString());
        var rest =
                owner.get("/api/dashboard/activity?after=" + first.text("next")).expect(200);
        assertThat(rest.json().get("items").findValuesAsString("campaignId")).containsOnly(story.campaign.toString());
        assertThat(Api.workspace().get("/api/dashboard/activity").json().get("items"))
                .isEmpty();
    }

    @Test
    void a_key_needs_the_scopes_of_all_parts() {
        var key = owner.post("/api/api-keys", Map.of("name", "Figures", "scopes", List.of("metric.read")))
                .expect(201)
                .text("key");
        Api.nobody()
                .with("Authorization", "Bearer " + key)
                .get("/api/dashboard/overview")
                .refused(403, "forbidden");
    }
}
