package io.fanfare.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What rules of a policy approve without a person. */
class AutoApprovalsTest {
    private static final Map<String, Object> SHORT = Map.of("field", "item.length", "op", "lte", "value", 40);

    private final Story story = new Story();
    private final Api owner = story.owner;
    private final Api words = member("content");
    private final Api law = member("compliance");
    private final String campaign = "/api/campaigns/" + story.campaign;

    @AfterEach
    void back() {
        shift(Duration.ZERO);
    }

    @Test
    void a_rule_approves_in_the_stages_it_names_only_and_says_so_everywhere() {
        policy(rule("short", List.of(SHORT), "Words"));
        UUID post = post("Short and sweet");
        String review = request();
        var stages = owner.get("/api/approvals/" + review).expect(200).at("stages");
        assertThat(stages.findValuesAsString("state")).containsExactly("approved", "open");
        var auto = stages.at("/0/decisions/0/auto");
        assertThat(auto.at("/rule").asString()).isEqualTo("short");
        assertThat(auto.at("/policyVersion").asInt()).isEqualTo(1);
        assertThat(auto.at("/inputs/item.length").asInt()).isLessThanOrEqualTo(40);
        assertThat(stages.at("/0/decisions/0/by").asString()).isEqualTo("Fanfare");
        assertThat(stages.at("/0/decisions/0/items/0").asString()).isEqualTo("Offer");
        story.assertScopes("pending", "pending");
        law.post("/api/approvals/" + review + "/approve").expect(200);
        story.assertScopes("approved", "pending");
        var events =
                owner.get("/api/approvals/" + review + "/history").expect(200).at("items");
        assertThat(events.findValuesAsString("kind")).contains("auto_approved");
        assertThat(events.toString())
                .contains("automatically by rule “short” of policy “auto”, version 1, because it is short.");
        words.post(campaign + "/approvals/schedule/approve").expect(200);
        owner.post(campaign + "/launch").expect(202);
        owner.post("/api/social/" + post + "/publish").expect(202);
        Api.drain();
        var row = owner.get("/api/deliveries?itemId=" + post).expect(200).text("items.0.id");
        assertThat(owner.get("/api/deliveries/" + row).expect(200).at("receipt").toString())
                .contains("it is short", "\"short\"");
    }

    @Test
    void what_a_rule_does_not_cover_waits_for_people_and_an_edit_is_judged_as_it_is() {
        policy(rule("short", List.of(SHORT), "Words", "Law"));
        UUID good = post("Short");
        UUID other = post("x".repeat(200));
        String review = request();
        // The second stage has its turn when the first is done with everything.
        assertThat(items(review)).containsEntry(good.toString(), "open").containsEntry(other.toString(), "open");
        story.assertScopes("pending", "pending");
        // Shortened, it fits; nobody has to do anything.
        change(other, "Short now");
        story.assertScopes("approved", "pending");
        change(good, "x".repeat(100));
        story.assertScopes("needs_review", "pending");
        review = request();
        assertThat(items(review)).containsEntry(good.toString(), "open");
        words.post("/api/approvals/" + review + "/approve").expect(200);
        law.post("/api/approvals/" + review + "/approve").expect(200);
        story.assertScopes("approved", "pending");
    }

    @Test
    void a_person_who_requests_changes_has_the_last_word() {
        policy(rule("late", List.of(), 4, "Law"));
        UUID post = post("Offer");
        String review = request();
        words.post("/api/approvals/" + review + "/approve").expect(200);
        law.post("/api/approvals/" + review + "/request-changes", Map.of("reason", "No"))
                .expect(200);
        shift(Duration.ofDays(20));
        Api.drain();
        assertThat(owner.get(campaign + "/approvals").expect(200).at("scopes").toString())
                .doesNotContain("\"status\":\"approved\"");
        assertThat(post).isNotNull();
    }

    @Test
    void a_rule_waits_until_a_stage_is_overdue() {
        policy(rule("late", List.of(), 4, "Law"));
        post("Offer");
        String review = request();
        shift(Duration.ofDays(9));
        Api.drain();
        // The first stage has no rule, however late it is.
        assertThat(states(review)).containsExactly("open", "waiting");
        words.post("/api/approvals/" + review + "/approve").expect(200);
        var due = Instant.parse(owner.get("/api/approvals/" + review)
                .expect(200)
                .json()
                .at("/stages/1/deadline")
                .asString());
        var real = Instant.now();
        shift(Duration.between(real, due.plus(Duration.ofHours(3))));
        Api.drain();
        assertThat(states(review)).containsExactly("approved", "open");
        shift(Duration.between(real, due.plus(Duration.ofHours(5))));
        Api.drain();
        assertThat(states(review)).containsExactly("approved", "approved");
        story.assertScopes("approved", "pending");
    }

    @Test
    void small_steps_are_compared_with_what_people_approved() {
        policy(rule(
                "cosmetic", List.of(Map.of("field", "change.kind", "op", "eq", "value", "cosmetic")), "Words", "Law"));
        UUID post = post("we love apple pie and more");
        String review = request();
        words.post("/api/approvals/" + review + "/approve").expect(200);
        law.post("/api/approvals/" + review + "/approve").expect(200);
        change(post, "we love. apple pie and more");
        story.assertScopes("needs_review", "pending");
        request();
        story.assertScopes("approved", "pending");
        change(post, "we love. Apple pie and more");
        request();
        story.assertScopes("needs_review", "pending");
    }

    @Test
    void a_fact_that_is_not_known_fulfills_nothing() {
        var recipients = Map.<String, Object>of("field", "item.recipients", "op", "gt", "value", 100);
        policy(Map.of(
                "id",
                "few",
                "stages",
                List.of("Words"),
                "because",
                "few get it",
                "when",
                Map.of("not", List.of(recipients))));
        post("Offer");
        assertThat(states(request())).containsExactly("open", "waiting");
    }

    @Test
    void a_budget_that_rises_a_little_is_approved_until_too_much_is_spent() {
        story.post(Map.of("title", "Offer", "scheduledFor", "2039-03-01T09:00:00Z"))
                .expect(201);
        owner.post(campaign + "/strategies", Map.of("adsConfig", Map.of("objective", "leads")))
                .expect(201);
        budget(1000);
        policy(
                rule(
                        "small",
                        List.of(
                                Map.of("field", "budget.change", "op", "lte", "value", 100),
                                Map.of("field", "spend.total", "op", "lt", "value", 500)),
                        "Words",
                        "Law"),
                "ads");
        String review =
                owner.post(campaign + "/approvals/ads/request").expect(200).text("reviewId");
        Api.drain();
        assertThat(states(review)).containsExactly("open", "waiting");
        words.post("/api/approvals/" + review + "/approve").expect(200);
        law.post("/api/approvals/" + review + "/approve").expect(200);
        assertThat(raised(1080)).isEqualTo("approved");
        // People approved 1,000: two small steps are no way around them.
        assertThat(raised(1160)).isEqualTo("needs_review");
        assertThat(raised(1090)).isEqualTo("approved");
        owner.post(
                        "/api/metrics/ingest",
                        Map.of(
                                "records",
                                List.of(Map.of(
                                        "campaignId",
                                        story.campaign,
                                        "channel",
                                        "web",
                                        "source",
                                        "test",
                                        "date",
                                        Story.today().minusDays(1),
                                        "spend",
                                        600,
                                        "currency",
                                        "EUR"))))
                .expect(200);
        assertThat(raised(1070)).isEqualTo("needs_review");
    }

    @Test
    void a_rule_can_ask_which_template_a_campaign_was_made_from() {
        var template = owner.post("/api/templates", Map.of("name", "Weekly", "content", Map.of()))
                .expect(201)
                .text("id");
        var condition = Map.<String, Object>of("field", "template.id", "op", "eq", "value", template);
        policy(rule("weekly", List.of(condition), "Words", "Law"));
        post("Offer");
        assertThat(states(request())).containsExactly("open", "waiting");
        String made = "/api/campaigns/"
                + owner.post(
                                "/api/templates/" + template + "/instantiate",
                                Map.of("name", "Week 1", "launchDate", "2039-03-01"))
                        .expect(201)
                        .text("id");
        owner.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId",
                                made.substring(made.lastIndexOf('/') + 1),
                                "platform",
                                "newsroom",
                                "title",
                                "Offer",
                                "text",
                                "Words.",
                                "scheduledFor",
                                "2039-03-01T09:00:00Z"))
                .expect(201);
        owner.post(
                        made + "/approvals/initialize",
                        Map.of(
                                "policy",
                                owner.get(campaign + "/approvals").expect(200).text("scopes.1.policy")))
                .expect(200);
        owner.post(made + "/approvals/content/request").expect(200);
        Api.drain();
        assertThat(owner.get(made + "/approvals")
                        .expect(200)
                        .json()
                        .at("/scopes")
                        .findValuesAsString("status"))
                .contains("approved");
    }

    private void budget(int total) {
        owner.put(campaign + "/budget", Map.of("total", total, "currency", "EUR", "allocations", List.of()))
                .expect(200);
    }

    /** How its approval stands once a review of it was requested. */
    private String raised(int total) {
        budget(total);
        owner.post(campaign + "/approvals/ads/request");
        Api.drain();
        for (var scope : owner.get(campaign + "/approvals").expect(200).at("scopes"))
            if (scope.at("/scope").asString().equals("ads"))
                return scope.at("/status").asString();
        return "";
    }

    @Test
    void a_simulation_says_which_rules_would_approve_what() {
        policy(rule("short", List.of(SHORT), "Words"));
        post("Offer");
        var stages = owner.post("/api/approvals/policies/auto/simulate", Map.of("campaignId", story.campaign))
                .expect(200)
                .at("stages");
        assertThat(stages.findValuesAsString("outcome")).containsExactly("auto", "asks");
        assertThat(stages.at("/0/rules/0/rule").asString()).isEqualTo("short");
        assertThat(stages.at("/0/rules/0/items/0").asString()).isEqualTo("Offer");
    }

    @Test
    void rules_that_make_no_sense_are_refused_and_name_the_field() {
        refused(
                rule("r", List.of(Map.of("field", "item.mood", "op", "eq", "value", "good")), "Words"),
                "autoApprove[0].when.all[0].field");
        refused(
                rule("r", List.of(Map.of("field", "item.length", "op", "in", "value", List.of(1))), "Words"),
                "autoApprove[0].when.all[0].value");
        refused(
                rule("r", List.of(Map.of("field", "item.length", "op", "lt", "value", "ten")), "Words"),
                "autoApprove[0].when.all[0].value");
        refused(
                rule("r", List.of(Map.of("field", "urgency", "op", "eq", "value", "asap")), "Words"),
                "autoApprove[0].when.all[0].value");
        refused(rule("r", List.of(SHORT), "Nowhere"), "autoApprove[0].stages");
        refused(rule("r", List.of(), "Words"), "autoApprove[0].when");
        owner.put(
                        "/api/approvals/policies/one",
                        Map.of(
                                "stages",
                                List.of(Map.of("name", "Words")),
                                "autoApprove",
                                List.of(rule("late", List.of(), 4, "Words"))))
                .refused(422, "policy_invalid");
        policy(rule("short", List.of(SHORT), "Words"), "ads");
        owner.as("editor")
                .post(campaign + "/approvals/initialize", Map.of("policy", "auto", "scopes", List.of("content")))
                .refused(403, "forbidden");
    }

    private void refused(Map<String, Object> rule, String field) {
        assertThat(put(rule).refused(422, "policy_invalid").at("errors").propertyNames())
                .containsExactly(field);
    }

    private static Map<String, Object> rule(String id, List<Map<String, Object>> all, String... stages) {
        return Map.of("id", id, "stages", List.of(stages), "because", "it is " + id, "when", Map.of("all", all));
    }

    private static Map<String, Object> rule(String id, List<Map<String, Object>> all, int hours, String... stages) {
        var rule = new HashMap<>(rule(id, all, stages));
        rule.put("afterDeadlineHours", hours);
        return rule;
    }

    private Api.Answer put(Map<String, Object> rule) {
        return owner.put(
                "/api/approvals/policies/auto",
                Map.of(
                        "stages",
                        List.of(
                                Map.of("name", "Words", "role", "content"),
                                Map.of("name", "Law", "role", "compliance")),
                        "autoApprove",
                        List.of(rule)));
    }

    private void policy(Map<String, Object> rule) {
        policy(rule, "content");
    }

    private void policy(Map<String, Object> rule, String scope) {
        put(rule).expect(201);
        owner.post(campaign + "/approvals/initialize", Map.of("policy", "auto", "scopes", List.of(scope)))
                .expect(200);
    }

    private UUID post(String text) {
        return story.post(Map.of("title", "Offer", "text", text, "scheduledFor", "2039-03-01T09:00:00Z"))
                .expect(201)
                .id("queueId");
    }

    private void change(UUID post, String text) {
        owner.patch("/api/social/" + post, Map.of("text", text)).expect(200);
        Api.drain();
    }

    private String request() {
        String review =
                owner.post(campaign + "/approvals/content/request").expect(200).text("reviewId");
        Api.drain();
        return review;
    }

    private List<String> states(String review) {
        return owner.get("/api/approvals/" + review).expect(200).at("stages").findValuesAsString("state");
    }

    private Map<String, String> items(String review) {
        var states = new HashMap<String, String>();
        for (JsonNode item : owner.get("/api/approvals/" + review).expect(200).at("items"))
            states.put(item.at("/id").asString(), item.at("/state").asString());
        return states;
    }

    private Api member(String stage) {
        var member = owner.as("reviewer");
        owner.patch("/api/members/" + member.person, Map.of("stageRoles", List.of(stage)))
                .expect(200);
        return member;
    }

    private static void shift(Duration by) {
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(by));
    }
}
