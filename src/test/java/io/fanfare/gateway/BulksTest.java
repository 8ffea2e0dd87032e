package io.fanfare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A change of many is the same as each of them alone: by the same rules, with its own result, and taken back together. */
class BulksTest {
    private final Api owner = Api.workspace();
    private final LocalDate day = LocalDate.of(2027, 3, 1);

    private UUID campaign(String name) {
        return owner.post("/api/campaigns", Map.of("name", name, "tags", List.of("old"), "startDate", day))
                .expect(201)
                .id("id");
    }

    private List<UUID> campaigns(int many) {
        return IntStream.range(0, many).mapToObj(i -> campaign("Campaign " + i)).toList();
    }

    private JsonNode campaign(UUID id) {
        return owner.get("/api/campaigns/" + id).expect(200).json();
    }

    private UUID task(Map<String, ?> details) {
        return owner.post("/api/tasks", details).expect(201).id("id");
    }

    private JsonNode task(UUID id) {
        return owner.get("/api/tasks/" + id).expect(200).json();
    }

    private UUID start(Api who, String path, Map<String, ?> body) {
        return who.post("/api/bulk/" + path, body).expect(202).id("id");
    }

    private JsonNode done(UUID bulk) {
        Api.drain();
        var found = owner.get("/api/bulk/" + bulk).expect(200).json();
        assertThat(found.get("state").asString()).isEqualTo("done");
        return found;
    }

    private static List<String> states(JsonNode bulk) {
        return bulk.get("items").findValuesAsString("state");
    }

    @Test
    void many_campaigns_are_changed_as_one_is_and_put_back_together() {
        var ids = campaigns(3);
        owner.patch("/api/campaigns/" + ids.get(2), Map.of("priority", "high", "tags", List.of("new")))
                .expect(200);
        var bulk = start(
                owner,
                "campaigns/update",
                Map.of(
                        "ids",
                        ids,
                        "change",
                        Map.of("priority", "high", "tags", Map.of("add", List.of("new"), "remove", List.of("old")))));
        var result = done(bulk);
        assertThat(states(result)).containsExactly("done", "done", "skipped");
        assertThat(result.get("undoable").asBoolean()).isTrue();
        for (var id : ids) {
            assertThat(campaign(id).get("priority").asString()).isEqualTo("high");
            assertThat(campaign(id).get("tags").values())
                    .extracting(JsonNode::asString)
                    .containsExactly("new");
        }
        assertThat(owner.get("/api/audit?id=" + ids.getFirst() + "&operation=changeCampaign")
                        .expect(200)
                        .at("items")
                        .size())
                .isEqualTo(1);
        owner.patch("/api/campaigns/" + ids.get(1), Map.of("name", "Renamed")).expect(200);
        var undo =
                owner.post("/api/bulk/" + bulk + "/undo", Map.of()).expect(202).id("id");
        assertThat(states(done(undo))).containsExactly("skipped", "done");
        assertThat(campaign(ids.get(0)).get("priority").asString()).isEqualTo("normal");
        assertThat(campaign(ids.get(0)).at("/tags/0").asString()).isEqualTo("old");
        assertThat(campaign(ids.get(1)).get("priority").asString()).isEqualTo("high");
        owner.post("/api/bulk/" + bulk + "/undo", Map.of()).refused(409, "bulk_undone");
        owner.post("/api/bulk/" + undo + "/undo", Map.of()).refused(409, "bulk_not_undoable");
    }

    @Test
    void a_filter_chooses_what_its_list_shows_and_a_dry_run_changes_nothing() {
        campaigns(3);
        owner.post("/api/campaigns", Map.of("name", "Other", "type", "event")).expect(201);
        var request = Map.of("filter", Map.of("tag", "old"), "change", Map.of("type", "event"));
        var dry = owner.post(
                        "/api/bulk/campaigns/update",
                        Map.of("filter", Map.of("tag", "old"), "change", Map.of("type", "event"), "dryRun", true))
                .expect(200);
        assertThat(dry.at("items").findValuesAsString("ok")).containsExactly("true", "true", "true");
        assertThat(dry.at("id").isNull()).isTrue();
        assertThat(owner.get("/api/campaigns?type=event")
                        .expect(200)
                        .at("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(done(start(owner, "campaigns/update", request)).get("done").asInt())
                .isEqualTo(3);
        assertThat(owner.get("/api/campaigns?type=event")
                        .expect(200)
                        .at("total")
                        .asInt())
                .isEqualTo(4);
        owner.post(
                        "/api/bulk/campaigns/update",
                        Map.of("filter", Map.of("nonsense", 1), "change", Map.of("type", "event")))
                .expect(400);
        owner.post("/api/bulk/campaigns/update", Map.of("change", Map.of("type", "event")))
                .refused(400, "invalid");
        owner.post("/api/bulk/campaigns/update", Map.of("ids", List.of(UUID.randomUUID()), "change", Map.of()))
                .refused(400, "invalid");
        owner.post(
                        "/api/bulk/campaigns/update",
                        Map.of("filter", Map.of("tag", "old"), "change", Map.of("ownerId", UUID.randomUUID())))
                .refused(400, "invalid");
    }

    @Test
    void each_item_has_its_own_result_and_the_first_failure_can_be_the_last() {
        var ids = campaigns(3);
        owner.post("/api/campaigns/" + ids.get(1) + "/transition", Map.of("to", "cancelled"))
                .expect(200);
        var result = done(start(owner, "campaigns/transition", Map.of("ids", ids, "to", "planning")));
        assertThat(states(result)).containsExactly("done", "failed", "done");
        assertThat(result.at("/items/1/error/code").asString()).isEqualTo("campaign_transition_not_allowed");
        assertThat(result.get("undoable").asBoolean()).isFalse();
        var stopped = done(start(
                owner,
                "campaigns/transition",
                Map.of("ids", List.of(ids.get(1), ids.get(0)), "to", "draft", "stopOnError", true)));
        assertThat(states(stopped)).containsExactly("failed", "skipped");
        assertThat(owner.get("/api/bulk/" + result.get("id").asString() + "?state=failed")
                        .expect(200)
                        .at("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void archived_campaigns_come_back() {
        var ids = campaigns(2);
        var bulk = start(owner, "campaigns/archive", Map.of("ids", List.of(ids.get(0), ids.get(1), UUID.randomUUID())));
        assertThat(states(done(bulk))).containsExactly("done", "done", "failed");
        assertThat(campaign(ids.get(0)).get("archived").asBoolean()).isTrue();
        done(owner.post("/api/bulk/" + bulk + "/undo", Map.of()).expect(202).id("id"));
        assertThat(campaign(ids.get(0)).get("archived").asBoolean()).isFalse();
    }

    @Test
    void tasks_are_moved_and_assigned() {
        var mia = owner.post("/api/team", Map.of("name", "Mia")).expect(201).id("id");
        var first = task(Map.of("title", "One", "start", day, "due", day.plusDays(2)));
        var second =
                task(Map.of("title", "Two", "due", day, "skills", List.of(Map.of("skill", "welding", "level", 5))));
        var bulk =
                start(owner, "tasks/update", Map.of("ids", List.of(first, second), "change", Map.of("shiftDays", 7)));
        assertThat(done(bulk).get("done").asInt()).isEqualTo(2);
        assertThat(task(first).get("start").asString()).isEqualTo("2027-03-08");
        assertThat(task(first).get("due").asString()).isEqualTo("2027-03-10");
        assertThat(task(second).get("start").isNull()).isTrue();
        done(owner.post("/api/bulk/" + bulk + "/undo", Map.of()).expect(202).id("id"));
        assertThat(task(first).get("start").asString()).isEqualTo("2027-03-01");

        var auto = Map.of("ids", List.of(first, second), "assigneeId", "auto");
        var tried = owner.post(
                        "/api/bulk/tasks/assign",
                        Map.of("ids", List.of(first, second), "assigneeId", "auto", "dryRun", true))
                .expect(200);
        assertThat(tried.at("items").findValuesAsString("ok")).containsExactly("true", "false");
        var assigned = done(start(owner, "tasks/assign", auto));
        assertThat(states(assigned)).containsExactly("done", "failed");
        assertThat(task(first).get("assignee").asString()).isEqualTo(mia.toString());
        var none = new java.util.HashMap<String, Object>(Map.of("filter", Map.of("assignee", mia)));
        owner.post("/api/bulk/tasks/assign", none).refused(400, "invalid");
        none.put("assigneeId", null);
        done(start(owner, "tasks/assign", none));
        assertThat(task(first).get("assignee").isNull()).isTrue();
        owner.post("/api/bulk/tasks/update", Map.of("ids", List.of(first), "change", Map.of("status", "asleep")))
                .refused(400, "invalid");
        owner.post("/api/bulk/tasks/assign", Map.of("ids", List.of(first), "assigneeId", UUID.randomUUID()))
                .refused(400, "invalid");
    }

    @Test
    void reviews_are_decided_by_the_digest_that_was_shown() {
        var story = new Story();
        story.post(Map.of()).expect(201);
        for (String scope : List.of("content", "schedule"))
            story.owner
                    .post("/api/campaigns/" + story.campaign + "/approvals/" + scope + "/request", Map.of())
                    .expect(200);
        var waiting = story.owner
                .get("/api/approvals?mine=all&state=open")
                .expect(200)
                .at("items");
        assertThat(waiting.size()).isEqualTo(2);
        var items = List.of(
                Map.of(
                        "reviewId",
                        waiting.at("/0/reviewId").asString(),
                        "digest",
                        waiting.at("/0/digest").asString()),
                Map.of("reviewId", waiting.at("/1/reviewId").asString(), "digest", "stale"));
        var bulk = start(story.owner, "approvals/decide", Map.of("items", items, "decision", "approve"));
        Api.drain();
        var result = story.owner.get("/api/bulk/" + bulk).expect(200).json();
        assertThat(states(result)).containsExactly("done", "failed");
        assertThat(result.at("/items/1/error/code").asString()).isEqualTo("approval_stale");
        story.owner.post("/api/bulk/" + bulk + "/undo", Map.of()).refused(409, "bulk_not_undoable");
        story.owner
                .post("/api/bulk/approvals/decide", Map.of("items", items, "decision", "reject"))
                .refused(400, "invalid");
    }

    @Test
    void what_runs_is_done_in_the_name_of_the_one_who_asked_and_as_long_as_they_may() {
        var ids = campaigns(2);
        var editor = owner.as("editor");
        owner.as("viewer")
                .post("/api/bulk/campaigns/update", Map.of("ids", ids, "change", Map.of("priority", "low")))
                .refused(403, "forbidden");
        editor.post("/api/bulk/campaigns/archive", Map.of("ids", ids)).refused(403, "forbidden");
        var bulk = start(editor, "campaigns/update", Map.of("ids", ids, "change", Map.of("priority", "low")));
        owner.delete("/api/members/" + editor.person).expect(204);
        var result = done(bulk);
        assertThat(result.get("failed").asInt()).isEqualTo(2);
        assertThat(campaign(ids.getFirst()).get("priority").asString()).isEqualTo("normal");
        var own = start(owner, "campaigns/update", Map.of("ids", ids, "change", Map.of("priority", "low")));
        owner.as("editor").get("/api/bulk/" + own).expect(404);
        Api.workspace().get("/api/bulk/" + own).expect(404);
        assertThat(owner.post("/api/bulk/" + own + "/cancel", Map.of())
                        .expect(200)
                        .text("state"))
                .isIn("cancelled", "done");
    }

    @Test
    void an_item_whose_worker_died_after_its_call_is_not_changed_twice() {
        var first = task(Map.of("title", "One", "due", day));
        var bulk = start(owner, "tasks/update", Map.of("ids", List.of(first), "change", Map.of("shiftDays", 7)));
        done(bulk);
        var transactions = Api.bean(Transactions.class);
        // As it was left by a worker that made the call and died before it stored the result.
        Current.house(owner.workspace, "test")
                .run(() -> transactions.write(() -> {
                    var sql = Api.bean(Sql.class);
                    sql.of(
                                    "update gateway_bulk_item set state = 'waiting' where workspace_id = :workspace and bulk_id = :id")
                            .bind("id", bulk)
                            .run();
                    sql.of("update gateway_bulk set state = 'running' where workspace_id = :workspace and id = :id")
                            .bind("id", bulk)
                            .run();
                    Api.bean(Ready.class).mark(BulkItemsLane.NAME, Instant.EPOCH);
                }));
        assertThat(done(bulk).get("done").asInt()).isEqualTo(1);
        assertThat(task(first).get("due").asString()).isEqualTo("2027-03-08");
        done(owner.post("/api/bulk/" + bulk + "/undo", Map.of()).expect(202).id("id"));
        assertThat(task(first).get("due").asString()).isEqualTo("2027-03-01");
    }

    @Test
    void a_list_says_what_was_done_by_whom_and_until_when_it_can_be_undone() {
        var ids = campaigns(2);
        var editor = owner.as("editor");
        var first = start(editor, "campaigns/update", Map.of("ids", ids, "change", Map.of("priority", "low")));
        var second = start(owner, "campaigns/transition", Map.of("ids", ids, "to", "cancelled"));
        assertThat(owner.get("/api/bulk?open=false").expect(200).at("total").asInt())
                .isLessThanOrEqualTo(2);
        done(second);
        var all = owner.get("/api/bulk").expect(200);
        assertThat(all.at("items").findValuesAsString("id")).containsExactly(second.toString(), first.toString());
        assertThat(all.at("items/1/undoable").asBoolean()).isTrue();
        assertThat(all.at("items/1/change/priority").asString()).isEqualTo("low");
        assertThat(Instant.parse(all.at("items/1/undoableUntil").asString()))
                .isEqualTo(Instant.parse(all.at("items/1/at").asString()).plus(Bulk.UNDOABLE));
        assertThat(all.at("items/0/undoableUntil").isNull()).isTrue();
        assertThat(owner.get("/api/bulk/" + first)
                        .expect(200)
                        .at("items/0/title")
                        .asString())
                .isEqualTo("Campaign 0");
        assertThat(owner.get("/api/bulk?mine=true").expect(200).at("total").asInt())
                .isEqualTo(1);
        assertThat(editor.get("/api/bulk").expect(200).at("items").findValuesAsString("id"))
                .containsExactly(first.toString());
        assertThat(owner.get("/api/bulk?open=true").expect(200).at("total").asInt())
                .isZero();
        assertThat(Api.workspace().get("/api/bulk").expect(200).at("total").asInt())
                .isZero();
    }

    @Test
    void a_large_dry_run_is_done_in_the_background_and_changes_nothing() {
        var ids = campaigns(2);
        owner.delete("/api/campaigns/" + ids.get(1)).expect(204);
        var many = new java.util.ArrayList<>(ids);
        IntStream.range(0, 200).forEach(i -> many.add(UUID.randomUUID()));
        var id = start(owner, "campaigns/archive", Map.of("ids", many, "dryRun", true));
        var result = done(id);
        assertThat(result.get("dryRun").asBoolean()).isTrue();
        assertThat(result.get("done").asInt()).isEqualTo(1);
        assertThat(result.get("skipped").asInt()).isEqualTo(1);
        assertThat(result.get("failed").asInt()).isEqualTo(200);
        assertThat(result.get("undoable").asBoolean()).isFalse();
        assertThat(campaign(ids.getFirst()).get("archived").asBoolean()).isFalse();
        assertThat(owner.get("/api/bulk").expect(200).at("total").asInt()).isZero();
        owner.post("/api/bulk/" + id + "/undo", Map.of()).refused(409, "bulk_not_undoable");
    }
}
