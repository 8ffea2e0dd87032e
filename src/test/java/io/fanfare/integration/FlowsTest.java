package io.fanfare.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Api.Answer;
import io.fanfare.FakeMcp;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FlowsTest {
    private final Api owner = Api.workspace();
    private final String name = "f" + Ids.next();
    private final String campaign = owner.post("/api/campaigns", Map.of("name", "Launch {{input.channel}}"))
            .expect(201)
            .text("id");

    @AfterEach
    void clockBack() {
        shift(Duration.ZERO);
    }

    private static void shift(Duration by) {
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(by));
    }

    private String slack() {
        return owner.post(
                        "/api/integrations",
                        Map.of(
                                "kind", "slack_manager",
                                "name", "Slack Manager",
                                "url", FakeMcp.url(name, "slack", FakeMcp.WITH_SESSION),
                                "auth", Map.of("type", "none"),
                                "allow", List.of("post_message", "delete_message", "list_channels")))
                .expect(201)
                .text("id");
    }

    private static Map<String, Object> post(String id, String text) {
        return Map.of(
                "id",
                id,
                "service",
                "slack_manager",
                "tool",
                "post_message",
                "arguments",
                Map.of("channel", "{{input.channel}}", "text", text),
                "compensation",
                Map.of(
                        "tool",
                        "delete_message",
                        "arguments",
                        Map.of("message_id", "{{steps." + id + ".structured.message_id}}")));
    }

    private static Map<String, Object> inside(String id, String operation, Map<String, Object> arguments) {
        return Map.of("id", id, "service", "fanfare", "operation", operation, "arguments", arguments);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private String flow(Map<String, Object>... steps) {
        return owner.post("/api/flows", Map.of("name", "Flow", "steps", List.of(steps)))
                .expect(201)
                .text("id");
    }

    private String start(String flow) {
        return owner.post("/api/flows/" + flow + "/run", Map.of("input", Map.of("channel", "#launch")))
                .expect(202)
                .text("id");
    }

    private Answer run(String id) {
        return owner.get("/api/flow-runs/" + id).expect(200);
    }

    private Answer worked(String id) {
        Api.drain();
        return run(id);
    }

    @Test
    void a_launch_is_announced_in_slack_and_a_task_is_added() {
        slack();
        var flow = owner.get("/api/flows").expect(200).at("items.0");
        assertThat(flow.path("name").asString()).isEqualTo("Announce a launch");
        var run = owner.post(
                        "/api/flows/" + flow.path("id").asString() + "/run",
                        Map.of("input", Map.of("campaignId", campaign, "channel", "#launch")))
                .expect(202);
        assertThat(worked(run.text("id")).text("state")).isEqualTo("done");
        // The name of the campaign is data: what looks like a reference in it stays as it is.
        assertThat(FakeMcp.messages(name).getFirst().path("text").asString())
                .startsWith("Launch {{input.channel}} starts");
        assertThat(owner.get("/api/tasks").expect(200).body()).contains("Look at the first figures");
        owner.post("/api/flows/" + flow.path("id").asString() + "/run", Map.of("input", Map.of("channel", "#a")))
                .refused(400, "invalid");
    }

    @Test
    void what_was_done_is_undone_in_reverse_when_a_later_step_fails() {
        slack();
        var id = start(
                flow(post("first", "One"), post("second", "Two"), inside("task", "createTask", Map.of("title", ""))));
        var run = worked(id);
        assertThat(run.text("state")).isEqualTo("compensated");
        assertThat(run.text("reason")).contains("task", "title");
        assertThat(run.text("steps.0.undoState")).isEqualTo("done");
        assertThat(FakeMcp.messages(name)).isEmpty();
        var deleted = FakeMcp.calls(name).stream()
                .filter(call -> call.path("name").asString().equals("delete_message"))
                .map(call -> call.at("/arguments/message_id").asString().substring(0, 2))
                .toList();
        assertThat(deleted).containsExactly("M2", "M1");
    }

    @Test
    void a_busy_server_is_asked_again_later_and_a_lost_answer_never() {
        slack();
        FakeMcp.fault(name, "BUSY", "tools/call");
        var busy = start(flow(post("first", "One")));
        assertThat(worked(busy).text("steps.0.state")).isEqualTo("waiting");
        shift(Duration.ofSeconds(10));
        assertThat(worked(busy).text("state")).isEqualTo("done");
        FakeMcp.fault(name, "DONE_THEN_DROPPED", "tools/call");
        var flow = flow(post("first", "Two"), inside("task", "createTask", Map.of("title", "After")));
        var lost = start(flow);
        assertThat(worked(lost).text("state")).isEqualTo("needs_attention");
        shift(Duration.ofHours(2));
        Api.drain();
        assertThat(FakeMcp.messages(name)).hasSize(2);
        assertThat(owner.get("/api/notifications").expect(200).body()).contains("needs your attention");
        String resolve = "/api/flow-runs/" + lost + "/steps/first/resolve";
        owner.post(resolve, Map.of("outcome", "done")).expect(200);
        assertThat(worked(lost).text("state")).isEqualTo("done");
        owner.post(resolve, Map.of("outcome", "done")).refused(409, "step_clear");
        FakeMcp.fault(name, "DONE_THEN_DROPPED", "tools/call");
        var other = start(flow);
        worked(other);
        owner.post("/api/flow-runs/" + other + "/steps/first/resolve", Map.of("outcome", "not_done"))
                .expect(200);
        assertThat(worked(other).text("state")).isEqualTo("failed");
        assertThat(run(other).text("steps.1.state")).isEqualTo("skipped");
    }

    /** As a worker left it that died after it had stored that it calls, whether it called or not. */
    private void died(String run, int position) {
        Current.house(owner.workspace, "test")
                .run(() -> Api.bean(Transactions.class).write(() -> {
                    var sql = Api.bean(Sql.class);
                    sql.of("""
                            update integration_run_step set state = 'running', finished_at = null
                             where workspace_id = :workspace and run_id = :run and position = :position""")
                            .bind("run", UUID.fromString(run))
                            .bind("position", position)
                            .run();
                    sql.of("""
                            update integration_run set state = 'running', due_at = fanfare_now(), finished_at = null
                             where workspace_id = :workspace and id = :run""").bind("run", UUID.fromString(run)).run();
                    Api.bean(Ready.class).mark(FlowLane.NAME, Instant.EPOCH);
                }));
    }

    @Test
    void a_run_goes_on_after_a_worker_died_and_does_nothing_twice() {
        slack();
        var flow = flow(
                Map.of("id", "channels", "service", "slack_manager", "tool", "list_channels"),
                inside("task", "createTask", Map.of("title", "Once")),
                post("first", "One"));
        var run = start(flow);
        assertThat(worked(run).text("state")).isEqualTo("done");
        died(run, 2);
        assertThat(worked(run).text("state")).isEqualTo("done");
        assertThat(owner.get("/api/tasks").expect(200).at("items").valueStream().filter(task -> task.path("title")
                        .asString()
                        .equals("Once")))
                .hasSize(1);
        died(run, 1);
        assertThat(worked(run).text("state")).isEqualTo("done");
        died(run, 3);
        assertThat(worked(run).text("state")).isEqualTo("needs_attention");
        assertThat(run(run).text("steps.2.state")).isEqualTo("unconfirmed");
        assertThat(FakeMcp.messages(name)).hasSize(1);
    }

    @Test
    void a_run_that_is_canceled_is_undone() {
        slack();
        FakeMcp.fault(name, "BUSY", "tools/call");
        var flow = flow(post("first", "One"), post("second", "Two"));
        var run = start(flow);
        worked(run);
        owner.post("/api/flow-runs/" + run + "/cancel").expect(200);
        assertThat(worked(run).text("state")).isEqualTo("failed");
        assertThat(run(run).text("reason")).contains("Canceled by");
        assertThat(FakeMcp.messages(name)).isEmpty();
        owner.post("/api/flow-runs/" + run + "/cancel").refused(409, "flow_run_finished");
    }

    @Test
    void a_flow_approves_and_sends_nothing_and_does_what_its_starter_may_do_and_no_more() {
        slack();
        for (String operation : List.of("approveReview", "launchCampaign", "inviteMember", "createFlow", "nothing"))
            owner.post(
                            "/api/flows",
                            Map.of("name", "Bad", "steps", List.of(inside("step", operation, Map.of("id", campaign)))))
                    .refused(400, "invalid");
        owner.post("/api/flows", Map.of("name", "Bad", "steps", List.of(post("first", "{{steps.later.text}}"))))
                .refused(400, "invalid");
        FakeMcp.fault(name, "INJECTION", "tools/call");
        var flow = flow(
                Map.of("id", "read", "service", "slack_manager", "tool", "list_channels"),
                inside("task", "createTask", Map.of("title", "{{steps.read.structured.reference}}")));
        var started =
                owner.post("/api/flows/" + flow + "/run", Map.of()).expect(202).text("id");
        var run = worked(started);
        assertThat(run.text("state")).isEqualTo("done");
        assertThat(owner.get("/api/tasks").expect(200).body()).contains("{{input.campaignId}}");
        var editor = owner.as("editor");
        editor.post("/api/flows", Map.of("name", "Mine", "steps", List.of(post("first", "x"))))
                .expect(403);
        owner.as("viewer").post("/api/flows/" + flow + "/run", Map.of()).expect(403);
        var other = Api.workspace();
        other.get("/api/flow-runs/" + run.text("id")).expect(404);
        other.post("/api/flows/" + flow + "/run", Map.of()).expect(404);
    }

    @Test
    void a_run_stops_when_its_starter_has_left() {
        slack();
        var manager = owner.as("manager");
        FakeMcp.fault(name, "BUSY", "tools/call");
        var flow = flow(post("first", "One"));
        var run = manager.post("/api/flows/" + flow + "/run", Map.of("input", Map.of("channel", "#a")))
                .expect(202)
                .text("id");
        Api.drain();
        owner.delete("/api/members/" + manager.person).expect(204);
        shift(Duration.ofMinutes(1));
        assertThat(worked(run).text("state")).isEqualTo("failed");
        assertThat(FakeMcp.messages(name)).isEmpty();
    }

    @Test
    void a_flow_needs_its_services() {
        var flow = flow(post("first", "One"));
        owner.post("/api/flows/" + flow + "/run", Map.of("input", Map.of("channel", "#a")))
                .refused(422, "flow_service_missing");
        JsonNode builtIn = owner.get("/api/flows").expect(200).at("items.0");
        owner.delete("/api/flows/" + builtIn.path("id").asString()).refused(409, "flow_built_in");
        owner.patch("/api/flows/" + flow, Map.of("name", "Renamed")).expect(200);
        owner.delete("/api/flows/" + flow).expect(204);
    }
}
