package io.fanfare.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ApprovalsTest {
    private final Api owner = Api.workspace();
    private final UUID campaign = owner.post("/api/campaigns", Map.of("name", "Approvals"))
            .expect(201)
            .id("id");
    private final String path = "/api/campaigns/" + campaign + "/approvals";

    @Test
    void a_decision_covers_exactly_its_items() {
        var editor = owner.as("editor");
        UUID post = post(editor, "One");
        UUID other = post(editor, "Two");
        owner.post(path + "/content/approve").expect(200);
        owner.post(path + "/schedule/approve").expect(200);
        assertThat(publishable()).isTrue();

        editor.patch("/api/social/" + post, Map.of("text", "One word more")).expect(200);
        assertThat(status("content")).isEqualTo("needs_review");
        assertThat(status("schedule")).isEqualTo("approved");
        var change = scope("content").at("/changedSince/0");
        assertThat(change.get("id").stringValue()).isEqualTo(post.toString());
        assertThat(change.get("change").stringValue()).isEqualTo("changed");
        assertThat(change.get("by").stringValue()).isEqualTo("Some editor");
        assertThat(publishable()).isFalse();

        editor.patch("/api/social/" + post, Map.of("text", "One")).expect(200);
        assertThat(status("content")).isEqualTo("approved");
        assertThat(scope("content").get("changedSince").size()).isZero();

        editor.post("/api/social/" + other + "/cancel").expect(200);
        assertThat(scope("content").at("/changedSince/0/change").stringValue()).isEqualTo("removed");
        post(editor, "Three");
        assertThat(scope("schedule").get("changedSince").findValuesAsString("change"))
                .contains("added", "removed");
        assertThat(publishable()).isFalse();
    }

    @Test
    void a_digest_that_is_no_longer_current_is_stale() {
        UUID post = post(owner, "One");
        String seen = digest();
        owner.patch("/api/social/" + post, Map.of("text", "Other")).expect(200);
        owner.post(path + "/content/approve", Map.of("digest", seen)).refused(409, "approval_stale");
        owner.post(path + "/content/reject", Map.of("reason", "no", "digest", seen))
                .refused(409, "approval_stale");
        var approved = owner.post(path + "/content/approve", Map.of("digest", digest()))
                .expect(200);
        assertThat(approved.text("approvedDigest")).isEqualTo(digest());
    }

    @Test
    void several_scopes_are_approved_together_or_not_at_all() {
        UUID post = post(owner, "One");
        var seen = List.of(read("content"), read("schedule"));
        owner.patch("/api/social/" + post + "/reschedule", Map.of("scheduledFor", "2031-05-05T09:00:00Z"))
                .expect(200);
        assertThat(owner.post(path + "/approve", Map.of("scopes", seen))
                        .refused(409, "approval_stale")
                        .text("scope"))
                .isEqualTo("schedule");
        assertThat(status("content")).isEqualTo("pending");
        owner.post(path + "/approve", Map.of("scopes", List.of())).refused(400, "invalid");

        var approved = owner.post(path + "/approve", Map.of("scopes", List.of(read("content"), read("schedule"))))
                .expect(200);
        assertThat(approved.at("publishable").asBoolean()).isTrue();
        assertThat(status("content")).isEqualTo("approved");
        assertThat(status("schedule")).isEqualTo("approved");
        assertThat(owner.get("/api/campaigns/" + campaign + "/activity").body())
                .contains("approved the content", "approved the schedule");
    }

    private Map<String, String> read(String scope) {
        return Map.of("scope", scope, "digest", scope(scope).get("digest").stringValue());
    }

    @Test
    void a_new_strategy_requires_another_review() {
        post(owner, "One");
        put(new Item("strategy", Ids.next(), "Strategy 1", Map.of(Scope.STRATEGY, "s")));
        String seen = digest();
        put(new Item("strategy", Ids.next(), "Strategy 2", Map.of(Scope.STRATEGY, "t")));
        owner.post(path + "/content/approve", Map.of("digest", seen)).refused(409, "approval_stale");
        owner.post(path + "/content/approve", Map.of("digest", digest())).expect(200);
        assertThat(scope("content").at("/approvedDigest").stringValue()).isEqualTo(digest());
        assertThat(status("content")).isEqualTo("approved");
    }

    @Test
    void authors_can_not_approve_their_change_unless_they_are_the_only_member() {
        post(owner, "Alone");
        owner.post(path + "/content/approve").expect(200);
        var audit = owner.get("/api/audit?operation=approveScope").expect(200);
        assertThat(audit.json().at("/items/0/after/ownWork").booleanValue()).isTrue();

        var reviewer = owner.as("reviewer");
        UUID post = post(owner, "Not alone any more");
        owner.post(path + "/content/approve").refused(403, "approval_own_work");
        reviewer.post(path + "/content/approve").expect(200);
        // Changing someone else's text makes one its author, and the first author may then approve it.
        owner.as("manager")
                .patch("/api/social/" + post, Map.of("text", "By the manager"))
                .expect(200);
        owner.post(path + "/content/approve").expect(200);
    }

    @Test
    void a_rejection_or_a_change_by_someone_else_does_not_clear_authors() {
        var manager = owner.as("manager");
        UUID post = post(manager, "By the manager");
        manager.post(path + "/content/reject", Map.of("reason", "I want to approve it myself"))
                .expect(200);
        manager.post(path + "/content/request", Map.of()).expect(200);
        manager.post(path + "/content/approve").refused(403, "approval_own_work");
        owner.patch("/api/social/" + post, Map.of("text", "By the manager,")).expect(200);
        manager.post(path + "/content/approve").refused(403, "approval_own_work");
        owner.post(path + "/content/approve").refused(403, "approval_own_work");
        owner.as("reviewer").post(path + "/content/approve").expect(200);
        owner.patch("/api/social/" + post, Map.of("text", "By the owner alone")).expect(200);
        manager.post(path + "/content/approve").expect(200);
    }

    @Test
    void own_work_is_never_approved_if_the_workspace_forbids_it() {
        owner.patch("/api/workspaces/current", Map.of("selfApproval", "never")).expect(200);
        post(owner, "Alone");
        owner.post(path + "/content/approve").refused(403, "approval_own_work");
    }

    @Test
    void a_rejection_has_a_reason_and_only_a_change_or_a_request_leads_on() {
        UUID post = post(owner, "One");
        owner.post(path + "/content/reject", Map.of()).refused(400, "invalid");
        var rejected = owner.post(path + "/content/reject", Map.of("reason", "Too long", "kind", "changes_requested"))
                .expect(200);
        assertThat(rejected.text("status")).isEqualTo("rejected");
        assertThat(rejected.text("reason")).isEqualTo("Too long");
        owner.post(path + "/content/approve").refused(409, "approval_rejected");
        owner.post(path + "/content/reject", Map.of("reason", "again")).refused(409, "approval_rejected");
        assertThat(owner.post(path + "/content/request", Map.of()).expect(200).text("status"))
                .isEqualTo("needs_review");
        owner.post(path + "/content/approve").expect(200);

        owner.post(path + "/content/reject", Map.of("reason", "On second thoughts"))
                .expect(200);
        owner.patch("/api/social/" + post, Map.of("text", "Shorter")).expect(200);
        assertThat(status("content")).isEqualTo("needs_review");
        owner.post(path + "/content/approve").expect(200);
    }

    @Test
    void a_request_waits_for_the_reviewers_and_notifies_them() {
        var editor = owner.as("editor");
        var reviewer = owner.as("reviewer");
        post(editor, "One");
        var asked = editor.post(path + "/content/request", Map.of("urgency", "high", "message", "Please by noon"))
                .expect(200);
        assertThat(asked.text("stages.0.state")).isEqualTo("open");
        assertThat(editor.post(path + "/content/request", Map.of()).expect(200).text("reviewId"))
                .isEqualTo(asked.text("reviewId"));

        var inbox = reviewer.get("/api/approvals").expect(200);
        assertThat(inbox.text("items.0.campaignName")).isEqualTo("Approvals");
        assertThat(inbox.text("items.0.message")).isEqualTo("Please by noon");
        assertThat(reviewer.get("/api/notifications/unread-count")
                        .json()
                        .get("count")
                        .intValue())
                .isEqualTo(1);
        assertThat(editor.get("/api/approvals").expect(200).json().get("total").intValue())
                .isZero();
        reviewer.post(path + "/content/approve", Map.of("digest", inbox.text("items.0.digest")))
                .expect(200);
        assertThat(reviewer.get("/api/approvals").json().get("total").intValue())
                .isZero();
        assertThat(editor.get("/api/notifications").text("items.0.title")).contains("Approved");
        editor.post(path + "/content/approve").refused(403, "forbidden");
        editor.post(path + "/schedule/request", Map.of("to", List.of(editor.person)))
                .refused(400, "invalid");
    }

    @Test
    void an_api_key_must_send_the_digest_and_never_approves_the_work_of_its_person_even_in_a_workspace_of_one() {
        UUID post = post(owner, "One");
        String key = owner.post("/api/api-keys", Map.of("name", "robot", "scopes", List.of("*")))
                .expect(201)
                .text("key");
        var robot = Api.nobody().with("Authorization", "Bearer " + key);
        var refused = robot.post(path + "/content/approve").refused(400, "invalid");
        assertThat(refused.json().get("errors").propertyNames()).contains("digest");
        robot.post(path + "/content/approve", Map.of("digest", digest())).refused(403, "approval_own_work");
        owner.post(path + "/content/approve").expect(200);
        owner.as("editor")
                .patch("/api/social/" + post, Map.of("text", "By the editor"))
                .expect(200);
        robot.post(path + "/content/approve", Map.of("digest", digest())).expect(200);
    }

    @Test
    void an_empty_scope_does_not_block_and_nothing_planned_is_nothing_to_publish() {
        var empty = owner.post(path + "/check-publish").expect(200);
        assertThat(empty.json().get("publishable").booleanValue()).isFalse();
        assertThat(empty.text("blockers.0.code")).isEqualTo("nothing_to_publish");
        owner.post(path + "/strategy/approve").expect(200);
        owner.post(path + "/initialize", Map.of()).expect(200);
        post(owner, "One");
        assertThat(owner.post(path + "/check-publish").json().at("/blockers").findValuesAsString("scope"))
                .containsExactlyInAnyOrder("content", "schedule");
        owner.post(path + "/colours/approve").expect(404);
    }

    @Test
    void another_workspace_decides_nothing_here() {
        post(owner, "One");
        var other = Api.workspace();
        for (String way :
                List.of("/content/approve", "/content/reject", "/content/request", "/check-publish", "/initialize")) {
            String random = "/api/campaigns/" + Ids.next() + "/approvals" + way;
            var body = way.endsWith("/reject") ? Map.of("reason", "mine") : Map.of();
            assertThat(other.post(path + way, body).expect(404).body())
                    .isEqualTo(other.post(random, body).expect(404).body());
        }
        assertThat(status("content")).isEqualTo("pending");
    }

    @Test
    void a_time_is_approved_in_the_precision_in_which_it_is_stored() {
        var post = owner.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId", campaign,
                                "platform", "newsroom",
                                "text", "One",
                                "scheduledFor", "2030-01-01T10:00:00.123456789Z"))
                .expect(201)
                .id("queueId");
        owner.post(path + "/schedule/approve").expect(200);
        owner.patch("/api/social/" + post, Map.of("text", "Two")).expect(200);
        owner.patch("/api/social/" + post, Map.of("text", "One")).expect(200);
        assertThat(status("schedule")).isEqualTo("approved");
    }

    @Test
    void an_approved_draft_can_be_scheduled_and_a_new_strategy_requires_another_review() {
        UUID creative = Ids.next();
        UUID made = Ids.next();
        put(new Item("creative", creative, "Words", Map.of(Scope.CONTENT, "a")).asDraft());
        post(owner, "One");
        assertThat(scope("content").get("items").size()).isEqualTo(1);
        assertThat(scope("content").at("/drafts/0/id").stringValue()).isEqualTo(creative.toString());
        for (String scope : List.of("content", "schedule"))
            owner.post(path + "/" + scope + "/approve").expect(200);
        assertThat(publishable()).isTrue();

        var post = new Item("post", made, "Made", Map.of(Scope.CONTENT, "p", Scope.SCHEDULE, "t"))
                .madeOf("creative", creative);
        put(post);
        assertThat(status("content")).isEqualTo("approved");
        // The draft is read with the post that takes its content.
        assertThat(scope("content").get("items").size()).isEqualTo(2);
        assertThat(scope("content").get("drafts")).isEmpty();
        assertThat(status("schedule")).isEqualTo("needs_review");
        owner.post(path + "/schedule/approve").expect(200);
        assertThat(publishable()).isTrue();
        assertThat(gateLetsPass("post:" + made)).isEqualTo(post.digest());

        put(new Item("creative", creative, "Words", Map.of(Scope.CONTENT, "b")).asDraft());
        assertThat(status("content")).isEqualTo("needs_review");
        assertThat(publishable()).isFalse();
        put(new Item("creative", creative, "Words", Map.of(Scope.CONTENT, "a")).asDraft());
        assertThat(publishable()).isTrue();

        put(new Item("strategy", Ids.next(), "Strategy 1", Map.of(Scope.STRATEGY, "s")));
        assertThat(status("content")).isEqualTo("needs_review");
        assertThat(status("schedule")).isEqualTo("needs_review");
        assertThat(status("ads")).isEqualTo("pending");
        assertThat(scope("schedule").at("/changedSince/0/kind").stringValue()).isEqualTo("strategy");
        for (String scope : List.of("strategy", "content", "schedule"))
            owner.post(path + "/" + scope + "/approve").expect(200);
        assertThat(publishable()).isTrue();
    }

    private void put(Item item) {
        inside(() -> Api.bean(Manifest.class).put(campaign, item));
    }

    private String gateLetsPass(String key) {
        return inside(() -> Api.bean(Sql.class)
                .of("select manifest ->> :key from delivery_gate where workspace_id = :workspace and gate = :gate")
                .bind("key", key)
                .bind("gate", campaign)
                .one(String.class));
    }

    private <T> T inside(Supplier<T> work) {
        return Current.house(owner.workspace, "test")
                .call(() -> Api.bean(Transactions.class).write(work));
    }

    private UUID post(Api who, String text) {
        return who.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId", campaign,
                                "platform", "newsroom",
                                "title", text,
                                "text", text,
                                "scheduledFor", "2030-01-01T10:00:00Z"))
                .expect(201)
                .id("queueId");
    }

    private boolean publishable() {
        return owner.get(path).expect(200).json().get("publishable").booleanValue();
    }

    private String digest() {
        return scope("content").get("digest").stringValue();
    }

    private String status(String scope) {
        return scope(scope).get("status").stringValue();
    }

    private JsonNode scope(String name) {
        return owner.get(path)
                .expect(200)
                .json()
                .get("scopes")
                .valueStream()
                .filter(s -> s.get("scope").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
