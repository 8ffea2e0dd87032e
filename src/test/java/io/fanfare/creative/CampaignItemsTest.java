package io.fanfare.creative;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.kernel.Owner;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CampaignItemsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final String path = "/api/campaigns/" + story.campaign;

    private UUID draft(String name) {
        return owner.post(
                        path + "/creatives",
                        Map.of(
                                "name",
                                name,
                                "kind",
                                "text",
                                "platform",
                                "linkedin",
                                "mode",
                                "manual",
                                "components",
                                Map.of("caption", name + " in words.")))
                .expect(201)
                .id("id");
    }

    private Api.Answer items(String query) {
        return owner.get(path + "/items" + query).expect(200);
    }

    private List<String> titles(String query) {
        return items(query).json().at("/items").findValuesAsString("title");
    }

    @Test
    void posts_mailings_and_drafts_are_one_list_in_the_order_of_their_time() {
        draft("An idea");
        story.post(Map.of("title", "Second", "scheduledFor", "2027-03-02T09:00:00+01:00"))
                .expect(201);
        story.post(Map.of("title", "First", "scheduledFor", "2027-03-01T09:00:00+01:00"))
                .expect(201);
        story.mailing(Map.of("name", "Later")).expect(201);
        assertThat(titles("")).containsExactly("First", "Second", "Later", "An idea");
        assertThat(titles("?sort=title")).containsExactly("An idea", "First", "Later", "Second");
        assertThat(titles("?sort=-title")).containsExactly("Second", "Later", "First", "An idea");
        var first = items("").json().at("/items/0");
        assertThat(first.at("/kind").asString()).isEqualTo("post");
        assertThat(first.at("/channel").asString()).isEqualTo("newsroom");
        assertThat(first.at("/excerpt").asString()).isEqualTo("Some words.");
        assertThat(first.at("/localTime").asString()).startsWith("2027-03-01T09:00");
        assertThat(first.at("/can").toString()).contains("cancelPost");
        assertThat(first.at("/owner/id").asString()).isEqualTo(owner.person.toString());
        var mailing = items("?kind=mailing").json().at("/items/0");
        assertThat(mailing.at("/recipients").asInt()).isEqualTo(1);
        assertThat(mailing.at("/state").asString()).isEqualTo("draft");
    }

    @Test
    void a_draft_leaves_the_list_when_a_post_uses_it_and_comes_back_when_the_post_is_cancelled() {
        var id = draft("An idea");
        var post = story.post(Map.of("title", "Of the idea", "creativeId", id))
                .expect(201)
                .text("queueId");
        assertThat(titles("")).containsExactly("Of the idea");
        owner.post("/api/social/" + post + "/cancel").expect(200);
        assertThat(titles("")).containsExactly("An idea", "Of the idea");
        assertThat(titles("?state=cancelled")).containsExactly("Of the idea");
    }

    @Test
    void the_state_says_how_far_the_approval_is() {
        story.post(Map.of("title", "Post")).expect(201);
        assertThat(states("Post")).isEqualTo("needs_approval");
        owner.post(path + "/approvals/content/request", Map.of()).expect(200);
        owner.post(path + "/approvals/schedule/request", Map.of()).expect(200);
        assertThat(states("Post")).isEqualTo("in_review");
        story.approve("content", "schedule");
        assertThat(states("Post")).isEqualTo("scheduled");
        story.post(Map.of("title", "Another")).expect(201);
        assertThat(states("Post")).isEqualTo("scheduled");
        assertThat(states("Another")).isEqualTo("needs_approval");
        owner.post(path + "/approvals/content/reject", Map.of("reason", "Too loud"))
                .expect(200);
        assertThat(states("Post")).isEqualTo("changes_requested");
        assertThat(items("?state=draft").json().at("/counts/changes_requested").asInt())
                .isEqualTo(2);
    }

    private String states(String title) {
        return items("?q=" + title).json().at("/items/0/state").asString();
    }

    @Test
    void a_mailing_that_only_the_test_inbox_received_is_captured() {
        var id = story.mailing(Map.of("name", "Letter")).expect(201).text("id");
        story.approve("content", "schedule");
        story.activate();
        owner.post("/api/email/" + id + "/send").expect(202);
        Api.drain();
        assertThat(states("Letter")).isEqualTo("captured");
        owner.delete("/api/email/" + id).expect(204);
        assertThat(titles("")).isEmpty();
        assertThat(titles("?archived=true")).containsExactly("Letter");
    }

    @Test
    void filters_and_pages_narrow_the_list_and_the_counts_ignore_the_state() {
        draft("One");
        draft("Two");
        story.post(Map.of("title", "Three")).expect(201);
        var drafts = items("?state=draft&limit=1").json();
        assertThat(drafts.at("/total").asInt()).isEqualTo(2);
        assertThat(drafts.at("/items").size()).isEqualTo(1);
        assertThat(drafts.at("/counts/needs_approval").asInt()).isEqualTo(1);
        assertThat(titles("?channel=linkedin&sort=title")).containsExactly("One", "Two");
        assertThat(titles("?q=in%20WORDS&sort=title")).containsExactly("One", "Two");
        assertThat(titles("?owner=" + UUID.randomUUID())).isEmpty();
        assertThat(owner.get(path + "/items?sort=nothing").expect(400).text("errors.sort"))
                .startsWith("must be time");
        assertThat(owner.get(path + "/items?state=lost").expect(400).text("errors.state"))
                .isNotBlank();
    }

    @Test
    void a_review_that_ends_with_the_archive_is_no_longer_shown() {
        story.post(Map.of("title", "Post")).expect(201);
        owner.post(path + "/approvals/content/request", Map.of()).expect(200);
        owner.post(path + "/approvals/schedule/request", Map.of()).expect(200);
        assertThat(states("Post")).isEqualTo("in_review");
        owner.delete(path).expect(204);
        owner.patch(path, Map.of("archived", false)).expect(200);
        assertThat(states("Post")).isEqualTo("needs_approval");
    }

    @Test
    void items_from_before_their_standing_was_stored_are_compared_by_the_lane() throws SQLException {
        story.post(Map.of("title", "Post")).expect(201);
        story.approve("content", "schedule");
        try (var connection = Owner.connect();
                var database = connection.createStatement()) {
            database.execute("update approval_item set standing = null where workspace_id = '" + owner.workspace + "'");
            database.execute("insert into kernel_ready (workspace_id, lane, due_at) values ('" + owner.workspace
                    + "', 'standing', fanfare_now()) on conflict do nothing");
        }
        assertThat(states("Post")).isEqualTo("needs_approval");
        Api.drain();
        assertThat(states("Post")).isEqualTo("scheduled");
    }

    @Test
    void a_post_without_a_title_is_found_and_sorted_by_the_start_of_its_text() {
        story.post(Map.of("title", "", "text", "# Zebra crossing\n\nMore words."))
                .expect(201);
        story.post(Map.of("title", "Ant")).expect(201);
        assertThat(titles("?sort=-title")).containsExactly("Zebra crossing", "Ant");
        assertThat(titles("?q=MORE%20words")).containsExactly("Zebra crossing");
    }
}
