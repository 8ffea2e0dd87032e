package io.fanfare.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.kernel.Ids;
import io.fanfare.library.AssetsTest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;

    private Api.Answer validate(Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("text", "Some words.", "platforms", List.of("twitter")));
        body.putAll(more);
        return owner.post("/api/social/validate", body);
    }

    private static List<String> codes(Api.Answer answer) {
        return List.copyOf(answer.json().at("/problems").findValuesAsString("code"));
    }

    @Test
    void every_platform_lists_its_limits_and_whether_it_is_connected() {
        var answer = owner.get("/api/social/platforms").expect(200);
        assertThat(answer.at("items").findValuesAsString("platform"))
                .containsExactlyInAnyOrder(
                        "newsroom",
                        "twitter",
                        "facebook",
                        "instagram",
                        "linkedin",
                        "tiktok",
                        "threads",
                        "youtube",
                        "pinterest",
                        "bluesky",
                        "mastodon");
        for (var platform : answer.at("items")) {
            boolean newsroom = platform.at("/platform").asString().equals("newsroom");
            assertThat(platform.at("/connected").asBoolean()).isEqualTo(newsroom);
            assertThat(platform.at("/why").asString("").isEmpty()).isEqualTo(newsroom);
            assertThat(platform.at("/text/limit").asInt()).isPositive();
            assertThat(platform.at("/text/counting").asString()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "twitter,280,280",
        "bluesky,300,300",
        "mastodon,500,500",
        "threads,500,500",
        "linkedin,3000,3000",
        "pinterest,800,800"
    })
    void a_text_above_the_limit_is_a_problem_and_one_at_the_limit_is_not(String platform, int length, int limit) {
        // Some platforms require a picture.
        var picture = Story.upload(owner, "a.png", AssetsTest.picture("png", 400, 400, 3))
                .id("id");
        var at = Map.of("text", "a".repeat(length), "platforms", List.of(platform), "assetIds", List.of(picture));
        assertThat(codes(validate(at).expect(200))).isEmpty();
        var over = new HashMap<String, Object>(at);
        over.put("text", "a".repeat(length + 1));
        var problem = validate(over).expect(200);
        assertThat(problem.text("problems.0.code")).isEqualTo("text_too_long");
        assertThat(problem.at("problems.0.limit").asInt()).isEqualTo(limit);
        assertThat(problem.at("problems.0.actual").asInt()).isEqualTo(length + 1);
        assertThat(problem.at("valid").asBoolean()).isFalse();
    }

    @Test
    void each_platform_counts_in_its_own_way() {
        String family = "👨‍👩‍👧‍👦";
        var answer = validate(Map.of(
                        "text",
                        family + " https://example.com/a/very/long/address/that/goes/on?and=on",
                        "platforms",
                        List.of("twitter", "bluesky", "mastodon", "linkedin")))
                .expect(200);
        assertThat(answer.at("platforms").findValuesAsString("length"))
                .containsExactly("26", String.valueOf(2 + 59), "25", String.valueOf(family.length() + 1 + 59));
    }

    @Test
    void a_link_is_counted_where_it_becomes_part_of_the_text() {
        String link = "https://example.com/a/very/long/address/that/goes/on?and=on";
        var answer = validate(
                        Map.of("text", "Words", "link", link, "platforms", List.of("twitter", "bluesky", "linkedin")))
                .expect(200);
        assertThat(answer.at("platforms").findValuesAsString("length")).containsExactly("30", "5", "5");
    }

    @Test
    void pictures_are_held_against_the_rules_of_the_platform() {
        var wide = Story.upload(owner, "wide.png", AssetsTest.picture("png", 800, 200, 4))
                .id("id");
        var answer = validate(Map.of("platforms", List.of("instagram"), "assetIds", List.of(wide)))
                .expect(200);
        assertThat(codes(answer)).containsExactly("image_ratio");
        assertThat(answer.at("problems.0.limit").asDouble()).isEqualTo(1.91);
        assertThat(answer.at("problems.0.actual").asDouble()).isEqualTo(4.0);
        assertThat(answer.text("problems.0.assetId")).isEqualTo(wide.toString());
        assertThat(codes(validate(Map.of("platforms", List.of("instagram", "youtube", "pinterest")))
                        .expect(200)))
                .containsExactly("image_missing", "title_missing", "video_missing", "image_missing");
        var many = java.util.stream.IntStream.range(0, 5)
                .mapToObj(i -> Story.upload(owner, i + ".png", AssetsTest.picture("png", 10, 10, 50 + i))
                        .id("id"))
                .toList();
        assertThat(codes(validate(Map.of("assetIds", many)).expect(200))).containsExactly("too_many_images");
        assertThat(codes(validate(Map.of(
                                "platforms",
                                List.of("instagram"),
                                "assetIds",
                                List.of(many.getFirst()),
                                "text",
                                "#a ".repeat(31)))
                        .expect(200)))
                .containsExactlyInAnyOrder("too_many_hashtags", "image_too_narrow");
    }

    @Test
    void an_unfit_post_is_refused_when_scheduled_and_when_changed() {
        var refused = story.post(Map.of("platform", "twitter", "text", "a".repeat(281)))
                .refused(422, "post_unfit");
        assertThat(codes(refused)).containsExactly("text_too_long", "platform_not_connected");
        assertThat(refused.at("problems.0.limit").asInt()).isEqualTo(280);
        story.post(Map.of("platform", "twitter", "text", "short")).refused(422, "platform_not_connected");
        var asset = Ids.next();
        story.post(Map.of("altTexts", Map.of(asset, "A cat"))).refused(400, "invalid");
    }

    @ParameterizedTest
    @CsvSource({"facebook,13:00,19:00", "instagram,11:00,20:00", "linkedin,08:00,17:00", "twitter,10:00,14:00"})
    void the_default_windows_are_those_of_the_contract(String platform, String from, String to) {
        var times = owner.get("/api/social/optimal-times/" + platform + "?timeZone=America/New_York")
                .expect(200);
        assertThat(times.text("windows.0.from")).isEqualTo(from);
        assertThat(times.text("windows.0.to")).isEqualTo(to);
        assertThat(times.text("timeZone")).isEqualTo("America/New_York");
        assertThat(times.at("learned").asBoolean(true)).isFalse();
        assertThat(times.at("basis.posts").asInt(-1)).isZero();
        assertThat(times.text("why")).isNotBlank();
        int hour = Instant.parse(times.text("next"))
                .atZone(ZoneId.of("America/New_York"))
                .getHour();
        assertThat(hour).isBetween(Integer.parseInt(from.substring(0, 2)), Integer.parseInt(to.substring(0, 2)) - 1);
        owner.get("/api/social/optimal-times/" + platform + "?timeZone=Mars/Base")
                .refused(400, "invalid");
        owner.get("/api/social/optimal-times/myspace").expect(404);
    }

    @Test
    void optimal_posts_keep_apart() {
        var first = story.post(Map.of("scheduledFor", "optimal")).expect(201);
        var second = story.post(Map.of("scheduledFor", "optimal")).expect(201);
        assertThat(second.text("localTime").substring(0, 10))
                .isGreaterThan(first.text("localTime").substring(0, 10));
    }

    @Test
    void several_platforms_are_planned_together_or_not_at_all() {
        var body = new HashMap<String, Object>(
                Map.of("campaignId", story.campaign, "text", "Hello", "platforms", List.of("newsroom", "linkedin")));
        var refused = owner.post("/api/social/schedule-multi-platform", body).refused(422, "platform_not_connected");
        assertThat(refused.text("problems.0.platform")).isEqualTo("linkedin");
        assertThat(queue()).isZero();
        body.put("platforms", List.of("newsroom"));
        body.put("from", "2027-05-01");
        body.put("to", "2027-05-20");
        var planned = owner.post("/api/social/schedule-multi-platform", body).expect(201);
        // The first of May is a Saturday.
        assertThat(planned.text("items.0.localTime")).isEqualTo("2027-05-03T09:00:00");
        body.put("to", "2027-04-01");
        owner.post("/api/social/schedule-multi-platform", body).refused(400, "invalid");
    }

    @Test
    void a_batch_is_scheduled_completely_or_refused_with_all_problems() {
        var good = Map.of(
                "campaignId",
                story.campaign,
                "platform",
                "newsroom",
                "text",
                "One",
                "scheduledFor",
                "2027-03-01T09:00:00Z");
        var late =
                Map.of("campaignId", story.campaign, "platform", "newsroom", "text", "Two", "scheduledFor", "someday");
        var long_ = Map.of(
                "campaignId",
                story.campaign,
                "platform",
                "twitter",
                "text",
                "x".repeat(300),
                "scheduledFor",
                "2027-03-01T09:00:00Z");
        var refused = owner.post("/api/social/queue/batch", Map.of("posts", List.of(good, late, long_)))
                .refused(422, "batch_refused");
        assertThat(refused.at("problems").findValuesAsString("index")).containsExactly("1", "2", "2");
        assertThat(codes(refused)).containsExactly("invalid", "text_too_long", "platform_not_connected");
        assertThat(refused.text("problems.0.field")).isEqualTo("scheduledFor");
        assertThat(queue()).isZero();
        var planned = owner.post("/api/social/queue/batch", Map.of("posts", List.of(good, good)))
                .expect(201);
        assertThat(planned.at("items").size()).isEqualTo(2);
        assertThat(queue()).isEqualTo(2);
        owner.as("viewer")
                .post("/api/social/queue/batch", Map.of("posts", List.of(good)))
                .refused(403, "forbidden");
        Api.workspace()
                .post("/api/social/queue/batch", Map.of("posts", List.of(good)))
                .expect(404);
    }

    private int queue() {
        return owner.get("/api/social/queue/" + story.campaign)
                .expect(200)
                .at("total")
                .asInt();
    }

    @Test
    void a_text_is_shortened_only_on_request() {
        owner.post(
                        "/api/social/accounts",
                        Map.of(
                                "platform",
                                "mastodon",
                                "instance",
                                io.fanfare.FakePlatforms.url(),
                                "accessToken",
                                "token-fit" + Ids.next().toString().replace("-", "")))
                .expect(201);
        String text = "Here is a sentence that says something. ".repeat(20).strip();
        var body = new HashMap<String, Object>(
                Map.of("campaignId", story.campaign, "text", text, "platforms", List.of("newsroom", "mastodon")));
        assertThat(codes(owner.post("/api/social/schedule-multi-platform", body).refused(422, "post_unfit")))
                .containsExactly("text_too_long");
        body.put("fit", true);
        var planned = owner.post("/api/social/schedule-multi-platform", body).expect(201);
        assertThat(planned.text("items.0.text")).isEqualTo(text);
        assertThat(planned.text("items.1.text").length()).isBetween(300, 500);
        assertThat(planned.text("items.1.text")).endsWith(".");
        assertThat(text).startsWith(planned.text("items.1.text"));
    }
}
