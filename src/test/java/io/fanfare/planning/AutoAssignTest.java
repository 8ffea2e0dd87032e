package io.fanfare.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Api.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AutoAssignTest {
    private final Api owner = Api.workspace();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    private UUID member(String name, String skill, int level) {
        return owner.post("/api/team", Map.of("name", name, "skills", List.of(Map.of("skill", skill, "level", level))))
                .expect(201)
                .id("id");
    }

    private UUID task(String title, double hours, Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("title", title);
        body.put("estimateHours", hours);
        return owner.post("/api/tasks", body).expect(201).id("id");
    }

    private static Map<String, Object> needs(String skill, int level) {
        return Map.of("skills", List.of(Map.of("skill", skill, "level", level)));
    }

    private Answer assign(Map<String, ?> request) {
        return owner.post("/api/tasks/auto-assign", request).expect(200);
    }

    @Test
    void a_task_goes_to_a_member_with_the_skill_at_its_level() {
        member("Beginner", "design", 2);
        var expert = member("Expert", "design", 4);
        var id = task("Layout", 6, needs("design", 3));
        var result = assign(Map.of());
        assertThat(result.text("assigned.0.taskId")).isEqualTo(id.toString());
        assertThat(result.text("assigned.0.memberId")).isEqualTo(expert.toString());
        assertThat(result.at("assigned.0.parts.deadline").asDouble()).isEqualTo(1);
        assertThat(owner.get("/api/tasks/" + id).text("assignee")).isEqualTo(expert.toString());
    }

    @Test
    void every_person_who_can_not_do_a_task_has_a_reason() {
        var none = member("Beginner", "design", 2);
        var away = member("Away", "film", 5);
        owner.patch("/api/team/" + away, Map.of("active", false)).expect(200);
        var off = member("Off", "film", 5);
        owner.put("/api/team/" + off + "/availability", Map.of("week", Map.of()))
                .expect(200);
        var busy = member("Busy", "film", 5);
        for (int n = 0; n < 3; n++) task("Now", 1, Map.of("assignee", busy, "status", "in_progress"));
        var full = member("Full", "film", 5);
        task("Months", 400, Map.of("assignee", full));
        var id = task("Film", 6, needs("film", 3));
        var result = assign(Map.of());
        assertThat(result.at("assigned")).isEmpty();
        assertThat(result.text("unassigned.0.taskId")).isEqualTo(id.toString());
        var reasons = new HashMap<String, String>();
        result.at("unassigned.0.candidates")
                .forEach(candidate -> reasons.put(
                        candidate.get("memberId").asString(),
                        candidate.get("rejected").asString()));
        assertThat(reasons)
                .isEqualTo(Map.of(
                        none.toString(), "skill",
                        away.toString(), "inactive",
                        off.toString(), "availability",
                        busy.toString(), "concurrent",
                        full.toString(), "capacity"));
        assertThat(owner.get("/api/tasks/" + id).at("assignee").isNull()).isTrue();
    }

    @Test
    void a_dry_run_changes_nothing_and_gives_the_same_result_for_the_same_seed() {
        for (int n = 0; n < 4; n++) member("Member " + n, "design", 1 + n);
        for (int n = 0; n < 12; n++) task("Task " + n, 3 + n, needs("design", 1 + n % 3));
        var one = assign(Map.of("dryRun", true, "seed", 5));
        assertThat(owner.get("/api/tasks?assignee=none").at("total").asInt()).isEqualTo(12);
        assertThat(facts(assign(Map.of("dryRun", true, "seed", 5)))).isEqualTo(facts(one));
        assertThat(facts(assign(Map.of("seed", 5)))).isEqualTo(facts(one));
        assertThat(owner.get("/api/tasks?assignee=none").at("total").asInt()).isZero();
    }

    /** Who does what; the times follow the clock. */
    private static Set<String> facts(Answer result) {
        var facts = new HashSet<String>();
        result.at("assigned")
                .forEach(assigned -> facts.add(assigned.get("taskId").asString() + " "
                        + assigned.get("memberId").asString()));
        return facts;
    }

    @Test
    void no_one_is_overloaded_and_work_lies_in_working_time() {
        member("One", "design", 3);
        member("Two", "design", 3);
        for (int n = 0; n < 30; n++) task("Task " + n, 20, needs("design", 1));
        var result = assign(Map.of("maxUtilization", 0.8));
        // Two people have 640 hours in eight weeks, of which 80 % are to be assigned.
        assertThat(result.at("assigned").size()).isBetween(20, 26);
        assertThat(result.at("unassigned").size())
                .isEqualTo(30 - result.at("assigned").size());
        assertThat(result.text("unassigned.0.candidates.0.rejected")).isEqualTo("capacity");
        owner.get("/api/team").at("items").forEach(member -> assertThat(
                        member.at("/load/utilization").asDouble())
                .isLessThanOrEqualTo(1));
        requireSequence(result);
    }

    private static void requireSequence(Answer result) {
        var spans = new HashMap<String, List<JsonNode>>();
        result.at("assigned").forEach(assigned -> spans.computeIfAbsent(
                        assigned.get("memberId").asString(), _ -> new ArrayList<>())
                .add(assigned));
        for (var own : spans.values())
            for (int one = 0; one < own.size(); one++)
                for (int other = 0; other < one; other++)
                    assertThat(at(own.get(one), "finish").isAfter(at(own.get(other), "start"))
                                    && at(own.get(other), "finish").isAfter(at(own.get(one), "start")))
                            .isFalse();
    }

    private static Instant at(JsonNode assigned, String member) {
        return Instant.parse(assigned.get(member).asString());
    }

    @Test
    void tasks_that_wait_for_others_come_after_them() {
        member("One", "design", 3);
        member("Two", "design", 3);
        var first = task("First", 8, Map.of());
        var second = task("Second", 8, Map.of("dependsOn", List.of(Map.of("taskId", first))));
        var result = assign(Map.of());
        var byTask = new HashMap<String, JsonNode>();
        result.at("assigned").forEach(each -> byTask.put(each.get("taskId").asString(), each));
        assertThat(at(Objects.requireNonNull(byTask.get(second.toString())), "start"))
                .isAfterOrEqualTo(at(Objects.requireNonNull(byTask.get(first.toString())), "finish"));
    }

    @Test
    void a_due_date_weighs_more_than_balance() {
        var busy = member("Busy", "design", 3);
        var free = member("Free", "design", 3);
        task("Much", 60, Map.of("assignee", busy));
        task("Urgent", 4, Map.of("due", today.plusDays(4)));
        assertThat(assign(Map.of()).text("assigned.0.memberId")).isEqualTo(free.toString());
    }

    @Test
    void a_new_task_can_assign_itself() {
        var mia = member("Mia", "design", 3);
        var created = owner.post("/api/tasks", Map.of("title", "Layout", "autoAssign", true))
                .expect(201);
        assertThat(created.text("assignee")).isEqualTo(mia.toString());
        var none = owner.post(
                        "/api/tasks",
                        Map.of("title", "Film", "autoAssign", true, "skills", List.of(Map.of("skill", "film"))))
                .expect(201);
        assertThat(none.at("assignee").isNull()).isTrue();
    }

    @Test
    void tasks_are_chosen_by_campaign_or_by_id() {
        member("Mia", "design", 3);
        var campaign = owner.post("/api/campaigns", Map.of("name", "Spring"))
                .expect(201)
                .id("id");
        var inside = task("Inside", 1, Map.of("campaignId", campaign));
        var outside = task("Outside", 1, Map.of());
        assertThat(assign(Map.of("campaignId", campaign, "dryRun", true)).text("assigned.0.taskId"))
                .isEqualTo(inside.toString());
        assertThat(assign(Map.of("taskIds", List.of(outside), "dryRun", true)).text("assigned.0.taskId"))
                .isEqualTo(outside.toString());
        owner.post("/api/tasks/auto-assign", Map.of("taskIds", List.of(UUID.randomUUID())))
                .refused(400, "invalid");
        owner.as("viewer").post("/api/tasks/auto-assign", Map.of()).expect(403);
    }

    @Test
    void two_hundred_tasks_are_assigned_in_seconds() {
        for (int n = 0; n < 10; n++) member("Member " + n, n % 2 == 0 ? "design" : "text", 1 + n % 5);
        for (int n = 0; n < 200; n++) task("Task " + n, 1 + n % 7, needs(n % 2 == 0 ? "design" : "text", 1 + n % 4));
        var result = assign(Map.of("dryRun", true));
        assertThat(result.at("assigned").size()).isEqualTo(200);
        requireSequence(result);
        assertThat(Duration.between(Instant.EPOCH, at(result.at("assigned.0"), "finish")))
                .isPositive();
    }
}
