package io.fanfare.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalendarTest {
    private final Story story = new Story();
    private final Api owner = story.owner;

    private Api.Answer calendar() {
        return owner.get("/api/social/calendar?from=2027-02-01&to=2027-04-01").expect(200);
    }

    @Test
    void each_item_says_how_far_its_approval_is_and_who_publishes_it() {
        var id = story.post(Map.of()).expect(201).id("queueId");
        story.post(Map.of("platform", "linkedin", "by", "hand", "title", "")).expect(201);
        assertThat(calendar().json().at("/items").findValuesAsString("approval"))
                .containsExactly("needs_approval", "needs_approval");
        assertThat(calendar().json().at("/items").findValuesAsString("byHand")).contains("true", "false");
        story.approve("content", "schedule");
        assertThat(calendar().json().at("/items").findValuesAsString("approval"))
                .containsExactly("approved", "approved");
        owner.patch("/api/social/" + id + "/reschedule", Map.of("scheduledFor", "2027-03-02T09:00:00Z"))
                .expect(200);
        assertThat(calendar().json().at("/items").findValuesAsString("approval"))
                .containsExactlyInAnyOrder("approved", "approval_lost");
    }

    @Test
    void drafts_that_no_post_uses_wait_beside_the_calendar() {
        var creative = owner.post(
                        "/api/campaigns/" + story.campaign + "/creatives",
                        Map.of(
                                "name", "A tour of the fridge",
                                "kind", "text",
                                "mode", "manual",
                                "platform", "newsroom",
                                "components", Map.of("caption", "Come in and look.")))
                .expect(201)
                .id("id");
        story.mailing(Map.of()).expect(201);
        assertThat(calendar().json().at("/unscheduled").findValuesAsString("kind"))
                .containsExactlyInAnyOrder("creative", "mailing");
        story.post(Map.of("creativeId", creative, "text", "", "title", "")).expect(201);
        assertThat(calendar().json().at("/unscheduled").findValuesAsString("kind"))
                .containsExactly("mailing");
    }

    @Test
    void a_subscription_reads_as_icalendar_until_it_is_revoked() {
        story.post(Map.of("title", "Bread, rolls; and \\ more — ".repeat(6), "scheduledFor", soon()))
                .expect(201);
        var feed = owner.post("/api/calendar/feeds", Map.of("campaignId", story.campaign))
                .expect(201);
        String path = feed.text("url").substring(feed.text("url").indexOf("/api/"));
        var answer = Api.nobody().get(path).expect(200);
        var events = parsed(answer.body());
        assertThat(events).hasSize(1);
        assertThat(events.getFirst()).containsKeys("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL");
        assertThat(events.getFirst().get("SUMMARY")).contains("Bread\\, rolls\\; and \\\\ more");

        assertThat(owner.get("/api/calendar/feeds").text("items.0.url")).isEqualTo(feed.text("url"));
        assertThat(owner.as("viewer")
                        .get("/api/calendar/feeds")
                        .at("items.0.url")
                        .isNull())
                .isTrue();

        owner.delete("/api/calendar/feeds/" + feed.text("id")).expect(204);
        Api.nobody().get(path).expect(404);
        Api.nobody().get("/api/calendar.ics?t=nonsense").expect(404);
    }

    @Test
    void a_subscription_ends_when_its_creator_leaves() {
        var editor = owner.as("editor");
        var feed = editor.post("/api/calendar/feeds", Map.of()).expect(201);
        String path = feed.text("url").substring(feed.text("url").indexOf("/api/"));
        Api.nobody().get(path).expect(200);
        owner.delete("/api/members/" + editor.person).expect(204);
        Api.nobody().get(path).expect(404);
    }

    private static String soon() {
        return java.time.Instant.now().plus(java.time.Duration.ofDays(3)).toString();
    }

    /** A strict reader of RFC 5545: line length, folding, nesting and names. */
    private static List<Map<String, String>> parsed(String text) {
        assertThat(text).endsWith("\r\n");
        for (String line : text.split("\r\n"))
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isBetween(1, 75);
        assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        var open = new ArrayDeque<String>();
        var events = new ArrayList<Map<String, String>>();
        for (String line : text.replace("\r\n ", "").split("\r\n")) {
            assertThat(line).matches("[A-Z-]+(;[A-Z-]+=[^:;]+)*:.*");
            String name = line.substring(0, line.indexOf(':')).split(";")[0];
            String value = line.substring(line.indexOf(':') + 1);
            if (name.equals("BEGIN")) {
                open.push(value);
                if (value.equals("VEVENT")) events.add(new java.util.HashMap<>());
            } else if (name.equals("END")) assertThat(open.pop()).isEqualTo(value);
            else if ("VEVENT".equals(open.peek())) events.getLast().put(name, value);
        }
        assertThat(open).isEmpty();
        return events;
    }
}
