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
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Reminders and escalations as a policy says. */
class ReviewTiersTest {
    /** Before and after each tier, in minutes from the deadline. */
    private static final List<Integer> AROUND_THE_TIERS = List.of(
            -60 * 24, -60 * 7, -60 * 5, -60 * 3, -60, -10, 10, 50, 70, 60 * 4, 60 * 20, 60 * 29, 60 * 31, 60 * 40);

    @AfterEach
    void back() {
        shift(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-03-26T12:00:00Z", "2027-10-29T12:00:00Z"})
    void each_tier_is_said_once_over_a_change_of_daylight_saving_and_steps_of_the_clock(String begin) {
        to(Instant.parse(begin));
        var story = new Story();
        var boss = story.owner.as("manager");
        String review = request(story, boss);
        var deadline = Instant.parse(stage(story, review).at("/deadline").asString());
        var random = new Random(7);
        for (int minutes : AROUND_THE_TIERS) {
            var time = deadline.plus(Duration.ofMinutes(minutes));
            to(time);
            Api.drain();
            if (random.nextInt(4) > 0) continue;
            to(time.minus(Duration.ofHours(2)));
            Api.drain();
        }
        assertThat(history(story, review))
                .containsExactly("requested", "reminded", "reminded", "reminded", "escalated", "escalated");
        assertThat(kinds(story.owner)).containsOnlyOnce("approval_overdue").containsOnlyOnce("approval_escalated");
        assertThat(kinds(boss))
                .containsOnlyOnce("approval_overdue")
                .containsOnlyOnce("approval_escalated")
                .filteredOn("approval_reminder"::equals)
                .hasSize(2);
        var escalations = stage(story, review).at("/escalations");
        assertThat(escalations.findValuesAsString("tier")).containsExactly("1", "2");
        assertSoon(escalations.at("/0/at").asString(), deadline.plus(Duration.ofHours(1)));
        assertSoon(escalations.at("/1/at").asString(), deadline.plus(Duration.ofHours(30)));
    }

    @Test
    void after_an_outage_of_three_days_each_escalation_is_said_and_nobody_hears_of_two() {
        var story = new Story();
        var boss = story.owner.as("manager");
        String review = request(story, boss);
        var deadline = Instant.parse(stage(story, review).at("/deadline").asString());
        to(deadline.plus(Duration.ofDays(3)));
        Api.drain();
        to(deadline.plus(Duration.ofDays(3)).minus(Duration.ofHours(2)));
        Api.drain();
        to(deadline.plus(Duration.ofDays(4)));
        Api.drain();
        assertThat(stage(story, review).at("/escalations").findValuesAsString("tier"))
                .containsExactly("1", "2");
        assertThat(kinds(boss)).containsOnlyOnce("approval_escalated").doesNotContain("approval_overdue");
        assertThat(kinds(story.owner)).containsOnlyOnce("approval_escalated").doesNotContain("approval_overdue");
        assertThat(history(story, review)).containsExactly("requested", "escalated", "escalated");
    }

    @Test
    void a_person_escalates_to_one_tier_after_the_other() {
        var story = new Story();
        var boss = story.owner.as("manager");
        var editor = story.owner.as("editor");
        String review = request(story, boss);
        editor.post("/api/approvals/" + review + "/escalate", Map.of()).expect(200);
        assertThat(kinds(boss)).contains("approval_escalated");
        assertThat(kinds(story.owner)).doesNotContain("approval_escalated");
        var answer =
                editor.post("/api/approvals/" + review + "/escalate", Map.of()).expect(200);
        assertThat(kinds(story.owner)).contains("approval_escalated");
        assertThat(answer.at("can").toString()).doesNotContain("escalateReview");
        editor.post("/api/approvals/" + review + "/escalate", Map.of()).refused(409, "nothing_to_escalate");
    }

    @Test
    void a_policy_without_reminders_and_escalation_says_only_that_it_is_overdue() {
        var story = new Story();
        policy(story, Map.of("remindBeforeHours", List.of(), "escalation", List.of()))
                .expect(201);
        String review = request(story);
        var deadline = Instant.parse(stage(story, review).at("/deadline").asString());
        for (int hour = -20; hour < 60; hour += 5) {
            to(deadline.plus(Duration.ofHours(hour)));
            Api.drain();
        }
        assertThat(history(story, review)).containsExactly("requested", "reminded");
        assertThat(kinds(story.owner)).contains("approval_overdue").doesNotContain("approval_escalated");
    }

    @Test
    void a_simulation_lists_the_reminders_and_whom_it_escalates_to() {
        var story = new Story();
        var boss = story.owner.as("manager");
        request(story, boss);
        var simulated = story.owner
                .post("/api/approvals/policies/tiers/simulate", Map.of("campaignId", story.campaign))
                .expect(200)
                .json()
                .at("/stages/0");
        var due = Instant.parse(simulated.at("/deadline").asString());
        assertThat(simulated.at("/reminders/1").asString())
                .isEqualTo(due.minus(Duration.ofHours(2)).toString());
        assertThat(simulated.at("/escalations/0/at").asString())
                .isEqualTo(due.plus(Duration.ofHours(1)).toString());
        assertThat(simulated.at("/escalations/0/to/0/name").asString()).isEqualTo("Some manager");
        assertThat(simulated.at("/escalations/1/to").findValuesAsString("id"))
                .containsExactly(story.owner.person.toString());
    }

    @Test
    void a_mistake_is_named_by_its_field() {
        var story = new Story();
        var nobody = "00000000-0000-7000-8000-000000000000";
        for (var to : List.of(nobody, "everyone", "------------------------------------"))
            assertThat(policy(story, Map.of("escalation", List.of(tier(1, to))))
                            .refused(422, "policy_invalid")
                            .at("errors")
                            .propertyNames())
                    .containsExactly("stages[0].escalation[0].to");
        assertThat(policy(story, Map.of("escalation", List.of(tier(4, "managers"), tier(4, "managers"))))
                        .refused(422, "policy_invalid")
                        .at("errors")
                        .propertyNames())
                .containsExactly("stages[0].escalation[1].afterHours");
        assertThat(policy(story, Map.of("remindBeforeHours", List.of(2, 2.0)))
                        .refused(422, "policy_invalid")
                        .at("errors")
                        .propertyNames())
                .containsExactly("stages[0].remindBeforeHours");
        policy(story, Map.of("remindBeforeHours", List.of(0))).refused(400, "invalid");
        policy(story, Map.of("escalation", List.of(Map.of("to", List.of("managers")))))
                .refused(400, "invalid");
    }

    private static Map<String, Object> tier(int hours, String to) {
        return Map.of("afterHours", hours, "to", List.of(to));
    }

    /** Reminders six and two hours before the end; escalated to the boss after one hour, to the managers after thirty. */
    private static String request(Story story, Api boss) {
        policy(
                        story,
                        Map.of(
                                "remindBeforeHours",
                                List.of(2, 6),
                                "escalation",
                                List.of(tier(1, boss.person.toString()), tier(30, "managers"))))
                .expect(201);
        return request(story);
    }

    private static Api.Answer policy(Story story, Map<String, Object> more) {
        var stage = new HashMap<String, Object>(Map.of("name", "Review", "baseHours", 8));
        stage.putAll(more);
        return story.owner.put("/api/approvals/policies/tiers", Map.of("stages", List.of(stage)));
    }

    private static String request(Story story) {
        var editor = story.owner.as("editor");
        editor.post(
                        "/api/social/schedule",
                        story.newPost(Map.of("title", "A post", "scheduledFor", "2039-03-01T09:00:00Z")))
                .expect(201);
        String campaign = "/api/campaigns/" + story.campaign;
        story.owner
                .post(campaign + "/approvals/initialize", Map.of("policy", "tiers", "scopes", List.of("content")))
                .expect(200);
        return editor.post(campaign + "/approvals/content/request", Map.of())
                .expect(200)
                .text("reviewId");
    }

    private static JsonNode stage(Story story, String review) {
        return story.owner.get("/api/approvals/" + review).expect(200).json().at("/stages/0");
    }

    private static List<String> history(Story story, String review) {
        return story.owner
                .get("/api/approvals/" + review + "/history")
                .expect(200)
                .at("items")
                .findValuesAsString("kind");
    }

    private static List<String> kinds(Api who) {
        return who.get("/api/notifications?limit=100")
                .expect(200)
                .at("items")
                .valueStream()
                .map(one -> one.at("/kind").asString())
                .toList();
    }

    private static void assertSoon(String said, Instant due) {
        assertThat(Instant.parse(said)).isBetween(due, due.plus(Duration.ofMinutes(181)));
    }

    /** Moves the clock there, whatever time the test took so far: steps of three hours stay three hours. */
    private static void to(Instant time) {
        shift(Duration.between(Instant.now(), time));
    }

    private static void shift(Duration by) {
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(by));
    }
}
