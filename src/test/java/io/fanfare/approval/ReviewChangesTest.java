package io.fanfare.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a policy says about items that change after somebody approved them. */
class ReviewChangesTest {
    private static final String TEXT = "We halve the waste, see https://a.example/x for terms";

    private final Story story = new Story();
    private final Api owner = story.owner;
    private final Api words = member("content");
    private final Api law = member("compliance");
    private final String campaign = "/api/campaigns/" + story.campaign;

    @Test
    void a_cosmetic_change_keeps_the_approval_and_the_history_says_by_which_rule() {
        policy(Map.of("cosmetic", "keep"));
        UUID post = post(TEXT);
        String review = approved();
        change(post, TEXT + ".");
        story.assertScopes("approved", "pending");
        var event = last(review);
        assertThat(event.at("/kind").asString()).isEqualTo("item_changed");
        assertThat(event.at("/text").asString())
                .contains("The change is cosmetic, so policy “changes”, version 1, keeps its approval.");
        assertThat(event.at("/kept/rules/0").asString()).isEqualTo("post-text");
        assertThat(event.at("/kept/decided").asString())
                .isNotEmpty()
                .isNotEqualTo(event.at("/digest").asString());
        // It can be sent as it is now, and the receipt says why.
        words.post(campaign + "/approvals/schedule/approve").expect(200);
        owner.post(campaign + "/launch").expect(202);
        owner.post("/api/social/" + post + "/publish").expect(202);
        Api.drain();
        var row = owner.get("/api/deliveries?itemId=" + post).expect(200).json().at("/items/0");
        assertThat(row.at("/state").asString()).isIn("accepted", "confirmed", "captured");
        assertThat(owner.get("/api/deliveries/" + row.at("/id").asString())
                        .expect(200)
                        .at("receipt")
                        .toString())
                .contains("post-text", "\"cosmetic\"");
    }

    @Test
    void many_cosmetic_steps_are_compared_with_what_people_approved() {
        policy(Map.of("cosmetic", "keep"));
        UUID post = post("we love apple pie and more");
        approved();
        // Each step alone looks like nothing.
        change(post, "we love. apple pie and more");
        story.assertScopes("approved", "pending");
        change(post, "We love. apple pie and more");
        story.assertScopes("approved", "pending");
        change(post, "We love. Apple pie and more");
        story.assertScopes("needs_review", "pending");
        change(post, "We love apple pie and more");
        story.assertScopes("approved", "pending");
    }

    @Test
    void steps_over_several_reviews_are_compared_with_each_version_that_someone_approved() {
        policy(Map.of("cosmetic", "keep"));
        UUID post = post("we love apple pie and more");
        String review = request();
        words.post("/api/approvals/" + review + "/approve").expect(200);
        // The second stage approves another version than the first, which would not have approved the third.
        change(post, "we love. apple pie and more");
        law.post("/api/approvals/" + review + "/approve").expect(200);
        story.assertScopes("approved", "pending");
        change(post, "we love. Apple pie and more");
        story.assertScopes("needs_review", "pending");
    }

    @Test
    void substantive_changes_and_changed_links_are_approved_again() {
        policy(Map.of("cosmetic", "keep", "metadata", "keep"));
        UUID post = post(TEXT);
        approved();
        for (String text : List.of(
                TEXT.replace("halve", "have"), TEXT.replace("a.example", "b.example"), TEXT + " not", "Quite other")) {
            change(post, text);
            story.assertScopes("needs_review", "pending");
            change(post, TEXT);
            story.assertScopes("approved", "pending");
        }
        change(post, TEXT.replace("/x", "/x?utm_source=fair"));
        story.assertScopes("approved", "pending");
    }

    @Test
    void a_kept_approval_counts_in_an_open_review_and_a_request_for_changes_does_not() {
        policy(Map.of("cosmetic", "keep"));
        UUID post = post(TEXT);
        String review = request();
        words.post("/api/approvals/" + review + "/approve").expect(200);
        law.post("/api/approvals/" + review + "/request-changes", Map.of("reason", "A full stop"))
                .expect(200);
        change(post, TEXT + ".");
        String again =
                owner.post(campaign + "/approvals/content/request").expect(200).text("reviewId");
        words.post("/api/approvals/" + again + "/approve").expect(200);
        change(post, TEXT + "!");
        assertThat(states(again)).containsExactly("approved", "open");
        law.post("/api/approvals/" + again + "/approve").expect(200);
        story.assertScopes("approved", "pending");
    }

    @Test
    void a_change_can_have_all_stages_decide_on_everything_again() {
        policy(Map.of("substantive", "restart", "cosmetic", "keep"));
        UUID first = post(TEXT);
        post("Another");
        String review = request();
        words.post("/api/approvals/" + review + "/approve").expect(200);
        assertThat(states(review)).containsExactly("approved", "open");
        change(first, TEXT + ".");
        assertThat(states(review)).containsExactly("approved", "open");
        change(first, "Quite other");
        assertThat(states(review)).containsExactly("open", "waiting");
        assertThat(last(review).at("/kind").asString()).isIn("restarted", "stage_opened");
        assertThat(history(review)).contains("restarted");
        // Also the other post is decided on again, by both.
        var items = owner.get("/api/approvals/" + review).expect(200).at("items");
        assertThat(items.findValuesAsString("state")).containsExactly("open", "open");
        words.post("/api/approvals/" + review + "/approve").expect(200);
        law.post("/api/approvals/" + review + "/approve").expect(200);
        story.assertScopes("approved", "pending");
    }

    @Test
    void a_time_is_metadata_and_an_account_is_not() {
        policy(Map.of("metadata", "keep"), "schedule");
        UUID post = post(TEXT);
        String review =
                owner.post(campaign + "/approvals/schedule/request").expect(200).text("reviewId");
        words.post("/api/approvals/" + review + "/approve").expect(200);
        law.post("/api/approvals/" + review + "/approve").expect(200);
        story.assertScopes("pending", "approved");
        owner.patch("/api/social/" + post + "/reschedule", Map.of("scheduledFor", "2039-05-01T09:00:00Z"))
                .expect(200);
        story.assertScopes("pending", "approved");
    }

    @Test
    void without_a_word_about_changes_every_change_is_approved_again() {
        owner.post(
                        campaign + "/approvals/initialize",
                        Map.of("policy", "content-compliance", "scopes", List.of("content")))
                .expect(200);
        UUID post = post(TEXT);
        approved();
        change(post, TEXT + ".");
        story.assertScopes("needs_review", "pending");
        var policies = owner.get("/api/approvals/policies").expect(200).at("items");
        assertThat(policies.findValuesAsString("cosmetic")).containsOnly("reconfirm");
    }

    @Test
    void only_who_manages_approvals_can_name_a_policy_that_keeps_them() {
        policy(Map.of("cosmetic", "keep"), "ads");
        var editor = owner.as("editor");
        var named = Map.of("policy", "changes", "scopes", List.of("content"));
        editor.post(campaign + "/approvals/initialize", named).refused(403, "forbidden");
        owner.post(campaign + "/approvals/initialize", named).expect(200);
        editor.post(campaign + "/approvals/initialize", named).expect(200);
        assertThat(owner.put("/api/approvals/policies/other", terms(Map.of("substantive", "keep")))
                        .refused(422, "policy_invalid")
                        .at("errors")
                        .propertyNames())
                .containsExactly("onChange.substantive");
    }

    private static Map<String, Object> terms(Map<String, String> onChange) {
        return Map.of(
                "stages",
                List.of(Map.of("name", "Words", "role", "content"), Map.of("name", "Law", "role", "compliance")),
                "onChange",
                onChange);
    }

    private void policy(Map<String, String> onChange) {
        policy(onChange, "content");
    }

    private void policy(Map<String, String> onChange, String scope) {
        owner.put("/api/approvals/policies/changes", terms(onChange)).expect(201);
        owner.post(campaign + "/approvals/initialize", Map.of("policy", "changes", "scopes", List.of(scope)))
                .expect(200);
    }

    private UUID post(String text) {
        return story.post(Map.of("title", "Offer", "text", text)).expect(201).id("queueId");
    }

    private void change(UUID post, String text) {
        owner.patch("/api/social/" + post, Map.of("text", text)).expect(200);
    }

    private String request() {
        return owner.post(campaign + "/approvals/content/request").expect(200).text("reviewId");
    }

    private String approved() {
        String review = request();
        words.post("/api/approvals/" + review + "/approve").expect(200);
        law.post("/api/approvals/" + review + "/approve").expect(200);
        story.assertScopes("approved", "pending");
        return review;
    }

    private List<String> states(String review) {
        return owner.get("/api/approvals/" + review).expect(200).at("stages").findValuesAsString("state");
    }

    private List<String> history(String review) {
        return owner.get("/api/approvals/" + review + "/history")
                .expect(200)
                .at("items")
                .findValuesAsString("kind");
    }

    private tools.jackson.databind.JsonNode last(String review) {
        var items =
                owner.get("/api/approvals/" + review + "/history").expect(200).at("items");
        return items.get(items.size() - 1);
    }

    private Api member(String stage) {
        var member = owner.as("reviewer");
        owner.patch("/api/members/" + member.person, Map.of("stageRoles", List.of(stage)))
                .expect(200);
        return member;
    }
}
