package io.fanfare.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.creative.Platform;
import io.fanfare.delivery.LedgerQueue;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Sql;
import io.fanfare.library.AssetsTest;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;

    @Test
    void a_real_post_is_in_the_newsroom_once_after_it_was_approved_and_never_before() {
        String text = Story.blog("2025-09-05-php-sdk");
        var id = story.post(Map.of("title", "Announcing the PHP SDK", "text", text))
                .expect(201)
                .id("queueId");
        assertThat(owner.get("/api/social/" + id).expect(200).text("text")).isEqualTo(text);
        var refused = owner.post("/api/social/" + id + "/publish").refused(409, "not_approved");
        assertThat(refused.json().at("/blockers").findValuesAsString("scope")).contains("content", "schedule");
        Api.drain();
        assertThat(feed().at("items").size()).isZero();

        story.approve("content", "schedule");
        var publishing = owner.post("/api/social/" + id + "/publish").expect(202);
        assertThat(publishing.text("status")).isEqualTo("publishing");
        owner.post("/api/social/" + id + "/publish").refused(409, "post_state");
        Api.drain();
        Api.drain();

        var post = owner.get("/api/social/" + id).expect(200);
        assertThat(post.text("status")).isEqualTo("published");
        assertThat(post.at("can").size()).isZero();
        assertThat(feed().at("items").size()).isEqualTo(1);
        assertThat(feed().text("items.0.url")).isEqualTo(post.text("permalink"));
        assertThat(page(post.text("permalink")).expect(200).body())
                .contains("Announcing the PHP SDK")
                .contains("officially supported language SDKs");
    }

    @Test
    void only_the_changed_scope_needs_review_and_undoing_the_change_restores_the_approval() {
        var id = story.post(Map.of()).expect(201).id("queueId");
        story.assertScopes("pending", "pending");
        story.approve("content", "schedule");
        story.assertScopes("approved", "approved");

        owner.patch("/api/social/" + id, Map.of("text", "Some **other** words."))
                .expect(200);
        story.assertScopes("needs_review", "approved");
        owner.post("/api/social/" + id + "/publish").refused(409, "not_approved");
        owner.patch("/api/social/" + id, Map.of("text", "Some **words**.")).expect(200);
        story.assertScopes("approved", "approved");

        owner.patch("/api/social/" + id + "/reschedule", Map.of("scheduledFor", "2027-03-01T09:01:00+01:00"))
                .expect(200);
        story.assertScopes("approved", "needs_review");
        owner.patch(
                        "/api/social/" + id + "/reschedule",
                        Map.of("localTime", "2027-03-01T09:00", "timeZone", "Europe/Paris"))
                .expect(200);
        story.assertScopes("approved", "approved");
    }

    @Test
    void in_a_running_campaign_it_leaves_by_itself_at_its_time_and_not_while_paused() {
        var early = story.post(Map.of("title", "Early", "scheduledFor", "2020-01-01T00:00:00Z"))
                .expect(201);
        assertThat(early.text("warnings.0.code")).isEqualTo("time_in_past");
        var late = story.post(Map.of("title", "Late")).expect(201).id("queueId");
        story.approve("content", "schedule");
        Api.drain();
        assertThat(feed().at("items").size()).isZero();
        story.launch();
        story.inWorkspace(() -> Api.bean(io.fanfare.outbox.CampaignOutbox.class).plan(story.campaign));
        Api.drain();
        assertThat(feed().json().at("/items").findValuesAsString("title")).containsExactly("Early");
        var deliveries =
                owner.get("/api/deliveries?campaignId=" + story.campaign).expect(200);
        assertThat(deliveries.at("items").size()).isEqualTo(2);

        owner.post("/api/campaigns/" + story.campaign + "/transition", Map.of("to", "paused"))
                .expect(200);
        owner.post("/api/social/" + late + "/publish").refused(409, "campaign_paused");
        owner.post("/api/campaigns/" + story.campaign + "/transition", Map.of("to", "completed"))
                .expect(200);
        assertThat(owner.get("/api/social/" + late).expect(200).text("status")).isEqualTo("cancelled");
        story.post(Map.of()).refused(409, "campaign_closed");
    }

    @Test
    void an_edit_after_publish_now_holds_it_back_until_it_is_undone_or_approved() {
        var id = story.post(Map.of()).expect(201).id("queueId");
        story.approve("content", "schedule");
        owner.post("/api/social/" + id + "/publish").expect(202);
        owner.patch("/api/social/" + id, Map.of("text", "Quite another text")).expect(200);
        Api.drain();
        assertThat(feed().at("items").size()).isZero();
        story.approve("content");
        owner.post("/api/social/" + id + "/publish").expect(202);
        Api.drain();
        assertThat(feed().text("items.0.content_text")).isEqualTo("Quite another text");
    }

    @Test
    void edits_decisions_and_deliveries_at_the_same_moment_break_nothing() throws Exception {
        var ids = IntStream.range(0, 12)
                .mapToObj(i -> story.post(Map.of("title", "Post " + i, "text", "old"))
                        .expect(201)
                        .id("queueId"))
                .toList();
        story.approve("content", "schedule");
        var statuses = new ConcurrentLinkedQueue<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var id : ids) {
                threads.execute(() -> statuses.add(
                        owner.post("/api/social/" + id + "/publish").status()));
                threads.execute(() -> statuses.add(
                        owner.patch("/api/social/" + id, Map.of("text", "new")).status()));
                threads.execute(() -> statuses.add(
                        owner.post("/api/campaigns/" + story.campaign + "/approvals/content/approve", Map.of())
                                .status()));
                threads.execute(Api::drain);
            }
        }
        assertThat(statuses).allMatch(status -> List.of(200, 202, 409).contains(status));
        story.approve("content");
        Api.drain();
        var out = feed().json().at("/items");
        var published = ids.stream()
                .map(id -> owner.get("/api/social/" + id).expect(200))
                .filter(post -> post.text("status").equals("published"))
                .toList();
        assertThat(out.findValuesAsString("title"))
                .containsExactlyInAnyOrderElementsOf(
                        published.stream().map(post -> post.text("title")).toList());
        for (var post : published)
            assertThat(page(post.text("permalink")).expect(200).body()).contains("<p>" + post.text("text") + "</p>");
    }

    @Test
    void two_posts_that_say_the_same_are_two_posts() {
        var first = story.post(Map.of()).expect(201);
        var second = story.post(Map.of()).expect(201);
        assertThat(first.text("digest")).isNotEqualTo(second.text("digest"));
        story.approve("content", "schedule");
        owner.post("/api/social/" + first.id("queueId") + "/publish").expect(202);
        owner.post("/api/social/" + second.id("queueId") + "/publish").expect(202);
        Api.drain();
        assertThat(feed().at("items").size()).isEqualTo(2);
        assertThat(feed().text("items.0.url")).isNotEqualTo(feed().text("items.1.url"));
    }

    @Test
    void a_cancelled_post_never_leaves_and_is_no_item_any_more() {
        var id = story.post(Map.of()).expect(201).id("queueId");
        assertThat(owner.post("/api/social/" + id + "/cancel").expect(200).text("status"))
                .isEqualTo("cancelled");
        owner.post("/api/social/" + id + "/publish").refused(409, "post_state");
        owner.patch("/api/social/" + id + "/reschedule", Map.of("scheduledFor", "2027-03-02T09:00:00Z"))
                .refused(409, "post_state");
        owner.patch("/api/social/" + id, Map.of("text", "late")).refused(409, "post_state");
        owner.post("/api/social/" + id + "/cancel").refused(409, "post_state");
        var approvals = owner.get("/api/campaigns/" + story.campaign + "/approvals")
                .expect(200)
                .json();
        assertThat(approvals.at("/scopes").toString()).doesNotContain(id.toString());
    }

    @Test
    void a_patch_with_a_version_that_is_not_current_is_refused() {
        var post = story.post(Map.of()).expect(201);
        String path = "/api/social/" + post.id("queueId");
        owner.patch(path, Map.of("title", "One", "version", 1)).expect(200);
        owner.patch(path, Map.of("title", "Two", "version", 1)).refused(409, "post_version_conflict");
        assertThat(owner.get(path).expect(200).text("title")).isEqualTo("One");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-03-01T09:00:00,'','',scheduledFor",
        "2027-02-30T09:00:00Z,'','',scheduledFor",
        "soon,'','',scheduledFor",
        "'',2027-03-01T09:00,'',timeZone",
        "'',2027-03-01T09:00,Mars/Olympus,timeZone",
        "'',2027-02-30T09:00,Europe/Berlin,localTime",
        "'',2027-03-01T09:00:00+01:00,Europe/Berlin,localTime",
        "'','','',scheduledFor",
        "+999999-01-01T00:00:00Z,'','',scheduledFor"
    })
    void an_invalid_time_is_refused_with_its_field(String scheduledFor, String local, String zone, String field) {
        var answer = story.post(Map.of("scheduledFor", scheduledFor, "localTime", local, "timeZone", zone))
                .refused(400, "invalid");
        assertThat(answer.at("errors").propertyNames()).contains(field);
    }

    @ParameterizedTest
    @CsvSource({
        // The local time stays the same when the offset changes.
        "2027-03-27T09:00,Europe/Berlin,2027-03-27T08:00:00Z",
        "2027-03-28T09:00,Europe/Berlin,2027-03-28T07:00:00Z",
        // Skipped in spring: moved forward by an hour.
        "2027-03-28T02:30,Europe/Berlin,2027-03-28T01:30:00Z",
        // Twice in autumn: the first.
        "2027-10-31T02:30,Europe/Berlin,2027-10-31T00:30:00Z",
        "2027-06-01T00:00,Asia/Kathmandu,2027-05-31T18:15:00Z"
    })
    void a_wall_time_is_that_of_its_zone(String local, String zone, String instant) {
        var post = story.post(Map.of("scheduledFor", "", "localTime", local, "timeZone", zone))
                .expect(201);
        assertThat(post.text("scheduledFor")).isEqualTo(instant);
        assertThat(post.text("timeZone")).isEqualTo(zone);
    }

    @Test
    void the_second_of_two_equal_local_times_can_be_given_with_its_offset() {
        var post =
                story.post(Map.of("scheduledFor", "2027-10-31T02:30:00+01:00")).expect(201);
        assertThat(post.text("scheduledFor")).isEqualTo("2027-10-31T01:30:00Z");
        assertThat(owner.patch("/api/social/" + post.id("queueId"), Map.of("title", "x"))
                        .expect(200)
                        .text("scheduledFor"))
                .isEqualTo("2027-10-31T01:30:00Z");
    }

    @Test
    void the_optimal_time_of_the_newsroom_is_a_working_morning() {
        var post = story.post(Map.of("scheduledFor", "optimal")).expect(201);
        assertThat(post.text("localTime")).matches(".*T(09|10|11):[03]0:00");
        assertThat(post.text("timeZone")).isEqualTo("Europe/Berlin");
    }

    @Test
    void the_optimal_time_lies_within_the_dates_of_the_campaign() {
        owner.patch("/api/campaigns/" + story.campaign, Map.of("startDate", "2027-01-11", "endDate", "2027-01-12"))
                .expect(200);
        var first = story.post(Map.of("scheduledFor", "optimal")).expect(201).text("localTime");
        assertThat(first).startsWith("2027-01-11T");
        owner.patch("/api/campaigns/" + story.campaign, Map.of("startDate", "2027-01-09", "endDate", "2027-01-10"))
                .expect(200);
        // A weekend: the newsroom is read on working days.
        story.post(Map.of("scheduledFor", "optimal")).refused(422, "no_free_time");
    }

    @Test
    void a_change_that_needs_another_approval_says_so() {
        var id = story.post(Map.of()).expect(201).id("queueId");
        story.approve("content", "schedule");
        String path = "/api/social/" + id + "/reschedule";
        var moved = owner.patch(path, Map.of("scheduledFor", "2027-03-02T09:00:00+01:00"))
                .expect(200);
        assertThat(moved.text("warnings.0.code")).isEqualTo("approval_needed");
        var back = owner.patch(path, Map.of("scheduledFor", "2027-03-01T09:00:00+01:00"))
                .expect(200);
        assertThat(back.at("warnings").size()).isZero();
    }

    @Test
    void only_a_failed_post_can_be_retried_and_the_refusal_says_its_state() {
        var id = story.post(Map.of()).expect(201).id("queueId");
        assertThat(owner.post("/api/social/" + id + "/retry")
                        .refused(409, "post_state")
                        .text("detail"))
                .contains("This post is scheduled");
    }

    @Test
    void bad_input_names_its_field() {
        assertThat(field(story.post(Map.of("title", "x".repeat(301))))).contains("title");
        assertThat(field(story.post(Map.of("text", "x".repeat(100_001))))).contains("text");
        assertThat(field(story.post(Map.of("text", "   ")))).contains("text");
        assertThat(field(story.post(Map.of("link", "javascript:alert(1)")))).contains("link");
        assertThat(field(story.post(Map.of("platform", "myspace")))).contains("platform");
        assertThat(field(story.post(Map.of("assetIds", List.of(Ids.next()))))).contains("assetIds");
        var notConnected = story.post(Map.of("platform", "linkedin")).refused(422, "platform_not_connected");
        assertThat(notConnected.text("problems.0.platform")).isEqualTo("linkedin");
        story.post(Map.of("campaignId", Ids.next())).expect(404);
    }

    private static List<String> field(Api.Answer answer) {
        return List.copyOf(answer.refused(400, "invalid").at("errors").propertyNames());
    }

    @Test
    void other_roles_and_workspaces_are_refused() {
        var id = story.post(Map.of()).expect(201).id("queueId");
        var viewer = owner.as("viewer");
        viewer.get("/api/social/" + id).expect(200);
        viewer.patch("/api/social/" + id, Map.of("title", "mine")).refused(403, "forbidden");
        var editor = owner.as("editor");
        editor.post("/api/social/" + id + "/publish").refused(403, "forbidden");
        assertThat(editor.get("/api/social/" + id).expect(200).at("can").toString())
                .contains("changePost")
                .doesNotContain("publishPost");
        var stranger = Api.workspace();
        stranger.get("/api/social/" + id).expect(404);
        stranger.post("/api/social/" + id + "/cancel").expect(404);
        stranger.get("/api/social/queue/" + story.campaign).expect(404);
        assertThat(stranger.get("/api/social/calendar?from=2027-02-01&to=2027-04-01")
                        .expect(200)
                        .at("items")
                        .size())
                .isZero();
    }

    @Test
    void the_queue_and_the_calendar_show_it_at_its_time() {
        story.post(Map.of("title", "Second", "scheduledFor", "2027-03-02T09:00:00Z"))
                .expect(201);
        story.post(Map.of("title", "First", "scheduledFor", "2027-03-01T09:00:00Z"))
                .expect(201);
        var queue = owner.get("/api/social/queue/" + story.campaign).expect(200);
        assertThat(queue.json().at("/items").findValuesAsString("title")).containsExactly("First", "Second");
        assertThat(queue.at("total").asInt()).isEqualTo(2);
        var day =
                owner.get("/api/social/calendar?from=2027-03-02&to=2027-03-03").expect(200);
        assertThat(day.json().at("/items").findValuesAsString("title")).containsExactly("Second");
        assertThat(day.text("items.0.kind")).isEqualTo("post");
        owner.get("/api/social/calendar?from=never").refused(400, "invalid");
        owner.get("/api/social/queue/" + UUID.randomUUID()).expect(404);
    }

    private Api.Answer feed() {
        return Api.nobody().get("/n/" + owner.slug + "/feed.json").expect(200);
    }

    private static Api.Answer page(String address) {
        return Api.nobody().get(address.substring(Api.url().length()));
    }

    @Test
    void a_post_from_a_creative_has_its_text_and_is_approved_with_it() {
        var creative = creative(Map.of("caption", "First words."));
        var id = story.post(Map.of("text", "", "creativeId", creative))
                .expect(201)
                .id("queueId");
        var post = owner.get("/api/social/" + id).expect(200);
        assertThat(post.text("text")).isEqualTo("First words.");
        assertThat(post.text("creativeId")).isEqualTo(creative.toString());
        assertThat(post.at("ownWords").asBoolean(true)).isFalse();
        story.approve("content", "schedule");
        owner.patch("/api/creatives/" + creative, Map.of("components", Map.of("caption", "Other words.")))
                .expect(200);
        assertThat(owner.get("/api/social/" + id).expect(200).text("text")).isEqualTo("Other words.");
        owner.post("/api/social/" + id + "/publish").refused(409, "not_approved");
        story.approve("content");
        owner.post("/api/social/" + id + "/publish").expect(202);
        Api.drain();
        assertThat(owner.get("/api/social/" + id).expect(200).text("status")).isEqualTo("published");
        assertThat(feed().text("items.0.content_text")).contains("Other words.");
        // A published post does not change.
        owner.patch("/api/creatives/" + creative, Map.of("components", Map.of("caption", "Third words.")))
                .expect(200);
        assertThat(owner.get("/api/social/" + id).expect(200).text("text")).isEqualTo("Other words.");
    }

    @Test
    void a_title_a_link_or_a_description_beside_an_approved_creative_is_looked_at() {
        var creative = creative(Map.of("caption", "First words."));
        var asset = Story.upload(owner, "p.png", AssetsTest.picture("png", 1200, 630, 7))
                .expect(201)
                .id("id");
        owner.post("/api/creatives/" + creative + "/assets", Map.of("assetId", asset))
                .expect(200);
        story.approve("content");
        var pure = Map.<String, Object>of("text", "", "title", "", "creativeId", creative);
        for (var own : List.<Map<String, Object>>of(
                Map.of("title", "Buy now"),
                Map.of("link", "https://elsewhere.example/"),
                Map.of("altTexts", Map.of(asset.toString(), "A claim nobody saw")))) {
            var changed = story.post(pure).expect(201).id("queueId");
            assertThat(story.scopes()).contains("content:approved");
            owner.patch("/api/social/" + changed, own).expect(200);
            assertThat(story.scopes()).as("changed by " + own).contains("content:needs_review");
            owner.post("/api/social/" + changed + "/cancel").expect(200);
            assertThat(story.scopes()).contains("content:approved");
            var given = new HashMap<>(pure);
            given.putAll(own);
            var planned = story.post(given).expect(201).id("queueId");
            assertThat(story.scopes()).as("planned with " + own).contains("content:needs_review");
            owner.post("/api/social/" + planned + "/cancel").expect(200);
        }
    }

    @Test
    void a_post_with_its_own_text_is_approved_separately() {
        var creative = creative(Map.of("caption", "First words."));
        var id = story.post(Map.of("text", "", "creativeId", creative))
                .expect(201)
                .id("queueId");
        owner.patch("/api/social/" + id, Map.of("text", "My words.")).expect(200);
        owner.patch("/api/creatives/" + creative, Map.of("components", Map.of("caption", "Other words.")))
                .expect(200);
        assertThat(owner.get("/api/social/" + id).expect(200).text("text")).isEqualTo("My words.");
        assertThat(field(story.post(Map.of("text", "")))).contains("text");
        assertThat(field(story.post(Map.of("text", "", "creativeId", Ids.next()))))
                .contains("creativeId");
        var elsewhere = new Story(owner);
        assertThat(field(elsewhere.post(Map.of("text", "", "creativeId", creative))))
                .contains("creativeId");
    }

    @Test
    void a_post_has_the_own_text_of_its_channel_and_only_that_channel_needs_another_review() {
        var creative = creative(Map.of("caption", "Shared words.", "hashtags", List.of("#Tea")));
        mastodon();
        var base = Map.<String, Object>of("text", "", "title", "", "creativeId", creative);
        var mastodon = new HashMap<>(base);
        mastodon.put("platform", "mastodon");
        var toot = story.post(mastodon).expect(201).id("queueId");
        var news = story.post(base).expect(201).id("queueId");
        assertThat(owner.get("/api/social/" + toot).text("text")).isEqualTo("Shared words.\n\n#Tea");
        story.approve("content", "schedule");
        int version = owner.get("/api/social/" + news).at("version").asInt();
        channels(creative, Map.of("mastodon", Map.of("caption", "Own words.", "hashtags", List.of())));
        assertThat(owner.get("/api/social/" + toot).text("text")).isEqualTo("Own words.");
        assertThat(owner.get("/api/social/" + news).text("text")).isEqualTo("Shared words.");
        assertThat(owner.get("/api/social/" + news).at("version").asInt()).isEqualTo(version);
        assertThat(changed()).containsExactly(toot.toString());
        owner.post("/api/social/" + toot + "/publish").refused(409, "not_approved");
        story.approve("content");
        // The shared text does not reach the channel any more.
        caption(creative, "Other words.");
        assertThat(owner.get("/api/social/" + toot).text("text")).isEqualTo("Own words.");
        assertThat(owner.get("/api/social/" + news).text("text")).isEqualTo("Other words.");
        // The draft is one row with the post that follows it.
        assertThat(changed()).containsExactly(news.toString());
        story.approve("content");
        // Back to the shared text.
        owner.patch("/api/creatives/" + creative, "{\"channels\":{\"mastodon\":null}}")
                .expect(200);
        assertThat(owner.get("/api/social/" + toot).text("text")).isEqualTo("Other words.\n\n#Tea");
        assertThat(owner.get("/api/creatives/" + creative).at("channels").size())
                .isZero();
    }

    @Test
    void a_revision_brings_back_the_text_of_each_channel() {
        var creative = creative(Map.of("caption", "Shared words."));
        channels(creative, Map.of("bluesky", Map.of("caption", "Own words.")));
        channels(creative, Map.of("bluesky", Map.of("caption", "Newer words."), "linkedin", Map.of()));
        var revisions = owner.get("/api/creatives/" + creative + "/revisions").expect(200);
        assertThat(revisions.text("items.0.channels.bluesky.caption")).isEqualTo("Newer words.");
        assertThat(revisions.at("items").size()).isEqualTo(3);
        var restored = owner.post("/api/creatives/" + creative + "/revisions/2/restore")
                .expect(200);
        assertThat(restored.text("channels.bluesky.caption")).isEqualTo("Own words.");
        assertThat(restored.at("channels").size()).isEqualTo(1);
        assertThat(field(owner.patch(
                        "/api/creatives/" + creative, Map.of("channels", Map.of("bluesky", Map.of("subject", 7))))))
                .contains("channels.bluesky.subject");
        assertThat(field(owner.patch("/api/creatives/" + creative, Map.of("channels", Map.of("myspace", Map.of())))))
                .anyMatch(name -> name.startsWith("channels"));
    }

    private List<String> changed() {
        return owner.get("/api/campaigns/" + story.campaign + "/approvals")
                .at("scopes")
                .valueStream()
                .filter(scope -> scope.at("/scope").asString().equals("content"))
                .flatMap(scope -> scope.at("/changedSince").findValuesAsString("id").stream())
                .toList();
    }

    private void channels(UUID creative, Map<String, ?> channels) {
        owner.patch("/api/creatives/" + creative, Map.of("channels", channels)).expect(200);
    }

    private void mastodon() {
        owner.post(
                        "/api/social/accounts",
                        Map.of(
                                "platform",
                                "mastodon",
                                "instance",
                                io.fanfare.FakePlatforms.url(),
                                "accessToken",
                                "token-thread" + Ids.next().toString().replace("-", "")))
                .expect(201);
    }

    private UUID creative(Map<String, ?> components) {
        return owner.post(
                        "/api/campaigns/" + story.campaign + "/creatives",
                        Map.of("name", "Launch", "kind", "text", "mode", "manual", "components", components))
                .expect(201)
                .id("id");
    }

    private Api.Answer caption(UUID creative, Object words) {
        var components = new HashMap<String, Object>();
        components.put("caption", words);
        return owner.patch("/api/creatives/" + creative, Map.of("components", components))
                .expect(200);
    }

    @Test
    void a_post_of_a_creative_without_text_is_not_approved_with_it() {
        var creative = creative(Map.of("script", "A man walks by the sea."));
        story.approve("content");
        caption(creative, "Words that nobody has looked at.");
        var id = story.post(Map.of("text", "", "title", "", "creativeId", creative))
                .expect(201)
                .id("queueId");
        // The creative is as approved again, and the post has no text of its own.
        owner.patch("/api/creatives/" + creative, "{\"components\":{\"caption\":null}}")
                .expect(200);
        assertThat(owner.get("/api/social/" + id).text("text")).isEqualTo("Words that nobody has looked at.");
        story.approve("schedule");
        assertThat(story.scopes()).contains("content:needs_review");
        owner.post("/api/social/" + id + "/publish").refused(409, "not_approved");
        Api.drain();
        assertThat(feed().at("items").size()).isZero();
    }

    @Test
    void a_post_that_is_retried_has_the_current_text_of_its_creative() {
        var creative = creative(Map.of("caption", "First words."));
        var id = story.post(
                        Map.of("text", "", "title", "", "creativeId", creative, "scheduledFor", "2020-01-01T00:00:00Z"))
                .expect(201)
                .id("queueId");
        story.approve("content", "schedule");
        story.launch();
        // Submitted by a server that died before the newsroom received it.
        ledger(
                id,
                "state = 'submitted', queued = false, fence = fence + 1, submitted_at = fanfare_now(), lease_until = '2020-01-01'");
        caption(creative, "Other words.");
        assertThat(owner.get("/api/social/" + id).text("text")).isEqualTo("First words.");
        story.approve("content");
        Api.drain();
        assertThat(owner.get("/api/social/" + id).text("text")).isEqualTo("Other words.");
        ledger(id, "due_at = fanfare_now()");
        Api.drain();
        assertThat(feed().json().at("/items").findValuesAsString("content_text"))
                .containsExactly("Other words.");
    }

    private void ledger(UUID post, String change) {
        story.inWorkspace(() -> {
            Api.bean(Sql.class)
                    .of("update delivery set " + change + " where workspace_id = :workspace and item_id = :item")
                    .bind("item", post)
                    .run();
            LedgerQueue.follow();
            Api.bean(Ready.class).mark("delivery_single", Api.bean(Now.class).instant());
        });
    }

    @Test
    void published_now_and_changed_before_the_launch_it_waits_for_the_launch() {
        var id = story.post(Map.of("scheduledFor", "2020-01-01T00:00:00Z"))
                .expect(201)
                .id("queueId");
        story.approve("content", "schedule");
        owner.post("/api/social/" + id + "/publish").expect(202);
        owner.patch("/api/social/" + id, Map.of("text", "Other words.")).expect(200);
        story.approve("content");
        Api.drain();
        assertThat(owner.get("/api/social/" + id).text("status")).isEqualTo("scheduled");
        assertThat(feed().at("items").size()).isZero();
        story.launch();
        Api.drain();
        assertThat(feed().json().at("/items").findValuesAsString("content_text"))
                .containsExactly("Other words.");
    }

    @Test
    void a_thread_of_a_creative_is_published_where_there_are_threads_and_a_warning_elsewhere() {
        var creative = creative(Map.of("caption", "The first.", "thread", List.of("The first.", "The second.")));
        mastodon();
        var made = Map.of("text", "", "title", "", "creativeId", creative, "platform", "mastodon");
        var post = story.post(made).expect(201);
        assertThat(post.at("warnings").size()).isZero();
        assertThat(post.text("text")).isEqualTo("The first.");
        assertThat(post.at("thread").findValuesAsString("text")).containsExactly("The second.");
        var newsroom = new HashMap<String, Object>(made);
        newsroom.put("platform", "newsroom");
        var warned = story.post(newsroom).expect(201);
        assertThat(warned.at("warnings").findValuesAsString("code")).containsExactly("thread_not_posted");
        assertThat(warned.text("warnings.0.message")).contains("2 posts");
        // With its own text, it is not the first post of a thread.
        assertThat(owner.patch("/api/social/" + post.id("queueId"), Map.of("text", "My words."))
                        .expect(200)
                        .at("warnings")
                        .size())
                .isZero();
    }

    @Test
    void a_file_is_not_deleted_for_good_while_a_post_is_created_with_it() throws Exception {
        var asset = Story.upload(owner, "p.png", AssetsTest.picture("png", 30, 30, 5))
                .expect(201)
                .id("id");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var deleting = new AtomicReference<Future<Api.Answer>>();
            story.inWorkspace(() -> {
                Api.bean(PostPlanning.class)
                        .plan(List.of(new PostPlanning.NewPlan(
                                Api.bean(io.fanfare.outbox.Outbox.class).lock(story.campaign),
                                new Destination(Platform.NEWSROOM, null, Post.By.FANFARE),
                                new Draft(new PostDetails(null, "Words", List.of(asset), null, Map.of()), null, true),
                                () -> PlannedTime.wall(
                                        LocalDateTime.parse("2030-01-07T09:00"), ZoneId.of("Europe/Berlin")))));
                var deleted = threads.submit(() -> owner.delete("/api/campaign-assets/" + asset + "?hard=true"));
                deleting.set(deleted);
                var waiting = Api.bean(Sql.class).of("select 1 from pg_locks where not granted");
                while (!deleted.isDone() && !waiting.exists()) Thread.onSpinWait();
            });
            deleting.get().get().refused(409, "asset_used");
        }
    }

    @Test
    void the_use_of_a_file_by_a_creative_or_a_post_counts_as_one_reuse_each() throws Exception {
        var asset = Story.upload(owner, "p.png", AssetsTest.picture("png", 30, 30, 6))
                .expect(201)
                .id("id");
        var creative = owner.post(
                        "/api/campaigns/" + story.campaign + "/creatives",
                        Map.of(
                                "kind",
                                "image",
                                "platform",
                                "instagram",
                                "mode",
                                "manual",
                                "name",
                                "Hero",
                                "components",
                                Map.of("caption", "Words.")))
                .expect(201)
                .id("id");
        for (int i = 0; i < 2; i++)
            owner.post("/api/creatives/" + creative + "/assets", Map.of("assetId", asset))
                    .expect(200);
        var post = story.post(Map.of("assetIds", List.of(asset))).expect(201).id("queueId");
        owner.patch("/api/social/" + post, Map.of("text", "Other words.")).expect(200);
        var read = owner.get("/api/campaign-assets/" + asset).expect(200);
        assertThat(read.at("reusedCount").asInt()).isEqualTo(2);
        assertThat(read.at("lastReusedAt").isNull()).isFalse();
        var history = owner.get("/api/campaign-assets/" + asset + "/uses").expect(200);
        assertThat(history.text("history.1.reusedInType") + " " + history.text("history.1.reusedInName"))
                .isEqualTo("creative Hero");
        assertThat(history.text("history.0.reusedInId")).isEqualTo(post.toString());
        // A post that gets the file later uses it too.
        var later = story.post(Map.of("scheduledFor", "2027-03-02T09:00:00+01:00"))
                .expect(201)
                .id("queueId");
        owner.patch("/api/social/" + later, Map.of("assetIds", List.of(asset))).expect(200);
        assertThat(owner.get("/api/campaign-assets/" + asset).at("reusedCount").asInt())
                .isEqualTo(3);
    }
}
