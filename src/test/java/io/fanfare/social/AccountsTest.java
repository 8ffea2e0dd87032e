package io.fanfare.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.FakePlatforms;
import io.fanfare.Story;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Sql;
import io.fanfare.library.AssetsTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Posts that leave for a Mastodon and a Bluesky server which fail on purpose: each is there once, or somebody is told. */
class AccountsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final String name = "n" + Ids.next().toString().replace("-", "").substring(12);

    private Api.Answer connect(String platform) {
        return owner.post("/api/social/accounts", given(platform));
    }

    private Map<String, String> given(String platform) {
        return platform.equals("mastodon")
                ? Map.of("platform", platform, "instance", FakePlatforms.url(), "accessToken", "token-" + name)
                : Map.of(
                        "platform",
                        platform,
                        "service",
                        FakePlatforms.url(),
                        "handle",
                        name + ".test",
                        "appPassword",
                        "app-" + name + ".test");
    }

    private String account(String platform) {
        return platform.equals("mastodon") ? name : name + ".test";
    }

    private UUID plan(String platform, Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("platform", platform, "title", "", "text", "Words of " + name));
        body.putAll(more);
        return story.post(body).expect(201).id("queueId");
    }

    private void publish(UUID id) {
        story.approve("content", "schedule");
        owner.post("/api/social/" + id + "/publish").expect(202);
        Api.drain();
    }

    private Api.Answer read(UUID id) {
        return owner.get("/api/social/" + id).expect(200);
    }

    private String delivery(UUID id) {
        return owner.get("/api/deliveries?itemId=" + id).expect(200).text("items.0.state");
    }

    /** As if the time of the next attempt had come. */
    private void hurry() {
        story.inWorkspace(() -> {
            Api.bean(Sql.class)
                    .of(
                            "update delivery set due_at = fanfare_now() where workspace_id = :workspace and state = 'planned'")
                    .run();
            Api.bean(io.fanfare.kernel.Ready.class)
                    .mark("delivery_single", Api.bean(Now.class).instant());
        });
        Api.drain();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky"})
    void an_account_is_connected_shown_without_its_secret_and_posts_leave_by_it(String platform) {
        var connected = connect(platform).expect(201);
        assertThat(connected.body())
                .doesNotContain("token-")
                .doesNotContain("app-")
                .doesNotContain("secret");
        assertThat(connected.text("status")).isEqualTo("connected");
        assertThat(owner.get("/api/social/accounts").expect(200).text("items.0.handle"))
                .contains(name);
        assertThat(owner.get("/api/social/platforms")
                        .expect(200)
                        .at("items")
                        .valueStream()
                        .filter(each -> each.at("/platform").asString().equals(platform))
                        .allMatch(each -> each.at("/connected").asBoolean()))
                .isTrue();
        var id = plan(platform, Map.of());
        assertThat(read(id).text("account")).contains(name);
        owner.post("/api/social/" + id + "/publish").refused(409, "not_approved");
        publish(id);
        var post = read(id);
        assertThat(post.text("status")).isEqualTo("published");
        assertThat(post.text("permalink")).contains(name);
        assertThat(FakePlatforms.posts(account(platform)).size()).isEqualTo(1);
        // Connected again it is the same account.
        assertThat(connect(platform).expect(200).id("id")).isEqualTo(connected.id("id"));
    }

    @ParameterizedTest
    @CsvSource({
        "mastodon,kept_then_dropped", "mastodon,kept_then_broken", "mastodon,dropped", "mastodon,busy",
        "bluesky,kept_then_dropped", "bluesky,kept_then_broken", "bluesky,dropped", "bluesky,busy"
    })
    void whatever_becomes_of_the_answer_the_post_is_there_once(String platform, String fault) {
        connect(platform).expect(201);
        FakePlatforms.fault(account(platform), fault);
        var id = plan(platform, Map.of());
        publish(id);
        for (int i = 0; i < 3 && !read(id).text("status").equals("published"); i++) hurry();
        assertThat(read(id).text("status")).isEqualTo("published");
        assertThat(delivery(id)).isEqualTo("confirmed");
        assertThat(FakePlatforms.posts(account(platform)).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky"})
    void a_limited_account_waits_as_long_as_it_is_told(String platform) {
        connect(platform).expect(201);
        FakePlatforms.fault(account(platform), "limited");
        var id = plan(platform, Map.of());
        publish(id);
        assertThat(delivery(id)).isEqualTo("planned");
        var due = java.time.Instant.parse(
                owner.get("/api/deliveries?itemId=" + id).expect(200).text("items.0.dueAt"));
        assertThat(due).isAfter(java.time.Instant.now().plusSeconds(60));
        hurry();
        assertThat(read(id).text("status")).isEqualTo("published");
        assertThat(FakePlatforms.posts(account(platform)).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky"})
    void what_is_refused_fails_with_its_reason_can_be_mended_and_tried_again(String platform) {
        connect(platform).expect(201);
        FakePlatforms.fault(account(platform), "refused");
        var id = plan(platform, Map.of());
        publish(id);
        var failed = read(id);
        assertThat(failed.text("status")).isEqualTo("failed");
        assertThat(failed.text("error")).isNotBlank();
        assertThat(failed.at("can").toString()).contains("retryPost", "changePost");
        owner.patch("/api/social/" + id, Map.of("text", "Better words")).expect(200);
        assertThat(read(id).text("status")).isEqualTo("failed");
        owner.post("/api/social/" + id + "/retry").refused(409, "not_approved");
        story.approve("content");
        owner.as("editor").post("/api/social/" + id + "/retry").refused(403, "forbidden");
        owner.post("/api/social/" + id + "/retry").expect(202);
        owner.post("/api/social/" + id + "/retry").refused(409, "post_state");
        Api.drain();
        assertThat(read(id).text("status")).isEqualTo("published");
        assertThat(FakePlatforms.posts(account(platform)).toString()).contains("Better words");
        assertThat(FakePlatforms.posts(account(platform)).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky"})
    void a_dead_token_is_told_to_people_and_not_only_to_the_post(String platform) {
        connect(platform).expect(201);
        FakePlatforms.revoke(account(platform));
        var id = plan(platform, Map.of());
        publish(id);
        assertThat(read(id).text("status")).isEqualTo("failed");
        var account = owner.get("/api/social/accounts").expect(200);
        assertThat(account.text("items.0.status")).isEqualTo("needs_reconnect");
        assertThat(account.text("items.0.reason")).isNotBlank();
        assertThat(owner.get("/api/notifications").expect(200).at("items").findValuesAsString("kind"))
                .contains("account_needs_reconnect");
        FakePlatforms.restore(account(platform));
        connect(platform).expect(200);
        owner.post("/api/social/" + id + "/retry").expect(202);
        Api.drain();
        assertThat(read(id).text("status")).isEqualTo("published");
    }

    @Test
    void a_session_that_is_over_is_made_anew_without_anybody_noticing() {
        connect("bluesky").expect(201);
        FakePlatforms.expire(account("bluesky"));
        var first = plan("bluesky", Map.of());
        publish(first);
        assertThat(read(first).text("status")).isEqualTo("published");
        assertThat(owner.get("/api/social/accounts").expect(200).text("items.0.status"))
                .isEqualTo("connected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mastodon", "bluesky"})
    void pictures_go_with_their_descriptions_and_are_made_small_enough(String platform) {
        connect(platform).expect(201);
        var noise = Story.upload(owner, "noise.png", AssetsTest.picture("png", 900, 900, 11))
                .id("id");
        FakePlatforms.fault(account(platform), "busy_at_media");
        var id = plan(
                platform,
                Map.of(
                        "assetIds",
                        List.of(noise),
                        "altTexts",
                        Map.of(noise, "Colourful noise"),
                        "link",
                        "https://example.com/more"));
        publish(id);
        hurry();
        assertThat(read(id).text("error")).isEmpty();
        assertThat(read(id).text("status")).isEqualTo("published");
        JsonNode post = FakePlatforms.posts(account(platform)).get(0);
        assertThat(post.toString()).contains("https://example.com/more");
        if (platform.equals("bluesky")) {
            assertThat(post.at("/record/embed/images/0/alt").asString()).isEqualTo("Colourful noise");
            assertThat(post.at("/record/embed/images/0/image/size").asInt()).isBetween(1, 1_000_000);
            assertThat(post.at("/record/facets/0/features/0/uri").asString()).isEqualTo("https://example.com/more");
        } else assertThat(post.at("/media_attachments").size()).isEqualTo(1);
    }

    @Test
    void a_picture_is_scaled_to_8_mb_even_where_the_server_allows_more() {
        connect("mastodon").expect(201);
        story.inWorkspace(() -> Api.bean(Sql.class).of("""
                update social_account set limits = '{"imageBytes": 99000000}' where workspace_id = :workspace""").run());
        var noise = Story.upload(owner, "noise.png", AssetsTest.picture("png", 1900, 1900, 11))
                .expect(201);
        assertThat(noise.at("fileSize").asInt()).isGreaterThan(10_000_000);
        publish(plan("mastodon", Map.of("assetIds", List.of(noise.id("id")))));
        assertThat(FakePlatforms.uploads(name)).singleElement().satisfies(bytes -> assertThat(bytes)
                .isBetween(100_000, 8_001_000));
    }

    @Test
    void a_platform_states_the_fields_of_its_connect_form_and_takes_them_as_values() {
        var bluesky = owner.get("/api/social/platforms")
                .expect(200)
                .at("items")
                .valueStream()
                .filter(each -> each.at("/platform").asString().equals("bluesky"))
                .findFirst()
                .orElseThrow();
        assertThat(bluesky.at("/fields").findValuesAsString("name"))
                .containsExactly("handle", "appPassword", "service");
        assertThat(bluesky.at("/fields/1/kind").asString()).isEqualTo("secret");
        assertThat(bluesky.at("/can").toString()).contains("connectAccount");
        var values = new HashMap<>(given("bluesky"));
        values.remove("platform");
        owner.post("/api/social/accounts", Map.of("platform", "bluesky", "values", values))
                .expect(201);
        values.put("appPassword", " ");
        var refused = owner.post("/api/social/accounts", Map.of("platform", "bluesky", "values", values));
        refused.refused(400, "invalid");
        assertThat(refused.body()).contains("appPassword");
    }

    @Test
    void a_photo_that_is_made_smaller_stays_upright() {
        connect("bluesky").expect(201);
        byte[] sideways = AssetsTest.turned(AssetsTest.picture("jpeg", 1800, 1200, 12));
        assertThat(sideways.length).isGreaterThan(1_000_000);
        var photo = Story.upload(owner, "phone.jpg", sideways).expect(201);
        assertThat(photo.at("height").asInt()).isEqualTo(1800);
        publish(plan("bluesky", Map.of("assetIds", List.of(photo.id("id")))));
        var ratio = FakePlatforms.posts(account("bluesky")).get(0).at("/record/embed/images/0/aspectRatio");
        assertThat(ratio.at("/height").asInt()).isGreaterThan(ratio.at("/width").asInt());
    }

    @Test
    void what_is_wrong_when_connecting_is_said() {
        var wrong = new HashMap<>(given("bluesky"));
        wrong.put("appPassword", "nope");
        owner.post("/api/social/accounts", wrong).refused(422, "account_refused");
        wrong.put("service", "https://nowhere.invalid");
        owner.post("/api/social/accounts", wrong).refused(422, "account_unreachable");
        wrong.put("service", "http://example.com");
        owner.post("/api/social/accounts", wrong).refused(400, "invalid");
        owner.post("/api/social/accounts", Map.of("platform", "mastodon", "instance", FakePlatforms.url()))
                .refused(400, "invalid");
        owner.post("/api/social/accounts", Map.of("platform", "linkedin", "accessToken", "x"))
                .refused(422, "platform_not_connectable");
        owner.as("editor").post("/api/social/accounts", given("bluesky")).refused(403, "forbidden");
    }

    @Test
    void disconnecting_names_what_will_not_go_out() {
        var account = connect("mastodon").expect(201).id("id");
        var id = plan("mastodon", Map.of());
        var gone = owner.delete("/api/social/accounts/" + account).expect(200);
        assertThat(gone.text("notGoingOut.0.queueId")).isEqualTo(id.toString());
        assertThat(owner.get("/api/social/accounts").expect(200).at("items").size())
                .isZero();
        owner.delete("/api/social/accounts/" + account).expect(404);
        story.post(Map.of("platform", "mastodon")).refused(422, "platform_not_connected");
        publish(id);
        assertThat(read(id).text("status")).isEqualTo("failed");
        assertThat(FakePlatforms.posts(name).size()).isZero();
        connect("mastodon").expect(200);
        owner.post("/api/social/" + id + "/retry").expect(202);
        Api.drain();
        assertThat(read(id).text("status")).isEqualTo("published");
    }

    @Test
    void a_session_that_was_renewed_meanwhile_brings_no_secret_back() {
        var account = connect("bluesky").expect(201).id("id");
        owner.delete("/api/social/accounts/" + account).expect(200);
        story.inWorkspace(() -> {
            Api.bean(AccountSecrets.class).keep(account, Map.of("accessJwt", "late"));
            assertThat(Api.bean(Sql.class).of("""
                            select 1 from social_account
                             where workspace_id = :workspace and secret is not null""").exists()).isFalse();
        });
    }

    @Test
    void with_two_accounts_of_a_platform_the_post_says_which() {
        connect("mastodon").expect(201);
        var other = owner.post(
                        "/api/social/accounts",
                        Map.of(
                                "platform",
                                "mastodon",
                                "instance",
                                FakePlatforms.url(),
                                "accessToken",
                                "token-other" + name))
                .expect(201)
                .id("id");
        story.post(Map.of("platform", "mastodon")).refused(422, "account_ambiguous");
        var id = plan("mastodon", Map.of("accountId", other));
        publish(id);
        assertThat(FakePlatforms.posts("other" + name).size()).isEqualTo(1);
        assertThat(FakePlatforms.posts(name).size()).isZero();
        story.post(Map.of("platform", "bluesky", "accountId", other)).refused(400, "invalid");
    }

    @Test
    void a_server_that_stopped_after_it_had_sent_finds_the_post_again() {
        for (String platform : List.of("mastodon", "bluesky")) {
            connect(platform);
            var id = plan(platform, Map.of("text", "Found again " + platform));
            publish(id);
            assertThat(read(id).text("status")).isEqualTo("published");
            story.inWorkspace(() -> Api.bean(Sql.class).of("""
                    update delivery set state = 'unconfirmed', confirmed_at = null, provider_ref = null
                     where workspace_id = :workspace and item_id = :item""").bind("item", id).run());
            var delivery = owner.get("/api/deliveries?itemId=" + id).expect(200).id("items.0.id");
            var checked = owner.post("/api/deliveries/" + delivery + "/check").expect(200);
            assertThat(checked.text("state")).isEqualTo("confirmed");
            assertThat(checked.text("providerRef")).contains(name);
        }
    }

    @Test
    void a_status_that_can_not_be_read_may_be_ours_and_nothing_is_sent_again_for_it() {
        connect("mastodon").expect(201);
        var id = plan("mastodon", Map.of());
        publish(id);
        FakePlatforms.fault(account("mastodon"), "busy_at_source");
        story.inWorkspace(() -> Api.bean(Sql.class).of("""
                update delivery set state = 'submitted', lease_until = '2020-01-01', confirmed_at = null, provider_ref = null
                 where workspace_id = :workspace and item_id = :item""").bind("item", id).run());
        hurry();
        assertThat(delivery(id)).isEqualTo("unconfirmed");
        assertThat(FakePlatforms.posts(account("mastodon")).size()).isEqualTo(1);
    }

    @Test
    void an_account_that_was_renamed_before_the_launch_posts_once() {
        connect("bluesky").expect(201);
        var id = plan("bluesky", Map.of("scheduledFor", "2020-01-01T00:00:00Z"));
        story.approve("content", "schedule");
        owner.post("/api/social/" + id + "/publish").expect(202);
        owner.patch("/api/social/" + id, Map.of("text", "Better words")).expect(200);
        story.inWorkspace(() -> Api.bean(Sql.class)
                .of("update social_account set handle = 'renamed.test' where workspace_id = :workspace")
                .run());
        story.approve("content");
        story.activate();
        story.inWorkspace(() -> Api.bean(io.fanfare.outbox.CampaignOutbox.class).plan(story.campaign));
        Api.drain();
        assertThat(read(id).text("status")).isEqualTo("published");
        assertThat(owner.get("/api/deliveries?itemId=" + id).at("items").size()).isEqualTo(1);
        assertThat(FakePlatforms.posts(account("bluesky")).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"mastodon,3,2", "bluesky,5,4"})
    void the_figures_of_a_post_are_those_that_the_platform_tells(String platform, long likes, long reposts) {
        connect(platform).expect(201);
        var id = plan(platform, Map.of());
        var before = owner.get("/api/social/" + id + "/analytics").expect(200);
        assertThat(before.at("figures").size()).isZero();
        assertThat(before.text("note")).isNotBlank();
        publish(id);
        var figures = owner.get("/api/social/" + id + "/analytics").expect(200);
        assertThat(figures.at("figures.likes").asLong()).isEqualTo(likes);
        assertThat(figures.at("figures.reposts").asLong()).isEqualTo(reposts);
        // Nobody can tell who only read it.
        assertThat(figures.json().at("/figures").has("impressions")).isFalse();
    }

    @Test
    void the_views_of_the_newsroom_are_counted() {
        var id = story.post(Map.of()).expect(201).id("queueId");
        publish(id);
        assertThat(owner.get("/api/social/" + id + "/analytics")
                        .expect(200)
                        .at("figures.impressions")
                        .asLong(-1))
                .isZero();
        String page = read(id).text("permalink").substring(Api.url().length());
        Api.nobody()
                .with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36")
                .get(page)
                .expect(200);
        assertThat(owner.get("/api/social/" + id + "/analytics")
                        .expect(200)
                        .at("figures.impressions")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void platforms_are_recommended_with_their_reasons() {
        connect("mastodon").expect(201);
        plan("mastodon", Map.of());
        var items = owner.get("/api/social/recommendations/" + story.campaign).expect(200);
        assertThat(items.at("items").size()).isEqualTo(11);
        var mastodon = items.at("items")
                .valueStream()
                .filter(each -> each.at("/platform").asString().equals("mastodon"))
                .findFirst()
                .orElseThrow();
        assertThat(mastodon.at("/connected").asBoolean()).isTrue();
        assertThat(mastodon.at("/planned").asInt()).isEqualTo(1);
        assertThat(mastodon.at("/reasons").toString()).contains("connected", "planned");
        Api.workspace().get("/api/social/recommendations/" + story.campaign).expect(404);
    }
}
