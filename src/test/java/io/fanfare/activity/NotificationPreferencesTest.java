package io.fanfare.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Api.Answer;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NotificationPreferencesTest {
    private static final String PATH = "/api/notifications/preferences";

    private final Api owner = Api.workspace();
    private final Api editor = owner.as("editor");

    @BeforeEach
    void noQuietHours() {
        editor.put(PATH, Map.of("timeZone", "UTC")).expect(200);
    }

    @AfterEach
    void clockBack() {
        shift(Duration.ZERO);
    }

    private void noDailyMail() {
        editor.put(PATH, Map.of("digest", Map.of("daily", Map.of("on", false)))).expect(200);
    }

    private static void shift(Duration by) {
        var transactions = Api.bean(Transactions.class);
        transactions.write(() -> Api.bean(Now.class).shift(by));
    }

    private UUID tell(String kind, String title) {
        UUID subject = Ids.next();
        Current.house(owner.workspace, "test")
                .run(() -> Api.bean(Transactions.class).write(() -> Api.bean(Notifications.class)
                        .notify(
                                List.of(editor.person),
                                kind,
                                title,
                                "Look at it.",
                                Subject.of("thing", subject, title))));
        return subject;
    }

    /** The subjects of the mails that the editor got, oldest first. */
    private List<String> mails() {
        Api.drain();
        return editor.get("/api/email/captured?to=" + editor.email)
                .expect(200)
                .at("items")
                .valueStream()
                .map(mail -> mail.at("/subject").asString())
                .filter(subject -> !subject.startsWith("Join "))
                .toList()
                .reversed();
    }

    private JsonNode kind(String kind) {
        return editor.get(PATH)
                .expect(200)
                .at("kinds")
                .valueStream()
                .filter(each -> each.at("/kind").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private void choose(String kind, String channel, String how) {
        editor.put(PATH, Map.of("kinds", List.of(Map.of("kind", kind, channel, how))))
                .expect(200);
    }

    @Test
    void a_change_changes_only_what_it_contains() {
        assertThat(kind("approval_commented").at("/email").asString()).isEqualTo("digest");
        choose("approval_commented", "email", "off");
        choose("approval_commented", "in_app", "off");
        var quiet = Map.of("from", "20:00", "to", "07:00", "days", List.of("mon", "tue"));
        editor.put(PATH, Map.of("quietHours", quiet)).expect(200);
        var after = editor.put(PATH, Map.of("throttlePerHour", 5, "digest", Map.of("weekly", Map.of("on", true))))
                .expect(200);
        assertThat(after.at("throttlePerHour").asInt()).isEqualTo(5);
        assertThat(after.text("quietHours.from")).startsWith("20:00");
        assertThat(after.at("digest.weekly.on").asBoolean()).isTrue();
        assertThat(after.at("digest.daily.on").asBoolean()).isTrue();
        assertThat(kind("approval_commented").at("/email").asString()).isEqualTo("off");
        assertThat(kind("approval_commented").at("/in_app").asString()).isEqualTo("off");
        assertThat(editor.put(PATH, "{\"quietHours\":null}")
                        .expect(200)
                        .at("quietHours")
                        .isNull())
                .isTrue();
        assertThat(owner.get(PATH).expect(200).at("throttlePerHour").asInt()).isEqualTo(20);
    }

    @Test
    void wrong_settings_are_refused_and_name_their_field() {
        refused(Map.of("timeZone", "Mars/Base"), "timeZone");
        refused(Map.of("throttlePerHour", 0), "throttlePerHour");
        refused(Map.of("quietHours", Map.of("from", "25:00", "to", "07:00", "days", List.of("mon"))), "quietHours");
        refused(
                Map.of(
                        "quietHours",
                        Map.of(
                                "from",
                                "00:00",
                                "to",
                                "00:00",
                                "days",
                                List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun"))),
                "quietHours");
        refused(Map.of("kinds", List.of(Map.of("kind", "nothing"))), "kinds");
        refused(Map.of("kinds", 5), "kinds");
        refused("{\"kinds\":null}", "kinds");
        refused(Map.of("sound", true), "sound");
        editor.put(PATH, Map.of("kinds", List.of(Map.of("kind", "post_failed", "email", "off"))))
                .refused(422, "notification_mandatory");
        editor.put(PATH, Map.of("kinds", List.of(Map.of("kind", "post_failed", "in_app", "off"))))
                .refused(422, "notification_mandatory");
        editor.put(PATH, Map.of("kinds", List.of(Map.of("kind", "mentioned", "slack", "now"))))
                .refused(422, "slack_not_connected");
        assertThat(kind("post_failed").at("/email").asString()).isEqualTo("now");
    }

    @Test
    void settings_can_be_sent_back_as_they_were_read() {
        var known = editor.get(PATH).expect(200);
        assertThat(editor.put(PATH, known.json()).expect(200).json()).isEqualTo(known.json());
        refused(Map.of("kinds", List.of(Map.of("kind", "mentioned", "mandatory", true))), "kinds[0].mandatory");
    }

    private void refused(Object change, String field) {
        assertThat(editor.put(PATH, change).refused(400, "invalid").body()).contains("\"" + field);
    }

    @Test
    void what_is_prompt_is_mailed_at_once_and_once() {
        tell("approval_requested", "Review the newsletter");
        assertThat(mails()).containsExactly("Review the newsletter");
        assertThat(mails()).containsExactly("Review the newsletter");
        assertThat(owner.get("/api/email/captured?to=" + editor.email)
                        .expect(200)
                        .at("items"))
                .as("others don't read it in the Test inbox")
                .isEmpty();
    }

    @Test
    void what_can_wait_comes_together_in_the_digest() {
        for (int i = 1; i <= 3; i++) tell("approval_commented", "Comment " + i);
        UUID read = tell("approval_commented", "Read in the app");
        editor.get("/api/notifications")
                .expect(200)
                .at("items")
                .valueStream()
                .filter(each -> each.at("/subject/id").asString().equals(read.toString()))
                .forEach(each -> editor.post(
                                "/api/notifications/" + each.at("/id").asString() + "/read")
                        .expect(204));
        assertThat(mails()).isEmpty();
        shift(Duration.ofDays(1));
        assertThat(mails()).hasSize(1).first().asString().startsWith("3 notifications from ");
        String id = editor.get("/api/email/captured").expect(200).text("items.0.id");
        assertThat(editor.get("/api/email/captured/" + id + "/view").expect(200).body())
                .contains("Comment 1", "Comment 3")
                .doesNotContain("Read in the app");
        shift(Duration.ofDays(2));
        assertThat(mails()).hasSize(1);
    }

    @Test
    void quiet_hours_hold_what_can_wait_and_let_urgent_matters_pass() {
        noDailyMail();
        // Whatever time it is: quiet all day, on all days but two that are not near.
        var days = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
        int today = java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC)
                        .getDayOfWeek()
                        .getValue()
                - 1;
        var quietDays = List.of(days.get((today + 6) % 7), days.get(today), days.get((today + 1) % 7));
        editor.put(PATH, Map.of("quietHours", Map.of("from", "00:00", "to", "00:00", "days", quietDays)))
                .expect(200);
        tell("approval_requested", "Review the newsletter");
        tell("post_failed", "The post was not published");
        assertThat(mails()).containsExactly("The post was not published");
        shift(Duration.ofDays(3));
        assertThat(mails()).containsExactly("The post was not published", "Review the newsletter");
    }

    @Test
    void many_mails_in_an_hour_become_one() {
        noDailyMail();
        editor.put(PATH, Map.of("throttlePerHour", 2)).expect(200);
        for (int i = 1; i <= 6; i++) {
            tell("mentioned", "Mention " + i);
            Api.drain();
        }
        assertThat(mails()).containsExactly("Mention 1", "Mention 2");
        shift(Duration.ofMinutes(61));
        assertThat(mails()).hasSize(3).last().asString().startsWith("4 notifications from ");
    }

    @Test
    void a_change_of_the_settings_reaches_what_already_waits() {
        tell("approval_commented", "A comment");
        choose("approval_commented", "email", "now");
        assertThat(mails()).containsExactly("A comment");
        tell("campaign_paused", "Paused");
        choose("campaign_paused", "email", "off");
        shift(Duration.ofDays(2));
        assertThat(mails()).containsExactly("A comment");
    }

    @Test
    void what_is_not_shown_in_the_app_is_still_mailed() {
        choose("mentioned", "in_app", "off");
        tell("mentioned", "Mia mentioned you");
        assertThat(editor.get("/api/notifications").expect(200).at("items")).isEmpty();
        assertThat(editor.get("/api/notifications/unread-count")
                        .expect(200)
                        .at("count")
                        .asInt())
                .isZero();
        assertThat(mails()).containsExactly("Mia mentioned you");
    }

    @Test
    void a_former_member_is_mailed_nothing() {
        tell("approval_commented", "A comment");
        owner.delete("/api/members/" + editor.person).expect(204);
        shift(Duration.ofDays(1));
        Api.drain();
        assertThat(owner.get("/api/notifications/deliveries").expect(200).at("items"))
                .isEmpty();
    }

    @Test
    void admins_see_what_was_sent_and_a_test_says_where_it_arrives() {
        Answer test = editor.post("/api/notifications/test", Map.of("channel", "email"))
                .expect(200);
        assertThat(test.at("ok").asBoolean()).isFalse();
        assertThat(test.text("detail")).contains("Test inbox");
        assertThat(mails()).containsExactly("Notifications reach you here");
        assertThat(editor.post("/api/notifications/test", Map.of("channel", "slack"))
                        .expect(200)
                        .at("ok")
                        .asBoolean())
                .isFalse();
        tell("mentioned", "Mia mentioned you");
        Api.drain();
        editor.get("/api/notifications/deliveries").refused(403, "forbidden");
        var sent = owner.get("/api/notifications/deliveries?limit=1").expect(200);
        assertThat(sent.text("items.0.kind")).isEqualTo("mentioned");
        assertThat(sent.text("items.0.state")).isEqualTo("captured");
        assertThat(sent.text("items.0.personId")).isEqualTo(editor.person.toString());
        var rest = owner.get("/api/notifications/deliveries?after=" + sent.text("next"))
                .expect(200);
        assertThat(rest.text("items.0.kind")).isEqualTo("test");
        for (int i = 0; i < 4; i++)
            editor.post("/api/notifications/test", Map.of("channel", "email")).expect(200);
        editor.post("/api/notifications/test", Map.of("channel", "email")).refused(429, "too_many_requests");
    }
}
