package io.fanfare.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReviewStagesTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final Api editor = owner.as("editor");
    private final Api words = member("content");
    private final Api law = member("compliance");
    private final String campaign = "/api/campaigns/" + story.campaign;

    @Test
    void every_stage_approves_in_its_turn_before_anything_may_be_sent() {
        UUID post = post("Offer");
        String review = request("content-compliance");
        assertThat(states(review)).containsExactly("Content open", "Compliance waiting");
        assertThat(kinds(words)).contains("approval_requested");
        assertThat(kinds(law)).doesNotContain("approval_requested");
        assertThat(waiting(law)).isEmpty();
        // It is not their turn, whatever door they take.
        law.post("/api/approvals/" + review + "/approve").refused(403, "approval_not_yours");
        law.post(campaign + "/approvals/content/approve").refused(403, "approval_not_yours");
        decide(law, review, "approved", post).refused(403, "approval_not_yours");
        law.post("/api/approvals/" + review + "/reject", Map.of("reason", "No")).refused(403, "approval_not_yours");
        assertThat(owner.get("/api/approvals/" + review)
                        .expect(200)
                        .at("blocked")
                        .toString())
                .contains("Stage “Content” is open. Content reviewer can approve.");

        words.post("/api/approvals/" + review + "/approve", Map.of("comment", "Reads well"))
                .expect(200);
        story.assertScopes("pending", "pending");
        assertThat(states(review)).containsExactly("Content approved", "Compliance open");
        assertThat(kinds(law)).contains("approval_requested");
        assertThat(waiting(words)).isEmpty();
        words.post("/api/approvals/" + review + "/approve").refused(403, "approval_not_yours");
        law.post(campaign + "/approvals/content/approve").expect(200);
        story.assertScopes("approved", "pending");
        var stages = owner.get("/api/approvals/" + review).expect(200).at("stages");
        assertThat(stages.findValuesAsString("state")).containsExactly("approved", "approved");
        assertThat(stages.at("/0/decisions/0/by").asString()).isEqualTo("Content reviewer");
        assertThat(stages.at("/0/decisions/0/comment").asString()).isEqualTo("Reads well");
        assertThat(stages.at("/1/decisions/0/by").asString()).isEqualTo("Compliance reviewer");
        assertThat(owner.get("/api/approvals/" + review + "/history")
                        .expect(200)
                        .at("items")
                        .findValuesAsString("kind"))
                .containsExactly("requested", "decided", "stage_opened", "decided", "decided");
    }

    @Test
    void the_receipt_of_a_post_names_who_approved_it_in_each_stage() {
        UUID post = post("Offer");
        String review = request("content-compliance");
        words.post("/api/approvals/" + review + "/approve").expect(200);
        law.post("/api/approvals/" + review + "/approve").expect(200);
        owner.post(campaign + "/approvals/schedule/approve").expect(200);
        owner.post(campaign + "/launch").expect(202);
        owner.post("/api/social/" + post + "/publish").expect(202);
        Api.drain();
        var row = owner.get("/api/deliveries?itemId=" + post)
                .expect(200)
                .at("items/0/id")
                .asString();
        var receipt = owner.get("/api/deliveries/" + row).expect(200).at("receipt");
        assertThat(receipt.findValuesAsString("stage")).containsExactly("Content", "Compliance");
        assertThat(receipt.toString()).contains("Content reviewer", "Compliance reviewer");
    }

    @Test
    void who_is_asked_and_what_is_missing_follow_the_stages() {
        UUID good = post("Good");
        UUID bad = post("Bad");
        owner.post(campaign + "/approvals/schedule/approve").expect(200);
        policy("content-compliance");
        assertThat(editor.get(campaign + "/approvals")
                        .expect(200)
                        .at("reviewers")
                        .toString())
                .contains("Content reviewer")
                .doesNotContain("Compliance reviewer");
        // A request that names people of the first stage hides it from no one in the next.
        String review = editor.post(campaign + "/approvals/content/request", Map.of("to", List.of(words.person)))
                .expect(200)
                .text("reviewId");
        words.post("/api/approvals/" + review + "/approve").expect(200);
        assertThat(waiting(law)).containsExactly(review);
        editor.post("/api/approvals/" + review + "/remind").expect(200);
        assertThat(kinds(law)).contains("approval_reminder");
        decide(law, review, "changes_requested", bad).expect(200);
        assertThat(checks("changes_requested").toString()).contains("“Bad” needs changes");
        decide(law, review, "approved", good).expect(200);
    }

    @Test
    void a_check_says_which_stage_has_too_few_people() {
        post("Offer");
        String review = request("enterprise");
        words.post("/api/approvals/" + review + "/approve").expect(200);
        law.post("/api/approvals/" + review + "/approve").expect(200);
        assertThat(checks("review_without_reviewer").toString())
                .contains("Stage “Executive” has too few people")
                .doesNotContain("has worked on it");
    }

    @Test
    void an_editor_can_add_stages_but_not_take_them_away() {
        post("Offer");
        var named = Map.of("policy", "content-compliance", "scopes", List.of("content"));
        editor.post(campaign + "/approvals/initialize", named).expect(200);
        editor.post(campaign + "/approvals/initialize", named).expect(200);
        for (String policy : List.of("simple", "default", "urgent"))
            editor.post(campaign + "/approvals/initialize", Map.of("policy", policy, "scopes", List.of("content")))
                    .refused(403, "forbidden");
        words.post(campaign + "/approvals/content/approve").refused(409, "review_needed");
        policy("simple");
        words.post(campaign + "/approvals/content/approve").expect(200);
    }

    @Test
    void without_a_review_no_one_approves_what_has_stages() {
        post("Offer");
        policy("content-compliance");
        for (var person : List.of(owner, words, law))
            person.post(campaign + "/approvals/content/approve").refused(409, "review_needed");
        assertThat(can(owner)).contains("requestApproval").doesNotContain("approveScope", "rejectScope");
        owner.post(campaign + "/approvals/initialize", Map.of("policy", "unheard-of"))
                .refused(422, "approval_policy_unknown");
    }

    @Test
    void an_item_that_changes_is_decided_on_by_every_stage_again_and_only_that_item() {
        UUID one = post("One");
        UUID two = post("Two");
        String review = request("content-compliance");
        words.post("/api/approvals/" + review + "/approve").expect(200);
        decide(law, review, "approved", one).expect(200);
        editor.patch("/api/social/" + one, Map.of("text", "Other words")).expect(200);
        assertThat(states(review)).containsExactly("Content open", "Compliance waiting");
        decide(law, review, "approved", two).refused(403, "approval_not_yours");
        decide(words, review, "approved", one).expect(200);
        assertThat(states(review)).containsExactly("Content approved", "Compliance open");
        decide(law, review, "approved", two).expect(200);
        story.assertScopes("pending", "pending");
        decide(law, review, "approved", one).expect(200);
        story.assertScopes("approved", "pending");
    }

    @Test
    void an_item_that_one_stage_sends_back_stays_out_and_the_others_go_on() {
        UUID good = post("Good");
        UUID bad = post("Bad");
        String review = request("content-compliance");
        decide(words, review, "changes_requested", bad).expect(200);
        decide(words, review, "approved", good).expect(200);
        assertThat(states(review)).containsExactly("Content approved", "Compliance open");
        law.post("/api/approvals/" + review + "/approve").expect(200);
        var scope = scope("content");
        assertThat(scope.at("/status").asString()).isEqualTo("approved");
        assertThat(scope.at("/withheld").findValuesAsString("id")).containsExactly(bad.toString());
    }

    @Test
    void a_stage_can_ask_for_two_people_or_for_all_of_them() {
        var other = member("compliance");
        post("Offer");
        put("two", List.of(stage("Legal", "compliance", Map.of("quorum", 2)), stage("Final", "content", "all")));
        var lead = member("content");
        String review = request("two");
        assertThat(waits(law, review)).isTrue();
        law.post("/api/approvals/" + review + "/approve").expect(200);
        assertThat(states(review)).containsExactly("Legal open", "Final waiting");
        assertThat(waits(law, review)).isFalse();
        assertThat(waiting(law)).isEmpty();
        law.post("/api/approvals/" + review + "/approve").refused(403, "approval_not_yours");
        other.post("/api/approvals/" + review + "/approve").expect(200);
        words.post("/api/approvals/" + review + "/approve").expect(200);
        story.assertScopes("pending", "pending");
        lead.post("/api/approvals/" + review + "/approve").expect(200);
        story.assertScopes("approved", "pending");
    }

    @Test
    void stages_side_by_side_are_open_together() {
        post("Offer");
        var beside = new HashMap<>(stage("Legal", "compliance", "any"));
        beside.put("parallel", true);
        put("beside", List.of(stage("Words", "content", "any"), beside, stage("Last", "final", "any")));
        var last = member("final");
        String review = request("beside");
        assertThat(states(review)).containsExactly("Words open", "Legal open", "Last waiting");
        law.post("/api/approvals/" + review + "/approve").expect(200);
        assertThat(states(review)).containsExactly("Words open", "Legal approved", "Last waiting");
        last.post("/api/approvals/" + review + "/approve").refused(403, "approval_not_yours");
        words.post("/api/approvals/" + review + "/approve").expect(200);
        last.post("/api/approvals/" + review + "/approve").expect(200);
        story.assertScopes("approved", "pending");
    }

    @Test
    void a_stage_without_people_is_never_passed_and_says_what_is_missing() {
        post("Offer");
        String review = request("enterprise");
        assertThat(kinds(owner)).contains("approval_blocked");
        words.post("/api/approvals/" + review + "/approve").expect(200);
        law.post("/api/approvals/" + review + "/approve").expect(200);
        assertThat(states(review))
                .containsExactly("Content approved", "Compliance approved", "Executive open", "Final waiting");
        for (var person : List.of(owner, words, law))
            person.post("/api/approvals/" + review + "/approve").refused(403, "approval_not_yours");
        assertThat(owner.get("/api/approvals/" + review)
                        .expect(200)
                        .at("blocked/sentence")
                        .asString())
                .isEqualTo("Stage “Executive” has too few people: it needs a reviewer with the stage role executive who"
                        + " did not write the items. Invite a reviewer, or give another member this stage role.");
        story.assertScopes("pending", "pending");
    }

    @Test
    void an_author_does_not_approve_in_any_stage() {
        UUID post = post("Offer");
        role(editor, "manager", "content");
        String review = request("content-compliance");
        editor.post("/api/approvals/" + review + "/approve").refused(403, "approval_own_work");
        decide(editor, review, "approved", post).refused(403, "approval_own_work");
    }

    @Test
    void a_delegate_decides_for_a_person_and_both_names_are_kept() {
        UUID post = post("Offer");
        var deputy = owner.as("reviewer");
        var away = Map.of(
                "delegateId",
                deputy.person,
                "from",
                today().toString(),
                "to",
                today().plusDays(3).toString());
        law.put("/api/approvals/delegation", away).expect(200);
        assertThat(deputy.get("/api/approvals/delegation")
                        .expect(200)
                        .at("actingFor/0/name")
                        .asString())
                .isEqualTo("Compliance reviewer");
        // The other way round would be a circle.
        deputy.put(
                        "/api/approvals/delegation",
                        Map.of("delegateId", law.person, "from", today().toString(), "to", today().toString()))
                .refused(422, "delegation_cycle");
        String review = request("content-compliance");
        deputy.post("/api/approvals/" + review + "/approve").refused(403, "approval_not_yours");
        words.post("/api/approvals/" + review + "/approve").expect(200);
        assertThat(waiting(deputy)).containsExactly(review);
        decide(deputy, review, "approved", post).expect(200);
        story.assertScopes("approved", "pending");
        var decision = owner.get("/api/approvals/" + review).expect(200).at("stages/1/decisions/0");
        assertThat(decision.at("/by").asString()).isEqualTo("Some reviewer");
        assertThat(decision.at("/onBehalfOf/0").asString()).isEqualTo("Compliance reviewer");
        assertThat(owner.get("/api/approvals/" + review + "/history")
                        .expect(200)
                        .at("items")
                        .findValuesAsString("text"))
                .contains("Approved “Offer” for Compliance reviewer: Because");
        law.put("/api/approvals/delegation", new HashMap<>(Map.of("scopes", List.of())))
                .expect(200);
        assertThat(law.get("/api/approvals/delegation").expect(200).at("active").asBoolean())
                .isFalse();
    }

    @Test
    void a_delegation_names_another_member_who_may_decide_and_dates_that_come() {
        var from = today().toString();
        law.put("/api/approvals/delegation", Map.of("delegateId", law.person, "from", from, "to", from))
                .refused(400, "invalid");
        law.put("/api/approvals/delegation", Map.of("delegateId", editor.person, "from", from, "to", from))
                .refused(400, "invalid");
        law.put(
                        "/api/approvals/delegation",
                        Map.of(
                                "delegateId",
                                words.person,
                                "from",
                                from,
                                "to",
                                today().minusDays(1).toString()))
                .refused(400, "invalid");
        law.put("/api/approvals/delegation", Map.of("delegateId", words.person)).refused(400, "invalid");
        editor.put("/api/approvals/delegation", Map.of("delegateId", words.person, "from", from, "to", from))
                .refused(403, "forbidden");
    }

    @Test
    void a_policy_that_applies_to_a_kind_of_campaign_is_followed_without_being_named() {
        post("Offer");
        owner.put(
                        "/api/approvals/policies/strict",
                        Map.of(
                                "stages",
                                List.of(stage("Words", "content", "any"), stage("Law", "compliance", "any")),
                                "appliesTo",
                                Map.of("scopes", List.of("content"))))
                .expect(201);
        String review = request("default");
        assertThat(states(review)).containsExactly("Words open", "Law waiting");
        // A later version is for later reviews.
        owner.put(
                        "/api/approvals/policies/strict",
                        Map.of("stages", List.of(stage("Words", "content", "any")), "version", 1))
                .expect(200);
        words.post("/api/approvals/" + review + "/approve").expect(200);
        story.assertScopes("pending", "pending");
        assertThat(owner.get("/api/approvals/" + review)
                        .expect(200)
                        .at("policy/version")
                        .asInt())
                .isEqualTo(1);
    }

    /** Where the reviewers are. */
    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private Api member(String stage) {
        var member = owner.as("reviewer");
        role(member, "reviewer", stage);
        var name = stage.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + stage.substring(1) + " reviewer";
        member.patch("/api/auth/me", Map.of("name", name)).expect(200);
        return member;
    }

    private void role(Api member, String role, String stage) {
        owner.patch("/api/members/" + member.person, Map.of("role", role, "stageRoles", List.of(stage)))
                .expect(200);
    }

    private static Map<String, Object> stage(String name, String role, Object rule) {
        return Map.of("name", name, "role", role, "rule", rule);
    }

    private void put(String name, List<Map<String, Object>> stages) {
        owner.put("/api/approvals/policies/" + name, Map.of("stages", stages)).expect(201);
    }

    private UUID post(String title) {
        return editor.post("/api/social/schedule", story.newPost(Map.of("title", title)))
                .expect(201)
                .id("queueId");
    }

    private void policy(String name) {
        owner.post(campaign + "/approvals/initialize", Map.of("policy", name, "scopes", List.of("content")))
                .expect(200);
    }

    private String request(String policy) {
        policy(policy);
        return editor.post(campaign + "/approvals/content/request").expect(200).text("reviewId");
    }

    private Api.Answer decide(Api who, String review, String decision, UUID item) {
        String digest = owner.get("/api/approvals/" + review)
                .expect(200)
                .json()
                .at("/items")
                .valueStream()
                .filter(one -> one.at("/id").asString().equals(item.toString()))
                .map(one -> one.at("/digest").asString())
                .findFirst()
                .orElseThrow();
        return who.post(
                "/api/approvals/decide",
                Map.of(
                        "decision",
                        decision,
                        "comment",
                        "Because",
                        "reviews",
                        List.of(Map.of(
                                "reviewId",
                                review,
                                "items",
                                List.of(Map.of("kind", "post", "id", item, "digest", digest))))));
    }

    private List<String> states(String review) {
        return owner.get("/api/approvals/" + review)
                .expect(200)
                .json()
                .at("/stages")
                .valueStream()
                .map(stage ->
                        stage.at("/name").asString() + " " + stage.at("/state").asString())
                .toList();
    }

    private List<JsonNode> checks(String code) {
        return owner.post(campaign + "/validate").expect(200).json().findParents("code").stream()
                .filter(check -> check.at("/code").asString().equals(code))
                .toList();
    }

    private static boolean waits(Api who, String review) {
        return who.get("/api/approvals/" + review)
                .expect(200)
                .at("items/0/waitsForYou")
                .asBoolean();
    }

    private List<String> waiting(Api who) {
        return who.get("/api/approvals").expect(200).at("items").findValuesAsString("reviewId");
    }

    private JsonNode scope(String name) {
        return owner.get(campaign + "/approvals")
                .expect(200)
                .json()
                .at("/scopes")
                .valueStream()
                .filter(scope -> scope.at("/scope").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String can(Api who) {
        return who.get(campaign + "/approvals")
                .expect(200)
                .json()
                .at("/scopes")
                .valueStream()
                .filter(scope -> scope.at("/scope").asString().equals("content"))
                .findFirst()
                .orElseThrow()
                .at("/can")
                .toString();
    }

    private static List<String> kinds(Api who) {
        return who.get("/api/notifications").expect(200).at("items").findValuesAsString("kind");
    }
}
