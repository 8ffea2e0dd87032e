package io.fanfare.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Api.Answer;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PlanningLaneTest {
    private final Api owner = Api.workspace();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final LocalDate monday = today.plusWeeks(20).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    private final UUID campaign =
            owner.post("/api/campaigns", Map.of("name", "Spring")).expect(201).id("id");
    private final String timeline = "/api/campaigns/" + campaign + "/timeline";

    private UUID task(String title, Map<String, ?> more) {
        var body = new java.util.HashMap<String, Object>(more);
        body.put("title", title);
        body.put("campaignId", campaign);
        return owner.post("/api/tasks", body).expect(201).id("id");
    }

    private Answer plan() {
        var request = new java.util.HashMap<String, Object>();
        request.put("template", null);
        request.put("anchor", "start");
        request.put("date", monday);
        return owner.post(timeline, request).expect(201);
    }

    private List<String> critical() {
        return owner.get("/api/tasks?critical=true&campaignId=" + campaign)
                .expect(200)
                .at("items")
                .valueStream()
                .map(task -> task.get("title").asString())
                .sorted()
                .toList();
    }

    private String due(UUID task) {
        return owner.get("/api/tasks/" + task).expect(200).text("due");
    }

    private static List<String> kinds(Api person) {
        return person.get("/api/notifications")
                .expect(200)
                .at("items")
                .valueStream()
                .map((JsonNode one) -> one.get("kind").asString())
                .filter(kind -> kind.startsWith("task_d") || kind.startsWith("task_o"))
                .toList();
    }

    @Test
    void task_lists_mark_what_is_critical_now_and_not_what_was_when_the_timeline_was_saved() {
        var text = task("Text", Map.of("durationDays", 2));
        var video = task("Video", Map.of("durationDays", 5));
        plan();
        Api.drain();
        assertThat(critical()).containsExactly("Video");
        owner.patch("/api/tasks/" + text, Map.of("durationDays", 8)).expect(200);
        Api.drain();
        assertThat(critical()).containsExactly("Text");
        assertThat(due(text)).isEqualTo(monday.plusDays(9).toString());
        assertThat(due(video)).isEqualTo(monday.plusDays(4).toString());
    }

    @Test
    void a_task_that_is_added_to_a_planned_campaign_gets_its_due_date_from_the_plan() {
        var text = task("Text", Map.of("durationDays", 2));
        plan();
        var proof = task("Proofread", Map.of("durationDays", 1, "dependsOn", List.of(Map.of("taskId", text))));
        Api.drain();
        assertThat(due(proof)).isEqualTo(monday.plusDays(2).toString());
    }

    @Test
    void a_planned_due_date_that_has_passed_stays_until_people_plan_again() {
        var text = task("Text", Map.of("durationDays", 2));
        plan();
        owner.patch("/api/tasks/" + text, Map.of("due", today.minusDays(1))).expect(200);
        task("Another", Map.of("durationDays", 3));
        Api.drain();
        assertThat(due(text)).isEqualTo(today.minusDays(1).toString());
        assertThat(owner.get("/api/tasks/" + text).at("overdue").asBoolean()).isTrue();
    }

    @Test
    void a_person_is_notified_once_when_a_task_is_due_and_once_when_it_is_overdue() {
        var editor = owner.as("editor");
        var member = owner.post("/api/team", Map.of("name", "Ed", "personId", editor.person))
                .expect(201)
                .id("id");
        var task = task("Post it", Map.of("due", today, "assignee", member));
        task("Another day", Map.of("due", today.plusDays(3), "assignee", member));
        Api.drain();
        Api.drain();
        assertThat(kinds(editor)).containsExactly("task_due");
        owner.patch("/api/tasks/" + task, Map.of("due", today.minusDays(1))).expect(200);
        Api.drain();
        Api.drain();
        assertThat(kinds(editor)).containsExactly("task_overdue", "task_due");
        owner.patch("/api/tasks/" + task, Map.of("status", "in_progress")).expect(200);
        owner.patch("/api/tasks/" + task, Map.of("status", "done")).expect(200);
        assertThat(editor.get("/api/notifications/unread-count")
                        .expect(200)
                        .at("unread")
                        .asInt())
                .isLessThan(2);
    }

    @Test
    void a_new_campaign_has_the_timeline_of_its_type_if_it_asks_for_one() {
        var asked = owner.post(
                        "/api/campaigns",
                        Map.of("name", "News", "type", "newsletter", "startDate", monday, "generateTimeline", true))
                .expect(201)
                .id("id");
        var plan = owner.get("/api/campaigns/" + asked + "/timeline").expect(200);
        assertThat(plan.text("template")).isEqualTo("newsletter");
        assertThat(plan.at("tasks").size()).isEqualTo(12);
        var undated = owner.post("/api/campaigns", Map.of("name", "Later", "generateTimeline", true))
                .expect(201)
                .id("id");
        owner.get("/api/campaigns/" + undated + "/timeline").refused(404, "timeline_missing");
        owner.patch("/api/campaigns/" + undated, Map.of("generateTimeline", true))
                .expect(400);
    }

    @Test
    void the_workload_spreads_a_task_over_the_working_days_until_it_is_due() {
        var member = owner.post("/api/team", Map.of("name", "Mia")).expect(201).id("id");
        task("Text", Map.of("assignee", member, "estimateHours", 10, "start", monday, "due", monday.plusDays(4)));
        task("Later", Map.of());
        var load = owner.get("/api/dashboard/workload?from=" + monday + "&to=" + monday.plusDays(6))
                .expect(200);
        var cells = load.at("items").get(0).get("cells");
        assertThat(cells.size()).isEqualTo(7);
        assertThat(cells.get(0).get("assignedMinutes").asInt()).isEqualTo(120);
        assertThat(cells.get(0).get("capacityMinutes").asInt()).isEqualTo(480);
        assertThat(cells.get(4).get("taskIds").size()).isEqualTo(1);
        assertThat(cells.get(5).get("capacityMinutes").asInt()).isZero();
        assertThat(load.at("unassigned").asInt()).isEqualTo(1);
        owner.get("/api/dashboard/workload?from=" + monday + "&to=" + monday.minusDays(1))
                .expect(400);
    }
}
