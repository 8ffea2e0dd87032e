package io.fanfare.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PostingByHandTest {
    private static final String PAST = "2020-01-01T00:00:00Z";

    private final Story story = new Story();
    private final Api owner = story.owner;

    private Api.Answer plan(Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("platform", "linkedin", "by", "hand", "title", ""));
        body.putAll(more);
        return story.post(body);
    }

    private UUID handedOver(Map<String, ?> more) {
        var id = plan(more).expect(201).id("queueId");
        story.approve("content", "schedule");
        owner.post("/api/social/" + id + "/publish").expect(202);
        Api.drain();
        assertThat(status(id)).isEqualTo("handed_over");
        return id;
    }

    private String status(UUID id) {
        return owner.get("/api/social/" + id).expect(200).text("status");
    }

    private List<JsonNode> notifications(UUID id) {
        return owner.get("/api/notifications?limit=100")
                .expect(200)
                .json()
                .at("/items")
                .valueStream()
                .filter(each -> each.at("/subject/id").asString().equals(id.toString()))
                .toList();
    }

    @Test
    void a_platform_that_can_not_be_connected_can_be_planned_and_is_handed_over_when_it_is_due() {
        var asset = Story.upload(owner, "bread.png", io.fanfare.library.AssetsTest.picture("png", 800, 600, 7))
                .expect(201)
                .id("id");
        var planned = plan(Map.of(
                        "platform",
                        "instagram",
                        "text",
                        "Three changes #bread",
                        "link",
                        "https://example.com/three",
                        "assetIds",
                        List.of(asset),
                        "altTexts",
                        Map.of(asset, "A loaf of rye"),
                        "scheduledFor",
                        PAST))
                .expect(201);
        var id = planned.id("queueId");
        assertThat(planned.text("by")).isEqualTo("hand");
        owner.get("/api/social/" + id + "/handoff").refused(409, "post_state");
        owner.post("/api/social/" + id + "/posted", Map.of()).refused(409, "post_state");
        story.assertScopes("pending", "pending");
        story.launch();
        Api.drain();
        assertThat(status(id)).isEqualTo("scheduled");
        assertThat(notifications(id)).isEmpty();

        story.approve("content", "schedule");
        Api.drain();
        var post = owner.get("/api/social/" + id).expect(200);
        assertThat(post.text("status")).isEqualTo("handed_over");
        assertThat(post.json().at("/can").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("confirmPost", "reschedulePost", "cancelPost");
        assertThat(notifications(id)).hasSize(1);
        var handoff = owner.get("/api/social/" + id + "/handoff").expect(200);
        assertThat(handoff.at("hold").isNull()).isTrue();
        assertThat(handoff.text("text")).startsWith("Three changes #bread").contains("https://example.com/three");
        assertThat(handoff.text("openUrl")).isEqualTo("https://www.instagram.com/");
        assertThat(handoff.text("assets.0.downloadUrl")).isEqualTo("/api/campaign-assets/" + asset + "/file");
        assertThat(handoff.text("assets.0.altText")).isEqualTo("A loaf of rye");
        assertThat(handoff.json().at("/copy").findValuesAsString("name")).containsExactly("Text", "Alternative text");
        assertThat(owner.get(handoff.text("assets.0.downloadUrl")).status()).isEqualTo(200);
    }

    @Test
    void confirming_publishes_it_once_and_the_receipt_names_the_person() {
        var id = handedOver(Map.of());
        var posted = owner.post(
                        "/api/social/" + id + "/posted", Map.of("permalink", "https://www.linkedin.com/posts/abc"))
                .expect(200);
        assertThat(posted.text("status")).isEqualTo("published");
        assertThat(posted.text("permalink")).isEqualTo("https://www.linkedin.com/posts/abc");
        owner.post("/api/social/" + id + "/posted", Map.of()).refused(409, "post_state");
        owner.get("/api/social/" + id + "/handoff").refused(409, "post_state");
        assertThat(notifications(id)).allMatch(each -> !each.at("/readAt").isMissingNode());

        var row = owner.get("/api/deliveries?itemId=" + id).expect(200);
        assertThat(row.at("items").size()).isEqualTo(1);
        assertThat(row.text("items.0.state")).isEqualTo("confirmed");
        assertThat(row.text("items.0.channel")).isEqualTo("hand");
        var delivery = owner.get("/api/deliveries/" + row.text("items.0.id")).expect(200);
        assertThat(delivery.text("receipt.confirmedBy.name")).isNotBlank();
        assertThat(delivery.text("receipt.bytesHash")).isNotBlank();
        Api.drain();
        var figures = owner.get("/api/analytics/campaigns/" + story.campaign + "/dashboard")
                .expect(200);
        assertThat(figures.json().toString()).contains("linkedin").doesNotContain("\"hand\"");
    }

    @Test
    void the_time_and_the_address_of_a_confirmation_are_checked() {
        var id = handedOver(Map.of());
        owner.post("/api/social/" + id + "/posted", Map.of("permalink", "not an address"))
                .refused(400, "invalid");
        owner.post("/api/social/" + id + "/posted", Map.of("at", "2099-01-01T00:00:00Z"))
                .refused(400, "invalid");
        owner.post("/api/social/" + id + "/posted", Map.of("at", "2020-01-01T00:00:00Z"))
                .refused(400, "invalid");
        owner.post("/api/social/" + id + "/posted", Map.of("at", "noon")).refused(400, "invalid");
        owner.post("/api/social/" + id + "/posted", Map.of()).expect(200);
    }

    @Test
    void a_person_is_told_not_to_post_what_is_no_longer_approved() {
        UUID id = handedOver(Map.of());
        owner.post("/api/campaigns/" + story.campaign + "/approvals/content/reject", Map.of("reason", "Wrong price"))
                .expect(200);
        assertThat(owner.get("/api/social/" + id + "/handoff").expect(200).text("hold"))
                .contains("no longer valid");
    }

    @Test
    void what_was_handed_over_can_be_cancelled_but_no_longer_changed() {
        var id = handedOver(Map.of());
        owner.patch("/api/social/" + id, Map.of("text", "Other words")).refused(409, "post_state");
        assertThat(owner.post("/api/social/" + id + "/cancel").expect(200).text("status"))
                .isEqualTo("cancelled");
        owner.post("/api/social/" + id + "/posted", Map.of()).refused(409, "post_state");
        assertThat(owner.get("/api/deliveries?itemId=" + id).expect(200).text("items.0.state"))
                .isEqualTo("cancelled");
    }

    @Test
    void what_was_handed_over_can_be_postponed_and_is_handed_over_again_once_the_new_time_is_approved() {
        var id = handedOver(Map.of());
        var later = owner.patch("/api/social/" + id + "/reschedule", Map.of("scheduledFor", "2030-01-01T00:00:00Z"))
                .expect(200);
        assertThat(later.text("status")).isEqualTo("scheduled");
        assertThat(later.json().at("/warnings").findValuesAsString("code")).contains("approval_needed");
        assertThat(unread(id)).isZero();
        owner.get("/api/social/" + id + "/handoff").refused(409, "post_state");
        owner.post("/api/social/" + id + "/posted", Map.of()).refused(409, "post_state");

        owner.patch("/api/social/" + id + "/reschedule", Map.of("scheduledFor", PAST))
                .expect(200);
        Api.drain();
        assertThat(status(id)).isEqualTo("scheduled");
        story.approve("schedule");
        owner.post("/api/social/" + id + "/publish").expect(202);
        Api.drain();
        assertThat(status(id)).isEqualTo("handed_over");
        assertThat(unread(id)).isEqualTo(1);
        owner.post("/api/social/" + id + "/posted", Map.of()).expect(200);
        var rows = owner.get("/api/deliveries?itemId=" + id).expect(200);
        assertThat(rows.at("items").size()).isEqualTo(1);
        assertThat(rows.text("items.0.state")).isEqualTo("confirmed");
    }

    private long unread(UUID id) {
        return notifications(id).stream()
                .filter(each ->
                        each.at("/readAt").isMissingNode() || each.at("/readAt").isNull())
                .count();
    }

    @Test
    void a_post_by_hand_must_fit_its_platform_and_the_newsroom_needs_no_hand() {
        plan(Map.of("platform", "twitter", "text", "x".repeat(281))).refused(422, "post_unfit");
        plan(Map.of("platform", "newsroom")).refused(400, "invalid");
        story.post(Map.of("platform", "linkedin", "title", "")).refused(422, "platform_not_connected");
    }

    @Test
    void several_platforms_can_be_planned_by_hand_where_they_are_not_connected() {
        var body = new HashMap<String, Object>(Map.of(
                "campaignId", story.campaign, "text", "Fresh bread", "platforms", List.of("newsroom", "linkedin")));
        owner.post("/api/social/schedule-multi-platform", body).refused(422, "platform_not_connected");
        body.put("whenUnconnected", "hand");
        var items = owner.post("/api/social/schedule-multi-platform", body)
                .expect(201)
                .json()
                .at("/items");
        assertThat(items.findValuesAsString("by")).containsExactly("fanfare", "hand");
    }

    @Test
    void every_platform_says_what_it_does_and_can_be_planned() {
        var platforms = owner.get("/api/social/platforms").expect(200).json().at("/items");
        assertThat(platforms.valueStream())
                .allMatch(each -> each.at("/can").toString().contains("schedulePost"))
                .allMatch(each -> Set.of("publishes", "reminder")
                        .contains(each.at("/does").asString()));
    }

    @Test
    void a_post_that_nobody_confirmed_is_reported_after_an_hour() {
        var id = handedOver(Map.of());
        assertThat(checks()).doesNotContain("post_by_hand_late");
        story.inWorkspace(() -> Api.bean(io.fanfare.kernel.Sql.class)
                .of(
                        "update social_post set handed_over_at = handed_over_at - interval '61 minutes' where workspace_id = :workspace and queue_id = :id")
                .bind("id", id)
                .run());
        assertThat(checks()).contains("post_by_hand_late");
        owner.post("/api/social/" + id + "/posted", Map.of()).expect(200);
        assertThat(checks()).doesNotContain("post_by_hand_late");
    }

    private List<String> checks() {
        return owner.get("/api/campaigns/" + story.campaign + "/prompting/evaluate")
                .expect(200)
                .json()
                .findValuesAsString("code");
    }

    @ParameterizedTest
    @CsvSource({
        "twitter, https://x.com/intent/post?text=Fresh%20%26%20warm%0A%0Ahttps%3A%2F%2Fexample.com",
        "bluesky, https://bsky.app/intent/compose?text=Fresh%20%26%20warm%0A%0Ahttps%3A%2F%2Fexample.com",
        "threads, https://www.threads.com/intent/post?text=Fresh%20%26%20warm%0A%0Ahttps%3A%2F%2Fexample.com",
        "facebook, https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fexample.com",
        "tiktok, https://www.tiktok.com/tiktokstudio/upload",
        "youtube, https://studio.youtube.com/"
    })
    void each_network_opens_where_its_posts_are_written(String platform, String address) {
        var links = HandoffLinks.of(
                io.fanfare.creative.Platform.valueOf(platform.toUpperCase(java.util.Locale.ROOT)),
                "Fresh & warm",
                "https://example.com",
                null);
        assertThat(links.openUrl()).isEqualTo(address);
    }

    /** Random operations on three posts: what is handed over was approved as it is, and is handed over once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatever_happens_nothing_is_handed_over_unapproved_and_nothing_twice(long seed) {
        var random = new Random(seed);
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 3; i++)
            ids.add(plan(Map.of("scheduledFor", PAST, "text", "Text " + i))
                    .expect(201)
                    .id("queueId"));
        story.launch();
        var over = new HashSet<UUID>();
        var ever = new HashSet<UUID>();
        for (int step = 0; step < 25; step++) {
            var id = ids.get(random.nextInt(ids.size()));
            switch (random.nextInt(7)) {
                case 0 -> owner.patch("/api/social/" + id, Map.of("text", "Text " + step));
                case 1 ->
                    owner.patch(
                            "/api/social/" + id + "/reschedule",
                            Map.of("scheduledFor", "2020-01-0" + (1 + random.nextInt(8)) + "T00:00:00Z"));
                case 2 -> transition(random.nextBoolean() ? "paused" : "active");
                case 3 -> owner.post("/api/social/" + id + "/publish");
                case 4 -> owner.post("/api/social/" + id + "/posted", Map.of());
                default -> {
                    for (String scope : List.of("content", "schedule"))
                        owner.post("/api/campaigns/" + story.campaign + "/approvals/" + scope + "/approve", Map.of());
                }
            }
            boolean open = story.scopes().stream().allMatch(scope -> scope.endsWith(":approved"))
                    && owner.get("/api/campaigns/" + story.campaign)
                            .text("status")
                            .equals("active");
            // A post that was postponed is handed over again.
            over.removeIf(each -> status(each).equals("scheduled"));
            Api.drain();
            for (var each : ids) {
                if (!Set.of("handed_over", "published").contains(status(each))) continue;
                if (over.add(each)) assertThat(open).as("step %d", step).isTrue();
                ever.add(each);
                assertThat(unread(each)).isEqualTo(status(each).equals("handed_over") ? 1 : 0);
                assertThat(owner.get("/api/deliveries?itemId=" + each)
                                .at("items")
                                .size())
                        .isEqualTo(1);
            }
        }
        assertThat(ever).isNotEmpty();
    }

    private void transition(String to) {
        owner.post("/api/campaigns/" + story.campaign + "/transition", Map.of("to", to));
    }
}
