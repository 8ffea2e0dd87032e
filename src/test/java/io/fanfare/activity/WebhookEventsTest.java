package io.fanfare.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Receiver;
import io.fanfare.Story;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WebhookEventsTest {
    private final Api owner = Api.workspace();
    private final Receiver receiver = new Receiver();

    @AfterEach
    void clockBack() {
        shift(Duration.ZERO);
    }

    private static void shift(Duration by) {
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(by));
    }

    private Story story() {
        owner.post("/api/webhooks", Map.of("url", receiver.url(), "events", List.of("*")))
                .expect(201);
        return new Story(owner);
    }

    private List<JsonNode> events() {
        Api.drain();
        return receiver.calls().stream()
                .sorted(Comparator.comparing(Receiver.Call::id))
                .map(call -> Json.read(call.body(), JsonNode.class))
                .toList();
    }

    private List<String> types() {
        return events().stream().map(event -> event.at("/type").asString()).toList();
    }

    private JsonNode last(String type) {
        return events().stream()
                .filter(event -> event.at("/type").asString().equals(type))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError(type + " is not in " + types()))
                .at("/data");
    }

    @Test
    void a_campaign_from_its_first_post_to_its_end() {
        var story = story();
        var post = story.post(Map.of()).expect(201);
        var mailing = story.mailing(Map.of()).expect(201);
        story.approve("content", "schedule");
        assertThat(last("approval.approved").at("/scope").asString()).isEqualTo("schedule");
        story.launch();
        assertThat(last("campaign.launched").at("/to").asString()).isEqualTo("active");
        assertThat(last("campaign.launched").at("/from").asString()).isEqualTo("draft");
        owner.post("/api/social/" + post.text("queueId") + "/publish", Map.of()).expect(202);
        shift(Duration.ofMinutes(1));
        assertThat(last("post.published").at("/id").asString()).isEqualTo(post.text("queueId"));
        owner.post("/api/email/" + mailing.text("id") + "/send", Map.of()).expect(202);
        shift(Duration.ofMinutes(2));
        Api.drain();
        assertThat(last("mailing.sent").at("/id").asString()).isEqualTo(mailing.text("id"));
        String campaign = "/api/campaigns/" + story.campaign;
        owner.post(campaign + "/pause", Map.of()).expect(200);
        owner.post(campaign + "/resume", Map.of()).expect(200);
        owner.post(campaign + "/complete", Map.of()).expect(200);
        assertThat(types())
                .containsSubsequence(
                        "campaign.created",
                        "post.created",
                        "mailing.created",
                        "approval.approved",
                        "campaign.launched",
                        "post.published",
                        "mailing.started",
                        "mailing.sent",
                        "campaign.paused",
                        "campaign.resumed",
                        "campaign.completed");
        assertThat(events().toString()).doesNotContain("Ada Reader", "ada@example.com", "A post", "Some **words**");
        assertThat(events()).allSatisfy(event -> {
            assertThat(WebhookType.of(event.at("/type").asString())).isPresent();
            assertThat(event.at("/data/workspaceId").asString()).isEqualTo(owner.workspace.toString());
            UUID.fromString(event.at("/data/id").asString());
        });
    }

    @Test
    void a_review_that_is_requested_rejected_and_escalated() {
        var story = story();
        story.post(Map.of()).expect(201);
        var reviewer = owner.as("reviewer");
        String scope = "/api/campaigns/" + story.campaign + "/approvals/content";
        String review = owner.post(scope + "/request", Map.of()).expect(200).text("reviewId");
        assertThat(last("approval.requested").at("/scope").asString()).isEqualTo("content");
        owner.post("/api/approvals/" + review + "/escalate", Map.of("to", List.of(reviewer.person)))
                .expect(200);
        assertThat(last("approval.escalated").at("/id").asString()).isEqualTo(review);
        reviewer.post(scope + "/reject", Map.of("reason", "The secret plan is wrong"))
                .expect(200);
        assertThat(last("approval.rejected").at("/to").asString()).isEqualTo("rejected");
        assertThat(types()).contains("member.invited", "member.joined");
        assertThat(receiver.calls().toString()).doesNotContain("secret plan", reviewer.email);
    }

    @Test
    void a_task_that_is_overdue_and_done() {
        var story = story();
        String member = owner.post("/api/team", Map.of("personId", owner.as("editor").person, "name", "Edda"))
                .expect(201)
                .text("id");
        var task = owner.post(
                        "/api/tasks",
                        Map.of(
                                "title",
                                "Write the brief",
                                "campaignId",
                                story.campaign,
                                "assignee",
                                member,
                                "due",
                                Story.today().toString()))
                .expect(201);
        Api.drain();
        shift(Duration.ofDays(2));
        assertThat(last("task.overdue").at("/id").asString()).isEqualTo(task.text("id"));
        for (String status : List.of("in_progress", "done"))
            owner.patch("/api/tasks/" + task.text("id"), Map.of("status", status))
                    .expect(200);
        assertThat(last("task.completed").at("/to").asString()).isEqualTo("done");
        owner.delete("/api/tasks/" + task.text("id")).expect(204);
        assertThat(types()).containsSubsequence("task.created", "task.overdue", "task.completed", "task.deleted");
    }

    @Test
    void an_address_that_gets_no_more_mail_is_reported_without_the_address() {
        story();
        owner.post("/api/suppressions", Map.of("email", "reader@example.com")).expect(201);
        assertThat(last("suppression.created").at("/cause").asString()).isEqualTo("manual");
        assertThat(receiver.calls().toString()).doesNotContain("reader@example.com");
    }

    @Test
    void what_fails_is_rolled_back_with_its_event() {
        var story = story();
        int before = types().size();
        owner.post("/api/campaigns/" + story.campaign + "/launch", Map.of()).refused(409, "campaign_not_ready");
        assertThat(types()).hasSize(before);
    }
}
