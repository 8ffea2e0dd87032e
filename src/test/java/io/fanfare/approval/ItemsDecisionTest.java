package io.fanfare.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ItemsDecisionTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final Api editor = owner.as("editor");
    private final Api reviewer = owner.as("reviewer");
    private final String campaign = "/api/campaigns/" + story.campaign;

    @Test
    void approving_the_rest_says_what_was_approved_and_what_was_not() {
        UUID bad = post("Bad");
        var good = List.of(post("Good"), post("Better"), post("Best"), post("Fine"));
        var reviews = List.of(request("content"), request("schedule"));
        decide(reviews, "changes_requested", List.of(bad), "Please write km").expect(200);
        decide(reviews, "approved", good, null).expect(200);
        assertThat(activity().subList(0, 2))
                .containsExactly(
                        "approved 4 of 5 items and asked for changes to “Bad”",
                        "requested changes to “Bad”: Please write km");
        assertThat(activity().toString()).doesNotContain("““").doesNotContain("approved the content");

        var unread = unread();
        assertThat(unread).hasSize(1);
        assertThat(unread.getFirst().at("/title").asString()).isEqualTo("4 of 5 items approved, “Bad” needs changes");
        assertThat(unread.getFirst().at("/text").asString()).endsWith(": Please write km");
        assertThat(unread.getFirst().at("/subject/id").asString()).isEqualTo(bad.toString());
        assertThat(scope("content").at("/comment").asString()).isEqualTo("Please write km");
    }

    @Test
    void one_act_in_two_reviews_is_one_entry_and_one_notification() {
        UUID one = post("One");
        post("Two");
        var reviews = List.of(request("content"), request("schedule"));
        int before = activity().size();
        decide(reviews, "changes_requested", List.of(one), "Too long").expect(200);
        assertThat(activity()).hasSize(before + 1);
        assertThat(unread()).hasSize(1);
        assertThat(unread().getFirst().at("/title").asString()).isEqualTo("Changes requested: “One”");
    }

    @Test
    void everything_approved_is_one_entry_and_one_notification() {
        var both = List.of(post("One"), post("Two"));
        var reviews = List.of(request("content"), request("schedule"));
        var answer = decide(reviews, "approved", both, null).expect(200);
        assertThat(answer.at("reviews").findValuesAsString("state")).containsExactly("approved", "approved");
        assertThat(activity().getFirst()).isEqualTo("approved 2 items");
        assertThat(unread()).hasSize(1);
        assertThat(unread().getFirst().at("/title").asString()).isEqualTo("Approved: all 2 items of Story");
        story.assertScopes("approved", "approved");
    }

    @Test
    void a_decision_is_made_in_all_reviews_or_in_none() {
        UUID one = post("One");
        var reviews = List.of(request("content"), request("schedule"));
        var stale = Map.of(
                "decision",
                "approved",
                "reviews",
                List.of(
                        Map.of("reviewId", reviews.getFirst(), "items", List.of(item(reviews.getFirst(), one))),
                        Map.of(
                                "reviewId",
                                reviews.getLast(),
                                "items",
                                List.of(Map.of("kind", "post", "id", one, "digest", "0123")))));
        reviewer.post("/api/approvals/decide", stale).refused(409, "approval_stale");
        story.assertScopes("pending", "pending");
        editor.post("/api/approvals/decide", stale).refused(403, "forbidden");
        var elsewhere = new Story(owner);
        elsewhere.post(Map.of("title", "Elsewhere")).expect(201);
        String other = owner.post("/api/campaigns/" + elsewhere.campaign + "/approvals/content/request", Map.of())
                .expect(200)
                .text("reviewId");
        var mixed = List.of(
                Map.of("reviewId", reviews.getFirst(), "items", List.of(item(reviews.getFirst(), one))),
                Map.of("reviewId", other, "items", List.of(item(reviews.getFirst(), one))));
        reviewer.post("/api/approvals/decide", Map.of("decision", "approved", "reviews", mixed))
                .refused(400, "invalid");
        assertThat(decide(reviews, "changes_requested", List.of(one), null)
                        .expect(400)
                        .at("errors")
                        .has("comment"))
                .isTrue();
    }

    @Test
    void approving_an_item_resolves_what_was_said_about_it() {
        UUID one = post("One");
        UUID two = post("Two");
        var reviews = List.of(request("content"));
        for (UUID item : List.of(one, two))
            reviewer.post(
                            "/api/approvals/" + reviews.getFirst() + "/comments",
                            Map.of("text", "Kilometers", "anchor", Map.of("item", Map.of("kind", "post", "id", item))))
                    .expect(201);
        decide(reviews, "approved", List.of(one), null).expect(200);
        var comments =
                reviewer.get("/api/approvals/" + reviews.getFirst()).expect(200).at("comments");
        assertThat(comments.valueStream()
                        .filter(comment -> comment.at("/resolvedAt").isNull())
                        .map(comment -> comment.at("/anchor/item/id").asString()))
                .containsExactly(two.toString());
        reviewer.post(campaign + "/approvals/content/approve").expect(200);
        assertThat(editor.get(campaign + "/approvals/feedback").expect(200).at("items"))
                .isEmpty();
    }

    @Test
    void the_next_review_shows_what_changed_since_changes_were_requested() {
        UUID one = post("One");
        UUID two = post("Two");
        var reviews = List.of(request("content"));
        decide(reviews, "changes_requested", List.of(one), "Please write km").expect(200);
        decide(reviews, "approved", List.of(two), null).expect(200);
        editor.patch("/api/social/" + one, Map.of("text", "New words")).expect(200);
        String again = request("content");
        var item = reviewed(again, one);
        assertThat(item.at("/approved").isNull()).isTrue();
        assertThat(item.at("/sentBack/comment").asString()).isEqualTo("Please write km");
        assertThat(item.at("/sentBack/content/components/text").asString()).isEqualTo("Some **words**.");
        assertThat(item.at("/current/components/text").asString()).isEqualTo("New words");
        decide(List.of(again), "approved", List.of(one), null).expect(200);
        editor.patch("/api/social/" + one, Map.of("text", "Other words")).expect(200);
        assertThat(reviewed(request("content"), one).at("/sentBack").isNull()).isTrue();
    }

    @Test
    void a_scope_rejected_as_a_whole_is_compared_with_what_was_rejected() {
        UUID one = post("One");
        request("content");
        reviewer.post(campaign + "/approvals/content/reject", Map.of("reason", "Too early"))
                .expect(200);
        editor.patch("/api/social/" + one, Map.of("text", "New words")).expect(200);
        assertThat(reviewed(request("content"), one)
                        .at("/sentBack/content/components/text")
                        .asString())
                .isEqualTo("Some **words**.");
    }

    @Test
    void a_draft_and_the_post_made_of_it_are_one_item() {
        UUID draft = editor.post(
                        campaign + "/creatives",
                        Map.of(
                                "name", "A draft",
                                "kind", "text",
                                "platform", "newsroom",
                                "components", Map.of("caption", "Some words")))
                .expect(201)
                .id("id");
        UUID post = editor.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId",
                                story.campaign,
                                "platform",
                                "newsroom",
                                "creativeId",
                                draft,
                                "scheduledFor",
                                "2040-01-01T10:00:00Z"))
                .expect(201)
                .id("queueId");
        var content = scope("content");
        assertThat(content.at("/items").findValuesAsString("id")).containsExactly(post.toString());
        assertThat(content.at("/items/0/channel").asString()).isEqualTo("newsroom");
        assertThat(content.at("/items/0/at").asString()).isEqualTo("2040-01-01T10:00:00Z");
        assertThat(content.at("/count").toString()).isEqualTo("{\"items\":1,\"drafts\":0}");
        decide(List.of(request("content")), "approved", List.of(post), null).expect(200);
        editor.patch("/api/creatives/" + draft, Map.of("components", Map.of("caption", "Other words"), "version", 1))
                .expect(200);
        assertThat(scope("content").at("/changedSince").findValuesAsString("id"))
                .containsExactly(post.toString());
    }

    @Test
    void the_default_deadline_is_before_the_next_item_goes_out() {
        // Monday morning in Berlin: the working day before is Friday.
        editor.post("/api/social/schedule", story.newPost(Map.of("scheduledFor", "2040-01-02T09:00:00+01:00")))
                .expect(201);
        var approvals = owner.get(campaign + "/approvals").expect(200);
        assertThat(approvals.text("firstAt")).isEqualTo("2040-01-02T08:00:00Z");
        assertThat(approvals.text("decideBy")).isEqualTo("2039-12-30T17:00:00Z");
        var soon = java.time.Instant.now().plus(java.time.Duration.ofHours(3));
        editor.post("/api/social/schedule", story.newPost(Map.of("scheduledFor", soon.toString())))
                .expect(201);
        String review = request("content");
        assertThat(java.time.Instant.parse(
                        reviewer.get("/api/approvals/" + review).expect(200).text("deadline")))
                .isBefore(soon);
    }

    @Test
    void a_post_added_to_a_running_campaign_is_one_thing_to_do() {
        post("One");
        reviewer.post(campaign + "/approvals/content/approve").expect(200);
        reviewer.post(campaign + "/approvals/schedule/approve").expect(200);
        story.launch();
        post("Is it too late?");
        var blockers = owner.get("/api/dashboard/campaigns/" + story.campaign)
                .expect(200)
                .at("evaluation.blockers");
        assertThat(blockers.findValuesAsString("title")).containsExactly("A change needs approval before it goes out");
        // The title ends its sentence already.
        assertThat(blockers.at("/0/reason").asString()).endsWith("added “Is it too late?” Request a review.");
    }

    @Test
    void two_posts_with_one_title_are_told_apart_by_their_channel() {
        post("Half the waste");
        UUID other = editor.post(
                        "/api/social/schedule",
                        story.newPost(Map.of("platform", "mastodon", "title", "Half the waste", "by", "hand")))
                .expect(201)
                .id("queueId");
        decide(List.of(request("content")), "changes_requested", List.of(other), "Too long")
                .expect(200);
        assertThat(unread().getFirst().at("/title").asString())
                .isEqualTo("Changes requested: “Half the waste · Mastodon”");
        assertThat(activity().getFirst()).startsWith("requested changes to “Half the waste · Mastodon”");
    }

    private UUID post(String title) {
        return editor.post("/api/social/schedule", story.newPost(Map.of("title", title)))
                .expect(201)
                .id("queueId");
    }

    private String request(String scope) {
        return editor.post(campaign + "/approvals/" + scope + "/request", Map.of())
                .expect(200)
                .text("reviewId");
    }

    private JsonNode reviewed(String review, UUID id) {
        return reviewer.get("/api/approvals/" + review)
                .expect(200)
                .at("items")
                .valueStream()
                .filter(item -> item.at("/id").asString().equals(id.toString()))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Object> item(String review, UUID id) {
        return Map.of(
                "kind",
                "post",
                "id",
                id,
                "digest",
                reviewed(review, id).at("/digest").asString());
    }

    private Api.Answer decide(List<String> reviews, String decision, List<UUID> items, @Nullable String comment) {
        var parts = new ArrayList<Map<String, Object>>();
        for (String review : reviews)
            parts.add(Map.of(
                    "reviewId",
                    review,
                    "items",
                    items.stream().map(id -> item(review, id)).toList()));
        var body = new HashMap<String, Object>(Map.of("decision", decision, "reviews", parts));
        if (comment != null) body.put("comment", comment);
        return reviewer.post("/api/approvals/decide", body);
    }

    private List<String> activity() {
        return owner.get("/api/dashboard/campaigns/" + story.campaign)
                .expect(200)
                .at("activity")
                .findValuesAsString("text");
    }

    private List<JsonNode> unread() {
        return editor.get("/api/notifications?unread=true")
                .expect(200)
                .at("items")
                .valueStream()
                .toList();
    }

    private JsonNode scope(String name) {
        return owner.get(campaign + "/approvals")
                .expect(200)
                .at("scopes")
                .valueStream()
                .filter(scope -> scope.at("/scope").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
