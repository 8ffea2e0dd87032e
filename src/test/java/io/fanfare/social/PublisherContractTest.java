package io.fanfare.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.FakePlatforms;
import io.fanfare.Story;
import io.fanfare.delivery.LedgerQueue;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Sql;
import io.fanfare.library.AssetsTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of every platform, tested against its stand-in, which fails on purpose: each post exists once, or
 * people are notified. A subclass adds how an account of its platform is connected.
 */
abstract class PublisherContractTest {
    final Story story = new Story();
    final Api owner = story.owner;
    final String name = "n" + Ids.next().toString().replace("-", "").substring(12);

    abstract String platform();

    /** The request that connects the account of this test. */
    abstract Map<String, String> values();

    /** The account's name at the stand-in. */
    abstract String account();

    /** The figures that the stand-in reports for every post. */
    abstract Map<String, Long> figures();

    final Api.Answer connect() {
        return owner.post("/api/social/accounts", Map.of("platform", platform(), "values", values()));
    }

    final UUID plan(Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("platform", platform(), "title", "", "text", "Words of " + name));
        body.putAll(more);
        return story.post(body).expect(201).id("queueId");
    }

    final void publish(UUID id) {
        story.approve("content", "schedule");
        owner.post("/api/social/" + id + "/publish").expect(202);
        Api.drain();
    }

    final Api.Answer read(UUID id) {
        return owner.get("/api/social/" + id).expect(200);
    }

    final String delivery(UUID id) {
        return owner.get("/api/deliveries?itemId=" + id).expect(200).text("items.0.state");
    }

    /** Moves the clock to the next attempt. */
    final void hurry() {
        story.inWorkspace(() -> {
            Api.bean(Sql.class)
                    .of(
                            "update delivery set due_at = fanfare_now() where workspace_id = :workspace and state = 'planned'")
                    .run();
            LedgerQueue.follow();
            Api.bean(Ready.class).mark("delivery_single", Api.bean(Now.class).instant());
        });
        Api.drain();
    }

    @Test
    void an_account_is_connected_shown_without_its_secret_and_publishes_posts() {
        var connected = connect().expect(201);
        values().values().stream()
                .filter(value -> value.startsWith("token-") || value.startsWith("app-"))
                .forEach(secret -> assertThat(connected.body()).doesNotContain(secret));
        assertThat(connected.text("status")).isEqualTo("connected");
        assertThat(owner.get("/api/social/accounts").expect(200).text("items.0.handle"))
                .contains(name);
        var id = plan(Map.of());
        assertThat(read(id).text("account")).contains(name);
        owner.post("/api/social/" + id + "/publish").refused(409, "not_approved");
        publish(id);
        var post = read(id);
        assertThat(post.text("status")).isEqualTo("published");
        assertThat(post.text("permalink")).contains(name);
        assertThat(FakePlatforms.posts(account()).size()).isEqualTo(1);
        // Reconnecting keeps the account.
        assertThat(connect().expect(200).id("id")).isEqualTo(connected.id("id"));
    }

    @Test
    void its_fields_are_listed_and_each_must_be_given() {
        var fields = owner.get("/api/social/platforms")
                .expect(200)
                .at("items")
                .valueStream()
                .filter(each -> each.at("/platform").asString().equals(platform()))
                .findFirst()
                .orElseThrow()
                .at("/fields");
        assertThat(fields.findValuesAsString("name")).containsExactlyInAnyOrderElementsOf(values().keySet());
        for (var field : fields) {
            if (!field.at("/initial").asString("").isEmpty()) continue;
            var without = new HashMap<>(values());
            without.remove(field.at("/name").asString());
            var refused = owner.post("/api/social/accounts", Map.of("platform", platform(), "values", without));
            refused.refused(400, "invalid");
            assertThat(refused.body()).contains(field.at("/name").asString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kept_then_dropped", "kept_then_broken", "dropped", "busy"})
    void whatever_happens_to_the_answer_the_post_is_there_once(String fault) {
        connect().expect(201);
        FakePlatforms.fault(account(), fault);
        var id = plan(Map.of());
        publish(id);
        for (int i = 0; i < 3 && !read(id).text("status").equals("published"); i++) hurry();
        assertThat(read(id).text("status")).isEqualTo("published");
        assertThat(delivery(id)).isEqualTo("confirmed");
        assertThat(FakePlatforms.posts(account()).size()).isEqualTo(1);
    }

    private static final List<String> PARTS = List.of("One of three.", "Two of three.", "Three of three.");

    final UUID thread() {
        var replies = PARTS.stream().skip(1).map(text -> Map.of("text", text)).toList();
        return plan(Map.of("text", PARTS.getFirst(), "thread", replies));
    }

    /** The texts from the first part on, each a reply to the one before. */
    final List<String> chain() {
        var texts = new ArrayList<String>();
        var posts = FakePlatforms.chain(account()).valueStream().toList();
        String parent = "";
        for (boolean more = true; more; ) {
            String before = parent;
            var next = posts.stream()
                    .filter(post -> post.at("/parent").asString("").equals(before))
                    .toList();
            more = next.size() == 1;
            if (more) {
                texts.add(next.getFirst().at("/text").asString());
                parent = next.getFirst().at("/id").asString();
            }
        }
        assertThat(posts).hasSize(texts.size());
        return texts;
    }

    @Test
    void a_thread_is_published_as_a_chain_of_replies() {
        connect().expect(201);
        var id = thread();
        assertThat(read(id).at("thread").size()).isEqualTo(2);
        publish(id);
        assertThat(read(id).text("status")).isEqualTo("published");
        assertThat(chain()).isEqualTo(PARTS);
        assertThat(read(id).at("can").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, kept_then_dropped",
        "1, kept_then_dropped",
        "2, kept_then_dropped",
        "0, kept_then_broken",
        "1, kept_then_broken",
        "2, kept_then_broken",
        "0, dropped",
        "1, dropped",
        "2, dropped",
        "0, busy",
        "1, busy",
        "2, busy"
    })
    void whatever_happens_to_an_answer_each_part_of_a_thread_is_there_once(int part, String fault) {
        connect().expect(201);
        for (int n = 0; n < part; n++) FakePlatforms.fault(account(), "none");
        FakePlatforms.fault(account(), fault);
        var id = thread();
        publish(id);
        for (int i = 0; i < 3 && !read(id).text("status").equals("published"); i++) hurry();
        assertThat(read(id).text("status")).isEqualTo("published");
        assertThat(chain()).isEqualTo(PARTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_crash_between_two_parts_loses_none_and_repeats_none(int published) {
        connect().expect(201);
        var id = thread();
        for (int n = 0; n < published; n++) FakePlatforms.fault(account(), "none");
        FakePlatforms.fault(account(), "busy");
        publish(id);
        // The server stopped after the answer of the platform and before it was recorded.
        story.inWorkspace(() -> Api.bean(Sql.class)
                .of("""
                        delete from social_thread_part
                         where workspace_id = :workspace and queue_id = :id and part = :last""")
                .bind("id", id)
                .bind("last", published - 1)
                .run());
        for (int i = 0; i < 3 && !read(id).text("status").equals("published"); i++) hurry();
        assertThat(read(id).text("status")).isEqualTo("published");
        assertThat(chain()).isEqualTo(PARTS);
    }

    @Test
    void a_part_that_is_refused_can_be_corrected_and_the_published_parts_stay() {
        connect().expect(201);
        FakePlatforms.fault(account(), "none");
        FakePlatforms.fault(account(), "refused");
        var id = thread();
        publish(id);
        assertThat(read(id).text("status")).isEqualTo("failed");
        assertThat(read(id).text("error")).startsWith("Part 2 of 3: ");
        assertThat(chain()).containsExactly("One of three.");
        owner.patch("/api/social/" + id, Map.of("text", "Another beginning.")).refused(409, "post_state");
        var corrected = List.of(Map.of("text", "Two."), Map.of("text", "Three."));
        owner.patch("/api/social/" + id, Map.of("thread", corrected)).expect(200);
        owner.post("/api/social/" + id + "/retry").refused(409, "not_approved");
        story.approve("content");
        owner.post("/api/social/" + id + "/retry").expect(202);
        Api.drain();
        assertThat(chain()).containsExactly("One of three.", "Two.", "Three.");
    }

    @Test
    void each_part_of_a_thread_must_fit() {
        connect().expect(201);
        var body = new HashMap<String, Object>(Map.of("platform", platform(), "title", "", "text", "One."));
        body.put("thread", List.of(Map.of("text", "Two."), Map.of("text", "x".repeat(501))));
        var refused = story.post(body).refused(422, "post_unfit");
        assertThat(refused.text("problems.0.code")).isEqualTo("text_too_long");
        assertThat(refused.text("problems.0.message")).startsWith("Part 3: ");
        body.put("platform", "newsroom");
        assertThat(story.post(body).refused(422, "post_unfit").text("problems.0.code"))
                .isEqualTo("thread_not_supported");
    }

    @Test
    void a_limited_account_waits_as_long_as_the_platform_says() {
        connect().expect(201);
        FakePlatforms.fault(account(), "limited");
        var id = plan(Map.of());
        publish(id);
        assertThat(delivery(id)).isEqualTo("planned");
        var due = Instant.parse(
                owner.get("/api/deliveries?itemId=" + id).expect(200).text("items.0.dueAt"));
        assertThat(due).isAfter(Instant.now().plusSeconds(60));
        hurry();
        assertThat(read(id).text("status")).isEqualTo("published");
        assertThat(FakePlatforms.posts(account()).size()).isEqualTo(1);
    }

    @Test
    void a_rejected_post_fails_with_its_reason_and_can_be_changed_and_retried() {
        connect().expect(201);
        FakePlatforms.fault(account(), "refused");
        var id = plan(Map.of());
        publish(id);
        var failed = read(id);
        assertThat(failed.text("status")).isEqualTo("failed");
        assertThat(failed.text("error")).isNotBlank();
        assertThat(failed.at("can").toString()).contains("retryPost", "changePost");
        assertThat(unreadKinds()).contains("post_failed");
        owner.patch("/api/social/" + id, Map.of("text", "Better words")).expect(200);
        assertThat(read(id).text("status")).isEqualTo("failed");
        owner.post("/api/social/" + id + "/retry").refused(409, "not_approved");
        story.approve("content");
        owner.as("editor").post("/api/social/" + id + "/retry").refused(403, "forbidden");
        owner.post("/api/social/" + id + "/retry").expect(202);
        owner.post("/api/social/" + id + "/retry").refused(409, "post_state");
        assertThat(unreadKinds()).doesNotContain("post_failed");
        Api.drain();
        assertThat(read(id).text("status")).isEqualTo("published");
        assertThat(FakePlatforms.posts(account()).toString()).contains("Better words");
        assertThat(FakePlatforms.posts(account()).size()).isEqualTo(1);
    }

    @Test
    void an_account_that_is_no_longer_accepted_is_reported_to_people_and_can_be_reconnected() {
        connect().expect(201);
        FakePlatforms.revoke(account());
        var id = plan(Map.of());
        publish(id);
        assertThat(read(id).text("status")).isEqualTo("failed");
        var account = owner.get("/api/social/accounts").expect(200);
        assertThat(account.text("items.0.status")).isEqualTo("needs_reconnect");
        assertThat(account.text("items.0.reason")).isNotBlank();
        assertThat(unreadKinds()).contains("account_needs_reconnect", "post_failed");
        FakePlatforms.restore(account());
        connect().expect(200);
        assertThat(unreadKinds()).doesNotContain("account_needs_reconnect").contains("post_failed");
        owner.post("/api/social/" + id + "/retry").expect(202);
        Api.drain();
        assertThat(read(id).text("status")).isEqualTo("published");
    }

    private List<String> unreadKinds() {
        return owner.get("/api/notifications?unread=true")
                .expect(200)
                .at("items")
                .findValuesAsString("kind");
    }

    @Test
    void pictures_are_uploaded_also_after_a_failed_attempt() {
        connect().expect(201);
        var noise = Story.upload(owner, "noise.png", AssetsTest.picture("png", 900, 900, 11))
                .id("id");
        FakePlatforms.fault(account(), "busy_at_media");
        var id = plan(Map.of(
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
        assertThat(FakePlatforms.posts(account()).get(0).toString()).contains("https://example.com/more");
        assertThat(FakePlatforms.uploads(account())).isNotEmpty().allSatisfy(bytes -> assertThat(bytes)
                .isBetween(10_000, 8_001_000));
    }

    @Test
    void a_server_that_stopped_after_publishing_finds_the_post() {
        connect().expect(201);
        var id = plan(Map.of("text", "LookUpResult again " + name));
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

    @Test
    void the_figures_of_a_post_are_those_that_the_platform_reports() {
        connect().expect(201);
        var id = plan(Map.of());
        var before = owner.get("/api/social/" + id + "/analytics").expect(200);
        assertThat(before.at("figures").size()).isZero();
        assertThat(before.text("note")).isNotBlank();
        publish(id);
        var after = owner.get("/api/social/" + id + "/analytics").expect(200);
        figures()
                .forEach((figure, count) ->
                        assertThat(after.at("figures." + figure).asLong()).isEqualTo(count));
    }
}
