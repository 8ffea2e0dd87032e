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

class ReviewItemsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final Api editor = owner.as("editor");
    private final Api reviewer = owner.as("reviewer");
    private final String campaign = "/api/campaigns/" + story.campaign;

    @Test
    void items_are_approved_one_by_one_and_only_the_last_decision_decides_the_review() {
        UUID one = post("One");
        UUID two = post("Two");
        String review = request("content");
        var first = approve(review, one).expect(200);
        assertThat(first.text("state")).isEqualTo("open");
        assertThat(item(first, one).at("/state").asString()).isEqualTo("approved");
        assertThat(item(first, two).at("/state").asString()).isEqualTo("open");
        assertThat(status("content")).isEqualTo("pending");

        var last = approve(review, two).expect(200);
        assertThat(last.text("state")).isEqualTo("approved");
        assertThat(status("content")).isEqualTo("approved");
        approve(review, two).refused(409, "review_closed");
    }

    @Test
    void an_item_with_requested_changes_is_not_sent_while_the_approved_ones_are() {
        UUID good = post("Good");
        UUID bad = post("Bad");
        String content = request("content");
        approve(content, good).expect(200);
        var decided = change(content, bad, "Wrong price").expect(200);
        assertThat(decided.text("state")).isEqualTo("changes_requested");
        reviewer.post(campaign + "/approvals/schedule/approve").expect(200);
        assertThat(scope("content").at("/withheld/0/id").asString()).isEqualTo(bad.toString());
        var left = owner.post(campaign + "/validate").expect(200).json().findParents("code").stream()
                .filter(check -> check.at("/code").asString().equals("changes_requested"))
                .toList();
        assertThat(left).hasSize(1);
        assertThat(left.getFirst().at("/title").asString()).isEqualTo("“Bad” needs changes");
        assertThat(left.getFirst().at("/fix/operation").asString()).isEqualTo("changePost");
        owner.post(campaign + "/launch").expect(202);
        owner.post("/api/social/" + good + "/publish").expect(202);
        owner.post("/api/social/" + bad + "/publish").refused(409, "not_approved");
        owner.post(campaign + "/publish").expect(202);
        Api.drain();
        assertThat(postStatus(good)).isEqualTo("published");
        assertThat(postStatus(bad)).isEqualTo("scheduled");
        assertThat(kinds(editor)).contains("approval_changes_requested");

        editor.patch("/api/social/" + bad, Map.of("text", "The right price")).expect(200);
        owner.post("/api/social/" + bad + "/publish").refused(409, "not_approved");
        String again = request("content");
        assertThat(item(read(again), bad).at("/state").asString()).isEqualTo("open");
        approve(again, bad).expect(200);
        assertThat(scope("content").at("/withheld")).isEmpty();
        owner.post("/api/social/" + bad + "/publish").expect(202);
        Api.drain();
        assertThat(postStatus(bad)).isEqualTo("published");
    }

    @Test
    void an_author_reads_what_was_sent_back_while_the_review_goes_on() {
        UUID bad = post("Bad");
        post("Other");
        String review = request("content");
        change(review, bad, "Wrong price").expect(200);
        var checks = owner.post(campaign + "/validate").expect(200).json().findParents("code").stream()
                .filter(check -> check.at("/code").asString().equals("changes_requested"))
                .toList();
        assertThat(checks).hasSize(1);
        assertThat(checks.getFirst().at("/title").asString()).isEqualTo("“Bad” needs changes");
        assertThat(checks.getFirst().at("/reason").asString()).endsWith("asked for changes: Wrong price.");
        assertThat(checks.getFirst().at("/fix/operation").asString()).isEqualTo("changePost");
        editor.patch("/api/social/" + bad, Map.of("text", "The right price")).expect(200);
        assertThat(owner.post(campaign + "/validate").expect(200).body()).doesNotContain("needs changes");
    }

    @Test
    void changes_requested_for_every_item_reject_the_scope() {
        UUID one = post("One");
        String review = request("content");
        change(review, one, "No").expect(200);
        assertThat(status("content")).isEqualTo("rejected");
        assertThat(scope("content").at("/kind").asString()).isEqualTo("changes_requested");
    }

    @Test
    void a_decision_on_an_older_version_is_refused_and_an_edit_reopens_the_item() {
        UUID one = post("One");
        post("Two");
        String review = request("content");
        var body = Map.of("items", List.of(Map.of("kind", "post", "id", one, "digest", "0123")));
        reviewer.post("/api/approvals/" + review + "/approve", body).refused(409, "approval_stale");
        approve(review, one).expect(200);
        editor.patch("/api/social/" + one, Map.of("text", "Other")).expect(200);
        assertThat(item(read(review), one).at("/state").asString()).isEqualTo("open");
        reviewer.post(
                        "/api/approvals/" + review + "/approve",
                        Map.of("items", List.of(Map.of("kind", "post", "id", UUID.randomUUID(), "digest", "x"))))
                .refused(400, "invalid");
        editor.post("/api/approvals/" + review + "/approve", Map.of()).refused(403, "forbidden");
    }

    @Test
    void a_person_can_not_approve_an_item_they_wrote() {
        UUID own = story.post(Map.of("title", "Own")).expect(201).id("queueId");
        UUID other = post("Other");
        String review = request("content");
        decide(owner, review, "approve", own, null).refused(403, "approval_own_work");
        decide(owner, review, "approve", other, null).expect(200);
        assertThat(item(owner.get("/api/approvals/" + review), own)
                        .at("/ownWork")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_review_waits_for_who_may_decide_one_item_of_it_and_only_the_other_one_is_stuck() {
        var team = new Story();
        var colleague = team.owner.as("editor");
        String path = "/api/campaigns/" + team.campaign;
        UUID own = team.post(Map.of("title", "Own")).expect(201).id("queueId");
        UUID other = colleague
                .post("/api/social/schedule", team.newPost(Map.of("title", "Other")))
                .expect(201)
                .id("queueId");
        String review = colleague
                .post(path + "/approvals/content/request", Map.of())
                .expect(200)
                .text("reviewId");

        var waiting = team.owner.get("/api/approvals").expect(200);
        assertThat(waiting.at("total").asInt()).isEqualTo(1);
        assertThat(waiting.text("items.0.reviewId")).isEqualTo(review);
        assertThat(waiting.at("items.0.can").toString()).doesNotContain("approveScope");
        assertThat(read(team.owner, review).at("stages.0.eligible").findValuesAsString("id"))
                .containsExactly(team.owner.person.toString());
        assertThat(blocked(team)).isEqualTo("No one can approve “Own” yet. Invite a reviewer who did not write it.");
        assertThat(stuck(team)).contains("No one can approve “Own”").doesNotContain("No one can approve the content");

        var third = team.owner.as("reviewer");
        assertThat(blocked(team)).startsWith("You changed “Own”, so another person approves it: ");
        assertThat(third.get("/api/approvals").at("total").asInt()).isEqualTo(1);
        var item = item(read(team.owner, review), other);
        team.owner
                .post(
                        "/api/approvals/" + review + "/approve",
                        Map.of(
                                "items",
                                List.of(Map.of(
                                        "kind",
                                        "post",
                                        "id",
                                        other,
                                        "digest",
                                        item.at("/digest").asString()))))
                .expect(200);
        assertThat(team.owner.get("/api/approvals").at("total").asInt()).isZero();
        assertThat(third.get("/api/approvals").at("total").asInt()).isEqualTo(1);
        assertThat(item(read(third, review), own).at("/state").asString()).isEqualTo("open");
    }

    @Test
    void a_check_points_each_person_to_what_they_can_do_about_a_review() {
        var team = new Story();
        var colleague = team.owner.as("editor");
        colleague
                .post("/api/social/schedule", team.newPost(Map.of("title", "Other")))
                .expect(201);
        colleague
                .post("/api/campaigns/" + team.campaign + "/approvals/content/request", Map.of())
                .expect(200);
        var decider = content(team.owner, team);
        assertThat(decider.at("/fix/operation").asString()).isEqualTo("approveScope");
        var author = content(colleague, team);
        assertThat(author.at("/fix/operation").asString()).isEqualTo("readApprovals");
        assertThat(author.at("/reason").asString()).endsWith(" can approve it.");
        colleague.get(author.at("/fix/path").asString()).expect(200);
    }

    private static JsonNode content(Api who, Story story) {
        return who.post("/api/campaigns/" + story.campaign + "/validate")
                .expect(200)
                .json()
                .at("/checks")
                .valueStream()
                .filter(check -> check.at("/title").asString().contains("content"))
                .findFirst()
                .orElseThrow();
    }

    private static Api.Answer read(Api who, String review) {
        return who.get("/api/approvals/" + review).expect(200);
    }

    private static String blocked(Story story) {
        return story.owner
                .get("/api/campaigns/" + story.campaign + "/approvals")
                .expect(200)
                .at("scopes")
                .valueStream()
                .filter(scope -> scope.at("/scope").asString().equals("content"))
                .map(scope -> scope.at("/blocked/sentence").asString())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> stuck(Story story) {
        return story
                .owner
                .post("/api/campaigns/" + story.campaign + "/validate")
                .expect(200)
                .json()
                .findParents("code")
                .stream()
                .map(check -> check.at("/title").asString())
                .toList();
    }

    @Test
    void a_person_can_not_approve_a_draft_they_wrote_through_the_post_that_uses_it() {
        var author = owner.as("manager");
        UUID draft = draft(author);
        UUID post = postOf(draft);
        String review = request("content");
        decide(author, review, "approve", post, null).refused(403, "approval_own_work");
        approve(review, post).expect(200);
        assertThat(status("content")).isEqualTo("approved");
    }

    @Test
    void a_post_whose_draft_needs_changes_is_held_back_and_says_so() {
        UUID draft = draft(editor);
        UUID post = postOf(draft);
        UUID other = post("Other");
        String review = request("content");
        approve(review, post).expect(200);
        var item = item(read(review), draft);
        reviewer.post(
                        "/api/approvals/" + review + "/request-changes",
                        Map.of(
                                "items",
                                List.of(Map.of(
                                        "kind",
                                        "creative",
                                        "id",
                                        draft,
                                        "digest",
                                        item.at("/digest").asString())),
                                "reason",
                                "Wrong price"))
                .expect(200);
        approve(review, other).expect(200);
        reviewer.post(campaign + "/approvals/schedule/approve").expect(200);
        owner.post(campaign + "/launch").expect(202);
        owner.post("/api/social/" + post + "/publish").refused(409, "not_approved");
        owner.post("/api/social/" + other + "/publish").expect(202);
        Api.drain();
        assertThat(postStatus(post)).isEqualTo("scheduled");
        assertThat(postStatus(other)).isEqualTo("published");
    }

    private UUID draft(Api author) {
        return author.post(
                        campaign + "/creatives",
                        Map.of(
                                "name",
                                "A draft",
                                "kind",
                                "text",
                                "platform",
                                "newsroom",
                                "components",
                                Map.of("caption", "Some words")))
                .expect(201)
                .id("id");
    }

    private UUID postOf(UUID draft) {
        return editor.post(
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
    }

    @Test
    void a_review_shows_what_changed_since_the_last_approval() {
        UUID one = post("One");
        String review = request("content");
        reviewer.post("/api/approvals/" + review + "/approve", Map.of()).expect(200);
        editor.patch("/api/social/" + one, Map.of("text", "New words")).expect(200);
        String again = request("content");
        var item = item(read(again), one);
        assertThat(item.at("/approved/components/text").asString()).isEqualTo("Some **words**.");
        assertThat(item.at("/current/components/text").asString()).isEqualTo("New words");
        assertThat(read(again).text("changedSince.0.change")).isEqualTo("changed");
    }

    @Test
    void comments_are_pinned_to_words_and_become_outdated_when_these_are_gone() {
        UUID one = post("One");
        String review = request("content");
        var anchor = Map.of("item", Map.of("kind", "post", "id", one), "component", "text", "range", List.of(5, 14));
        var comment = reviewer.post(
                        "/api/approvals/" + review + "/comments",
                        Map.of("text", "Which ones?", "anchor", anchor, "mentions", List.of(editor.person)))
                .expect(201);
        assertThat(comment.text("anchor.quote")).isEqualTo("**words**");
        assertThat(comment.at("outdated").asBoolean()).isFalse();
        assertThat(kinds(editor)).contains("mentioned");

        editor.patch("/api/social/" + one, Map.of("text", "Now some **words**."))
                .expect(200);
        var moved = read(review).at("comments.0");
        assertThat(moved.at("/anchor/range/0").asInt()).isEqualTo(9);
        editor.patch("/api/social/" + one, Map.of("text", "Nothing")).expect(200);
        assertThat(read(review).at("comments.0.outdated").asBoolean()).isTrue();

        editor.post(
                        "/api/approvals/" + review + "/comments",
                        Map.of("text", "Done", "parent", comment.text("id"), "resolve", true))
                .expect(201);
        assertThat(read(review).at("comments.0.resolvedAt").isNull()).isFalse();
        assertThat(kinds(reviewer)).contains("approval_commented");
        owner.as("viewer")
                .post("/api/approvals/" + review + "/comments", Map.of("text", "Hi"))
                .refused(403, "forbidden");
    }

    @Test
    void a_comment_whose_place_does_not_exist_is_refused_by_its_field() {
        UUID one = post("One");
        String review = request("content");
        var item = Map.of("kind", "post", "id", one);
        String path = "/api/approvals/" + review + "/comments";
        for (var anchor : List.of(
                Map.of("item", item, "component", "nothing", "range", List.of(0, 2)),
                Map.of("item", item, "component", "text", "range", List.of(5, 500)),
                Map.of("item", item, "point", Map.of("x", 0.5, "y", 0.5)),
                Map.of("item", Map.of("kind", "post", "id", UUID.randomUUID()))))
            reviewer.post(path, Map.of("text", "Here", "anchor", anchor)).refused(400, "invalid");
        reviewer.post(path, Map.of("text", "x", "parent", UUID.randomUUID())).refused(400, "invalid");
        reviewer.post(path, Map.of("text", "x", "mentions", List.of(UUID.randomUUID())))
                .refused(400, "invalid");
    }

    @Test
    void the_history_of_a_review_lists_what_happened_in_it_oldest_first() {
        UUID one = post("One");
        UUID two = post("Two");
        String review = request("content");
        approve(review, one).expect(200);
        editor.post("/api/approvals/" + review + "/comments", Map.of("text", "Look at the price"))
                .expect(201);
        change(review, two, "Wrong price").expect(200);
        var history = owner.get("/api/approvals/" + review + "/history").expect(200);
        assertThat(history.at("items").valueStream().map(event -> event.at("/kind")
                        .asString()))
                .containsExactly("requested", "decided", "commented", "decided", "decided");
        assertThat(history.text("items.1.text")).isEqualTo("Approved \u201cOne\u201d.");
        assertThat(history.text("items.2.text")).isEqualTo("Look at the price");
        assertThat(history.text("items.3.text")).isEqualTo("Requested changes to \u201cTwo\u201d: Wrong price");
        var part = owner.get("/api/approvals/" + review + "/history?limit=2").expect(200);
        var next = owner.get("/api/approvals/" + review + "/history?limit=2&after=" + part.text("next"))
                .expect(200);
        assertThat(next.text("items.0.text")).isEqualTo("Look at the price");
    }

    @Test
    void changes_can_be_requested_by_comments_on_the_words_instead_of_a_reason() {
        UUID one = post("One");
        String review = request("content");
        var path = "/api/approvals/" + review + "/request-changes";
        assertThat(reviewer.post(path, Map.of()).expect(400).at("errors").has("reason"))
                .isTrue();
        var comment = Map.of(
                "text",
                "This is too loud",
                "anchor",
                Map.of("item", Map.of("kind", "post", "id", one), "component", "text", "range", List.of(0, 4)));
        var decided = reviewer.post(path, Map.of("comments", List.of(comment))).expect(200);
        assertThat(decided.text("state")).isEqualTo("changes_requested");
        assertThat(decided.text("comments.0.anchor.quote")).isEqualTo("Some");
    }

    @Test
    void an_open_comment_of_the_reviewer_is_reason_enough() {
        UUID one = post("One");
        UUID two = post("Two");
        String content = request("content");
        String schedule = request("schedule");
        comment(editor, content, one, "Mine");
        requestWithoutReason(content, one).refused(400, "invalid");
        comment(reviewer, content, one, "This is too loud");
        assertThat(requestWithoutReason(content, two).expect(400).at("errors").has("reason"))
                .isTrue();
        var decided = requestWithoutReason(content, one).expect(200);
        assertThat(item(decided, one).at("/state").asString()).isEqualTo("changes_requested");
        assertThat(item(decided, one).at("/comment").asString()).isEqualTo("This is too loud");
        assertThat(item(requestWithoutReason(schedule, one).expect(200), one)
                        .at("/comment")
                        .asString())
                .isEqualTo("This is too loud");
    }

    private void comment(Api who, String review, UUID post, String text) {
        var anchor = Map.of("item", Map.of("kind", "post", "id", post));
        who.post("/api/approvals/" + review + "/comments", Map.of("text", text, "anchor", anchor))
                .expect(201);
    }

    private Api.Answer requestWithoutReason(String review, UUID post) {
        return decide(reviewer, review, "request-changes", post, null);
    }

    @Test
    void a_notification_about_one_item_leads_to_it_and_ends_when_it_is_approved() {
        UUID one = post("One");
        post("Two");
        String review = request("content");
        change(review, one, "Wrong price").expect(200);
        var notification = editor.get("/api/notifications?unread=true")
                .expect(200)
                .at("items")
                .valueStream()
                .filter(item -> item.at("/kind").asString().equals("approval_changes_requested"))
                .findFirst()
                .orElseThrow();
        assertThat(notification.at("/subject/kind").asString()).isEqualTo("post");
        assertThat(notification.at("/subject/id").asString()).isEqualTo(one.toString());
        editor.patch("/api/social/" + one, Map.of("text", "The right price")).expect(200);
        approve(review, one).expect(200);
        assertThat(kinds(editor)).doesNotContain("approval_changes_requested");
    }

    @Test
    void one_rejection_of_an_item_in_two_reviews_is_one_notification() {
        UUID one = post("One");
        UUID two = post("Two");
        var reviews = List.of(request("content"), request("schedule"));
        for (var review : reviews) change(review, one, "Wrong price").expect(200);
        assertThat(titles(editor)).containsExactly("Changes requested: “One”");
        // The last decision ends both reviews.
        for (var review : reviews) change(review, two, "Wrong day").expect(200);
        assertThat(titles(editor)).containsOnlyOnce("Changes requested: “Two”");
        assertThat(titles(editor).stream().filter(title -> title.startsWith("Not approved")))
                .isEmpty();
    }

    private static List<String> titles(Api who) {
        return who.get("/api/notifications").expect(200).at("items").findValuesAsString("title").stream()
                .filter(title -> title.startsWith("Changes") || title.startsWith("Not approved"))
                .toList();
    }

    @Test
    void a_comment_can_not_be_about_an_item_of_another_campaign() {
        post("One");
        String review = request("content");
        UUID elsewhere = new Story(owner).post(Map.of()).expect(201).id("queueId");
        var anchor = Map.of("item", Map.of("kind", "post", "id", elsewhere));
        assertThat(reviewer.post("/api/approvals/" + review + "/comments", Map.of("text", "x", "anchor", anchor))
                        .expect(400)
                        .at("errors")
                        .has("anchor.item"))
                .isTrue();
    }

    @Test
    void a_person_who_may_not_decide_reads_why_and_who_can() {
        UUID one = post("One");
        String review = request("content");
        assertThat(read(review).at("blocked").isNull()).isTrue();
        var author = editor.get("/api/approvals/" + review).expect(200);
        assertThat(author.text("blocked.code")).isEqualTo("approval_not_yours");
        assertThat(author.text("blocked.sentence")).contains("can approve");
        approve(review, one).expect(200);
        assertThat(editor.get("/api/approvals/" + review)
                        .expect(200)
                        .at("blocked")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_reviewer_reads_every_part_of_a_thread() {
        var thread = editor.post(
                        "/api/social/schedule",
                        story.newPost(Map.of(
                                "platform", "twitter",
                                "by", "hand",
                                "title", "",
                                "text", "First",
                                "thread", List.of(Map.of("text", "Second"), Map.of("text", "Third")))))
                .expect(201)
                .id("queueId");
        var shown = item(read(request("content")), thread).at("/current/components");
        assertThat(shown.toString()).isEqualTo("{\"text\":\"First\",\"part_2\":\"Second\",\"part_3\":\"Third\"}");
    }

    private UUID post(String title) {
        return editor.post("/api/social/schedule", story.newPost(Map.of("title", title)))
                .expect(201)
                .id("queueId");
    }

    private String request(String scope) {
        return editor.post(campaign + "/approvals/" + scope + "/request", Map.of("message", "Please look"))
                .expect(200)
                .text("reviewId");
    }

    private Api.Answer read(String review) {
        return reviewer.get("/api/approvals/" + review).expect(200);
    }

    private Api.Answer approve(String review, UUID item) {
        return decide(reviewer, review, "approve", item, null);
    }

    private Api.Answer change(String review, UUID item, String reason) {
        return decide(reviewer, review, "request-changes", item, reason);
    }

    private Api.Answer decide(Api who, String review, String decision, UUID id, @Nullable String reason) {
        var item = item(read(review), id);
        var items = List.of(
                Map.of("kind", "post", "id", id, "digest", item.at("/digest").asString()));
        var body = reason == null ? Map.of("items", items) : Map.of("items", items, "reason", reason);
        return who.post("/api/approvals/" + review + "/" + decision, body);
    }

    private static JsonNode item(Api.Answer review, UUID id) {
        return review.at("items")
                .valueStream()
                .filter(item -> item.at("/id").asString().equals(id.toString()))
                .findFirst()
                .orElseThrow();
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

    private String status(String scope) {
        return scope(scope).at("/status").asString();
    }

    private String postStatus(UUID post) {
        return owner.get("/api/social/" + post).expect(200).text("status");
    }

    private static List<String> kinds(Api who) {
        return who.get("/api/notifications?unread=true").expect(200).at("items").findValuesAsString("kind");
    }
}
