package io.fanfare.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewPoliciesTest {
    private final Story story = new Story();
    private final Api owner = story.owner;

    @Test
    void four_policies_are_ready_and_a_change_is_a_new_version() {
        assertThat(owner.get("/api/approvals/policies").expect(200).at("items").findValuesAsString("name"))
                .startsWith("simple")
                .contains("content-compliance", "enterprise", "urgent");
        var legal =
                Map.of("stages", List.of(Map.of("name", "Legal", "role", "compliance", "rule", Map.of("quorum", 2))));
        assertThat(owner.put("/api/approvals/policies/legal", legal)
                        .expect(201)
                        .json()
                        .at("/version")
                        .asInt())
                .isEqualTo(1);
        var stricter = new HashMap<String, Object>(Map.of("stages", List.of(Map.of("name", "Legal", "rule", "all"))));
        stricter.put("version", 1);
        var changed = owner.put("/api/approvals/policies/legal", stricter).expect(200);
        assertThat(changed.json().at("/version").asInt()).isEqualTo(2);
        assertThat(changed.json().at("/stages/0/rule").asString()).isEqualTo("all");
        owner.put("/api/approvals/policies/legal", Map.of("version", 1, "stages", List.of(Map.of("name", "Other"))))
                .refused(409, "policy_version_conflict");
        assertThat(owner.put("/api/approvals/policies/enterprise", stricter)
                        .expect(200)
                        .json()
                        .at("/builtIn")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void a_policy_that_can_not_work_is_refused() {
        var twice = List.of(Map.of("name", "Legal"), Map.of("name", "legal"));
        owner.put("/api/approvals/policies/p", Map.of("stages", twice)).refused(422, "policy_invalid");
        var viewer = owner.as("viewer");
        owner.put(
                        "/api/approvals/policies/p",
                        Map.of("stages", List.of(Map.of("name", "A", "people", List.of(viewer.person)))))
                .refused(422, "policy_invalid");
        owner.put(
                        "/api/approvals/policies/p",
                        Map.of(
                                "stages",
                                List.of(Map.of(
                                        "name", "A", "people", List.of(owner.person), "rule", Map.of("quorum", 2)))))
                .refused(422, "policy_invalid");
        owner.put("/api/approvals/policies/p", Map.of("stages", List.of(Map.of("name", "A", "rule", "most"))))
                .refused(400, "invalid");
        owner.put("/api/approvals/policies/Default", Map.of("stages", List.of(Map.of("name", "A"))))
                .refused(400, "invalid");
        owner.as("manager")
                .put("/api/approvals/policies/p", Map.of("stages", List.of(Map.of("name", "A"))))
                .refused(403, "forbidden");
    }

    @Test
    void a_simulation_says_who_is_asked_and_who_is_missing() {
        var reviewer = owner.as("reviewer");
        decides(reviewer, "content");
        decides(owner, "compliance");
        owner.post("/api/social/schedule", story.newPost(Map.of("title", "A post")))
                .expect(201);
        var simulated = owner.post(
                        "/api/approvals/policies/content-compliance/simulate", Map.of("campaignId", story.campaign))
                .expect(200);
        assertThat(simulated.json().at("/stages/0/outcome").asString()).isEqualTo("asks");
        assertThat(simulated.json().at("/stages/0/eligible").findValuesAsString("id"))
                .containsExactly(reviewer.person.toString());
        // The owner wrote the post, and no one else decides on compliance.
        assertThat(simulated.json().at("/stages/1/outcome").asString()).isEqualTo("nobody");
        assertThat(simulated.text("explain"))
                .isEqualTo(
                        "“Content” asks Some reviewer; then “Compliance” has too few people: it needs a reviewer with the stage"
                                + " role compliance who did not write the items.");
        assertThat(simulated.json().at("/earliestDone").isNull()).isTrue();
        decides(owner.as("manager"), "compliance");
        var possible = owner.post(
                        "/api/approvals/policies/content-compliance/simulate", Map.of("campaignId", story.campaign))
                .expect(200);
        assertThat(possible.text("earliestDone"))
                .isEqualTo(possible.json().at("/stages/1/deadline").asString());
        assertThat(possible.json().at("/stages/1/opensAt").asString())
                .isEqualTo(possible.json().at("/stages/0/deadline").asString());
    }

    @Test
    void the_policy_that_applies_can_be_tried_without_its_name() {
        decides(owner.as("reviewer"), "content");
        owner.post("/api/social/schedule", story.newPost(Map.of("title", "A post")))
                .expect(201);
        var asked = Map.of("campaignId", story.campaign, "scope", "content");
        assertThat(owner.post("/api/approvals/policies/default/simulate", asked)
                        .expect(200)
                        .text("policy.name"))
                .isEqualTo("simple");
        owner.put(
                        "/api/approvals/policies/for-launches",
                        Map.of(
                                "appliesTo",
                                Map.of("scopes", List.of("content")),
                                "stages",
                                List.of(Map.of("name", "Final", "role", "final"))))
                .expect(201);
        var chosen =
                owner.post("/api/approvals/policies/default/simulate", asked).expect(200);
        assertThat(chosen.text("policy.name")).isEqualTo("for-launches");
        assertThat(chosen.text("stages.0.outcome")).isEqualTo("nobody");
        owner.post("/api/approvals/policies/missing/simulate", asked).expect(404);
    }

    private void decides(Api member, String stage) {
        owner.patch("/api/members/" + member.person, Map.of("stageRoles", List.of(stage)))
                .expect(200);
    }
}
