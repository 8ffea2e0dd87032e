package io.fanfare.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Api.Answer;
import io.fanfare.kernel.Ids;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TasksTest {
    private final Api owner = Api.workspace();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final UUID campaign =
            owner.post("/api/campaigns", Map.of("name", "Spring")).expect(201).id("id");

    private UUID task(String title, Map<String, ?> more) {
        return create(title, more).expect(201).id("id");
    }

    private Answer create(String title, Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("title", title);
        body.put("campaignId", campaign);
        return owner.post("/api/tasks", body);
    }

    private static Map<String, Object> after(UUID... tasks) {
        return Map.of(
                "dependsOn",
                java.util.Arrays.stream(tasks).map(id -> Map.of("taskId", id)).toList());
    }

    private Answer move(UUID id, String status) {
        return owner.patch("/api/tasks/" + id, Map.of("status", status));
    }

    @Test
    void a_new_task_is_todo_and_reads_back_as_it_was_written() {
        var created = create(
                "Write the brief",
                Map.of(
                        "description", "One page",
                        "priority", "high",
                        "estimateHours", 4.5,
                        "start", today,
                        "due", today.plusDays(3),
                        "skills", List.of(Map.of("skill", "writing", "level", 2)),
                        "checklist", List.of(Map.of("text", "Ask sales", "done", false)),
                        "tags", List.of("brief"),
                        "subject", Map.of("kind", "campaign", "id", campaign)));
        created.expect(201);
        var read = owner.get("/api/tasks/" + created.id("id")).expect(200);
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.text("status")).isEqualTo("todo");
        assertThat(read.text("campaignName")).isEqualTo("Spring");
        assertThat(read.at("overdue").asBoolean()).isFalse();
        assertThat(read.at("can").toString()).contains("changeTask", "deleteTask", "autoAssignTasks");
    }

    @Test
    void a_status_changes_only_as_allowed() {
        var id = task("A", Map.of());
        var refused = move(id, "done").refused(409, "task_transition_not_allowed");
        assertThat(refused.at("allowed").toString()).isEqualTo("[\"blocked\",\"cancelled\",\"in_progress\"]");
        assertThat(move(id, "in_progress").expect(200).at("startedAt").isNull()).isFalse();
        owner.delete("/api/tasks/" + id).refused(409, "task_in_progress");
        move(id, "in_review").expect(200);
        assertThat(move(id, "done").expect(200).at("completedAt").isNull()).isFalse();
        assertThat(move(id, "in_progress").expect(200).at("completedAt").isNull())
                .isTrue();
    }

    @Test
    void a_blocked_task_says_why() {
        var id = task("A", Map.of());
        var refused = move(id, "blocked").refused(400, "invalid");
        assertThat(refused.text("errors.blockedReason")).isNotEmpty();
        owner.patch("/api/tasks/" + id, Map.of("status", "blocked", "blockedReason", "No photos yet"))
                .expect(200);
        assertThat(move(id, "todo").expect(200).at("blockedReason").isNull()).isTrue();
    }

    @Test
    void a_task_waits_for_those_before_it() {
        var first = task("First", Map.of());
        var second = task("Second", after(first));
        assertThat(owner.get("/api/tasks/" + second).text("blockedBy.0.title")).isEqualTo("First");
        var refused = move(second, "in_progress").refused(409, "task_waits");
        assertThat(refused.text("blockedBy.0.taskId")).isEqualTo(first.toString());
        move(first, "in_progress").expect(200);
        move(first, "done").expect(200);
        move(second, "in_progress").expect(200);
    }

    @Test
    void a_cycle_is_refused_with_its_tasks() {
        var first = task("First", Map.of());
        var second = task("Second", after(first));
        var third = task("Third", after(second));
        var refused = owner.patch("/api/tasks/" + first, after(third)).refused(422, "task_cycle");
        assertThat(refused.at("cycle").toString()).contains("First", "Second", "Third");
        owner.patch("/api/tasks/" + first, after(first)).refused(422, "task_cycle");
        assertThat(owner.get("/api/tasks/" + first).at("dependsOn")).isEmpty();
    }

    @Test
    void a_task_depends_only_on_tasks_of_its_campaign() {
        var elsewhere = owner.post("/api/tasks", Map.of("title", "Elsewhere"))
                .expect(201)
                .id("id");
        var refused = create("Here", after(elsewhere)).refused(400, "invalid");
        assertThat(refused.at("errors").propertyNames()).containsExactly("dependsOn[0].taskId");
        create("Here", after(Ids.next())).refused(400, "invalid");
        var one = task("One", Map.of());
        task("Two", after(one));
        var patch = new HashMap<String, Object>();
        patch.put("campaignId", null);
        owner.patch("/api/tasks/" + one, patch).refused(400, "invalid");
    }

    @Test
    void deleting_a_task_links_those_before_it_with_those_after_it() {
        var first = task("First", Map.of());
        var second = task("Second", after(first));
        var third = task("Third", after(second));
        owner.delete("/api/tasks/" + second).expect(204);
        owner.get("/api/tasks/" + second).expect(404);
        assertThat(owner.get("/api/tasks/" + third).text("dependsOn.0.taskId")).isEqualTo(first.toString());
    }

    @Test
    void overdue_counts_from_the_day_after_the_due_date() {
        var late = task("Late", Map.of("due", today.minusDays(3)));
        var due = task("Due", Map.of("due", today));
        assertThat(owner.get("/api/tasks/" + late).at("overdueDays").asInt()).isEqualTo(3);
        assertThat(owner.get("/api/tasks/" + due).at("overdue").asBoolean()).isFalse();
        assertThat(titles("?overdue=true")).containsExactly("Late");
        assertThat(titles("?overdue=false")).containsExactly("Due");
        move(late, "cancelled").expect(200);
        assertThat(titles("?overdue=true")).isEmpty();
    }

    @Test
    void lists_are_filtered_searched_sorted_and_paged() {
        var editor = owner.as("editor");
        var ed = owner.post("/api/team", Map.of("name", "Ed", "personId", editor.person))
                .expect(201)
                .id("id");
        var first = task("Alpha", Map.of("due", today.plusDays(2), "priority", "low", "assignee", ed));
        task("Beta 100%", Map.of("due", today.plusDays(1), "priority", "urgent", "tags", List.of("x")));
        task("Gamma", after(first));
        assertThat(titles("")).containsExactly("Beta 100%", "Alpha", "Gamma");
        assertThat(titles("?sort=-priority")).containsExactly("Beta 100%", "Gamma", "Alpha");
        assertThat(titles("?sort=title&limit=1&offset=1")).containsExactly("Beta 100%");
        assertThat(titles("?q=100%25")).containsExactly("Beta 100%");
        assertThat(titles("?tag=x")).containsExactly("Beta 100%");
        assertThat(titles("?assignee=none&sort=title")).containsExactly("Beta 100%", "Gamma");
        assertThat(titles("?assignee=" + ed)).containsExactly("Alpha");
        assertThat(titles("?assignee=me")).isEmpty();
        assertThat(editor.get("/api/tasks?assignee=me").expect(200).text("items.0.title"))
                .isEqualTo("Alpha");
        assertThat(titles("?blocked=true")).containsExactly("Gamma");
        assertThat(titles("?dueTo=" + today.plusDays(1))).containsExactly("Beta 100%");
        assertThat(titles("?open=false")).isEmpty();
        assertThat(owner.get("/api/tasks?limit=1").at("total").asInt()).isEqualTo(3);
        owner.get("/api/tasks?sort=colour").refused(400, "invalid");
        owner.get("/api/tasks?assignee=someone").refused(400, "invalid");
    }

    private List<String> titles(String query) {
        var titles = new java.util.ArrayList<String>();
        owner.get("/api/tasks" + query)
                .expect(200)
                .at("items")
                .forEach(item -> titles.add(item.get("title").asString()));
        return titles;
    }

    @Test
    void bad_input_names_its_field() {
        refusedFor(Map.of("estimateHours", -1), "estimateHours");
        refusedFor(Map.of("start", today, "due", today.minusDays(1)), "due");
        refusedFor(Map.of("assignee", Ids.next()), "assignee");
        refusedFor(Map.of("estimateLow", 1, "estimateHigh", 2), "estimateHours");
        refusedFor(Map.of("estimateLow", 3, "estimateHours", 2, "estimateHigh", 4), "estimateLow");
        refusedFor(Map.of("repeat", Map.of("every", "week", "interval", 1)), "repeat");
        refusedFor(Map.of("durationDays", -1), "durationDays");
        refusedFor(Map.of("surprise", 1), "surprise");
    }

    private void refusedFor(Map<String, ?> body, String field) {
        var answer = create("A", body).refused(400, "invalid");
        assertThat(answer.json().get("errors").propertyNames()).contains(field);
    }

    @Test
    void a_patch_needs_the_current_version() {
        var id = task("A", Map.of());
        owner.patch("/api/tasks/" + id, Map.of("title", "B", "version", 1)).expect(200);
        owner.patch("/api/tasks/" + id, Map.of("title", "C", "version", 1)).refused(409, "task_version_conflict");
    }

    @Test
    void a_task_that_repeats_gets_a_successor_when_it_is_done() {
        var id = task(
                "Newsletter",
                Map.of(
                        "due", today,
                        "repeat", Map.of("every", "week", "interval", 1, "until", today.plusDays(10)),
                        "checklist", List.of(Map.of("text", "Proofread", "done", true))));
        move(id, "in_progress").expect(200);
        move(id, "done").expect(200);
        assertThat(titles("?open=true")).containsExactly("Newsletter");
        var next = owner.get("/api/tasks?open=true");
        assertThat(next.text("items.0.due")).isEqualTo(today.plusDays(7).toString());
        assertThat(next.at("items.0.checklist.0.done").asBoolean()).isFalse();
        // Done a second time, it has no second successor; and the series ends with its last day.
        move(id, "in_progress").expect(200);
        move(id, "done").expect(200);
        assertThat(titles("?open=true")).hasSize(1);
        move(next.id("items.0.id"), "in_progress").expect(200);
        move(next.id("items.0.id"), "done").expect(200);
        assertThat(titles("?open=true")).isEmpty();
    }

    @Test
    void people_are_notified_of_their_tasks_and_when_they_can_start() {
        var editor = owner.as("editor");
        var ed = owner.post("/api/team", Map.of("name", "Ed", "personId", editor.person))
                .expect(201)
                .id("id");
        var first = task("First", Map.of());
        task("Second", Map.of("assignee", ed, "dependsOn", List.of(Map.of("taskId", first))));
        assertThat(kinds(editor)).containsExactly("task_assigned");
        move(first, "in_progress").expect(200);
        move(first, "done").expect(200);
        assertThat(kinds(editor)).containsExactly("task_unblocked", "task_assigned");
    }

    private static List<String> kinds(Api person) {
        var kinds = new java.util.ArrayList<String>();
        person.get("/api/notifications")
                .expect(200)
                .at("items")
                .forEach(item -> kinds.add(item.get("kind").asString()));
        return kinds;
    }

    @Test
    void a_change_is_part_of_the_activity_of_its_campaign_and_found_by_search() {
        task("Film the teaser", Map.of());
        var activity = owner.get("/api/campaigns/" + campaign + "/activity").expect(200);
        assertThat(activity.body()).contains("Film the teaser");
        assertThat(owner.get("/api/search?q=teaser").expect(200).body()).contains("Film the teaser");
    }

    @Test
    void readers_read_and_editors_write() {
        var id = task("A", Map.of());
        var viewer = owner.as("viewer");
        viewer.get("/api/tasks/" + id).expect(200);
        viewer.post("/api/tasks", Map.of("title", "B")).expect(403);
        viewer.patch("/api/tasks/" + id, Map.of("title", "B")).expect(403);
        owner.as("editor").patch("/api/tasks/" + id, Map.of("title", "B")).expect(200);
        Api.workspace().get("/api/tasks/" + id).expect(404);
    }
}
