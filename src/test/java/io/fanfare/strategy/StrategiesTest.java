package io.fanfare.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StrategiesTest {
    private static final String WHOLE = """
            {"platforms": ["linkedin", "newsroom"],
             "goals": [{"metric": "sign-ups", "target": 500, "by": "2027-03-01", "owner": "Mia"}, "300 visitors a week"],
             "targetAudience": {"description": "Hobby beekeepers", "age": [25, 60], "locations": ["DE", "AT"]},
             "contentPillars": ["How honey is made", {"name": "People", "share": 0.4}],
             "brandTone": ["warm", "exact"],
             "constraints": "No health claims",
             "cadence": {"linkedin": 2, "newsroom": {"posts": 1, "per": "week"}},
             "adsConfig": {"objective": "leads", "dailyBudget": 20, "totalBudget": 400.50, "currency": "EUR",
                           "bidStrategy": "lowest_cost", "pixel": "px-1"}}""";

    private final Api owner = Api.workspace();
    private final UUID campaign =
            owner.post("/api/campaigns", Map.of("name", "Honey")).expect(201).id("id");
    private final String path = "/api/campaigns/" + campaign + "/strategies";

    @Test
    void a_strategy_comes_back_in_the_form_it_was_written_in() {
        var made = owner.post(path, WHOLE).expect(201);
        assertThat(made.json().get("version").intValue()).isEqualTo(1);
        assertThat(made.json().get("complete").booleanValue()).isTrue();
        assertThat(made.json().get("invalidated").booleanValue()).isFalse();
        JsonNode sent = io.fanfare.kernel.Json.read(WHOLE, JsonNode.class);
        for (var answer : List.of(made, owner.get(path + "/1"), owner.get(path + "/current")))
            sent.properties().forEach(member -> {
                JsonNode kept = answer.json().get(member.getKey());
                assertThat(bare(kept)).as(member.getKey()).isEqualTo(bare(member.getValue()));
            });
    }

    /** Without null members. */
    private static String bare(JsonNode node) {
        return node.toString().replaceAll("\"[a-zA-Z]+\":null,?", "").replace(",}", "}");
    }

    @Test
    void a_new_version_invalidates_the_last_and_keeps_it() {
        owner.post(path, Map.of("brandTone", "dry")).expect(201);
        owner.post(path, Map.of("brandTone", "warm")).expect(201);
        var all = owner.get(path).expect(200);
        assertThat(all.json().get("total").intValue()).isEqualTo(2);
        assertThat(all.text("items.0.brandTone")).isEqualTo("warm");
        assertThat(all.text("items.1.brandTone")).isEqualTo("dry");
        assertThat(all.text("items.1.invalidationReason")).isEqualTo("Replaced by version 2");
        assertThat(owner.get(path + "/current").json().get("version").intValue())
                .isEqualTo(2);
        owner.post(path + "/1/invalidate", Map.of("reason", "again")).refused(409, "strategy_invalidated");
    }

    @Test
    void after_an_invalidation_there_is_no_current_version_until_the_next() {
        owner.get(path + "/current").refused(404, "strategy_missing");
        owner.post(path, Map.of("brandTone", "dry")).expect(201);
        assertThat(owner.post(path + "/1/invalidate", Map.of()).expect(400).at("errors"))
                .hasToString("{\"reason\":\"is missing\"}");
        var gone = owner.post(path + "/1/invalidate", Map.of("reason", "The market moved"))
                .expect(200);
        assertThat(gone.json().get("invalidated").booleanValue()).isTrue();
        assertThat(gone.text("invalidationReason")).isEqualTo("The market moved");
        assertThat(gone.text("invalidatedBy")).isEqualTo("Olivia Owner");
        assertThat(owner.get(path + "/current").refused(404, "strategy_missing").text("detail"))
                .contains("The market moved");
        owner.post(path, Map.of("brandTone", "warm")).expect(201);
        assertThat(owner.get(path + "/current").json().get("version").intValue())
                .isEqualTo(2);
    }

    @Test
    void versions_written_at_the_same_time_are_numbered_without_a_gap_and_one_of_them_holds() throws Exception {
        List<Answer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> write = () -> owner.post(path, Map.of("brandTone", "one of ten"));
            answers = new ArrayList<>();
            for (var future : threads.invokeAll(
                    IntStream.range(0, 10).mapToObj(i -> write).toList())) answers.add(future.get());
        }
        assertThat(answers.stream().map(a -> a.expect(201).json().get("version").intValue()))
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        var all = owner.get(path).expect(200).json().get("items");
        assertThat(all.valueStream().filter(v -> !v.get("invalidated").booleanValue()))
                .singleElement()
                .satisfies(v -> assertThat(v.get("version").intValue()).isEqualTo(10));
    }

    @Test
    void an_incomplete_version_is_accepted_and_its_gaps_are_listed() {
        var draft = owner.post(path, Map.of("goals", List.of("Be known"), "platforms", List.of("linkedin")))
                .expect(201);
        assertThat(draft.json().get("complete").booleanValue()).isFalse();
        assertThat(draft.at("missing").findValuesAsString("field"))
                .contains("targetAudience", "contentPillars", "cadence", "brandTone", "goals");
        var check = owner.post(path + "/1/check-completeness").expect(200);
        assertThat(check.json().get("complete").booleanValue()).isFalse();
        assertThat(check.json().get("score").intValue()).isEqualTo(25);
        assertThat(check.text("missing.0.severity")).isEqualTo("blocker");
        assertThat(check.text("missing.0.prompt")).isEqualTo("Who do you want to reach?");
        assertThat(owner.post(path, Map.of("constraints", "No prices"))
                        .expect(201)
                        .json()
                        .get("score")
                        .intValue())
                .isZero();
    }

    @Test
    void a_wrong_type_names_its_field() {
        for (var wrong : Map.of(
                        "goals", "{\"goals\": \"more\"}",
                        "goals[0]", "{\"goals\": [17]}",
                        "goals[1].by", "{\"goals\": [\"a\", {\"metric\": \"m\", \"by\": \"soon\"}]}",
                        "goals[0].target", "{\"goals\": [{\"target\": {\"a\": 1}}]}",
                        "targetAudience", "{\"targetAudience\": 17}",
                        "contentPillars[0].share", "{\"contentPillars\": [{\"share\": 2}]}",
                        "cadence.linkedin", "{\"cadence\": {\"linkedin\": true}}",
                        "adsConfig.currency", "{\"adsConfig\": {\"currency\": \"EURO\"}}",
                        "adsConfig.endDate",
                                "{\"adsConfig\": {\"startDate\": \"2027-02-01\", \"endDate\": \"2027-01-01\"}}",
                        "brandTone[0]", "{\"brandTone\": [17]}")
                .entrySet())
            assertThat(owner.send("POST", path, wrong.getValue())
                            .expect(400)
                            .at("errors")
                            .propertyNames())
                    .as(wrong.getKey())
                    .containsExactly(wrong.getKey());
        String deep = "{\"constraints\": " + "{\"a\":".repeat(20) + "1" + "}".repeat(20) + "}";
        assertThat(owner.send("POST", path, deep).expect(400).text("errors.constraints"))
                .contains("nested");
        String half = "{\"targetAudience\": {\"a\": \"\\ud800\"}}";
        assertThat(owner.send("POST", path, half).expect(400).at("errors").toString())
                .contains("targetAudience");
    }

    @Test
    void two_versions_are_compared_field_by_field() {
        owner.post(path, Map.of("platforms", List.of("linkedin", "twitter", "newsroom"), "brandTone", "dry"))
                .expect(201);
        owner.post(path, Map.of("platforms", List.of("newsroom", "linkedin", "bluesky"), "constraints", "No claims"))
                .expect(201);
        var diff = owner.get(path + "/2/diff").expect(200);
        assertThat(diff.json().get("against").intValue()).isEqualTo(1);
        assertThat(diff.at("changes").findValuesAsString("field"))
                .containsExactlyInAnyOrder("platforms", "brandTone", "constraints");
        var platforms = diff.at("changes")
                .valueStream()
                .filter(c -> c.get("field").stringValue().equals("platforms"))
                .findFirst()
                .orElseThrow();
        assertThat(platforms.get("added")).hasToString("[\"bluesky\"]");
        assertThat(platforms.get("removed")).hasToString("[\"twitter\"]");
        assertThat(platforms.at("/moved/0/item").stringValue()).isEqualTo("newsroom");
        var back = owner.get(path + "/1/diff?against=2").expect(200);
        assertThat(back.at("changes")
                        .valueStream()
                        .filter(c -> c.get("field").stringValue().equals("constraints"))
                        .map(c -> c.get("change").stringValue()))
                .containsExactly("removed");
        assertThat(owner.get(path + "/1/diff")
                        .expect(200)
                        .at("changes/0/change")
                        .stringValue())
                .isEqualTo("added");
        assertThat(owner.get(path + "/2/diff?against=2").expect(200).at("changes"))
                .isEmpty();
        owner.get(path + "/2/diff?against=9").refused(404, "not_found");
        owner.get(path + "/9").refused(404, "not_found");
        owner.get(path + "/first").refused(404, "not_found");
    }

    @Test
    void every_decided_scope_needs_review_when_the_strategy_changes() {
        owner.post(path, Map.of("brandTone", "dry")).expect(201);
        owner.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId",
                                campaign,
                                "platform",
                                "newsroom",
                                "title",
                                "t",
                                "text",
                                "b",
                                "scheduledFor",
                                "2035-01-01T10:00:00Z"))
                .expect(201);
        for (String scope : List.of("strategy", "content", "schedule"))
            owner.post("/api/campaigns/" + campaign + "/approvals/" + scope + "/approve")
                    .expect(200);
        assertThat(statuses()).containsOnly("approved");
        owner.post(path, Map.of("brandTone", "warm")).expect(201);
        assertThat(statuses()).containsOnly("needs_review");
        for (String scope : List.of("strategy", "content", "schedule"))
            owner.post("/api/campaigns/" + campaign + "/approvals/" + scope + "/approve")
                    .expect(200);
        owner.post(path + "/2/invalidate", Map.of("reason", "no")).expect(200);
        assertThat(statuses()).containsOnly("needs_review");
    }

    private List<String> statuses() {
        var scopes = owner.get("/api/campaigns/" + campaign + "/approvals").expect(200);
        return scopes.at("scopes")
                .valueStream()
                .filter(s -> !s.get("scope").stringValue().equals("ads"))
                .map(s -> s.get("status").stringValue())
                .toList();
    }

    @Test
    void ads_are_approved_with_the_budget_that_they_spend() {
        owner.post(path, WHOLE).expect(201);
        owner.post("/api/campaigns/" + campaign + "/approvals/ads/approve").expect(200);
        owner.put(
                        "/api/campaigns/" + campaign + "/budget",
                        Map.of("currency", "EUR", "total", 900, "allocations", List.of()))
                .expect(200);
        var ads = owner.get("/api/campaigns/" + campaign + "/approvals")
                .at("scopes")
                .valueStream()
                .filter(s -> s.get("scope").stringValue().equals("ads"))
                .findFirst()
                .orElseThrow();
        assertThat(ads.get("status").stringValue()).isEqualTo("needs_review");
        assertThat(ads.get("changedSince").findValuesAsString("title")).containsExactly("Budget");
        owner.post("/api/campaigns/" + campaign + "/approvals/ads/approve").expect(200);
        owner.patch("/api/campaigns/" + campaign, Map.of("budget", Map.of("amount", 900.00, "currency", "EUR")))
                .expect(200);
        assertThat(owner.get("/api/campaigns/" + campaign + "/approvals")
                        .at("scopes/3/status")
                        .stringValue())
                .isEqualTo("approved");
    }

    @Test
    void a_version_without_any_content_is_refused_and_the_current_one_stays() {
        owner.post(path, WHOLE).expect(201);
        owner.post(path, Map.of()).refused(422, "strategy_empty");
        owner.post(path, Map.of("goals", List.of(), "brandTone", " ")).refused(422, "strategy_empty");
        assertThat(owner.get(path + "/current").expect(200).at("version").intValue())
                .isEqualTo(1);
    }

    @Test
    void readers_can_not_create_versions_and_closed_campaigns_refuse_them() {
        owner.post(path, Map.of("brandTone", "dry")).expect(201);
        var analyst = owner.as("analyst");
        analyst.get(path + "/current").expect(200);
        analyst.post(path + "/1/check-completeness").expect(200);
        analyst.post(path, Map.of()).refused(403, "forbidden");
        analyst.post(path + "/1/invalidate", Map.of("reason", "no")).refused(403, "forbidden");
        Api.workspace().get(path).refused(404, "not_found");
        Api.workspace().post(path, Map.of()).refused(404, "not_found");
        owner.post("/api/campaigns/" + campaign + "/transition", Map.of("to", "cancelled"))
                .expect(200);
        owner.post(path, Map.of()).refused(409, "campaign_closed");
        owner.delete("/api/campaigns/" + campaign + "?hard=true").expect(204);
        owner.get(path).refused(404, "not_found");
    }
}
