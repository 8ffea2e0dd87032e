package io.fanfare.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LaunchesTest {
    private final Api owner = Api.workspace();
    private final UUID campaign =
            owner.post("/api/campaigns", Map.of("name", "Launch")).expect(201).id("id");
    private final String path = "/api/campaigns/" + campaign;

    @Test
    void a_campaign_that_is_not_ready_lists_its_blockers_with_fixes() {
        var empty = owner.post(path + "/launch").refused(409, "campaign_not_ready");
        assertThat(empty.text("blockers.0.code")).isEqualTo("nothing_to_publish");
        post(Instant.now());
        var refused = owner.post(path + "/launch").refused(409, "campaign_not_ready");
        assertThat(refused.json().at("/blockers").findValuesAsString("code")).containsOnly("approval_pending");
        // Someone who is alone has no one to ask.
        assertThat(refused.text("blockers.0.fix.operation")).isEqualTo("approveScope");
        assertThat(refused.text("blockers.0.reason")).contains("Review and approve it.");
        owner.as("reviewer");
        refused = owner.post(path + "/launch").refused(409, "campaign_not_ready");
        assertThat(refused.text("blockers.0.fix.operation")).isEqualTo("requestApproval");
        String fix = refused.text("blockers.0.fix.path");
        assertThat(fix).isEqualTo(path + "/approvals/content/request");
        owner.post(fix, Map.of()).expect(200);
        assertThat(owner.post(path + "/validate")
                        .expect(200)
                        .json()
                        .get("ready")
                        .booleanValue())
                .isFalse();
        assertThat(owner.get(path).text("phase")).isEqualTo("in_review");
    }

    @Test
    void planned_items_are_sent_at_their_time_after_the_launch() {
        UUID due = post(Instant.now().minusSeconds(1));
        UUID later = post(Instant.now().plus(Duration.ofDays(3)));
        approve();
        assertThat(owner.get(path).text("phase")).isEqualTo("ready");
        Api.drain();
        assertThat(status(due)).isEqualTo("scheduled");
        var launched = owner.post(path + "/launch").expect(202);
        assertThat(launched.text("status")).isEqualTo("active");
        assertThat(launched.json().at("/workflow/steps").findValuesAsString("name"))
                .containsExactly("validate", "schedule", "publish", "monitor");
        Api.drain();
        assertThat(status(due)).isEqualTo("published");
        assertThat(status(later)).isEqualTo("scheduled");
        var now = owner.get(path + "/status").expect(200);
        assertThat(now.json().at("/workflow/steps").findValuesAsString("state"))
                .containsExactly("done", "done", "done", "running");
        assertThat(now.json().at("/deliveries/confirmed").intValue()).isEqualTo(1);
        assertThat(now.json().at("/deliveries/planned").intValue()).isEqualTo(1);
        owner.post(path + "/launch").refused(409, "campaign_transition_not_allowed");
    }

    @Test
    void an_editor_does_not_restart_a_launched_campaign_by_restoring_it_from_the_archive() {
        UUID due = post(Instant.now().plusSeconds(600));
        approveAndLaunch(due);
        var editor = owner.as("editor");
        owner.delete(path).expect(204);
        editor.patch(path, Map.of("archived", false)).refused(403, "forbidden");
        assertThat(owner.get(path).json().get("archived").booleanValue()).isTrue();
        owner.as("manager").patch(path, Map.of("archived", false)).expect(200);
        assertThat(owner.get(path).text("status")).isEqualTo("active");

        var draft = owner.post("/api/campaigns", Map.of("name", "Draft"))
                .expect(201)
                .id("id");
        owner.delete("/api/campaigns/" + draft).expect(204);
        editor.patch("/api/campaigns/" + draft, Map.of("archived", false)).expect(200);
    }

    @Test
    void a_paused_campaign_holds_everything_back_and_goes_on_when_it_is_resumed() {
        approveAndLaunch(post(Instant.now().plus(Duration.ofDays(3))));
        owner.post(path + "/pause", Map.of("reason", "wait for legal")).expect(200);
        UUID due = post(Instant.now().minusSeconds(1));
        approve();
        Api.drain();
        assertThat(status(due)).isEqualTo("scheduled");
        owner.post("/api/social/" + due + "/publish").refused(409, "campaign_paused");
        owner.post(path + "/pause").refused(409, "campaign_transition_not_allowed");
        owner.post(path + "/launch").refused(409, "campaign_paused");
        owner.post(path + "/resume").expect(200);
        Api.drain();
        assertThat(status(due)).isEqualTo("published");
        owner.post(path + "/resume").refused(409, "campaign_transition_not_allowed");
    }

    @Test
    void completing_a_campaign_cancels_unsent_items() {
        UUID later = post(Instant.now().plus(Duration.ofDays(3)));
        approveAndLaunch(later);
        owner.post(path + "/complete").expect(200);
        Api.drain();
        assertThat(status(later)).isEqualTo("cancelled");
        assertThat(owner.get(path + "/workflow").json().at("/steps").findValuesAsString("state"))
                .doesNotContain("running", "pending");
        owner.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId",
                                campaign,
                                "platform",
                                "newsroom",
                                "text",
                                "x",
                                "scheduledFor",
                                "2027-01-01T10:00:00Z"))
                .refused(409, "campaign_closed");
        owner.post(path + "/launch").refused(409, "campaign_transition_not_allowed");
    }

    @Test
    void an_archived_campaign_is_not_launched() {
        post(Instant.now());
        approve();
        owner.delete(path).expect(204);
        owner.post(path + "/launch").refused(409, "campaign_archived");
        owner.post(path + "/transition", Map.of("to", "planning")).refused(409, "campaign_archived");
    }

    @Test
    void ending_a_running_campaign_takes_the_permission_to_launch() {
        approveAndLaunch(post(Instant.now().plus(Duration.ofDays(3))));
        var editor = owner.as("editor");
        for (String to : List.of("paused", "completed", "cancelled"))
            editor.post(path + "/transition", Map.of("to", to)).refused(403, "forbidden");
        editor.delete(path).refused(403, "forbidden");
        owner.as("manager")
                .post(path + "/transition", Map.of("to", "completed"))
                .expect(200);
    }

    private UUID mailing(String... recipients) {
        var request = Map.of(
                "campaignId",
                campaign,
                "name",
                "News",
                "subject",
                "News for you",
                "from",
                Map.of("email", "team@example.com"),
                "markdown",
                "Hello",
                "recipients",
                Stream.of(recipients).map(email -> Map.of("email", email)).toList());
        return owner.post("/api/email/create", request).expect(201).id("id");
    }

    @Test
    void a_mailing_whose_campaign_is_cancelled_was_not_sent() {
        approveAndLaunch(post(Instant.now().plus(Duration.ofDays(3))));
        var mailing = mailing("a@example.com");
        approve();
        owner.post("/api/email/" + mailing + "/send").expect(202);
        owner.post(path + "/transition", Map.of("to", "cancelled")).expect(200);
        Api.drain();
        assertThat(owner.get("/api/email/" + mailing).text("status")).isEqualTo("cancelled");
        assertThat(owner.get("/api/email/captured").json().get("total").intValue())
                .isZero();
    }

    @Test
    void publish_sends_everything_now_if_it_is_approved() {
        UUID later = post(Instant.now().plus(Duration.ofDays(3)));
        var mailing = mailing("a@example.com", "b@example.com");
        owner.post(path + "/publish").refused(409, "not_approved");
        approve();
        assertThat(owner.post(path + "/publish")
                        .expect(202)
                        .json()
                        .get("planned")
                        .intValue())
                .isEqualTo(2);
        Api.drain();
        assertThat(status(later)).isEqualTo("published");
        assertThat(owner.get("/api/email/" + mailing).text("status")).isEqualTo("sent");
        assertThat(owner.get("/api/email/captured").json().get("total").intValue())
                .isEqualTo(2);
    }

    @Test
    void the_move_from_planning_to_active_is_a_launch() {
        post(Instant.now());
        owner.post(path + "/transition", Map.of("to", "active")).refused(409, "campaign_transition_not_allowed");
        owner.post(path + "/transition", Map.of("to", "planning")).expect(200);
        owner.post(path + "/transition", Map.of("to", "active")).refused(409, "campaign_not_ready");
        approve();
        assertThat(owner.post(path + "/transition", Map.of("to", "active"))
                        .expect(200)
                        .text("status"))
                .isEqualTo("active");
        assertThat(owner.get(path + "/workflow").json().at("/steps").size()).isEqualTo(4);
    }

    @Test
    void readiness_is_the_sum_of_its_parts_and_each_part_lists_its_gaps() {
        var before = owner.get(path + "/readiness").expect(200);
        assertThat(before.json().get("score").intValue()).isZero();
        assertThat(before.text("parts.0.reason")).contains("Set an objective").contains("Set a budget");

        post(Instant.now());
        approve();
        var posted = owner.get(path + "/readiness").expect(200);
        assertThat(posted.json().get("score").intValue()).isEqualTo(20 + 15 + 25);

        owner.patch(
                        path,
                        Map.of(
                                "objective",
                                "Sign-ups",
                                "startDate",
                                LocalDate.now(ZoneOffset.UTC).toString(),
                                "endDate",
                                LocalDate.now(ZoneOffset.UTC).plusDays(30).toString(),
                                "channels",
                                List.of("newsroom"),
                                "budget",
                                Map.of("amount", 10)))
                .expect(200);
        var after = owner.get(path + "/readiness").expect(200);
        assertThat(after.json().get("score").intValue()).isEqualTo(80);
        assertThat(after.text("parts.1.reason")).isEqualTo("Write a strategy");
        assertThat(after.json()
                        .at("/parts")
                        .valueStream()
                        .mapToInt(p -> p.get("score").intValue())
                        .sum())
                .isEqualTo(80);
    }

    @Test
    void the_reason_of_a_pause_is_in_the_status_the_activity_and_the_advice() {
        approveAndLaunch(post(Instant.now().plus(Duration.ofDays(3))));
        var paused =
                owner.post(path + "/pause", Map.of("reason", "Wait for legal")).expect(200);
        assertThat(paused.text("reason")).isEqualTo("Wait for legal");
        assertThat(owner.get(path + "/activity").text("items.0.text")).isEqualTo("paused the campaign: Wait for legal");
        assertThat(owner.get(path + "/prompting/evaluate").at("recommendations").findValuesAsString("reason"))
                .anyMatch(reason -> reason.contains("Wait for legal"));
        assertThat(owner.post(path + "/resume").expect(200).text("reason")).isEmpty();
    }

    @Test
    void the_owner_is_notified_when_someone_else_pauses_the_campaign() {
        approveAndLaunch(post(Instant.now().plus(Duration.ofDays(3))));
        owner.as("manager")
                .post(path + "/pause", Map.of("reason", "Wrong price"))
                .expect(200);
        var notification = owner.get("/api/notifications").at("items.0");
        assertThat(notification.get("kind").stringValue()).isEqualTo("campaign_paused");
        assertThat(notification.get("text").stringValue()).isEqualTo("Some manager paused the campaign: Wrong price");
        assertThat(notification.at("/can/0").stringValue()).isEqualTo("readNotification");
    }

    @Test
    void a_launch_without_permission_is_forbidden_and_other_workspaces_see_nothing() {
        var editor = owner.as("editor");
        editor.post(path + "/launch").refused(403, "forbidden");
        editor.post(path + "/pause").refused(403, "forbidden");
        var other = Api.workspace();
        for (String way : List.of("/launch", "/pause", "/resume", "/complete", "/publish", "/validate"))
            assertThat(other.post(path + way).expect(404).body())
                    .isEqualTo(other.post("/api/campaigns/" + Ids.next() + way)
                            .expect(404)
                            .body());
        for (String way : List.of("/status", "/workflow", "/readiness"))
            other.get(path + way).expect(404);
    }

    private UUID post(Instant at) {
        return owner.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId",
                                campaign,
                                "platform",
                                "newsroom",
                                "title",
                                "News " + at,
                                "text",
                                "Words",
                                "scheduledFor",
                                at.toString()))
                .expect(201)
                .id("queueId");
    }

    private void approve() {
        for (String scope : List.of("content", "schedule"))
            owner.post(path + "/approvals/" + scope + "/approve").expect(200);
    }

    private void approveAndLaunch(UUID post) {
        approve();
        owner.post(path + "/launch").expect(202);
        Api.drain();
        assertThat(status(post)).isEqualTo("scheduled");
    }

    private String status(UUID post) {
        return owner.get("/api/social/" + post).expect(200).text("status");
    }
}
