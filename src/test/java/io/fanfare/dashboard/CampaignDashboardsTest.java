package io.fanfare.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.FakePlatforms;
import io.fanfare.Story;
import io.fanfare.kernel.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CampaignDashboardsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final String path = "/api/dashboard/campaigns/" + story.campaign;
    private final String campaign = "/api/campaigns/" + story.campaign;

    private UUID post(Instant at) {
        return story.post(Map.of("title", "Good news", "scheduledFor", at.toString()))
                .expect(201)
                .id("queueId");
    }

    private void ingest(LocalDate day, int clicks) {
        var record =
                Map.of("campaignId", story.campaign, "channel", "web", "source", "test", "date", day, "clicks", clicks);
        owner.post("/api/metrics/ingest", Map.of("records", List.of(record))).expect(200);
        Api.drain();
    }

    @Test
    void a_key_for_figures_alone_does_not_read_the_work() {
        var key = owner.post("/api/api-keys", Map.of("name", "Figures", "scopes", List.of("metric.read")))
                .expect(201)
                .text("key");
        var program = Api.nobody().with("Authorization", "Bearer " + key);
        program.get("/api/analytics/campaigns/" + story.campaign + "/dashboard").expect(200);
        program.get(path).refused(403, "forbidden");
    }

    @Test
    void one_response_contains_what_the_single_operations_return() {
        owner.put(campaign + "/budget", Map.of("currency", "EUR", "total", 100, "allocations", List.of()))
                .expect(200);
        var post = post(Instant.now().plus(2, ChronoUnit.DAYS));
        post(Instant.now().plus(20, ChronoUnit.DAYS));
        var all = owner.get(path).expect(200);
        assertThat(all.json().get("readiness"))
                .isEqualTo(owner.get(campaign + "/readiness").json().get("score"));
        assertThat(all.json().get("readinessParts"))
                .isEqualTo(owner.get(campaign + "/readiness").json().get("parts"));
        assertThat(all.json().at("/evaluation/blockers"))
                .isEqualTo(owner.get(campaign + "/prompting/evaluate").json().get("blockers"));
        assertThat(all.json().get("budget"))
                .isEqualTo(owner.get(campaign + "/budget").json());
        assertThat(all.json().get("workflow"))
                .isEqualTo(owner.get(campaign + "/workflow").json());
        assertThat(all.json().get("activity"))
                .isEqualTo(owner.get(campaign + "/activity?limit=6").json().get("items"));
        assertThat(all.json().at("/upcoming").findValuesAsString("id")).containsExactly(post.toString());
        assertThat(all.json().at("/approvals").findValuesAsString("scope"))
                .containsExactlyInAnyOrder("strategy", "content", "schedule", "ads");
        assertThat(owner.get(all.text("deliveries.rows")).expect(200).json().get("items"))
                .isEmpty();
    }

    @Test
    void a_dismissed_check_is_not_advice_any_more_but_still_counts_for_readiness() {
        var before = owner.get(path).expect(200);
        var check = java.util.stream.StreamSupport.stream(
                        before.json().at("/evaluation/recommendations").spliterator(), false)
                .filter(one -> one.get("dismissible").booleanValue())
                .findFirst()
                .orElseThrow();
        String code = check.get("code").asString();
        owner.post(campaign + "/prompting/record-response", Map.of("code", code, "response", "dismissed"))
                .expect(201);
        var after = owner.get(path).expect(200);
        assertThat(after.json().at("/evaluation/recommendations").findValuesAsString("code"))
                .doesNotContain(code);
        assertThat(after.json().get("readiness")).isEqualTo(before.json().get("readiness"));
    }

    @Test
    void a_blocker_of_a_launched_campaign_is_bad_for_its_health() {
        assertThat(owner.get(path).text("health")).isEqualTo("watch");
        post(Instant.now().plus(2, ChronoUnit.DAYS));
        story.launch();
        post(Instant.now().plus(3, ChronoUnit.DAYS));
        assertThat(owner.get(path).text("health")).isEqualTo("bad");
    }

    @Test
    void a_failed_delivery_is_bad_for_the_health_of_a_campaign() {
        String account = "d" + Ids.next().toString().replace("-", "").substring(12);
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
        var toot = story.post(Map.of("platform", "mastodon", "title", ""))
                .expect(201)
                .id("queueId");
        story.approve("content", "schedule");
        assertThat(owner.get(path).text("health")).isEqualTo("watch");
        owner.post("/api/social/" + toot + "/publish").expect(202);
        Api.drain();
        assertThat(owner.get(path).at("deliveries.byState.failed").asInt()).isEqualTo(1);
        assertThat(owner.get(path).text("health")).isEqualTo("bad");
    }

    @Test
    void figures_are_compared_with_the_days_before_or_a_year_earlier_or_not_at_all() {
        var day = Story.today().minusDays(5);
        ingest(day, 40);
        ingest(day.minusDays(1), 10);
        ingest(day.minusYears(1), 20);
        String days = path + "?from=" + day + "&to=" + day;
        assertThat(owner.get(days).at("figures.clicks").asInt()).isEqualTo(40);
        assertThat(owner.get(days).at("change.clicks").asInt()).isEqualTo(3);
        assertThat(owner.get(days + "&compare=year").at("change.clicks").asInt())
                .isEqualTo(1);
        assertThat(owner.get(days + "&compare=year").text("previous.from"))
                .isEqualTo(day.minusYears(1).toString());
        assertThat(owner.get(days + "&compare=none").json().get("previous").isNull())
                .isTrue();
        owner.get(path + "?compare=week").refused(400, "invalid");
    }

    @Test
    void the_calendar_of_one_campaign_says_what_the_reader_may_do_with_each_item() {
        var other = new Story(owner);
        other.post(Map.of("scheduledFor", Instant.now().plus(3, ChronoUnit.DAYS).toString()))
                .expect(201);
        var mine = post(Instant.now().plus(2, ChronoUnit.DAYS));
        String calendar = "/api/social/calendar?from=2026-01-01&to=2027-02-01&campaignId=" + story.campaign;
        var items = owner.get(calendar).expect(200).json().get("items");
        assertThat(items.findValuesAsString("id")).containsExactly(mine.toString());
        assertThat(items.at("/0/can").toString()).contains("reschedulePost", "cancelPost");
        var draft = story.mailing(Map.of("name", "Later")).expect(201).id("id");
        var unscheduled = owner.get(calendar).json().get("unscheduled");
        assertThat(unscheduled.findValuesAsString("id")).containsExactly(draft.toString());
        assertThat(unscheduled.at("/0/can").toString()).contains("scheduleMailing");
        assertThat(owner.as("viewer").get(calendar).json().at("/items/0/can")).isEmpty();
    }

    private UUID task(Map<String, ?> details) {
        var body = new java.util.HashMap<String, Object>(details);
        body.putIfAbsent("title", "A task");
        body.put("campaignId", story.campaign);
        return owner.post("/api/tasks", body).expect(201).id("id");
    }

    @Test
    void the_work_of_the_campaign_says_what_is_done_what_is_left_and_who_does_it() {
        var today = LocalDate.now(java.time.ZoneOffset.UTC);
        assertThat(owner.get(path).json().get("burndown")).isEmpty();
        assertThat(owner.get(path).json().get("timeline").isNull()).isTrue();
        assertThat(owner.get(path).json().get("progress").isNull()).isTrue();
        var mia = owner.post("/api/team", Map.of("name", "Mia")).expect(201).id("id");
        var done = task(Map.of("assignee", mia, "estimateHours", 4, "due", today, "actualHours", 5));
        owner.patch("/api/tasks/" + done, Map.of("status", "in_progress")).expect(200);
        owner.patch("/api/tasks/" + done, Map.of("status", "done")).expect(200);
        task(Map.of("assignee", mia, "estimateHours", 6, "actualHours", 2, "due", today.minusDays(1)));
        for (int i = 0; i < 11; i++) task(Map.of("due", today.plusDays(2)));
        var canceled = task(Map.of("estimateHours", 100));
        owner.patch("/api/tasks/" + canceled, Map.of("status", "cancelled")).expect(200);
        new Story(owner);
        var all = owner.get(path).expect(200).json();
        assertThat(all.get("progress").asDouble()).isEqualTo(0.077);
        assertThat(all.at("/tasks/open/count").asInt()).isEqualTo(12);
        assertThat(all.at("/tasks/overdue/count").asInt()).isEqualTo(1);
        OverviewsTest.follow(owner, all.get("tasks"));
        assertThat(all.at("/hours/estimated").asDouble()).isEqualTo(10);
        assertThat(all.at("/hours/actual").asDouble()).isEqualTo(7);
        assertThat(all.at("/hours/left").asDouble()).isEqualTo(4);
        assertThat(all.get("team")).hasSize(1);
        assertThat(all.at("/team/0/name").asString()).isEqualTo("Mia");
        assertThat(all.at("/team/0/tasks").asInt()).isEqualTo(2);
        assertThat(all.at("/team/0/done").asInt()).isEqualTo(1);
        assertThat(all.at("/team/0/overdue").asInt()).isEqualTo(1);
        assertThat(all.get("risks").findValuesAsString("code")).contains("tasks_peak");
        var burndown = all.get("burndown");
        assertThat(burndown).hasSize(3);
        assertThat(burndown.at("/0/left").asInt()).isEqualTo(12);
        assertThat(burndown.at("/0/planned").asInt()).isEqualTo(11);
        assertThat(burndown.at("/1/left").isNull()).isTrue();
        assertThat(burndown.at("/2/planned").asInt()).isZero();
    }

    @Test
    void the_plan_of_the_campaign_is_that_of_its_timeline() {
        owner.post(
                        campaign + "/timeline",
                        Map.of("anchor", "start", "date", Story.today().plusDays(1)))
                .expect(201);
        var plan = owner.get(path).expect(200).json().get("timeline");
        var timeline = owner.get(campaign + "/timeline").expect(200).json();
        assertThat(plan.get("milestones").findValuesAsString("name"))
                .isEqualTo(timeline.get("milestones").findValuesAsString("name"))
                .isNotEmpty();
        assertThat(plan.get("start").asString()).isGreaterThan(Story.today().toString());
        assertThat(plan.get("finish").asString())
                .isGreaterThan(plan.get("start").asString());
        assertThat(plan.get("critical").asInt()).isPositive();
        owner.delete(campaign).expect(204);
        owner.get(path).expect(200);
    }
}
