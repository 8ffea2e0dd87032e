package io.fanfare.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Api.Answer;
import io.fanfare.FakeSlack;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SlackTest {
    private static final String PREFERENCES = "/api/notifications/preferences";

    private final Api owner = Api.workspace();
    private final Api editor = owner.as("editor");
    private final String user = user();

    @AfterEach
    void clockBack() {
        shift(Duration.ZERO);
    }

    private static String user() {
        return "U"
                + Ids.next()
                        .toString()
                        .replace("-", "")
                        .toUpperCase(java.util.Locale.ROOT)
                        .substring(8, 28);
    }

    private static void shift(Duration by) {
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(by));
    }

    /** Connects Slack as a person does on the page of services. */
    public static Answer connect(Api owner, Map<String, Object> settings, Map<String, Object> secret) {
        var all = new java.util.HashMap<String, Object>(settings);
        all.putIfAbsent("baseUrl", FakeSlack.api());
        return owner.post(
                "/api/credentials",
                Map.of("kind", "slack", "name", "Slack", "settings", all, "secret", secret, "test", true));
    }

    private UUID connect() {
        return connect(owner, Map.of(), Map.of("botToken", "xoxb-hearth", "signingSecret", "shh"))
                .expect(201)
                .id("id");
    }

    private void link(Api member, String slackUser) {
        member.put("/api/team/slack-user", Map.of("slackUserId", slackUser)).expect(200);
    }

    private void choose(Api member, String kind, String how) {
        member.put(PREFERENCES, Map.of("timeZone", "UTC", "kinds", List.of(Map.of("kind", kind, "slack", how))))
                .expect(200);
    }

    private void ready() {
        connect();
        link(editor, user);
        choose(editor, "mentioned", "now");
    }

    private void tell(String kind, String title) {
        Current.house(owner.workspace, "test")
                .run(() -> Api.bean(Transactions.class).write(() -> Api.bean(Notifications.class)
                        .notify(
                                List.of(editor.person),
                                kind,
                                title,
                                "Look at <it> & answer.",
                                Subject.of("thing", Ids.next(), title))));
    }

    private List<String> texts() {
        Api.drain();
        return FakeSlack.messages(user).stream()
                .map(message -> message.at("/text").asString())
                .toList();
    }

    private JsonNode sent() {
        Api.drain();
        return owner.get("/api/notifications/deliveries")
                .expect(200)
                .at("items")
                .valueStream()
                .filter(row -> row.at("/channel").asString().equals("slack"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_connection_is_tested_before_it_is_kept_and_its_secrets_are_never_shown() {
        assertThat(connect(owner, Map.of(), Map.of("botToken", "xoxb-hearth"))
                        .refused(400, "invalid")
                        .at("errors")
                        .propertyNames())
                .containsExactly("secret.signingSecret");
        assertThat(connect(owner, Map.of(), Map.of("botToken", "wrong", "signingSecret", "shh"))
                        .refused(422, "connection_failed")
                        .body())
                .contains("secret.botToken", "OAuth & Permissions");
        assertThat(connect(
                                owner,
                                Map.of("channel", "#general"),
                                Map.of("botToken", "xoxb-hearth", "signingSecret", "shh"))
                        .refused(400, "invalid")
                        .body())
                .contains("settings.channel", "C0123456789");
        assertThat(owner.get("/api/credentials").expect(200).at("items")).isEmpty();
        connect();
        var kept = owner.get("/api/credentials").expect(200);
        assertThat(kept.body()).doesNotContain("xoxb-hearth", "shh");
        assertThat(kept.text("items.0.lastTest.detail")).isEqualTo("Signed in to hearth as fanfare.");
        assertThat(kept.text("items.0.eventsUrl")).endsWith("/api/notifications/slack/interactions");
    }

    @Test
    void slack_is_chosen_only_where_it_reaches_the_person() {
        var wish = Map.of("kinds", List.of(Map.of("kind", "mentioned", "slack", "now")));
        editor.put(PREFERENCES, wish).refused(422, "slack_not_connected");
        assertThat(test().text("detail")).contains("not connected");
        connect();
        editor.put(PREFERENCES, wish).refused(422, "slack_user_unknown");
        assertThat(test().text("detail")).contains("member ID");
        assertThat(editor.put("/api/team/slack-user", Map.of("slackUserId", "@editor"))
                        .refused(400, "invalid")
                        .body())
                .contains("slackUserId", "U0123456789");
        link(editor, user);
        owner.put("/api/team/slack-user", Map.of("slackUserId", user)).refused(409, "member_exists");
        var after = editor.put(PREFERENCES, wish).expect(200);
        assertThat(after.at("slack").toString())
                .isEqualTo("{\"connected\":true,\"userId\":\"" + user + "\",\"reachesYou\":true}");
        assertThat(editor.put(PREFERENCES, after.json()).expect(200).json()).isEqualTo(after.json());
        assertThat(test().at("ok").asBoolean()).isTrue();
        assertThat(texts()).containsExactly("Notifications reach you here");
        editor.put("/api/team/slack-user", "{\"slackUserId\":null}").expect(200);
        assertThat(editor.get(PREFERENCES).expect(200).at("slack.reachesYou").asBoolean())
                .isFalse();
    }

    private Answer test() {
        return editor.post("/api/notifications/test", Map.of("channel", "slack"))
                .expect(200);
    }

    @Test
    void nobody_but_the_person_or_an_admin_says_which_slack_user_a_member_is() {
        Api manager = owner.as("manager");
        var owners = Map.of("personId", owner.person, "name", "Olivia", "slackUserId", user);
        manager.post("/api/team", owners).refused(403, "slack_user_own");
        var member = manager.post("/api/team", Map.of("personId", owner.person, "name", "Olivia"))
                .expect(201)
                .id("id");
        manager.patch("/api/team/" + member, Map.of("slackUserId", user)).refused(403, "slack_user_own");
        manager.patch("/api/team/" + member, Map.of("role", "Lead")).expect(200);
        owner.patch("/api/team/" + member, Map.of("slackUserId", user)).expect(200);
        manager.patch("/api/team/" + member, Map.of("personId", manager.person)).refused(403, "slack_user_own");
        manager.patch("/api/team/" + member, Map.of("role", "Head")).expect(200);
        link(manager, user());
    }

    @Test
    void what_a_person_wants_in_slack_arrives_there_once_beside_the_mail() {
        ready();
        tell("mentioned", "Mia & <Max> mentioned you");
        tell("approval_commented", "A comment");
        assertThat(texts()).containsExactly("Mia &amp; &lt;Max&gt; mentioned you");
        assertThat(texts()).hasSize(1);
        var block =
                FakeSlack.messages(user).getFirst().at("/blocks/0/text/text").asString();
        assertThat(block)
                .contains(
                        "|Mia &amp; &lt;Max&gt; mentioned you>",
                        "/notifications?id=",
                        "Look at &lt;it&gt; &amp; answer.");
        assertThat(sent().at("/state").asString()).isEqualTo("confirmed");
        assertThat(sent().at("/target").asString()).isEqualTo(user);
        assertThat(editor.get("/api/email/captured?to=" + editor.email)
                        .expect(200)
                        .body())
                .contains("mentioned you");
        tell("mentioned", "Read before it was sent");
        editor.post("/api/notifications/read-all").expect(204);
        assertThat(texts()).hasSize(1);
    }

    @Test
    void the_digest_the_quiet_hours_and_the_limit_are_those_of_the_mails() {
        ready();
        choose(editor, "approval_commented", "digest");
        for (int i = 1; i <= 3; i++) tell("approval_commented", "Comment " + i);
        assertThat(texts()).isEmpty();
        shift(Duration.ofDays(1));
        assertThat(texts()).singleElement().asString().startsWith("3 notifications from ");
        shift(Duration.ofDays(2));
        assertThat(texts()).hasSize(1);
        editor.put(PREFERENCES, Map.of("throttlePerHour", 2)).expect(200);
        for (int i = 1; i <= 5; i++) {
            tell("mentioned", "Mention " + i);
            Api.drain();
        }
        assertThat(texts()).hasSize(3);
        shift(Duration.ofDays(2).plusMinutes(61));
        assertThat(texts()).hasSize(4).last().asString().startsWith("3 notifications from ");
        var days = List.of("mon", "tue", "wed", "thu", "fri", "sat");
        editor.put(PREFERENCES, Map.of("quietHours", Map.of("from", "00:00", "to", "00:00", "days", days)))
                .expect(200);
        tell("mentioned", "Quiet, unless it is Sunday");
        editor.put(PREFERENCES, Map.of("kinds", List.of(Map.of("kind", "post_failed", "slack", "now"))))
                .expect(200);
        tell("post_failed", "Not published");
        assertThat(texts()).contains("Not published");
    }

    @Test
    void slack_that_is_busy_is_asked_again_and_has_the_message_once() {
        ready();
        for (String fault : List.of("LIMITED", "BUSY", "LIMITED_IN_BODY")) FakeSlack.fault(user, fault);
        tell("mentioned", "Mia mentioned you");
        assertThat(texts()).isEmpty();
        var waiting = sent();
        assertThat(waiting.at("/state").asString()).isEqualTo("planned");
        assertThat(waiting.at("/reason").asString()).contains("429");
        assertThat(waiting.at("/nextAttemptAt").isNull()).isFalse();
        for (int minutes = 1; minutes <= 4; minutes++) {
            shift(Duration.ofMinutes(minutes));
            Api.drain();
        }
        assertThat(texts()).containsExactly("Mia mentioned you");
        assertThat(FakeSlack.calls(user)).isEqualTo(4);
        assertThat(sent().at("/state").asString()).isEqualTo("confirmed");
    }

    @Test
    void a_message_whose_answer_was_lost_is_in_doubt_and_not_posted_again() {
        ready();
        for (String fault : List.of("KEPT_THEN_DROPPED", "KEPT_THEN_BROKEN", "DROPPED")) {
            FakeSlack.fault(user, fault);
            tell("mentioned", fault);
            assertThat(sent().at("/state").asString()).isEqualTo("unconfirmed");
        }
        shift(Duration.ofHours(2));
        assertThat(texts()).containsExactly("KEPT_THEN_DROPPED", "KEPT_THEN_BROKEN");
    }

    @Test
    void what_slack_refuses_says_what_to_do() {
        connect();
        link(editor, "U0GONE");
        choose(editor, "mentioned", "now");
        tell("mentioned", "To a user that is gone");
        assertThat(sent().at("/reason").asString()).isEqualTo("Slack refused the message: channel_not_found.");
        link(editor, user);
        String token = "xoxb-" + user;
        connect(owner, Map.of(), Map.of("botToken", token, "signingSecret", "shh"))
                .expect(201);
        FakeSlack.revoke(token);
        tell("mentioned", "With a revoked token");
        assertThat(sent().at("/state").asString()).isEqualTo("failed");
        assertThat(sent().at("/reason").asString())
                .isEqualTo("Connect Slack again, then retry: Slack answered token_revoked.");
    }

    @Test
    void members_without_a_slack_user_read_the_common_channel_if_there_is_one() {
        String channel = "C" + user.substring(1);
        connect(owner, Map.of("channel", channel), Map.of("botToken", "xoxb-hearth", "signingSecret", "shh"))
                .expect(201);
        choose(editor, "mentioned", "now");
        tell("mentioned", "Mia mentioned you");
        Api.drain();
        assertThat(FakeSlack.messages(channel)).hasSize(1);
    }
}
