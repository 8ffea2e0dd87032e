package io.fanfare.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GoalsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final List<Map<String, Object>> records = new ArrayList<>();

    private void report(String channel, int daysAgo, Object... members) {
        var record = new HashMap<String, Object>(Map.of(
                "campaignId",
                story.campaign,
                "channel",
                channel,
                "source",
                "ads",
                "date",
                Story.today().minusDays(daysAgo).toString()));
        for (int i = 0; i < members.length; i += 2) record.put((String) members[i], members[i + 1]);
        records.add(record);
    }

    private void dates(int started, int left) {
        owner.patch(
                        "/api/campaigns/" + story.campaign,
                        Map.of(
                                "startDate", Story.today().minusDays(started).toString(),
                                "endDate", Story.today().plusDays(left).toString(),
                                "channels", List.of("meta", "linkedin")))
                .expect(200);
    }

    private void goals(Object... goals) {
        owner.post("/api/campaigns/" + story.campaign + "/strategies", Map.of("goals", List.of(goals)))
                .expect(201);
    }

    private JsonNode goal() {
        if (!records.isEmpty())
            owner.post("/api/metrics/ingest", Map.of("records", records)).expect(200);
        records.clear();
        return owner.get("/api/analytics/campaigns/" + story.campaign + "/goals")
                .expect(200)
                .at("goals.0");
    }

    @Test
    void a_goal_says_how_far_it_is_at_which_pace_and_what_it_does_not_see() {
        dates(10, 9);
        goals(Map.of("metric", "Kit downloads", "target", 500));
        for (int day = 1; day <= 10; day++) report("meta", day, "clicks", 90, "conversions", 30);
        report("linkedin", 1, "clicks", 90);
        var goal = goal();
        assertThat(goal.get("counted").stringValue()).isEqualTo("conversions");
        assertThat(goal.get("value").intValue()).isEqualTo(300);
        assertThat(goal.get("share").doubleValue()).isEqualTo(0.6);
        assertThat(goal.get("expected").intValue()).isEqualTo(250);
        assertThat(goal.get("state").stringValue()).isEqualTo("ahead");
        assertThat(goal.get("daysLeft").intValue()).isEqualTo(9);
        assertThat(goal.get("unseen").toString()).isEqualTo("[\"linkedin\"]");
        assertThat(goal.get("why").stringValue()).isEqualTo("No conversions from LinkedIn yet.");
        assertThat(goal.get("days").size()).isEqualTo(10);
    }

    @Test
    void a_day_that_is_still_open_is_marked_and_does_not_change_the_pace() {
        dates(10, 9);
        goals("500 clicks");
        for (int day = 0; day <= 10; day++) report("meta", day, "clicks", 25);
        var goal = goal();
        assertThat(goal.get("value").intValue()).isEqualTo(275);
        assertThat(goal.get("expected").intValue()).isEqualTo(250);
        assertThat(goal.get("state").stringValue()).isEqualTo("on_track");
        assertThat(goal.at("/days/10/open").booleanValue()).isTrue();
        assertThat(goal.at("/days/9/open").booleanValue()).isFalse();
    }

    @Test
    void figures_that_were_never_reported_are_unknown_instead_of_zero() {
        dates(10, 9);
        goals(Map.of("metric", "sign-ups", "target", "500"));
        report("meta", 1, "clicks", 25);
        var goal = goal();
        assertThat(goal.get("state").stringValue()).isEqualTo("unknown");
        assertThat(goal.get("value").isNull()).isTrue();
        assertThat(goal.get("why").stringValue()).startsWith("No figures for conversions yet.");
        assertThat(goal.at("/fix/operation").stringValue()).isEqualTo("ingestMetrics");
    }

    @ParameterizedTest
    @CsvSource({"30,0,missed", "40,0,reached", "5,9,behind", "15,9,on_track"})
    void the_state_follows_the_figure_and_the_date(int clicksADay, int left, String state) {
        dates(10, left == 0 ? -1 : left);
        goals(Map.of("metric", "Clicks", "target", left == 0 ? 400 : 300));
        for (int day = 1; day <= 10; day++) report("meta", day, "clicks", clicksADay);
        assertThat(goal().get("state").stringValue()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 sign-ups before the fair|conversions|500",
                "In 2026: 1,500 downloads|conversions|1500",
                "Q4: 20k impressions|impressions|20000",
                "Open rate of 35%|open_rate|0.35",
                "Revenue of 12 000 EUR|revenue|12000",
                "Cost per lead below 2.50|cost|2.5",
                "Be liked by the neighbors||",
                "More clicks|clicks|"
            })
    void a_goal_in_words_is_read_for_its_metric_and_its_number(String words, String counted, Double target) {
        goals(words);
        var goal = goal();
        assertThat(goal.get("text").stringValue()).isEqualTo(words);
        assertThat(goal.get("counted").isNull() ? null : goal.get("counted").stringValue())
                .isEqualTo(counted);
        assertThat(goal.get("target").isNull() ? null : goal.get("target").doubleValue())
                .isEqualTo(target);
    }

    @Test
    void a_relative_target_needs_a_baseline() {
        goals(Map.of("metric", "Clicks", "target", "+20%"));
        assertThat(goal().get("why").stringValue()).startsWith("The goal has no number");
        goals(Map.of("metric", "Clicks", "target", "+20%", "baseline", 100));
        assertThat(goal().get("target").intValue()).isEqualTo(120);
    }
}
