package io.fanfare.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Api.Answer;
import io.fanfare.FakeSlack;
import io.fanfare.Story;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SlackButtonsTest {
    private static final String PATH = "/api/notifications/slack/interactions";
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    private final Story story = new Story();
    private final Api owner = story.owner;
    private final Api editor = owner.as("editor");
    private final Api reviewer = owner.as("reviewer");
    private final Api slack = Api.nobody();
    private final String user = user();
    private final String campaign = "/api/campaigns/" + story.campaign;
    private String review = "";

    private static String user() {
        return "U"
                + Ids.next()
                        .toString()
                        .replace("-", "")
                        .toUpperCase(Locale.ROOT)
                        .substring(8, 28);
    }

    @BeforeEach
    void connect() {
        owner.post(
                        "/api/credentials",
                        Map.of(
                                "kind",
                                "slack",
                                "name",
                                "Slack",
                                "settings",
                                Map.of("baseUrl", FakeSlack.api()),
                                "secret",
                                Map.of("botToken", "xoxb-hearth", "signingSecret", SECRET)))
                .expect(201);
        link(reviewer, user);
        reviewer.put(
                        "/api/notifications/preferences",
                        Map.of(
                                "timeZone",
                                "UTC",
                                "kinds",
                                List.of(Map.of("kind", "approval_requested", "slack", "now"))))
                .expect(200);
    }

    @AfterEach
    void clockBack() {
        shift(Duration.ZERO);
    }

    private static void shift(Duration by) {
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(by));
    }

    private static void link(Api member, String slackUser) {
        member.put("/api/team/slack-user", Map.of("slackUserId", slackUser)).expect(200);
    }

    private UUID post(Api author) {
        return author.post("/api/social/schedule", story.newPost(Map.of("title", "Offer")))
                .expect(201)
                .id("queueId");
    }

    /** The message that asks the reviewer for a review of a post. */
    private JsonNode asked() {
        request();
        return FakeSlack.messages(user).getLast();
    }

    private void request() {
        owner.post(campaign + "/approvals/initialize", Map.of("policy", "simple", "scopes", List.of("content")))
                .expect(200);
        review =
                editor.post(campaign + "/approvals/content/request").expect(200).text("reviewId");
        Api.drain();
    }

    private static JsonNode actions(JsonNode message) {
        return message.at("/blocks")
                .valueStream()
                .filter(block -> block.at("/type").asString().equals("actions"))
                .findFirst()
                .orElseThrow();
    }

    /** A click on a button, as Slack reports it. */
    private record Click(JsonNode message, int button, String by, String answers) {
        byte[] form() {
            var actions = actions(message);
            var element = actions.at("/elements/" + button);
            var payload = Map.of(
                    "type",
                    "block_actions",
                    "user",
                    Map.of("id", by),
                    "team",
                    Map.of("id", "T0FAKE"),
                    "message",
                    message,
                    "actions",
                    List.of(Map.of(
                            "type",
                            "button",
                            "action_id",
                            element.at("/action_id").asString(),
                            "block_id",
                            actions.at("/block_id").asString(),
                            "value",
                            element.at("/value").asString())),
                    "response_url",
                    answers);
            return ("payload=" + URLEncoder.encode(Json.of(payload).text(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private Click approve(JsonNode message, String by) {
        return new Click(message, 0, by, FakeSlack.answers(by));
    }

    private Answer press(Click click) {
        String time = String.valueOf(Instant.now().getEpochSecond());
        return call(click.form(), time, signature(SECRET, time, click.form()));
    }

    private Answer call(byte[] form, String time, String signature) {
        return slack.with("Content-Type", "application/x-www-form-urlencoded")
                .with("X-Slack-Request-Timestamp", time)
                .with("X-Slack-Signature", signature)
                .send("POST", PATH, form);
    }

    private static String signature(String secret, String time, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(("v0:" + time + ":").getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What this Slack user was answered; it comes apart from the call. */
    private static JsonNode answer(String by, int number) {
        for (int i = 0; i < 100; i++) {
            var replies = FakeSlack.replies(by);
            if (replies.size() >= number) return replies.get(number - 1);
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("no answer in Slack");
    }

    @Test
    void a_member_approves_in_slack_what_the_message_showed_and_once() {
        post(editor);
        var message = asked();
        var buttons = actions(message).at("/elements");
        assertThat(buttons.valueStream().map(button -> button.at("/text/text").asString()))
                .containsExactly("Approve", "Request changes");
        assertThat(buttons.at("/1/url").asString()).contains("/reviews/");
        var click = approve(message, user);
        press(click).expect(200);
        story.assertScopes("approved", "pending");
        var settled = answer(user, 1);
        assertThat(settled.at("/replace_original").asBoolean()).isTrue();
        assertThat(settled.at("/text").asString()).startsWith("You approved “");
        assertThat(settled.at("/blocks").toString()).contains("You approved").doesNotContain("\"actions\"");
        assertThat(settled.at("/blocks").size()).isEqualTo(message.at("/blocks").size());
        var decision = owner.get("/api/approvals/" + review).expect(200).at("stages/0/decisions/0");
        assertThat(decision.at("/by").asString()).isEqualTo("Some reviewer");
        long decisions = decisions();
        press(click).expect(200);
        assertThat(answer(user, 2).at("/response_type").asString()).isEqualTo("ephemeral");
        assertThat(decisions()).isEqualTo(decisions);
        // The other button only leads to the page, and Slack reports it all the same.
        press(new Click(message, 1, user, FakeSlack.answers(user))).expect(200);
        story.assertScopes("approved", "pending");
    }

    private long decisions() {
        return owner.get("/api/approvals/" + review)
                .expect(200)
                .at("stages/0/decisions")
                .size();
    }

    @Test
    void what_changed_since_own_work_and_strangers_decide_nothing() {
        UUID post = post(editor);
        var message = asked();
        String stranger = user();
        press(approve(message, stranger)).expect(200);
        assertThat(answer(stranger, 1).at("/text").asString()).contains("not linked to a member");
        String viewer = user();
        link(owner.as("viewer"), viewer);
        press(approve(message, viewer)).expect(200);
        assertThat(answer(viewer, 1).at("/text").asString()).contains("Your role does not include approval.decide");
        String author = user();
        link(editor, author);
        press(approve(message, author)).expect(200);
        assertThat(answer(author, 1).at("/response_type").asString()).isEqualTo("ephemeral");
        Api manager = owner.as("manager");
        String second = user();
        link(manager, second);
        manager.patch("/api/social/" + post, Map.of("text", "Other words.")).expect(200);
        press(approve(message, user)).expect(200);
        var stale = answer(user, 1);
        assertThat(stale.at("/text").asString()).contains("changed");
        assertThat(stale.at("/replace_original").asBoolean(true)).isFalse();
        story.assertScopes("pending", "pending");
        var again = askedAgain();
        press(approve(again, second)).expect(200);
        assertThat(answer(second, 1).at("/text").asString()).contains("You changed this");
        story.assertScopes("pending", "pending");
        press(approve(again, user)).expect(200);
        story.assertScopes("approved", "pending");
    }

    /** The review is withdrawn and requested again, and the reviewer asked about what it is now. */
    private JsonNode askedAgain() {
        owner.post("/api/approvals/" + review + "/withdraw").expect(200);
        shift(Duration.ofSeconds(30));
        var message = asked();
        shift(Duration.ZERO);
        return message;
    }

    @Test
    void a_former_member_and_a_closed_review_decide_nothing() {
        post(editor);
        var message = asked();
        var again = askedAgain();
        owner.post("/api/approvals/" + review + "/withdraw").expect(200);
        press(approve(again, user)).expect(200);
        assertThat(answer(user, 1).at("/text").asString()).contains("closed");
        press(approve(message, user)).expect(200);
        owner.delete("/api/members/" + reviewer.person).expect(204);
        press(approve(again, user)).expect(200);
        assertThat(answer(user, 3).at("/response_type").asString()).isEqualTo("ephemeral");
        story.assertScopes("pending", "pending");
    }

    @Test
    void a_call_that_slack_did_not_sign_is_refused() {
        post(editor);
        var message = asked();
        byte[] form = approve(message, user).form();
        String now = String.valueOf(Instant.now().getEpochSecond());
        String old = String.valueOf(Instant.now().getEpochSecond() - 301);
        call(form, now, signature("another secret", now, form)).refused(401, "slack_unsigned");
        call(form, old, signature(SECRET, old, form)).refused(401, "slack_unsigned");
        call(form, now, "v0=").refused(401, "slack_unsigned");
        byte[] other = approve(message, user()).form();
        call(other, now, signature(SECRET, now, form)).refused(401, "slack_unsigned");
        slack.with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", PATH, form)
                .refused(401, "slack_unsigned");
        byte[] nonsense = "payload=%7B".getBytes(StandardCharsets.UTF_8);
        call(nonsense, now, signature(SECRET, now, nonsense)).refused(401, "slack_unsigned");
        // The app of another workspace signs for that one only.
        var elsewhere = new Story();
        elsewhere
                .owner
                .post(
                        "/api/credentials",
                        Map.of(
                                "kind",
                                "slack",
                                "name",
                                "Slack",
                                "settings",
                                Map.of(),
                                "secret",
                                Map.of("botToken", "xoxb-other", "signingSecret", "other")))
                .expect(201);
        call(form, now, signature("other", now, form)).refused(401, "slack_unsigned");
        story.assertScopes("pending", "pending");
    }

    @Test
    void what_everyone_in_a_channel_reads_has_no_button_and_no_link_that_signs_in() {
        String channel = "C" + user.substring(1);
        owner.post(
                        "/api/credentials",
                        Map.of(
                                "kind",
                                "slack",
                                "name",
                                "Slack",
                                "settings",
                                Map.of("baseUrl", FakeSlack.api(), "channel", channel),
                                "secret",
                                Map.of("botToken", "xoxb-hearth", "signingSecret", SECRET)))
                .expect(201);
        reviewer.put("/api/team/slack-user", "{\"slackUserId\":null}").expect(200);
        post(editor);
        request();
        assertThat(FakeSlack.messages(user)).isEmpty();
        var message = FakeSlack.messages(channel).getLast().toString();
        assertThat(message).contains("/notifications?id=").doesNotContain("/reviews/", "\"actions\"");
    }

    @Test
    void answers_go_to_slack_only() {
        post(editor);
        var message = asked();
        var elsewhere = new Click(message, 0, user(), "http://localhost:1/steal");
        press(elsewhere).expect(200);
        for (String address :
                List.of("https://slack.com.example.org/x", "https://example.org/x", "file:///x", "not an address"))
            press(new Click(message, 0, user(), address)).expect(200);
        story.assertScopes("pending", "pending");
    }
}
