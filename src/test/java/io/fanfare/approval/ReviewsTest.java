package io.fanfare.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReviewsTest {
    private final Api owner = Api.workspace();
    private final Api editor = owner.as("editor");
    private final Api reviewer = owner.as("reviewer");
    private final UUID campaign =
            owner.post("/api/campaigns", Map.of("name", "Reviews")).expect(201).id("id");
    private final String path = "/api/campaigns/" + campaign + "/approvals";

    @Test
    void an_edit_after_the_request_marks_the_review_and_notifies_the_reviewers_once() {
        UUID post = post(editor, "One");
        request(Map.of());
        assertThat(unread(reviewer)).isEqualTo(1);

        edit(post, "Two");
        edit(post, "Three");
        var review = reviewer.get("/api/approvals").expect(200).at("items.0");
        assertThat(review.get("changed").booleanValue()).isTrue();
        assertThat(unread(reviewer)).isEqualTo(2);
        assertThat(reviewer.get("/api/notifications").text("items.0.title"))
                .isEqualTo("Changed during review: content of Reviews");

        edit(post, "One");
        assertThat(reviewer.get("/api/approvals").at("items.0").get("changed").booleanValue())
                .isFalse();
    }

    @Test
    void a_second_request_updates_urgency_and_message_and_covers_the_changes() {
        UUID post = post(editor, "One");
        request(Map.of("urgency", "low", "message", "No hurry"));
        edit(post, "Two");
        var updated = request(Map.of("urgency", "urgent", "message", "By noon"));
        assertThat(updated.text("review.urgency")).isEqualTo("urgent");
        assertThat(updated.text("review.message")).isEqualTo("By noon");
        assertThat(updated.at("review").get("changed").booleanValue()).isFalse();
        assertThat(reviewer.get("/api/notifications").text("items.0.title"))
                .isEqualTo("Updated request: review the content of Reviews");

        int entries = entries("requestApproval");
        request(Map.of());
        assertThat(entries("requestApproval")).isEqualTo(entries);
        assertThat(scope("content").at("/review/message").stringValue()).isEqualTo("By noon");
    }

    @Test
    void a_request_without_a_message_can_be_repeated() {
        post(editor, "One");
        request(Map.of());
        assertThat(request(Map.of("urgency", "high")).text("review.urgency")).isEqualTo("high");
        request(Map.of());
    }

    @Test
    void your_own_request_does_not_wait_for_you_and_you_are_not_offered_to_approve_your_own_work() {
        post(owner, "One");
        owner.post(path + "/content/request", Map.of()).expect(200);
        assertThat(waiting(owner)).isZero();
        assertThat(waiting(reviewer)).isEqualTo(1);
        assertThat(can("content")).contains("rejectScope").doesNotContain("approveScope");
        assertThat(reviewer.get("/api/approvals")
                        .at("items.0.can")
                        .valueStream()
                        .map(JsonNode::stringValue))
                .contains("approveScope");

        post(editor, "Two");
        owner.post(path + "/schedule/request", Map.of()).expect(200);
        assertThat(waiting(owner)).isZero();
    }

    @Test
    void archiving_or_cancelling_a_campaign_withdraws_its_reviews() {
        post(editor, "One");
        request(Map.of());
        owner.delete("/api/campaigns/" + campaign).expect(204);
        assertThat(waiting(reviewer)).isZero();
        assertThat(unread(reviewer)).isZero();
        assertThat(scope("content").at("/review/state").stringValue()).isEqualTo("withdrawn");
        assertThat(can("content")).isEmpty();
        reviewer.post(path + "/content/approve").refused(409, "campaign_archived");

        owner.patch("/api/campaigns/" + campaign, Map.of("archived", false)).expect(200);
        request(Map.of());
        assertThat(waiting(reviewer)).isEqualTo(1);
        owner.post("/api/campaigns/" + campaign + "/transition", Map.of("to", "cancelled"))
                .expect(200);
        assertThat(waiting(reviewer)).isZero();
        reviewer.post(path + "/content/reject", Map.of("reason", "no")).refused(409, "campaign_closed");
    }

    @Test
    void a_decided_review_keeps_its_message_its_stage_and_the_comment() {
        post(editor, "One");
        var requested = request(Map.of("message", "Please check the offer"));
        reviewer.post(path + "/content/approve", Map.of("comment", "Well done")).expect(200);
        var scope = scope("content");
        assertThat(scope.get("reviewId").stringValue()).isEqualTo(requested.text("reviewId"));
        assertThat(scope.at("/review/state").stringValue()).isEqualTo("approved");
        assertThat(scope.at("/review/message").stringValue()).isEqualTo("Please check the offer");
        assertThat(scope.get("comment").stringValue()).isEqualTo("Well done");
        assertThat(scope.at("/stages/0/state").stringValue()).isEqualTo("approved");
        assertThat(scope.at("/stages/0/decisions/0/comment").stringValue()).isEqualTo("Well done");
    }

    @Test
    void notifications_name_the_review_and_are_read_once_it_is_decided() {
        post(editor, "One");
        String review = request(Map.of()).text("reviewId");
        var asked = reviewer.get("/api/notifications").at("items.0.subject");
        assertThat(asked.get("kind").stringValue()).isEqualTo("review");
        assertThat(asked.get("id").stringValue()).isEqualTo(review);
        assertThat(unread(owner)).isEqualTo(1);

        reviewer.post(path + "/content/approve").expect(200);
        assertThat(unread(owner)).isZero();
        assertThat(unread(reviewer)).isZero();
        assertThat(editor.get("/api/notifications").text("items.0.subject.id")).isEqualTo(review);
    }

    @Test
    void a_notification_names_its_campaign_and_can_be_deleted_by_its_person_only() {
        post(editor, "One");
        request(Map.of());
        var asked = reviewer.get("/api/notifications").expect(200);
        assertThat(asked.text("items.0.campaignName")).isEqualTo("Reviews");
        String id = asked.text("items.0.id");
        editor.delete("/api/notifications/" + id).refused(404, "not_found");
        reviewer.delete("/api/notifications/" + id).expect(204);
        assertThat(unread(reviewer)).isZero();
        reviewer.delete("/api/notifications/" + id).refused(404, "not_found");
    }

    @Test
    void an_approval_that_decides_nothing_leaves_no_audit_entry() {
        post(owner, "One");
        reviewer.post(path + "/content/approve").expect(200);
        owner.post(path + "/content/approve").expect(200);
        owner.post(path + "/content/request", Map.of()).expect(200);
        assertThat(entries("approveScope")).isEqualTo(1);
        assertThat(entries("requestApproval")).isZero();
    }

    @Test
    void a_scope_without_items_is_neither_requested_nor_approved() {
        assertThat(can("ads")).isEmpty();
        editor.post(path + "/ads/request", Map.of()).refused(409, "nothing_to_review");
        reviewer.post(path + "/ads/reject", Map.of("reason", "no")).refused(409, "nothing_to_review");
        assertThat(reviewer.post(path + "/ads/approve").expect(200).text("status"))
                .isEqualTo("pending");
        assertThat(entries("approveScope")).isZero();
    }

    @Test
    void if_no_member_may_approve_the_blocker_says_so_and_how_to_fix_it() {
        var alone = Api.workspace();
        alone.patch("/api/workspaces/current", Map.of("selfApproval", "never")).expect(200);
        UUID id = alone.post("/api/campaigns", Map.of("name", "Alone"))
                .expect(201)
                .id("id");
        alone.post("/api/social/schedule", planned(id, "One")).expect(201);
        var blockers = alone.get("/api/campaigns/" + id + "/prompting/blockers").expect(200);
        assertThat(blockers.at("blockers").findValuesAsString("code")).containsOnly("review_without_reviewer");
        assertThat(blockers.at("blockers.0.fix.operation").stringValue()).isEqualTo("inviteMember");
        alone.as("reviewer");
        assertThat(alone.get("/api/campaigns/" + id + "/prompting/blockers")
                        .at("blockers")
                        .findValuesAsString("code"))
                .containsOnly("approval_pending");
    }

    @Test
    void reviews_are_listed_by_urgency_and_then_by_deadline() {
        post(editor, "One");
        request(Map.of("urgency", "low"));
        editor.post(path + "/schedule/request", Map.of("urgency", "urgent")).expect(200);
        var page = reviewer.get("/api/approvals?limit=1").expect(200);
        assertThat(page.json().get("total").intValue()).isEqualTo(2);
        assertThat(page.text("items.0.scope")).isEqualTo("schedule");
        assertThat(page.at("items.0.overdue").booleanValue()).isFalse();
        assertThat(reviewer.get("/api/approvals?offset=1").text("items.0.scope"))
                .isEqualTo("content");
    }

    @Test
    void the_person_who_asked_can_withdraw_and_remind_and_reads_who_decides() {
        post(owner, "One");
        var requested = owner.post(path + "/content/request", Map.of()).expect(200);
        assertThat(can("content")).contains("withdrawReview", "remindReviewers");
        assertThat(scope("content").at("/blocked/code").stringValue()).isEqualTo("approval_own_work");
        assertThat(scope("content").at("/blocked/who").findValuesAsString("id")).contains(reviewer.person.toString());

        String review = "/api/approvals/" + requested.text("reviewId");
        owner.post(review + "/remind").expect(200);
        assertThat(reviewer.get("/api/notifications").text("items.0.kind")).isEqualTo("approval_reminder");
        owner.post(review + "/remind").refused(409, "reminded_recently");
        owner.as("viewer").post(review + "/withdraw").refused(403, "forbidden");

        owner.post(review + "/withdraw").expect(200);
        assertThat(waiting(reviewer)).isZero();
        assertThat(unread(reviewer)).isZero();
        assertThat(scope("content").at("/review/state").stringValue()).isEqualTo("withdrawn");
        assertThat(scope("content").at("/status").stringValue()).isEqualTo("pending");
        assertThat(can("content")).doesNotContain("withdrawReview");
        assertThat(owner.get(review + "/history").expect(200).at("items").findValuesAsString("text"))
                .contains("Reminded the reviewers.", "Withdrew the request.");
        owner.post(review + "/withdraw").refused(409, "review_closed");
        owner.post(review + "/remind").refused(409, "review_closed");
    }

    @Test
    void a_withdrawn_request_leaves_a_rejected_scope_rejected() {
        post(editor, "One");
        reviewer.post(path + "/content/reject", Map.of("reason", "no")).expect(200);
        String review = request(Map.of()).text("reviewId");
        assertThat(scope("content").at("/status").stringValue()).isEqualTo("needs_review");
        editor.post("/api/approvals/" + review + "/withdraw").expect(200);
        assertThat(scope("content").at("/status").stringValue()).isEqualTo("rejected");
    }

    @Test
    void a_request_can_name_the_day_on_which_it_is_due() {
        post(editor, "One");
        var due = "2040-05-01T17:00:00Z";
        assertThat(request(Map.of("deadline", due)).text("stages.0.deadline")).isEqualTo(due);
        assertThat(request(Map.of("message", "Please")).text("stages.0.deadline"))
                .isEqualTo(due);
        editor.post(path + "/content/request", Map.of("deadline", "2020-01-01T00:00:00Z"))
                .refused(400, "invalid");
    }

    private Api.Answer request(Map<String, Object> body) {
        return editor.post(path + "/content/request", body).expect(200);
    }

    private UUID post(Api who, String text) {
        return who.post("/api/social/schedule", planned(campaign, text))
                .expect(201)
                .id("queueId");
    }

    private static Map<String, Object> planned(UUID campaign, String text) {
        return Map.of(
                "campaignId",
                campaign,
                "platform",
                "newsroom",
                "title",
                text,
                "text",
                text,
                "scheduledFor",
                "2030-01-01T10:00:00Z");
    }

    private void edit(UUID post, String text) {
        editor.patch("/api/social/" + post, Map.of("text", text)).expect(200);
    }

    private static int waiting(Api who) {
        return who.get("/api/approvals").expect(200).at("total").intValue();
    }

    private static int unread(Api who) {
        return who.get("/api/notifications/unread-count")
                .expect(200)
                .at("count")
                .intValue();
    }

    private int entries(String operation) {
        return owner.get("/api/audit?operation=" + operation)
                .expect(200)
                .at("items")
                .size();
    }

    private List<String> can(String scope) {
        return scope(scope).get("can").valueStream().map(JsonNode::stringValue).toList();
    }

    private JsonNode scope(String name) {
        return owner.get(path)
                .expect(200)
                .at("scopes")
                .valueStream()
                .filter(scope -> scope.get("scope").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void people_find_what_they_requested_and_decided_also_when_it_is_closed() {
        post(editor, "One");
        editor.post(path + "/content/request", Map.of("urgency", "urgent")).expect(200);
        assertThat(total(editor, "")).isZero();
        assertThat(total(editor, "?mine=requested&state=open")).isEqualTo(1);
        var own = editor.get("/api/approvals?mine=requested").expect(200);
        assertThat(own.text("items.0.stage.name")).isEqualTo("Review");
        assertThat(own.at("items.0.stage.of").asInt()).isEqualTo(1);
        assertThat(own.at("items.0.ownWork").asBoolean()).isTrue();
        assertThat(reviewer.get("/api/approvals")
                        .expect(200)
                        .at("items.0.ownWork")
                        .asBoolean())
                .isFalse();
        assertThat(total(editor, "?mine=requested&urgency=low")).isZero();
        assertThat(total(editor, "?mine=requested&scope=content&urgency=urgent"))
                .isEqualTo(1);
        assertThat(total(reviewer, "?mine=waiting&stage=review")).isEqualTo(total(reviewer, "?mine=all&stage=review"));
        assertThat(total(reviewer, "?mine=waiting&stage=none")).isZero();
        assertThat(total(reviewer, "?mine=decided")).isZero();
        reviewer.post(path + "/content/approve", Map.of()).expect(200);
        assertThat(total(reviewer, "")).isZero();
        assertThat(total(reviewer, "?mine=waiting&state=closed")).isZero();
        var decided = reviewer.get("/api/approvals?mine=decided&state=closed").expect(200);
        assertThat(decided.text("items.0.state")).isEqualTo("approved");
        assertThat(decided.at("items.0.closedAt").isNull()).isFalse();
        assertThat(decided.at("items.0.can")).isEmpty();
        assertThat(total(editor, "?mine=requested")).isEqualTo(1);
        assertThat(total(editor, "?mine=requested&state=open")).isZero();
        assertThat(total(editor, "?mine=decided")).isZero();
        assertThat(total(owner, "?mine=all&campaignId=" + campaign)).isEqualTo(1);
        assertThat(total(Api.workspace(), "?mine=all")).isZero();
        owner.get("/api/approvals?mine=theirs").refused(400, "invalid");
    }

    private static int total(Api who, String query) {
        return who.get("/api/approvals" + query).expect(200).at("total").asInt();
    }
}
