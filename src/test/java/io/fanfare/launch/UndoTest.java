package io.fanfare.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class UndoTest {
    private static final Map<String, Integer> TEN = Map.of("undoSeconds", 10);

    private final Story story = new Story();
    private final Api owner = story.owner;
    private final String campaign = "/api/campaigns/" + story.campaign;

    @Test
    void a_launch_sends_nothing_while_it_can_be_undone_and_undoing_it_restores_the_status() {
        UUID due = post(Instant.now().minusSeconds(5));
        story.approve("content", "schedule");
        owner.post(campaign + "/transition", Map.of("to", "planning")).expect(200);
        var launched = owner.post(campaign + "/launch", TEN).expect(202);
        assertThat(launched.text("status")).isEqualTo("active");
        assertThat(Instant.parse(launched.text("undoUntil"))).isAfter(Instant.now());
        Api.drain();
        assertThat(status(due)).isEqualTo("scheduled");
        assertThat(deliveries()).isZero();

        var undone = owner.post(campaign + "/undo-launch").expect(200);
        assertThat(undone.text("status")).isEqualTo("planning");
        assertThat(undone.at("workflow.steps")).isEmpty();
        timePasses();
        Api.drain();
        assertThat(status(due)).isEqualTo("scheduled");
        assertThat(deliveries()).isZero();
        owner.post(campaign + "/undo-launch").refused(409, "undo_expired");

        owner.post(campaign + "/launch", Map.of()).expect(202);
        Api.drain();
        assertThat(status(due)).isEqualTo("published");
        assertThat(deliveries()).isEqualTo(1);
    }

    @Test
    void a_launch_that_is_not_undone_starts_by_itself_and_sends_each_item_once() {
        UUID due = post(Instant.now().minusSeconds(5));
        var mailing = mailing(Map.of());
        owner.post("/api/email/" + mailing + "/schedule", Map.of("scheduledFor", inSeconds(-5)))
                .expect(200);
        story.approve("content", "schedule");
        owner.post(campaign + "/launch", TEN).expect(202);
        Api.drain();
        assertThat(mailingStatus(mailing)).isEqualTo("scheduled");
        timePasses();
        Api.drain();
        assertThat(status(due)).isEqualTo("published");
        assertThat(mailingStatus(mailing)).isEqualTo("sent");
        assertThat(deliveries()).isEqualTo(2);
        owner.post(campaign + "/undo-launch").refused(409, "undo_expired");
    }

    @Test
    void what_is_published_during_those_seconds_waits_for_the_next_launch_when_it_is_undone() {
        post(Instant.now().plusSeconds(3600));
        story.approve("content", "schedule");
        owner.post(campaign + "/launch", TEN).expect(202);
        UUID second = post(Instant.now().plusSeconds(2));
        story.approve("content", "schedule");
        owner.post(campaign + "/undo-launch").expect(200);
        timePasses();
        owner.patch("/api/social/" + second + "/reschedule", Map.of("scheduledFor", inSeconds(-5)))
                .expect(200);
        story.approve("schedule");
        Api.drain();
        assertThat(status(second)).isEqualTo("scheduled");
        owner.as("editor").post(campaign + "/undo-launch").refused(403, "forbidden");
    }

    @Test
    void publishing_a_post_now_can_be_undone_until_it_is_submitted() {
        UUID post = post(Instant.parse("2027-03-01T09:00:00Z"));
        story.approve("content", "schedule");
        owner.post(campaign + "/launch", Map.of()).expect(202);
        Api.drain();
        owner.post("/api/social/" + post + "/publish", TEN).expect(202);
        Api.drain();
        assertThat(status(post)).isEqualTo("publishing");
        var undone = owner.post("/api/social/" + post + "/undo-publish").expect(200);
        assertThat(undone.text("status")).isEqualTo("scheduled");
        assertThat(undone.text("scheduledFor")).isEqualTo("2027-03-01T09:00:00Z");
        Api.drain();
        assertThat(status(post)).isEqualTo("scheduled");
        story.assertScopes("approved", "approved");

        owner.post("/api/social/" + post + "/publish", Map.of()).expect(202);
        Api.drain();
        assertThat(status(post)).isEqualTo("published");
        owner.post("/api/social/" + post + "/undo-publish").refused(409, "post_state");
        assertThat(deliveries()).isEqualTo(1);
    }

    @Test
    void publishing_before_the_launch_can_be_undone_and_the_post_waits_for_the_launch_again() {
        UUID post = post(Instant.now().minusSeconds(5));
        story.approve("content", "schedule");
        owner.post("/api/social/" + post + "/publish", TEN).expect(202);
        owner.post("/api/social/" + post + "/undo-publish").expect(200);
        Api.drain();
        assertThat(status(post)).isEqualTo("scheduled");
        owner.post(campaign + "/launch", Map.of()).expect(202);
        Api.drain();
        assertThat(status(post)).isEqualTo("published");
    }

    @Test
    void sending_a_mailing_now_can_be_undone_and_it_can_be_sent_later() {
        var mailing = mailing(Map.of());
        story.approve("content", "schedule");
        var sending = owner.post("/api/email/" + mailing + "/send", TEN).expect(202);
        assertThat(sending.at("recipients").asInt()).isEqualTo(1);
        Api.drain();
        var waiting = owner.get("/api/email/" + mailing).expect(200);
        assertThat(waiting.text("status")).isEqualTo("draft");
        assertThat(waiting.at("can").toString()).contains("undoSendMailing").doesNotContain("sendMailing\"");
        owner.patch("/api/email/" + mailing, Map.of("subject", "Other")).refused(409, "mailing_state");
        owner.post("/api/email/" + mailing + "/send", TEN).refused(409, "mailing_state");
        assertThat(deliveries()).isZero();

        owner.post("/api/email/" + mailing + "/undo-send").expect(200);
        owner.post("/api/email/" + mailing + "/undo-send").refused(409, "mailing_state");
        timePasses();
        Api.drain();
        assertThat(deliveries()).isZero();

        owner.post("/api/email/" + mailing + "/send", TEN).expect(202);
        timePasses();
        Api.drain();
        assertThat(mailingStatus(mailing)).isEqualTo("sent");
        assertThat(deliveries()).isEqualTo(1);
        owner.post("/api/email/" + mailing + "/undo-send").refused(409, "mailing_state");
    }

    @Test
    void sending_everything_now_can_be_undone() {
        UUID post = post(Instant.parse("2040-03-01T09:00:00Z"));
        var mailing = mailing(Map.of());
        story.approve("content", "schedule");
        owner.post(campaign + "/launch").expect(202);
        Api.drain();
        assertThat(owner.post(campaign + "/publish", TEN)
                        .expect(202)
                        .at("planned")
                        .asInt())
                .isEqualTo(2);
        Api.drain();
        owner.post(campaign + "/undo-publish").expect(204);
        timePasses();
        Api.drain();
        assertThat(status(post)).isEqualTo("scheduled");
        assertThat(mailingStatus(mailing)).isEqualTo("draft");
        owner.post(campaign + "/undo-publish").refused(409, "undo_expired");

        owner.post(campaign + "/publish", TEN).expect(202);
        timePasses();
        Api.drain();
        assertThat(status(post)).isEqualTo("published");
        assertThat(mailingStatus(mailing)).isEqualTo("sent");
        owner.post(campaign + "/undo-publish").refused(409, "undo_expired");
    }

    @Test
    void what_is_no_longer_approved_when_everything_is_to_be_sent_stays_and_its_owner_is_notified() {
        UUID post = post(Instant.parse("2040-03-01T09:00:00Z"));
        story.approve("content", "schedule");
        owner.post(campaign + "/launch").expect(202);
        Api.drain();
        owner.post(campaign + "/publish", TEN).expect(202);
        owner.post(campaign + "/approvals/content/reject", Map.of("reason", "Not today"))
                .expect(200);
        timePasses();
        Api.drain();
        assertThat(status(post)).isEqualTo("scheduled");
        assertThat(owner.get("/api/notifications").expect(200).at("items").findValuesAsString("kind"))
                .contains("campaign_not_published");
        owner.post(campaign + "/approvals/content/request", Map.of()).expect(200);
        story.approve("content");
        timePasses();
        Api.drain();
        assertThat(status(post)).isEqualTo("scheduled");
    }

    @Test
    void a_mailing_that_was_not_sent_notifies_its_owner_until_it_is_sent() {
        var mailing = mailing(Map.of());
        story.approve("content", "schedule");
        owner.post("/api/email/" + mailing + "/send", TEN).expect(202);
        owner.post(campaign + "/approvals/content/reject", Map.of("reason", "Not today"))
                .expect(200);
        timePasses();
        Api.drain();
        var alert = owner.get("/api/notifications?unread=true").expect(200);
        assertThat(alert.text("items.0.kind")).isEqualTo("mailing_not_sent");
        assertThat(alert.text("items.0.subject.id")).isEqualTo(mailing.toString());
        owner.post(campaign + "/approvals/content/request", Map.of()).expect(200);
        story.approve("content");
        owner.post("/api/email/" + mailing + "/send").expect(202);
        assertThat(owner.get("/api/notifications?unread=true")
                        .expect(200)
                        .at("items")
                        .findValuesAsString("kind"))
                .doesNotContain("mailing_not_sent");
    }

    @Test
    void a_mailing_whose_approval_is_withdrawn_within_these_seconds_is_not_sent() {
        var mailing = mailing(Map.of());
        story.approve("content", "schedule");
        owner.post("/api/email/" + mailing + "/send", TEN).expect(202);
        owner.post(campaign + "/approvals/content/reject", Map.of("reason", "Not today"))
                .expect(200);
        timePasses();
        Api.drain();
        assertThat(deliveries()).isZero();
        assertThat(owner.get("/api/email/" + mailing).at("sendsAt").isNull()).isTrue();
        owner.post(campaign + "/approvals/content/request", Map.of()).expect(200);
        story.approve("content");
        Api.drain();
        assertThat(deliveries()).isZero();
    }

    @Test
    void the_launch_sheet_lists_what_goes_out_to_how_many_people_and_that_no_one_gets_mail_without_a_mail_server() {
        UUID post = post(Instant.parse("2027-03-01T09:00:00Z"));
        var mailing = mailing(Map.of(
                "recipients",
                List.of(
                        Map.of("email", "ada@example.com"),
                        Map.of("email", "ADA@example.com"),
                        Map.of("email", "bea@example.com"))));
        owner.post("/api/email/" + mailing + "/schedule", Map.of("scheduledFor", "2027-03-02T09:00:00Z"))
                .expect(200);
        owner.post("/api/email/suppressions", Map.of("email", "bea@example.com", "reason", "manual"));
        var sheet = owner.get(campaign + "/launch-sheet").expect(200);
        assertThat(sheet.at("ready").asBoolean()).isFalse();
        assertThat(sheet.at("items").findValuesAsString("id")).containsExactly(post.toString(), mailing.toString());
        assertThat(sheet.at("items.0.approved").asBoolean()).isFalse();
        assertThat(sheet.at("items.1.recipients").asInt()
                        + sheet.at("items.1.skipped").asInt())
                .isEqualTo(3);
        assertThat(sheet.at("people").asInt())
                .isEqualTo(sheet.at("items.1.recipients").asInt());
        assertThat(sheet.at("testInbox").asBoolean()).isTrue();
        assertThat(owner.get("/api/email/server").expect(200).at("connected").asBoolean())
                .isFalse();
        story.approve("content", "schedule");
        var approved = owner.get(campaign + "/launch-sheet").expect(200);
        assertThat(approved.at("ready").asBoolean()).isTrue();
        assertThat(approved.at("items.1.approved").asBoolean()).isTrue();
    }

    @Test
    void the_launch_sheet_names_the_only_person_an_email_goes_to() {
        var one = mailing(Map.of("recipients", List.of(Map.of("email", "ada@example.com"))));
        var two = mailing(
                Map.of("recipients", List.of(Map.of("email", "ada@example.com"), Map.of("email", "bea@example.com"))));
        for (var mailing : List.of(one, two))
            owner.post("/api/email/" + mailing + "/schedule", Map.of("scheduledFor", "2027-03-02T09:00:00Z"))
                    .expect(200);
        var sheet = owner.get(campaign + "/launch-sheet").expect(200);
        assertThat(sheet.at("items").findValuesAsString("onlyTo")).containsExactlyInAnyOrder("ada@example.com", "");
    }

    /** The ten seconds are over. */
    @Test
    void what_was_dismissed_stays_dismissed_on_the_launch_sheet() {
        owner.patch(campaign, Map.of("startDate", "2020-01-01", "endDate", "2099-01-01"))
                .expect(200);
        assertThat(owner.get(campaign + "/launch-sheet")
                        .expect(200)
                        .at("checks")
                        .findValuesAsString("code"))
                .contains("start_passed");
        owner.post(campaign + "/prompting/record-response", Map.of("code", "start_passed", "response", "dismissed"))
                .expect(201);
        assertThat(owner.get(campaign + "/launch-sheet")
                        .expect(200)
                        .at("checks")
                        .findValuesAsString("code"))
                .doesNotContain("start_passed");
    }

    @Test
    void overview_approvals_and_launch_sheet_count_the_same_items() {
        UUID draft = draft("Used");
        draft("Not used");
        owner.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId",
                                story.campaign,
                                "platform",
                                "newsroom",
                                "creativeId",
                                draft,
                                "scheduledFor",
                                "2040-01-01T10:00:00Z"))
                .expect(201);
        post(Instant.parse("2040-03-01T09:00:00Z"));
        mailing(Map.of());

        int sheet =
                owner.get(campaign + "/launch-sheet").expect(200).at("items").size();
        var content = content(owner.get(campaign + "/approvals").expect(200).at("scopes"));
        var status = content(owner.get("/api/dashboard/campaigns/" + story.campaign)
                .expect(200)
                .at("approvals"));
        var check = owner.get(campaign + "/launch-sheet")
                .at("checks")
                .valueStream()
                .filter(one -> one.at("/evidence/scope").asString("").equals("content"))
                .findFirst()
                .orElseThrow();
        assertThat(sheet).isEqualTo(3);
        assertThat(content.at("/count/items").asInt()).isEqualTo(sheet);
        // The draft that a post is made of is read with that post.
        assertThat(content.at("/count/drafts").asInt()).isEqualTo(1);
        assertThat(status.at("/items").asInt()).isEqualTo(sheet);
        assertThat(check.at("/evidence/items").asInt()).isEqualTo(sheet);
    }

    private UUID draft(String name) {
        return owner.post(
                        campaign + "/creatives",
                        Map.of(
                                "name",
                                name,
                                "kind",
                                "text",
                                "platform",
                                "newsroom",
                                "components",
                                Map.of("caption", "Some words")))
                .expect(201)
                .id("id");
    }

    private static JsonNode content(JsonNode scopes) {
        return scopes.valueStream()
                .filter(scope -> scope.at("/scope").asString().equals("content"))
                .findFirst()
                .orElseThrow();
    }

    private void timePasses() {
        story.inWorkspace(() -> {
            var sql = Api.bean(Sql.class);
            sql.of("""
                    update delivery_gate set not_before = fanfare_now() - interval '1 second'
                     where workspace_id = :workspace and not_before is not null""").run();
            sql.of("update launch_undo set until = fanfare_now() - interval '1 second' where workspace_id = :workspace")
                    .run();
            sql.of(
                            "update launch_publication set at = fanfare_now() - interval '1 second' where workspace_id = :workspace")
                    .run();
            sql.of("""
                    update email_mailing set sends_at = fanfare_now() - interval '1 second'
                     where workspace_id = :workspace and sends_at is not null""").run();
            for (String lane : List.of("launch", "email_expand", "delivery_single", "delivery_bulk"))
                Api.bean(Ready.class).mark(lane, Api.bean(Now.class).instant());
        });
    }

    private UUID post(Instant at) {
        return story.post(Map.of("title", "Post at " + at, "scheduledFor", at.toString()))
                .expect(201)
                .id("queueId");
    }

    private UUID mailing(Map<String, ?> more) {
        return story.mailing(more).expect(201).id("id");
    }

    private static String inSeconds(int seconds) {
        return Instant.now().plusSeconds(seconds).toString();
    }

    private String status(UUID post) {
        return owner.get("/api/social/" + post).expect(200).text("status");
    }

    private String mailingStatus(UUID mailing) {
        return owner.get("/api/email/" + mailing).expect(200).text("status");
    }

    private int deliveries() {
        return owner.get("/api/deliveries?campaignId=" + story.campaign)
                .expect(200)
                .at("items")
                .size();
    }
}
