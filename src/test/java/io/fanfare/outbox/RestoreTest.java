package io.fanfare.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was archived or cancelled comes back as it was, and nothing is sent by itself because of that. */
class RestoreTest {
    private static final String LATER = "2027-03-02T10:00:00+01:00";

    private final Story story = new Story();
    private final Api owner = story.owner;

    private UUID mailing(String name) {
        return story.mailing(Map.of("name", name)).expect(201).id("id");
    }

    private void schedule(UUID mailing, String at) {
        owner.post("/api/email/" + mailing + "/schedule", Map.of("scheduledFor", at))
                .expect(200);
    }

    @Test
    void a_cancelled_post_comes_back_with_its_time_and_its_approval() {
        var post = story.post(Map.of()).expect(201).id("queueId");
        story.approve("content", "schedule");
        story.launch();
        owner.post("/api/social/" + post + "/cancel").expect(200);
        assertThat(deliveries()).containsExactly("cancelled");
        var restored = owner.post("/api/social/" + post + "/restore").expect(200);
        assertThat(restored.text("status")).isEqualTo("scheduled");
        assertThat(restored.text("scheduledFor")).startsWith("2027-03-01T08:00");
        story.assertScopes("approved", "approved");
        assertThat(deliveries()).containsExactly("planned");
        owner.post("/api/social/" + post + "/publish").expect(202);
        Api.drain();
        assertThat(owner.get("/api/social/" + post).expect(200).text("status")).isEqualTo("published");
        assertThat(deliveries()).containsExactly("confirmed");
        owner.post("/api/social/" + post + "/restore").refused(409, "post_state");
    }

    @Test
    void a_post_whose_time_has_passed_is_not_restored_because_it_would_be_sent_at_once() {
        var post = story.post(Map.of("scheduledFor", "2020-03-01T09:00:00+01:00"))
                .expect(201)
                .id("queueId");
        owner.post("/api/social/" + post + "/cancel").expect(200);
        owner.post("/api/social/" + post + "/restore").refused(409, "post_time_passed");
    }

    @Test
    void a_post_of_a_campaign_that_is_not_launched_comes_back_without_a_delivery() {
        var post = story.post(Map.of()).expect(201).id("queueId");
        owner.post("/api/social/" + post + "/cancel").expect(200);
        owner.post("/api/social/" + post + "/restore").expect(200);
        assertThat(deliveries()).isEmpty();
        story.launch();
        assertThat(deliveries()).containsExactly("planned");
    }

    private List<String> deliveries() {
        return owner.get("/api/deliveries?campaignId=" + story.campaign)
                .expect(200)
                .json()
                .at("/items")
                .findValuesAsString("state");
    }

    @Test
    void an_archived_or_cancelled_mailing_comes_back_with_its_time_and_its_approval() {
        var mailing = mailing("Letter");
        schedule(mailing, LATER);
        story.approve("content", "schedule");
        for (var closing : List.<Runnable>of(
                () -> owner.delete("/api/email/" + mailing).expect(204),
                () -> owner.post("/api/email/" + mailing + "/cancel").expect(200))) {
            closing.run();
            var restored = owner.post("/api/email/" + mailing + "/restore").expect(200);
            assertThat(restored.text("status")).isEqualTo("scheduled");
            assertThat(restored.text("scheduledFor")).startsWith("2027-03-02T09:00");
            assertThat(restored.text("archived")).isEqualTo("false");
            story.assertScopes("approved", "approved");
        }
    }

    @Test
    void a_mailing_that_was_cancelled_before_it_was_archived_is_cancelled_again() {
        var mailing = mailing("Letter");
        owner.post("/api/email/" + mailing + "/cancel").expect(200);
        owner.delete("/api/email/" + mailing).expect(204);
        assertThat(owner.post("/api/email/" + mailing + "/restore").expect(200).text("status"))
                .isEqualTo("cancelled");
        assertThat(owner.post("/api/email/" + mailing + "/restore").expect(200).text("status"))
                .isEqualTo("draft");
    }

    @Test
    void a_mailing_whose_time_has_passed_comes_back_as_a_draft_without_a_time() {
        var mailing = mailing("Letter");
        schedule(mailing, "2020-03-01T09:00:00+01:00");
        story.approve("content", "schedule");
        owner.post("/api/email/" + mailing + "/cancel").expect(200);
        story.launch();
        var restored = owner.post("/api/email/" + mailing + "/restore").expect(200);
        assertThat(restored.text("status")).isEqualTo("draft");
        Api.drain();
        assertThat(owner.get("/api/email/" + mailing).expect(200).text("status"))
                .isEqualTo("draft");
        assertThat(deliveries()).isEmpty();
    }

    @Test
    void a_sent_mailing_leaves_the_archive_as_sent_and_one_cancelled_halfway_stays_cancelled() {
        var mailing = mailing("Letter");
        story.approve("content", "schedule");
        story.activate();
        owner.post("/api/email/" + mailing + "/send").expect(202);
        Api.drain();
        owner.delete("/api/email/" + mailing).expect(204);
        assertThat(owner.post("/api/email/" + mailing + "/restore").expect(200).text("status"))
                .isEqualTo("sent");
        var other = mailing("Other");
        story.approve("content", "schedule");
        owner.post("/api/email/" + other + "/send").expect(202);
        owner.post("/api/email/" + other + "/cancel").expect(200);
        owner.post("/api/email/" + other + "/restore").refused(409, "mailing_state");
    }

    @Test
    void a_scheduled_mailing_without_its_time_is_a_draft_again() {
        var mailing = mailing("Letter");
        schedule(mailing, LATER);
        var draft = owner.post("/api/email/" + mailing + "/unschedule").expect(200);
        assertThat(draft.text("status")).isEqualTo("draft");
        assertThat(draft.json().at("/scheduledFor").asString("")).isEmpty();
        owner.post("/api/email/" + mailing + "/unschedule").refused(409, "mailing_state");
    }

    @Test
    void an_archived_draft_comes_back_with_its_approval() {
        var draft = owner.post(
                        "/api/campaigns/" + story.campaign + "/creatives",
                        Map.of(
                                "name",
                                "An idea",
                                "kind",
                                "text",
                                "mode",
                                "manual",
                                "components",
                                Map.of("caption", "Words.")))
                .expect(201)
                .text("id");
        owner.delete("/api/creatives/" + draft).expect(204);
        assertThat(owner.get("/api/creatives/" + draft)
                        .expect(200)
                        .json()
                        .at("/can")
                        .toString())
                .isEqualTo("[\"restoreCreative\"]");
        for (int i = 0; i < 2; i++)
            assertThat(owner.post("/api/creatives/" + draft + "/restore")
                            .expect(200)
                            .text("status"))
                    .isEqualTo("draft");
        owner.delete("/api/campaigns/" + story.campaign).expect(204);
        owner.post("/api/creatives/" + draft + "/restore").refused(409, "campaign_archived");
    }

    @Test
    void an_archived_segment_comes_back_in_the_list() {
        var rules = Map.of("all", List.of(Map.of("field", "tags", "op", "contains", "value", "vip")));
        var segment = owner.post("/api/email/segments", Map.of("name", "Guests", "rules", rules))
                .expect(201)
                .text("id");
        owner.delete("/api/email/segments/" + segment).expect(204);
        owner.patch("/api/email/segments/" + segment, Map.of("name", "Other")).expect(404);
        assertThat(owner.post("/api/email/segments/" + segment + "/restore")
                        .expect(200)
                        .text("name"))
                .isEqualTo("Guests");
        assertThat(owner.get("/api/email/segments/list").expect(200).json().findValuesAsString("name"))
                .contains("Guests");
    }
}
