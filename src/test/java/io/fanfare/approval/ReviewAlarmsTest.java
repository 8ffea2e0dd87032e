package io.fanfare.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReviewAlarmsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final Api editor = owner.as("editor");
    private final Api reviewer = owner.as("reviewer");

    @AfterEach
    void back() {
        shift(Duration.ZERO);
    }

    @Test
    void a_review_is_reminded_of_then_overdue_then_escalated_and_each_is_said_once() {
        String review = request();
        Api.drain();
        assertThat(kinds(reviewer)).containsExactly("approval_requested");
        at(Duration.ofHours(37));
        assertThat(kinds(reviewer)).containsExactlyInAnyOrder("approval_requested", "approval_reminder");
        at(Duration.ofHours(49));
        // The clock steps back by two hours, and the same times come again.
        at(Duration.ofHours(47));
        at(Duration.ofHours(49));
        assertThat(kinds(reviewer))
                .containsExactlyInAnyOrder("approval_requested", "approval_reminder", "approval_overdue");
        assertThat(kinds(editor)).containsExactly("approval_overdue");
        at(Duration.ofHours(73));
        at(Duration.ofHours(99));
        assertThat(kinds(owner))
                .containsExactlyInAnyOrder(
                        "approval_requested", "approval_reminder", "approval_overdue", "approval_escalated");
        assertThat(owner.get("/api/approvals/" + review + "/history")
                        .expect(200)
                        .at("items")
                        .findValuesAsString("kind"))
                .containsExactly("requested", "reminded", "reminded", "escalated");
        editor.post("/api/approvals/" + review + "/escalate", Map.of()).refused(409, "nothing_to_escalate");
    }

    @Test
    void after_an_outage_of_three_days_only_the_last_is_said() {
        request();
        at(Duration.ofDays(5));
        at(Duration.ofHours(121));
        assertThat(kinds(reviewer)).containsExactly("approval_requested");
        assertThat(kinds(editor)).containsExactly("approval_escalated");
    }

    @Test
    void what_is_decided_is_not_alarmed_about() {
        String review = request();
        reviewer.post("/api/approvals/" + review + "/approve", Map.of()).expect(200);
        at(Duration.ofDays(5));
        assertThat(kinds(owner)).doesNotContain("approval_reminder", "approval_overdue", "approval_escalated");
    }

    @Test
    void a_person_escalates_once_and_it_becomes_more_urgent() {
        String review = request();
        var answer = editor.post(
                        "/api/approvals/" + review + "/escalate",
                        Map.of("reason", "The fair is tomorrow", "to", List.of(reviewer.person)))
                .expect(200);
        assertThat(answer.text("urgency")).isEqualTo("high");
        assertThat(answer.at("can").toString()).doesNotContain("escalateReview");
        assertThat(kinds(reviewer)).containsExactlyInAnyOrder("approval_requested", "approval_escalated");
        assertThat(kinds(owner)).containsExactly("approval_requested");
        editor.post("/api/approvals/" + review + "/escalate", Map.of()).refused(409, "nothing_to_escalate");
        editor.post("/api/approvals/" + review + "/escalate", Map.of("to", List.of(editor.person)))
                .refused(400, "invalid");
    }

    @Test
    void the_only_owner_escalates_to_the_reviewers() {
        request();
        String schedule = owner.post("/api/campaigns/" + story.campaign + "/approvals/schedule/request", Map.of())
                .expect(200)
                .text("reviewId");
        owner.post("/api/approvals/" + schedule + "/escalate", Map.of()).expect(200);
        assertThat(kinds(reviewer)).contains("approval_escalated");
    }

    @Test
    void the_managers_hear_of_a_review_that_no_one_can_decide() {
        var alone = new Story();
        var writer = alone.owner.as("manager");
        alone.owner
                .post("/api/social/schedule", alone.newPost(Map.of("title", "Ours")))
                .expect(201);
        var post = alone.owner
                .get("/api/social/queue/" + alone.campaign)
                .expect(200)
                .json()
                .at("/items/0");
        writer.patch("/api/social/" + post.at("/queueId").asString(), Map.of("title", "Ours too"))
                .expect(200);
        writer.post("/api/campaigns/" + alone.campaign + "/approvals/content/request", Map.of())
                .expect(200);
        assertThat(kinds(alone.owner)).contains("approval_blocked");
        alone.assertScopes("pending", "pending");
    }

    @Test
    void they_hear_of_it_too_when_the_last_reviewer_leaves_or_writes_some_of_it() {
        request();
        Api.drain();
        assertThat(kinds(owner)).doesNotContain("approval_blocked");
        for (var member : owner.get("/api/members").expect(200).at("items"))
            if (!member.at("/id").asString().equals(owner.person.toString())
                    && !member.at("/id").asString().equals(editor.person.toString()))
                owner.delete("/api/members/" + member.at("/id").asString()).expect(204);
        var post = owner.get("/api/social/queue/" + story.campaign)
                .expect(200)
                .json()
                .at("/items/0");
        owner.patch("/api/social/" + post.at("/queueId").asString(), Map.of("title", "Ours too"))
                .expect(200);
        Api.drain();
        assertThat(kinds(owner)).contains("approval_blocked");
    }

    private String request() {
        editor.post(
                        "/api/social/schedule",
                        story.newPost(Map.of("title", "A post", "scheduledFor", "2039-03-01T09:00:00Z")))
                .expect(201);
        return editor.post("/api/campaigns/" + story.campaign + "/approvals/content/request", Map.of())
                .expect(200)
                .text("reviewId");
    }

    private void at(Duration later) {
        shift(later);
        Api.drain();
    }

    private static void shift(Duration by) {
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(by));
    }

    private static List<String> kinds(Api who) {
        return who.get("/api/notifications")
                .expect(200)
                .at("items")
                .valueStream()
                .map(one -> one.at("/kind").asString())
                .toList();
    }
}
