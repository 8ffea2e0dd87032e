package io.fanfare.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Api.Answer;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TimelinesTest {
    private final Api owner = Api.workspace();
    /** A Monday some weeks ahead, so that nothing lies in the past. */
    private final LocalDate monday =
            LocalDate.now(ZoneOffset.UTC).plusWeeks(20).with(TemporalAdjusters.next(DayOfWeek.MONDAY));

    private final UUID campaign = campaign(Map.of("priority", "high"));
    private final String timeline = "/api/campaigns/" + campaign + "/timeline";

    private UUID campaign(Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("name", "Spring");
        return owner.post("/api/campaigns", body).expect(201).id("id");
    }

    private UUID task(String title, int days, UUID... before) {
        return owner.post(
                        "/api/tasks",
                        Map.of(
                                "title",
                                title,
                                "campaignId",
                                campaign,
                                "durationDays",
                                days,
                                "dependsOn",
                                java.util.Arrays.stream(before)
                                        .map(id -> Map.of("taskId", id))
                                        .toList()))
                .expect(201)
                .id("id");
    }

    /** A plan of the tasks of the campaign that starts on a Monday. */
    private Answer plan() {
        var request = new HashMap<String, Object>();
        request.put("template", null);
        request.put("anchor", "start");
        request.put("date", monday);
        return owner.post(timeline, request).expect(201);
    }

    private static JsonNode task(Answer timeline, UUID id) {
        for (JsonNode task : timeline.at("tasks")) if (task.get("id").asString().equals(id.toString())) return task;
        throw new AssertionError(id + " is not in " + timeline.body());
    }

    private static List<String> ids(JsonNode list) {
        var ids = new ArrayList<String>();
        list.forEach(id -> ids.add(id.asString()));
        return ids;
    }

    @Test
    void a_template_ends_before_the_launch_and_leaves_room_for_its_buffer() {
        for (var template : Map.of(
                        "newsletter", 14, "product_launch", 42, "custom", 7, "event", 45, "lead_generation", 28)
                .entrySet()) {
            var path =
                    "/api/campaigns/" + campaign(Map.of("type", template.getKey(), "priority", "high")) + "/timeline";
            var made = owner.post(path, Map.of("date", monday)).expect(201);
            assertThat(made.text("template")).isEqualTo(template.getKey());
            int buffer = (int) Math.ceil(0.15 * template.getValue() - 1e-9);
            assertThat(made.at("bufferDays").asInt()).isEqualTo(buffer);
            assertThat(made.text("target")).isEqualTo(monday.minusDays(1).toString());
            assertThat(made.text("state")).isEqualTo("on_track");
            assertThat(made.at("bufferUsed").asDouble()).isZero();
            assertThat(made.at("broken")).isEmpty();
            var critical = owner.get(path + "/critical-path").expect(200);
            assertThat(critical.at("lengthDays").asInt()).as(template.getKey()).isEqualTo(template.getValue());
            assertThat(owner.get(path).expect(200).json()).isEqualTo(made.json());
        }
    }

    @Test
    void the_tasks_of_a_template_have_milestones_and_planned_due_dates() {
        var path = "/api/campaigns/" + campaign(Map.of("type", "newsletter", "startDate", monday)) + "/timeline";
        var made = owner.post(path, Map.of()).expect(201);
        assertThat(made.at("tasks")).hasSize(12);
        assertThat(made.at("milestones").findValuesAsString("name"))
                .containsExactly("Content", "Layout", "Approval", "Launch");
        assertThat(made.text("milestones.3.date")).isEqualTo(made.text("finish"));
        made.at("tasks").forEach(task -> {
            assertThat(task.get("due")).isEqualTo(task.get("earliestFinish"));
            assertThat(task.get("milestoneId").isNull()).isFalse();
        });
        var listed = owner.get("/api/tasks?critical=true&sort=due").expect(200);
        assertThat(listed.at("total").asInt()).isEqualTo(made.at("criticalPath").size());
    }

    @Test
    void urgent_campaigns_can_be_planned_with_shorter_tasks() {
        var path = "/api/campaigns/" + campaign(Map.of("type", "custom", "priority", "urgent")) + "/timeline";
        owner.post(path, Map.of("date", monday, "paceByPriority", true)).expect(201);
        assertThat(owner.get(path + "/critical-path").at("lengthDays").asInt()).isEqualTo(6);
    }

    @Test
    void a_campaign_has_one_timeline_until_it_is_replaced() {
        owner.post(timeline, Map.of()).refused(422, "timeline_without_date");
        owner.get(timeline).refused(404, "timeline_missing");
        assertThat(owner.get("/api/campaigns/" + campaign).at("timeline").asBoolean())
                .isFalse();
        owner.post(timeline, Map.of("date", monday)).expect(201);
        assertThat(owner.get("/api/campaigns/" + campaign).at("timeline").asBoolean())
                .isTrue();
        assertThat(owner.get("/api/campaigns").at("items.0.timeline").asBoolean())
                .isTrue();
        owner.post(timeline, Map.of("date", monday)).refused(409, "timeline_exists");
        var own = task("Own task", 1);
        var replaced = owner.post(timeline, Map.of("date", monday, "template", "newsletter", "replace", true))
                .expect(201);
        assertThat(replaced.at("tasks")).hasSize(13);
        assertThat(task(replaced, own).get("title").asString()).isEqualTo("Own task");
        owner.post(timeline, Map.of("date", monday, "template", "party", "replace", true))
                .refused(400, "invalid");
    }

    @Test
    void slack_and_the_critical_path_follow_from_lengths_and_links() {
        var first = task("First", 2);
        var slow = task("Slow", 5, first);
        var fast = task("Fast", 2, first);
        var last = task("Last", 1, slow, fast);
        var made = plan();
        assertThat(ids(made.at("criticalPath"))).containsExactly(first.toString(), slow.toString(), last.toString());
        assertThat(task(made, fast).get("totalSlack").asInt()).isEqualTo(3);
        assertThat(task(made, fast).get("freeSlack").asInt()).isEqualTo(3);
        assertThat(task(made, first).get("earliestStart").asString()).isEqualTo(monday.toString());
        // Monday and Tuesday, then Wednesday to the next Tuesday.
        assertThat(task(made, slow).get("earliestFinish").asString())
                .isEqualTo(monday.plusDays(8).toString());
        assertThat(made.text("finish")).isEqualTo(monday.plusDays(9).toString());
        var path = owner.get(timeline + "/critical-path").expect(200);
        assertThat(path.at("lengthDays").asInt()).isEqualTo(8);
        assertThat(ids(path.at("paths.0"))).hasSize(3);
        assertThat(made.at("buffers").findValuesAsString("kind")).containsExactly("project", "feeding");
    }

    @Test
    void a_published_project_has_its_published_length() {
        var project = Instances.psplib("j301_1.sm");
        var ids = new ArrayList<UUID>();
        for (int task = 0; task < project.size(); task++)
            ids.add(task(
                    "Job " + task,
                    project.lengths()[task],
                    java.util.Arrays.stream(project.before().get(task))
                            .mapToObj(ids::get)
                            .toArray(UUID[]::new)));
        var made = plan();
        var path = owner.get(timeline + "/critical-path").expect(200);
        assertThat(path.at("lengthDays").asInt()).isEqualTo(38);
        ids(path.at("tasks")).forEach(id -> assertThat(
                        task(made, UUID.fromString(id)).get("totalSlack").asInt())
                .isZero());
    }

    @Test
    void a_simulation_says_what_would_move_and_changes_nothing() {
        var first = task("First", 2);
        var second = task("Second", 2, first);
        var made = plan();
        var simulated = owner.patch(
                        timeline, Map.of("dryRun", true, "tasks", List.of(Map.of("id", first, "durationDays", 4))))
                .expect(200);
        assertThat(simulated.at("changes").toString())
                .contains("\"durationDays\"", first.toString(), second.toString());
        assertThat(simulated.text("finish")).isEqualTo(monday.plusDays(7).toString());
        assertThat(owner.get(timeline).json()).isEqualTo(made.json());
        var committed = owner.patch(
                        timeline, Map.of("version", 1, "tasks", List.of(Map.of("id", first, "durationDays", 4))))
                .expect(200);
        assertThat(committed.text("finish")).isEqualTo(simulated.text("finish"));
        assertThat(committed.at("version").asInt()).isEqualTo(2);
        assertThat(owner.get("/api/tasks/" + second).text("due"))
                .isEqualTo(monday.plusDays(7).toString());
        owner.patch(timeline, Map.of("version", 1, "shiftDays", 1)).refused(409, "timeline_version_conflict");
    }

    @Test
    void done_and_pinned_tasks_never_move() {
        var done = task("Done", 2);
        var pinned = task("Pinned", 2, done);
        plan();
        owner.patch("/api/tasks/" + done, Map.of("status", "in_progress")).expect(200);
        owner.patch("/api/tasks/" + done, Map.of("status", "done")).expect(200);
        owner.patch(
                        timeline,
                        Map.of("tasks", List.of(Map.of("id", pinned, "start", monday.plusDays(7), "pinned", true))))
                .expect(200);
        var before = owner.get(timeline);
        var shifted = owner.patch(timeline, Map.of("shiftDays", 10)).expect(200);
        assertThat(shifted.text("anchor.date")).isEqualTo(monday.plusDays(14).toString());
        for (var id : List.of(done, pinned))
            assertThat(task(shifted, id).get("earliestStart"))
                    .isEqualTo(task(before, id).get("earliestStart"));
        owner.patch(timeline, Map.of("tasks", List.of(Map.of("id", done, "durationDays", 9))))
                .refused(422, "timeline_impossible");
        owner.patch(timeline, Map.of("tasks", List.of(Map.of("id", pinned, "durationDays", 9))))
                .refused(422, "timeline_impossible");
        owner.patch(timeline, Map.of("tasks", List.of(Map.of("id", pinned, "durationDays", 9, "pinned", false))))
                .expect(200);
    }

    @Test
    void what_a_plan_can_not_keep_is_listed() {
        var first = task("First", 5);
        var second = task("Second", 2, first);
        plan();
        owner.patch("/api/tasks/" + second, Map.of("due", monday.plusDays(2))).expect(200);
        var late = owner.patch(timeline, Map.of("target", monday.plusDays(3))).expect(200);
        assertThat(late.text("state")).isEqualTo("late");
        assertThat(late.at("broken").findValuesAsString("kind")).containsExactlyInAnyOrder("due", "target");
        assertThat(late.at("checks").findValuesAsString("code")).contains("timeline_late");
        assertThat(task(late, first).get("totalSlack").asInt()).isNegative();
        // A due date that a person has set stays.
        assertThat(owner.get("/api/tasks/" + second).text("due"))
                .isEqualTo(monday.plusDays(2).toString());
    }

    @Test
    void links_are_replaced_and_a_cycle_is_refused() {
        var first = task("First", 2);
        var second = task("Second", 2, first);
        plan();
        var cycle = owner.patch(
                        timeline,
                        Map.of(
                                "links",
                                List.of(Map.of("from", first, "to", second), Map.of("from", second, "to", first))))
                .refused(422, "timeline_cycle");
        assertThat(cycle.at("cycle").toString()).contains("First", "Second");
        var changed = owner.patch(
                        timeline,
                        Map.of("links", List.of(Map.of("from", first, "to", second, "type", "SS", "lagDays", 1))))
                .expect(200);
        assertThat(task(changed, second).get("earliestStart").asString())
                .isEqualTo(monday.plusDays(1).toString());
        assertThat(owner.get("/api/tasks/" + second).text("dependsOn.0.type")).isEqualTo("ss");
        owner.patch(timeline, Map.of("links", List.of(Map.of("from", first, "to", UUID.randomUUID()))))
                .refused(400, "invalid");
        assertThat(owner.patch(timeline, Map.of("links", List.of())).expect(200).at("links"))
                .isEmpty();
    }

    @Test
    void days_off_of_a_person_and_public_holidays_move_their_tasks() {
        var mia = owner.post("/api/team", Map.of("name", "Mia")).expect(201).id("id");
        var id = task("Work", 3);
        owner.patch("/api/tasks/" + id, Map.of("assignee", mia)).expect(200);
        owner.put(
                        "/api/team/" + mia + "/availability",
                        Map.of("daysOff", List.of(Map.of("from", monday.plusDays(1), "to", monday.plusDays(1)))))
                .expect(200);
        var made = plan();
        assertThat(task(made, id).get("earliestFinish").asString())
                .isEqualTo(monday.plusDays(3).toString());
        assertThat(task(made, id).get("assigneeName").asString()).isEqualTo("Mia");
        var german = owner.patch(timeline, Map.of("country", "DE", "target", monday.plusYears(1)))
                .expect(200);
        assertThat(german.at("calendar.holidays").findValuesAsString("name")).contains("German Unity Day");
        owner.patch(timeline, Map.of("country", "XX")).refused(400, "invalid");
    }

    @Test
    void a_person_who_never_works_does_not_stop_the_plan() {
        var mia = owner.post("/api/team", Map.of("name", "Mia")).expect(201).id("id");
        owner.put("/api/team/" + mia + "/availability", Map.of("week", Map.of()))
                .expect(200);
        var id = task("Work", 3);
        owner.patch("/api/tasks/" + id, Map.of("assignee", mia)).expect(200);
        assertThat(plan().text("finish")).isEqualTo(monday.plusDays(2).toString());
    }

    @Test
    void the_buffer_can_be_set_and_is_used_up_by_late_tasks() {
        var first = task("First", 10);
        var made = plan();
        assertThat(made.at("bufferDays").asInt()).isEqualTo(2);
        assertThat(made.text("target")).isEqualTo(monday.plusDays(15).toString());
        var larger = owner.patch(timeline, Map.of("buffers", List.of(Map.of("id", "project", "days", 3))))
                .expect(200);
        assertThat(larger.at("bufferDays").asInt()).isEqualTo(3);
        assertThat(larger.text("target")).isEqualTo(monday.plusDays(15).toString());
        assertThat(larger.at("bufferUsed").asDouble()).isEqualTo(0.333);
        owner.patch(timeline, Map.of("target", monday.plusDays(16))).expect(200);
        var longer = owner.patch(timeline, Map.of("tasks", List.of(Map.of("id", first, "durationDays", 12))))
                .expect(200);
        assertThat(longer.at("bufferUsed").asDouble()).isEqualTo(0.667);
        assertThat(longer.text("state")).isEqualTo("at_risk");
    }

    @Test
    void a_forecast_needs_something_to_rest_on() {
        var id = task("Work", 10);
        plan();
        var nothing = owner.get(timeline + "/forecast").expect(200);
        assertThat(nothing.at("p50").isNull()).isTrue();
        assertThat(nothing.text("why")).contains("best and a worst case");
        owner.patch("/api/tasks/" + id, Map.of("estimateHours", 80, "estimateLow", 60, "estimateHigh", 160))
                .expect(200);
        var estimated = owner.get(timeline + "/forecast?seed=7").expect(200);
        assertThat(estimated.at("basis.estimated").asInt()).isOne();
        assertThat(LocalDate.parse(estimated.text("p90"))).isAfter(LocalDate.parse(estimated.text("p10")));
        assertThat(estimated.at("onTime").asDouble()).isBetween(0.01, 0.99);
        assertThat(owner.get(timeline + "/forecast?seed=7").json()).isEqualTo(estimated.json());
    }

    @Test
    void a_forecast_rests_on_how_past_tasks_differed_from_their_estimates() {
        for (int n = 0; n < 5; n++)
            owner.post(
                            "/api/tasks",
                            Map.of("title", "Past", "status", "done", "estimateHours", 10, "actualHours", 10 + n * 5))
                    .expect(201);
        task("Work", 10);
        plan();
        var forecast = owner.get(timeline + "/forecast").expect(200);
        assertThat(forecast.at("basis.byPast").asInt()).isOne();
        assertThat(forecast.at("basis.pastTasks").asInt()).isEqualTo(5);
        assertThat(LocalDate.parse(forecast.text("p50"))).isAfterOrEqualTo(monday.plusDays(11));
    }

    @Test
    void what_was_read_can_be_sent_back() {
        owner.post(timeline, Map.of("date", monday, "template", "newsletter")).expect(201);
        var read = owner.get(timeline).json();
        owner.patch(timeline, read).expect(200);
        // Nothing of it was set: the target still follows the anchor.
        var moved = owner.patch(timeline, Map.of("shiftDays", 5)).expect(200);
        assertThat(moved.text("target")).isEqualTo(monday.plusDays(6).toString());
        assertThat(moved.at("tasks")).hasSize(12);
    }

    @Test
    void a_target_that_has_passed_stays_when_tasks_move() {
        var first = task("First", 5);
        var past = monday.minusWeeks(40);
        owner.post(timeline, Map.of("template", "none", "anchor", "start", "date", past))
                .expect(201);
        var late = owner.get(timeline).expect(200);
        assertThat(late.text("state")).isEqualTo("late");
        var moved = owner.patch(
                        timeline,
                        Map.of(
                                "version",
                                late.json().get("version").asInt(),
                                "tasks",
                                List.of(Map.of("id", first, "start", monday))))
                .expect(200);
        assertThat(moved.text("target")).isEqualTo(late.text("target"));
        for (String anchor : List.of("launch", "end")) {
            owner.post(timeline, Map.of("template", "none", "anchor", anchor, "date", past, "replace", true))
                    .expect(201);
            assertThat(owner.get(timeline).expect(200).text("target"))
                    .isEqualTo((anchor.equals("end") ? past : past.minusDays(1)).toString());
        }
    }

    @Test
    void a_plan_from_a_start_keeps_its_target_and_moves_it_with_the_start() {
        var id = task("Work", 10);
        var made = plan();
        var longer = owner.patch(timeline, Map.of("tasks", List.of(Map.of("id", id, "durationDays", 12))))
                .expect(200);
        assertThat(longer.text("target")).isEqualTo(made.text("target"));
        var later = owner.patch(timeline, Map.of("shiftDays", 5)).expect(200);
        assertThat(later.text("target"))
                .isEqualTo(LocalDate.parse(made.text("target")).plusDays(7).toString());
    }

    @Test
    void readers_read_and_editors_plan() {
        plan();
        var viewer = owner.as("viewer");
        viewer.get(timeline).expect(200);
        viewer.patch(timeline, Map.of("shiftDays", 1)).expect(403);
        viewer.post(timeline, Map.of("date", monday)).expect(403);
        owner.as("editor").patch(timeline, Map.of("shiftDays", 1)).expect(200);
        Api.workspace().get(timeline).expect(404);
    }
}
