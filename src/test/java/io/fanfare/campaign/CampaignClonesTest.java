package io.fanfare.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CampaignClonesTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final String original = "/api/campaigns/" + story.campaign;

    private void dated() {
        owner.patch(
                        original,
                        Map.of(
                                "startDate",
                                "2027-02-22",
                                "endDate",
                                "2027-03-14",
                                "objective",
                                "500 sign-ups",
                                "tags",
                                List.of("spring"),
                                "budget",
                                Map.of("amount", 900, "currency", "EUR")))
                .expect(200);
    }

    private Api.Answer cloned(Map<String, ?> request) {
        return owner.post(original + "/clone", request).expect(201);
    }

    private Api.Answer items(Api.Answer clone, String query) {
        return owner.get("/api/campaigns/" + clone.text("id") + "/items" + query)
                .expect(200);
    }

    private UUID draft(String name) {
        return owner.post(
                        original + "/creatives",
                        Map.of(
                                "name",
                                name,
                                "kind",
                                "text",
                                "platform",
                                "newsroom",
                                "mode",
                                "manual",
                                "components",
                                Map.of("caption", name + " in words.")))
                .expect(201)
                .id("id");
    }

    @Test
    void dates_in_the_words_of_a_copied_campaign_move_with_it() {
        var owner = Api.workspace();
        var made = owner.post(
                        "/api/campaigns",
                        Map.of(
                                "name",
                                "Fair",
                                "objective",
                                "500 sign-ups by 2027-03-14, at least 200 before March 1, 2027",
                                "startDate",
                                "2027-02-01"))
                .expect(201);
        String id = made.text("id");
        owner.post("/api/campaigns/" + id + "/strategies", Map.of("goals", List.of("Sold out by 14 March 2027")))
                .expect(201);
        var clone = owner.post("/api/campaigns/" + id + "/clone", Map.of("shiftDays", 365))
                .expect(201);
        assertThat(clone.text("objective"))
                .isEqualTo("500 sign-ups by 2028-03-13, at least 200 before February 29, 2028");
        var goals = owner.get("/api/campaigns/" + clone.text("id") + "/strategies/current")
                .expect(200);
        assertThat(goals.text("goals.0")).isEqualTo("Sold out by 13 March 2028");
        var undated = owner.post("/api/campaigns/" + id + "/clone", Map.of()).expect(201);
        assertThat(undated.text("objective")).isEqualTo("500 sign-ups, at least 200");
    }

    @Test
    void a_campaign_of_last_year_runs_again_with_new_dates() {
        dated();
        owner.post(
                        original + "/strategies",
                        Map.of("goals", List.of(Map.of("metric", "sign_ups", "target", 500, "by", "2027-03-14"))))
                .expect(201);
        draft("An idea");
        story.post(Map.of("title", "Doors open")).expect(201);
        var mailing = story.mailing(Map.of("name", "Letter")).expect(201).text("id");
        owner.post(
                        "/api/email/" + mailing + "/schedule",
                        Map.of("localTime", "2027-03-02T10:00", "timeZone", "Europe/Berlin"))
                .expect(200);

        var clone = cloned(Map.of("name", "Spring again", "startDate", "2028-02-21"));
        assertThat(clone.text("name")).isEqualTo("Spring again");
        assertThat(clone.text("status")).isEqualTo("draft");
        assertThat(clone.text("clonedFrom")).isEqualTo(story.campaign.toString());
        assertThat(clone.text("startDate")).isEqualTo("2028-02-21");
        assertThat(clone.text("endDate")).isEqualTo("2028-03-12");
        assertThat(clone.text("objective")).isEqualTo("500 sign-ups");
        assertThat(clone.json().at("/budget/amount").asInt()).isEqualTo(900);
        assertThat(clone.json().at("/created").toString())
                .isEqualTo("{\"creatives\":1,\"posts\":1,\"mailings\":1,\"tasks\":0}");
        assertThat(clone.json().at("/left").isEmpty()).isTrue();
        var strategy = owner.get("/api/campaigns/" + clone.text("id") + "/strategies/current")
                .expect(200)
                .json();
        assertThat(strategy.at("/version").asInt()).isEqualTo(1);
        assertThat(strategy.at("/goals/0/by").asString()).isEqualTo("2028-03-12");
        var found = items(clone, "").json();
        assertThat(found.at("/items").findValuesAsString("title")).containsExactly("Doors open", "Letter", "An idea");
        // The wall time stays, although the last Sunday of March may lie between.
        assertThat(found.at("/items/0/localTime").asString()).startsWith("2028-02-28T09:00");
        assertThat(found.at("/items/1/localTime").asString()).startsWith("2028-02-29T10:00");
    }

    @Test
    void approvals_deliveries_and_figures_are_not_copied() {
        dated();
        story.post(Map.of("title", "Doors open")).expect(201);
        story.approve("content", "schedule");
        story.launch();
        var clone = cloned(Map.of("shiftDays", 364));
        assertThat(clone.text("name")).isEqualTo("Copy of Story");
        assertThat(clone.text("status")).isEqualTo("draft");
        assertThat(items(clone, "").json().at("/items/0/state").asString()).isEqualTo("needs_approval");
        assertThat(owner.get("/api/deliveries?campaignId=" + clone.text("id"))
                        .expect(200)
                        .json()
                        .at("/items")
                        .isEmpty())
                .isTrue();
        var scopes = owner.get("/api/campaigns/" + clone.text("id") + "/approvals")
                .expect(200)
                .json();
        assertThat(scopes.at("/scopes").findValuesAsString("status")).containsOnly("pending");
    }

    @Test
    void without_new_dates_posts_and_mailings_come_along_as_drafts() {
        dated();
        var idea = draft("An idea");
        story.post(Map.of("title", "", "text", "", "creativeId", idea)).expect(201);
        story.post(Map.of("title", "Own words")).expect(201);
        var mailing = story.mailing(Map.of("name", "Letter")).expect(201).text("id");
        owner.post("/api/email/" + mailing + "/schedule", Map.of("scheduledFor", "2027-03-02T10:00:00+01:00"))
                .expect(200);
        var clone = cloned(Map.of());
        assertThat(clone.json().at("/startDate").isNull()
                        || clone.json().at("/startDate").isMissingNode())
                .isTrue();
        var found = items(clone, "?sort=title").json();
        assertThat(found.at("/items").findValuesAsString("title")).containsExactly("An idea", "Letter", "Own words");
        assertThat(found.at("/items").findValuesAsString("state")).containsOnly("draft");
        assertThat(found.at("/items").findValuesAsString("kind")).containsExactly("creative", "mailing", "creative");
    }

    @Test
    void a_time_that_has_passed_in_the_copy_makes_a_draft_of_the_post() {
        story.post(Map.of("title", "Too late", "scheduledFor", "2027-03-01T09:00:00+01:00"))
                .expect(201);
        story.post(Map.of("title", "In time", "scheduledFor", "2037-03-01T09:00:00+01:00"))
                .expect(201);
        var clone = cloned(Map.of("shiftDays", -3650));
        var found = items(clone, "?sort=title").json();
        assertThat(found.at("/items").findValuesAsString("title")).containsExactly("In time", "Too late");
        assertThat(found.at("/items").findValuesAsString("kind")).containsExactly("post", "creative");
    }

    @Test
    void what_is_not_wanted_stays_behind() {
        dated();
        draft("An idea");
        story.post(Map.of("title", "Doors open")).expect(201);
        story.mailing(Map.of()).expect(201);
        var include = new HashMap<String, Object>(Map.of("posts", false, "mailings", false, "brief", false));
        var clone = cloned(Map.of("shiftDays", 7, "include", include));
        assertThat(items(clone, "").json().at("/items").findValuesAsString("title"))
                .containsExactly("An idea");
        assertThat(clone.json().at("/tags").isEmpty()).isTrue();
        assertThat(clone.json().at("/objective").asString("")).isEmpty();
    }

    @Test
    void a_post_that_follows_its_draft_follows_the_copy_of_the_draft() {
        dated();
        var idea = draft("An idea");
        story.post(Map.of("title", "", "text", "", "creativeId", idea)).expect(201);
        var clone = cloned(Map.of("shiftDays", 364));
        var post = items(clone, "").json().at("/items/0/id").asString();
        var creative = owner.get("/api/social/" + post).expect(200).text("creativeId");
        assertThat(creative).isNotEqualTo(idea.toString());
        owner.patch("/api/creatives/" + creative, Map.of("components", Map.of("caption", "New words.")))
                .expect(200);
        assertThat(owner.get("/api/social/" + post).expect(200).text("text")).isEqualTo("New words.");
    }

    @Test
    void closed_and_archived_campaigns_can_be_cloned_and_wrong_requests_are_refused() {
        owner.delete(original).expect(204);
        assertThat(cloned(Map.of("startDate", "2028-01-03")).text("archived")).isEqualTo("false");
        assertThat(owner.post(original + "/clone", Map.of("startDate", "2028-01-01", "shiftDays", 1))
                        .expect(400)
                        .text("errors.shiftDays"))
                .startsWith("can't be combined");
        owner.as("viewer").post(original + "/clone", Map.of()).expect(403);
        Api.workspace().post(original + "/clone", Map.of()).expect(404);
    }

    @Test
    void tasks_begin_again_in_a_timeline_that_moves() {
        dated();
        var planned = owner.post(original + "/timeline", Map.of("template", "custom"))
                .expect(201)
                .json();
        var tasks = owner.get("/api/tasks?campaignId=" + story.campaign + "&sort=title")
                .expect(200)
                .json()
                .at("/items");
        String first = tasks.at("/0/id").asString();
        owner.patch(
                        "/api/tasks/" + first,
                        Map.of("status", "in_progress", "checklist", List.of(Map.of("text", "Ask", "done", true))))
                .expect(200);
        var clone = cloned(Map.of("shiftDays", 364));
        assertThat(clone.json().at("/created/tasks").asInt()).isEqualTo(2);
        var timeline = owner.get("/api/campaigns/" + clone.text("id") + "/timeline")
                .expect(200)
                .json();
        assertThat(timeline.at("/anchor/date").asString()).isEqualTo("2028-02-21");
        assertThat(timeline.at("/milestones").findValuesAsString("name")).containsExactly("Content", "Launch");
        assertThat(timeline.at("/links").size()).isEqualTo(1);
        assertThat(timeline.at("/tasks").findValuesAsString("status")).containsOnly("todo");
        var copies = owner.get("/api/tasks?campaignId=" + clone.text("id") + "&sort=title")
                .expect(200)
                .json()
                .at("/items");
        assertThat(copies.at("/0/checklist/0/done").asBoolean(true)).isFalse();
        assertThat(copies.at("/0/id").asString()).isNotEqualTo(first);
        // The day of the week is the same, so the plan is as well.
        assertThat(LocalDate.parse(timeline.at("/start").asString()))
                .isEqualTo(LocalDate.parse(planned.at("/start").asString()).plusDays(364));
        var without = cloned(Map.of("shiftDays", 364, "include", Map.of("tasks", false)));
        assertThat(without.json().at("/created/tasks").asInt()).isZero();
        assertThat(without.json().at("/timeline").asBoolean()).isFalse();
        var undated = cloned(Map.of());
        assertThat(undated.json().at("/left").findValuesAsString("kind")).containsExactly("timeline");
    }
}
