package io.fanfare.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UnsentItemsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final String campaign = "/api/campaigns/" + story.campaign;

    private UUID due() {
        return story.post(Map.of(
                        "title",
                        "Was due",
                        "scheduledFor",
                        Instant.now().minusSeconds(600).toString()))
                .expect(201)
                .id("queueId");
    }

    private Api.Answer unsent() {
        return owner.get("/api/unsent-items?campaignId=" + story.campaign).expect(200);
    }

    private void assertCause(String cause, String words) {
        var list = unsent();
        assertThat(list.at("items").size()).isEqualTo(1);
        assertThat(list.text("items.0.cause")).isEqualTo(cause);
        assertThat(list.text("items.0.sentence")).contains(words);
        assertThat(list.text("items.0.campaignName")).isEqualTo("Story");
    }

    @Test
    void a_post_whose_time_passed_says_what_holds_it_back_until_it_is_published() {
        UUID post = due();
        assertCause("campaign_not_launched", "not launched");
        story.launch();
        assertCause("approval_missing", "not approved");
        owner.post(campaign + "/pause").expect(200);
        assertCause("campaign_paused", "resume the campaign");
        owner.post(campaign + "/resume").expect(200);
        story.approve("content", "schedule");
        Api.drain();
        assertThat(owner.get("/api/social/" + post).text("status")).isEqualTo("published");
        assertThat(unsent().at("items").size()).isZero();
    }

    @Test
    void an_edit_after_the_approval_is_named_as_the_cause() {
        UUID post = due();
        story.approve("content", "schedule");
        story.activate();
        owner.patch("/api/social/" + post, Map.of("text", "Other words")).expect(200);
        assertCause("approval_missing", "as it is now");
        assertThat(owner.get("/api/unsent-items?itemId=" + post)
                        .expect(200)
                        .at("items")
                        .size())
                .isEqualTo(1);
        assertThat(owner.get("/api/unsent-items?itemId=" + UUID.randomUUID())
                        .expect(200)
                        .at("items")
                        .size())
                .isZero();
    }

    @Test
    void an_e_mail_without_a_mail_server_says_that_it_reached_no_one() {
        var mailing = story.mailing(Map.of()).expect(201).id("id");
        story.approve("content", "schedule");
        owner.post("/api/email/" + mailing + "/send").expect(202);
        Api.drain();
        assertCause("test_inbox", "Test inbox");
    }

    @Test
    void another_workspace_and_a_finished_campaign_show_nothing() {
        due();
        assertThat(Api.workspace()
                        .get("/api/unsent-items")
                        .expect(200)
                        .at("items")
                        .size())
                .isZero();
        owner.post(campaign + "/transition", Map.of("to", "cancelled")).expect(200);
        assertThat(unsent().at("items").size()).isZero();
    }

    @Test
    void an_item_of_a_running_campaign_that_no_one_may_approve_is_named_before_its_time_with_who_can_help() {
        story.post(Map.of("title", "Stays approved")).expect(201);
        UUID post = story.post(Map.of(
                        "title",
                        "Changed later",
                        "scheduledFor",
                        Instant.now().plusSeconds(200_000).toString()))
                .expect(201)
                .id("queueId");
        story.approve("content", "schedule");
        story.activate();
        assertThat(unsent().at("items").size()).isZero();
        var editor = owner.as("editor");
        owner.patch("/api/social/" + post, Map.of("text", "Other words")).expect(200);
        assertCause("no_reviewer", "Invite a reviewer, or give another member a role that may approve.");
        assertThat(unsent().text("items.0.id")).isEqualTo(post.toString());
        assertThat(editor.get("/api/unsent-items").expect(200).text("items.0.sentence"))
                .contains("Ask Olivia Owner to invite a reviewer");
        owner.as("reviewer");
        assertThat(unsent().at("items").size()).isZero();
    }
}
