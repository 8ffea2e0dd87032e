package io.fanfare.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.FakePlatforms;
import io.fanfare.Story;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Sql;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Connecting and disconnecting accounts, and the effect on posts. */
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

    @Test
    void a_failed_connection_returns_the_reason() {
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
    void disconnecting_lists_the_posts_that_will_not_be_published() {
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
    void a_session_renewed_during_a_disconnect_stores_no_secret() {
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
        story.launch();
        Api.drain();
        assertThat(read(id).text("status")).isEqualTo("published");
        assertThat(owner.get("/api/deliveries?itemId=" + id).at("items").size()).isEqualTo(1);
        assertThat(FakePlatforms.posts(account("bluesky")).size()).isEqualTo(1);
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
        assertThat(mastodon.at("/reasons").toString()).contains("connected", "scheduled");
        Api.workspace().get("/api/social/recommendations/" + story.campaign).expect(404);
    }
}
