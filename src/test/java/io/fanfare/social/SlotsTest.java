package io.fanfare.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;

    private void slots(String platform, @Nullable Object slots) {
        var body = new HashMap<String, Object>();
        body.put("slots", slots);
        owner.put("/api/social/slots/" + platform, body).expect(200);
    }

    @Test
    void every_platform_has_slots_by_default_and_can_have_its_own() {
        var items = owner.get("/api/social/slots").expect(200).json().at("/items");
        assertThat(items.valueStream())
                .isNotEmpty()
                .allMatch(each ->
                        each.at("/slots").size() == 3 && !each.at("/own").asBoolean());
        slots("linkedin", List.of(Map.of("weekday", "monday", "time", "08:30")));
        var own = owner.get("/api/social/slots")
                .expect(200)
                .json()
                .at("/items")
                .valueStream()
                .filter(each -> each.at("/platform").asString().equals("linkedin"))
                .findFirst()
                .orElseThrow();
        assertThat(own.at("/own").asBoolean()).isTrue();
        assertThat(own.at("/slots/0/time").asString()).startsWith("08:30");
        slots("linkedin", null);
        assertThat(owner.get("/api/social/slots").expect(200).body()).doesNotContain("\"own\":true");
        owner.put("/api/social/slots/linkedin", Map.of("slots", List.of(Map.of("weekday", "monday", "time", "25:00"))))
                .refused(400, "invalid");
    }

    @Test
    void the_next_free_slot_skips_those_that_posts_have_taken() {
        slots(
                "newsroom",
                List.of(Map.of("weekday", "monday", "time", "09:00"), Map.of("weekday", "monday", "time", "15:00")));
        String next = "/api/social/next-slot/newsroom?campaignId=" + story.campaign + "&after=2026-12-04T00:00:00Z";
        var first = owner.get(next).expect(200);
        assertThat(first.text("localTime")).startsWith("2026-12-07T09:00");
        story.post(Map.of("scheduledFor", first.text("at"))).expect(201);
        assertThat(owner.get(next).expect(200).text("localTime")).startsWith("2026-12-07T15:00");
        story.post(Map.of("scheduledFor", owner.get(next).text("at"))).expect(201);
        assertThat(owner.get(next).expect(200).text("localTime")).startsWith("2026-12-14T09:00");
        slots("newsroom", List.of());
        owner.get(next).refused(422, "no_free_slot");
    }

    private String next(String after) {
        return owner.get("/api/social/next-slot/newsroom?campaignId=" + story.campaign + "&after=" + after)
                .expect(200)
                .text("localTime");
    }

    private void postAt(String time) {
        story.post(Map.of("scheduledFor", time)).expect(201);
    }

    private static Map<String, String> monday(String time) {
        return Map.of("weekday", "monday", "time", time);
    }

    @Test
    void slots_that_are_ten_minutes_apart_are_taken_one_by_one() {
        slots("newsroom", List.of(monday("09:00"), monday("09:10"), monday("09:20")));
        for (String time : List.of("09:00", "09:10", "09:20")) {
            assertThat(next("2026-12-04T00:00:00Z")).startsWith("2026-12-07T" + time);
            postAt("2026-12-07T" + time + ":00Z");
        }
        assertThat(next("2026-12-04T00:00:00Z")).startsWith("2026-12-14T09:00");
    }

    @Test
    void a_post_near_a_slot_takes_it_also_if_it_is_before_the_time_that_is_asked_for() {
        slots("newsroom", List.of(monday("09:00"), monday("15:00")));
        postAt("2026-12-07T08:50:00Z");
        assertThat(next("2026-12-07T08:55:00Z")).startsWith("2026-12-07T15:00");
        postAt("2026-12-07T15:45:00Z");
        assertThat(next("2026-12-07T08:55:00Z")).startsWith("2026-12-07T15:00");
    }

    @Test
    void a_time_of_an_impossible_year_is_refused_with_its_field() {
        String path = "/api/social/next-slot/newsroom?after=";
        for (String time : List.of("+99999-01-01T00:00:00Z", "-2000-01-01T00:00:00Z", "2301-01-01T00:00:00Z", "soon"))
            assertThat(owner.get(path + time.replace("+", "%2B")).expect(400).text("errors.after"))
                    .startsWith("must be");
        assertThat(owner.get("/api/social/calendar?from=9999-01-01").expect(400).text("errors.from"))
                .isEqualTo("must be between the years 1900 and 2300");
        assertThat(owner.get("/api/social/calendar?from=2026-13-01").expect(400).text("errors.from"))
                .startsWith("must be a date");
    }
}
