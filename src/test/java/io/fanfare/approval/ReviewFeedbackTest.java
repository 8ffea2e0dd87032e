package io.fanfare.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReviewFeedbackTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final Api editor = owner.as("editor");
    private final Api reviewer = owner.as("reviewer");
    private final String campaign = "/api/campaigns/" + story.campaign;

    @Test
    void an_author_reads_the_reason_and_the_comments_until_the_item_is_approved() {
        UUID good = post("Good");
        UUID bad = post("Bad");
        String review = request();
        assertThat(feedback()).isEmpty();
        comment(review, bad, "The price is wrong");
        assertThat(feedback().getFirst().at("/requested").isNull()).isTrue();
        decide(review, "request-changes", bad, "See my comment");

        var said = only();
        assertThat(said.at("/id").asString()).isEqualTo(bad.toString());
        assertThat(said.at("/requested/comment").asString()).isEqualTo("See my comment");
        assertThat(said.at("/requested/changedSince").asBoolean()).isFalse();
        assertThat(said.at("/comments/0/comment/text").asString()).isEqualTo("The price is wrong");
        assertThat(said.at("/reviewId").asString()).isEqualTo(review);

        editor.patch("/api/social/" + bad, Map.of("text", "The right price")).expect(200);
        assertThat(only().at("/requested/changedSince").asBoolean()).isTrue();
        assertThat(only().at("/reviewId").asString()).isEqualTo(review);
        decide(review, "approve", good, null);
        decide(review, "approve", bad, null);
        // What is approved has no open comments.
        assertThat(feedback()).isEmpty();
    }

    @Test
    void an_author_resolves_a_comment() {
        UUID one = post("One");
        String review = request();
        comment(review, one, "The price is wrong");
        resolve(review, only().at("/comments/0/comment/id").asString());
        assertThat(feedback()).isEmpty();
    }

    @Test
    void an_item_says_whose_approval_it_waits_for() {
        UUID one = post("One");
        post("Two");
        assertThat(words(of(one).at("/unapproved"))).containsExactly("content", "schedule");
        assertThat(of(one).at("/lostApproval").asBoolean()).isFalse();
        String review = request();
        assertThat(of(one).at("/reviewId").asString()).isEqualTo(review);
        var names = owner.get("/api/members")
                .expect(200)
                .at("items")
                .valueStream()
                .filter(member ->
                        List.of("owner", "reviewer").contains(member.at("/role").asString()))
                .map(member -> member.at("/name").asString())
                .sorted()
                .toList();
        assertThat(words(of(one).at("/reviewers"))).containsExactlyElementsOf(names);
        request("schedule");
        for (String scope : List.of("content", "schedule"))
            reviewer.post(campaign + "/approvals/" + scope + "/approve").expect(200);
        assertThat(editor.get(campaign + "/approvals/feedback?item=post:" + one)
                        .expect(200)
                        .at("items"))
                .isEmpty();
    }

    private JsonNode of(UUID post) {
        var items = editor.get(campaign + "/approvals/feedback?item=post:" + post)
                .expect(200)
                .at("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    @Test
    void an_item_that_an_approval_left_out_is_requested_again_from_its_feedback() {
        UUID good = post("Good");
        UUID bad = post("Bad");
        String review = request();
        decide(review, "approve", good, null);
        decide(review, "request-changes", bad, "Wrong price");
        assertThat(only().at("/reviewId").isNull()).isTrue();
        assertThat(words(only().at("/unapproved"))).contains("content");
        assertThat(words(only().at("/can"))).containsExactly("requestApproval");

        editor.patch("/api/social/" + bad, Map.of("text", "The right price")).expect(200);
        assertThat(only().at("/requested/comment").asString()).isEqualTo("Wrong price");
        assertThat(words(only().at("/unapproved"))).contains("content");
        String again = request();
        // Back in review, it waits for the reviewer and not for its author.
        assertThat(feedback()).isEmpty();
        assertThat(owner.post(campaign + "/validate").expect(200).body()).doesNotContain("needs changes");
        decide(again, "approve", bad, null);
        assertThat(feedback()).isEmpty();
    }

    @Test
    void a_text_sent_back_in_two_reviews_is_changed_once_its_words_are() {
        post("Good");
        UUID bad = post("Bad");
        for (String review : List.of(request(), request("schedule")))
            decide(review, "request-changes", bad, "Wrong price");
        assertThat(only().at("/requested/changedSince").asBoolean()).isFalse();
        editor.patch("/api/social/" + bad, Map.of("text", "The right price")).expect(200);
        assertThat(only().at("/requested/changedSince").asBoolean()).isTrue();
    }

    @Test
    void a_scope_rejected_as_a_whole_gives_its_reason_for_each_item() {
        UUID one = post("One");
        request();
        reviewer.post(
                        campaign + "/approvals/content/reject",
                        Map.of("reason", "Too early", "kind", "changes_requested"))
                .expect(200);
        assertThat(only().at("/id").asString()).isEqualTo(one.toString());
        assertThat(only().at("/requested/comment").asString()).isEqualTo("Too early");
    }

    @Test
    void an_approved_item_that_is_changed_says_that_its_approval_is_lost() {
        UUID one = post("One");
        UUID two = post("Two");
        String review = request();
        decide(review, "approve", one, null);
        decide(review, "approve", two, null);
        assertThat(feedback()).isEmpty();
        editor.patch("/api/social/" + one, Map.of("text", "Other words")).expect(200);
        assertThat(only().at("/id").asString()).isEqualTo(one.toString());
        assertThat(only().at("/lostApproval").asBoolean()).isTrue();
        assertThat(words(only().at("/unapproved"))).contains("content");
    }

    private List<JsonNode> feedback() {
        return editor.get(campaign + "/approvals/feedback")
                .expect(200)
                .at("items")
                .valueStream()
                .toList();
    }

    private JsonNode only() {
        var items = feedback();
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    private static List<String> words(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private UUID post(String title) {
        return editor.post("/api/social/schedule", story.newPost(Map.of("title", title)))
                .expect(201)
                .id("queueId");
    }

    private String request() {
        return request("content");
    }

    private String request(String scope) {
        return editor.post(campaign + "/approvals/" + scope + "/request", Map.of("message", "Please look"))
                .expect(200)
                .text("reviewId");
    }

    private void comment(String review, UUID item, String text) {
        var anchor = Map.of("item", Map.of("kind", "post", "id", item));
        reviewer.post("/api/approvals/" + review + "/comments", Map.of("text", text, "anchor", anchor))
                .expect(201);
    }

    private void resolve(String review, String comment) {
        editor.post(
                        "/api/approvals/" + review + "/comments",
                        Map.of("text", "Done", "parent", comment, "resolve", true))
                .expect(201);
    }

    private void decide(String review, String decision, UUID id, @Nullable String reason) {
        var digest = reviewer.get("/api/approvals/" + review)
                .expect(200)
                .at("items")
                .valueStream()
                .filter(item -> item.at("/id").asString().equals(id.toString()))
                .findFirst()
                .orElseThrow()
                .at("/digest")
                .asString();
        var items = List.of(Map.of("kind", "post", "id", id, "digest", digest));
        reviewer.post(
                        "/api/approvals/" + review + "/" + decision,
                        reason == null ? Map.of("items", items) : Map.of("items", items, "reason", reason))
                .expect(200);
    }
}
