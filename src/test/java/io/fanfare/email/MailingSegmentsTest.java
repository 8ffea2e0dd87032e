package io.fanfare.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Mailings to segments: the recipients, the time, and that a pause or a crash neither loses nor repeats a mail. */
class MailingSegmentsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;

    private String contact(String email, Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("email", email);
        return owner.post("/api/contacts", body).expect(201).text("id");
    }

    private String segment(Object rules) {
        return owner.post("/api/email/segments", Map.of("name", "Readers", "rules", rules))
                .expect(201)
                .text("id");
    }

    private static Map<String, Object> tagged(String tag) {
        return Map.of("field", "tags", "op", "contains", "value", tag);
    }

    private UUID mailing(String segment, Map<String, ?> more) {
        var all = new HashMap<String, Object>(more);
        all.put("recipients", "");
        all.put("segmentId", segment);
        return story.mailing(all).expect(201).id("id");
    }

    private List<String> inbox() {
        return owner.get("/api/email/captured?limit=200")
                .expect(200)
                .at("items")
                .findValuesAsString("to");
    }

    private String status(UUID id) {
        return owner.get("/api/email/" + id).expect(200).text("status");
    }

    @Test
    void a_mailing_is_sent_to_the_members_of_the_segment_at_that_time_with_their_own_data() {
        var segment = segment(tagged("vip"));
        contact(
                "Ada@Example.com",
                Map.of(
                        "firstName",
                        "Ada",
                        "lastName",
                        "Lovelace",
                        "tags",
                        List.of("vip"),
                        "locale",
                        "en-GB",
                        "timeZone",
                        "Europe/London",
                        "attributes",
                        Map.of("plan", "<Pro>")));
        contact("bob@example.com", Map.of("tags", List.of("other")));
        contact("gone@example.com", Map.of("tags", List.of("vip"), "status", "unsubscribed"));
        var id = mailing(
                segment,
                Map.of(
                        "subject",
                        "For {{ contact.lastName }}",
                        "markdown",
                        "{{ contact.firstName }} / {{ contact.attributes.plan }} / {{ contact.locale }} / {{ contact.timeZone }} / {{ contact.tags | join: '+' }}"));
        assertThat(owner.get("/api/email/" + id).text("segmentName")).isEqualTo("Readers");
        story.approve("content", "schedule");
        // Contacts added later are included: the approval covers the rules.
        contact("carol@example.com", Map.of("tags", List.of("vip")));
        var sending = owner.post("/api/email/" + id + "/send").expect(202);
        assertThat(sending.at("recipients").asInt()).isEqualTo(2);
        assertThat(sending.at("excluded.suppressed").asInt()).isEqualTo(1);
        owner.post("/api/email/" + id + "/send").refused(409, "mailing_state");
        Api.drain();
        assertThat(inbox()).containsExactlyInAnyOrder("Ada@example.com", "carol@example.com");
        assertThat(status(id)).isEqualTo("sent");
        var mail = owner.get("/api/email/captured?to=ada@example.com").at("items.0");
        assertThat(mail.get("subject").asString()).isEqualTo("For Lovelace");
        var view = owner.get("/api/email/captured/" + mail.get("id").asString() + "/view");
        assertThat(view.text("text")).contains("Ada / <Pro> / en-GB / Europe/London / vip");
        assertThat(view.text("html")).contains("&lt;Pro&gt;").doesNotContain("<Pro>");
        var metrics = owner.get("/api/email/" + id + "/metrics").expect(200);
        assertThat(metrics.at("captured").asInt()).isEqualTo(2);
        assertThat(metrics.at("excluded.suppressed").asInt()).isEqualTo(1);
        assertThat(metrics.at("opens.unique").asInt()).isZero();
    }

    @Test
    void opens_and_clicks_are_in_the_history_and_available_to_rules() {
        var reader = contact("ada@example.com", Map.of("tags", List.of("vip")));
        var id = mailing(segment(tagged("vip")), Map.of());
        story.approve("content", "schedule");
        owner.post("/api/email/" + id + "/send").expect(202);
        Api.drain();
        var mail = owner.get("/api/email/captured?to=ada@example.com").text("items.0.id");
        var view = owner.get("/api/email/captured/" + mail + "/view");
        var pixel =
                java.util.regex.Pattern.compile("src=\"[^\"]*(/e/o/[^\"]+)\"").matcher(view.text("html"));
        assertThat(pixel.find()).isTrue();
        Api.nobody()
                .with("User-Agent", "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Safari/605.1.15")
                .get(pixel.group(1))
                .expect(200);
        assertThat(owner.get("/api/email/" + id + "/metrics").at("opens.human").asInt())
                .isEqualTo(1);
        var opened = Map.of("field", "event.opened", "op", "within_days", "value", 1);
        assertThat(owner.post("/api/email/segments/preview", Map.of("rules", opened))
                        .at("count")
                        .asInt())
                .isEqualTo(1);
        var unsubscribe = java.util.regex.Pattern.compile("(/e/u/[^\\s)>\"]+)").matcher(view.text("text"));
        assertThat(unsubscribe.find()).isTrue();
        Api.nobody().post(unsubscribe.group(1)).expect(200);
        Api.nobody().post(unsubscribe.group(1)).expect(200);
        var story = owner.get("/api/contacts/" + reader).expect(200);
        assertThat(story.text("status")).isEqualTo("unsubscribed");
        var kinds = new ArrayList<String>();
        story.at("story").forEach(line -> kinds.add(line.get("kind").asString()));
        assertThat(kinds).containsExactlyInAnyOrder("created", "received", "opened", "unsubscribed", "suppressed");
        assertThat(story.at("story").findValuesAsString("title")).contains("A mailing");
    }

    @Test
    void changed_rules_need_another_review_and_a_segment_in_use_is_not_archived() {
        var segment = segment(tagged("vip"));
        contact("a@example.com", Map.of("tags", List.of("vip")));
        var id = mailing(segment, Map.of());
        story.approve("content", "schedule");
        owner.patch("/api/email/segments/" + segment, Map.of("name", "Best readers"))
                .expect(200);
        story.assertScopes("approved", "approved");
        owner.patch("/api/email/segments/" + segment, Map.of("rules", tagged("all")))
                .expect(200);
        story.assertScopes("approved", "needs_review");
        owner.post("/api/email/" + id + "/send").refused(409, "not_approved");
        owner.patch("/api/email/segments/" + segment, Map.of("rules", tagged("vip")))
                .expect(200);
        story.assertScopes("approved", "approved");
        var refused = owner.delete("/api/email/segments/" + segment).refused(409, "segment_in_use");
        assertThat(refused.at("mailings").toString()).isEqualTo("[\"A mailing\"]");
        owner.post("/api/email/" + id + "/cancel").expect(200);
        owner.delete("/api/email/segments/" + segment).expect(204);
        story.mailing(Map.of("segmentId", segment, "recipients", "")).expect(400);
        var both = story.mailing(Map.of("segmentId", segment(tagged("x")))).expect(400);
        assertThat(both.at("errors").propertyNames()).containsExactly("segmentId");
        var other = new Story();
        assertThat(other.mailing(Map.of("segmentId", segment, "recipients", ""))
                        .expect(400)
                        .at("errors")
                        .propertyNames())
                .containsExactly("segmentId");
    }

    @Test
    void nothing_leaves_while_a_mailing_is_paused_and_then_each_mail_once() {
        for (int i = 0; i < 30; i++) contact("p" + i + "@example.com", Map.of());
        var all = owner.get("/api/email/segments/list").text("items.0.id");
        var id = mailing(all, Map.of());
        story.approve("content", "schedule");
        owner.post("/api/email/" + id + "/pause").refused(409, "mailing_state");
        owner.post("/api/email/" + id + "/send").expect(202);
        var paused = owner.post("/api/email/" + id + "/pause").expect(200);
        assertThat(paused.text("status") + " by " + paused.text("heldBy")).isEqualTo("paused by mailing");
        Api.drain();
        assertThat(inbox()).isEmpty();
        owner.as("editor").post("/api/email/" + id + "/resume").refused(403, "forbidden");
        owner.post("/api/email/" + id + "/resume").expect(200);
        // The mails are created and then paused.
        story.inWorkspace(
                () -> assertThat(Api.bean(MailingExpansion.class).next(id)).isFalse());
        owner.post("/api/email/" + id + "/pause").expect(200);
        Api.drain();
        assertThat(inbox()).isEmpty();
        owner.post("/api/email/" + id + "/resume").expect(200);
        Api.drain();
        assertThat(inbox()).hasSize(30).doesNotHaveDuplicates();
        assertThat(status(id)).isEqualTo("sent");
    }

    @Test
    void a_crash_while_mails_are_created_neither_loses_nor_repeats_one() {
        for (int i = 0; i < 5; i++) contact("p" + i + "@example.com", Map.of());
        var id = mailing(owner.get("/api/email/segments/list").text("items.0.id"), Map.of());
        story.approve("content", "schedule");
        owner.post("/api/email/" + id + "/send").expect(202);
        var transactions = Api.bean(Transactions.class);
        Current.house(owner.workspace, "test").run(() -> {
            assertThatThrownBy(() -> transactions.write(() -> {
                        Api.bean(MailingExpansion.class).next(id);
                        throw new IllegalStateException("killed");
                    }))
                    .hasMessage("killed");
            transactions.write(
                    () -> assertThat(Api.bean(MailingExpansion.class).next(id)).isFalse());
            transactions.write(
                    () -> assertThat(Api.bean(MailingExpansion.class).next(id)).isFalse());
        });
        Api.drain();
        assertThat(inbox()).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void a_contact_that_is_erased_while_mails_are_created_gets_none() throws Exception {
        var gone = contact("gone@example.com", Map.of());
        contact("here@example.com", Map.of());
        var id = mailing(owner.get("/api/email/segments/list").text("items.0.id"), Map.of());
        story.approve("content", "schedule");
        owner.post("/api/email/" + id + "/send").expect(202);
        var created = new CountDownLatch(1);
        var erased = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var creating = threads.submit(() -> story.inWorkspace(() -> {
                Api.bean(MailingExpansion.class).next(id);
                created.countDown();
                awaitErasedOrWaiting(erased);
            }));
            assertThat(created.await(20, TimeUnit.SECONDS)).isTrue();
            owner.delete("/api/contacts/" + gone).expect(200);
            erased.countDown();
            creating.get();
        }
        Api.drain();
        assertThat(inbox()).containsExactly("here@example.com");
    }

    private static void awaitErasedOrWaiting(CountDownLatch erased) {
        var sql = Api.bean(Sql.class);
        long end = System.nanoTime() + 20_000_000_000L;
        while (erased.getCount() > 0
                && !sql.of("select 1 from pg_locks where not granted").exists()
                && System.nanoTime() < end) Thread.onSpinWait();
    }

    @Test
    void each_reader_gets_it_at_the_same_time_on_their_own_wall() {
        contact("tokyo@example.com", Map.of("timeZone", "Asia/Tokyo"));
        contact("lima@example.com", Map.of("timeZone", "America/Lima"));
        contact("home@example.com", Map.of());
        var id = mailing(owner.get("/api/email/segments/list").text("items.0.id"), Map.of());
        owner.post(
                        "/api/email/" + id + "/schedule",
                        Map.of("scheduledFor", "2030-06-01T09:00:00Z", "inContactZone", true))
                .expect(400);
        var planned = owner.post(
                        "/api/email/" + id + "/schedule",
                        Map.of("localTime", "2026-01-05T09:00", "timeZone", "Europe/Berlin", "inContactZone", true))
                .expect(200);
        assertThat(planned.text("scheduledFor")).isEqualTo("2026-01-04T19:00:00Z");
        story.assertScopes("pending", "pending");
        story.approve("content", "schedule");
        story.launch();
        story.inWorkspace(() -> {
            assertThat(Api.bean(Sendings.class).sendDue(id)).isEqualTo(Sendings.Outcome.SENT);
            Api.bean(MailingExpansion.class).next(id);
        });
        var due = new HashMap<String, Instant>();
        owner.get("/api/deliveries?itemId=" + id)
                .expect(200)
                .at("items")
                .forEach(row -> due.put(
                        row.get("target").asString(),
                        Instant.parse(row.get("dueAt").asString())));
        assertThat(due)
                .isEqualTo(Map.of(
                        "tokyo@example.com", Instant.parse("2026-01-05T00:00:00Z"),
                        "lima@example.com", Instant.parse("2026-01-05T14:00:00Z"),
                        "home@example.com", Instant.parse("2026-01-05T08:00:00Z")));
    }

    @Test
    void the_time_zone_for_readers_without_one_is_part_of_the_approval() {
        var id = mailing(owner.get("/api/email/segments/list").text("items.0.id"), Map.of());
        var berlin = Map.of("localTime", "2030-01-07T09:00", "timeZone", "Europe/Berlin", "inContactZone", true);
        owner.post("/api/email/" + id + "/schedule", berlin).expect(200);
        story.approve("content", "schedule");
        var tokyo = new HashMap<String, Object>(berlin);
        tokyo.put("timeZone", "Asia/Tokyo");
        owner.post("/api/email/" + id + "/schedule", tokyo).expect(200);
        story.assertScopes("approved", "needs_review");
        owner.post("/api/email/" + id + "/schedule", berlin).expect(200);
        story.assertScopes("approved", "approved");
    }

    @Test
    void rules_that_changed_in_the_moment_in_which_they_were_chosen_are_noticed_before_anything_is_sent() {
        var segment = segment(tagged("vip"));
        contact("a@example.com", Map.of("tags", List.of("vip")));
        contact("b@example.com", Map.of("tags", List.of("all")));
        var id = mailing(segment, Map.of());
        var later = mailing(segment, Map.of("name", "Later"));
        owner.post("/api/email/" + later + "/schedule", Map.of("scheduledFor", "2020-01-01T00:00:00Z"))
                .expect(200);
        story.approve("content", "schedule");
        story.activate();
        // As if the change of the rules had not seen these mailings.
        story.inWorkspace(() -> Api.bean(Sql.class)
                .of("update audience_segment set rules = :rules where workspace_id = :workspace and id = :id")
                .bind("id", UUID.fromString(segment))
                .bind("rules", Json.of(tagged("all")))
                .run());
        owner.post("/api/email/" + id + "/send").refused(409, "not_approved");
        story.inWorkspace(
                () -> assertThat(Api.bean(Sendings.class).sendDue(later)).isEqualTo(Sendings.Outcome.WAITS));
        story.assertScopes("approved", "needs_review");
        Api.drain();
        assertThat(inbox()).isEmpty();
    }

    @Test
    void a_mail_is_shown_as_a_contact_would_get_it() {
        var ada = contact("ada@example.com", Map.of("firstName", "Ada", "lastName", "L"));
        var id = story.mailing(Map.of()).expect(201).id("id");
        assertThat(owner.get("/api/email/" + id + "/preview?contactId=" + ada)
                        .expect(200)
                        .text("subject"))
                .isEqualTo("Hello Ada");
        owner.get("/api/email/" + id + "/preview?contactId=" + UUID.randomUUID())
                .refused(404, "not_found");
        var foreign = Api.workspace()
                .post("/api/contacts", Map.of("email", "x@example.com"))
                .expect(201)
                .text("id");
        owner.get("/api/email/" + id + "/preview?contactId=" + foreign).refused(404, "not_found");
    }

    @Test
    void the_templates_that_are_built_in_are_mails_with_a_way_out() {
        var list = owner.get("/api/email/templates/list").expect(200);
        assertThat(list.at("items").findValuesAsString("key"))
                .containsExactly("welcome", "newsletter", "promotional", "transactional");
        for (JsonNode template : list.at("items")) {
            var id = story.mailing(Map.of(
                            "markdown", "", "templateKey", template.get("key").asString()))
                    .expect(201)
                    .id("id");
            var mail = owner.get("/api/email/" + id + "/preview").expect(200);
            assertThat(mail.text("html"))
                    .contains("/e/u/preview")
                    .contains("Hello Ada")
                    .doesNotContain("<mj-")
                    .doesNotContain("{{");
            assertThat(mail.text("html").split("/e/u/preview", -1))
                    .as("one way out")
                    .hasSize(2);
            assertThat(mail.text("text")).contains("Hello Ada").contains("/e/u/preview");
            assertThat(owner.get("/api/email/" + id).text("preheader")).isNotEmpty();
            owner.delete("/api/email/templates/" + template.get("id").asString())
                    .refused(409, "template_built_in");
        }
    }

    @Test
    void own_templates_are_saved_used_changed_and_put_away() {
        String mjml =
                "<mjml><mj-body><mj-section><mj-column><mj-text>Dear {{ contact.firstName }}</mj-text></mj-column></mj-section></mj-body></mjml>";
        var made = owner.post("/api/email/templates", Map.of("name", "Ours", "key", "ours", "mjml", mjml))
                .expect(201);
        owner.post("/api/email/templates", Map.of("name", "Again", "key", "ours", "mjml", mjml))
                .refused(409, "template_exists");
        owner.post("/api/email/templates", Map.of("name", "Again", "key", "welcome", "mjml", mjml))
                .refused(409, "template_exists");
        for (String wrong : List.of("no mjml", "<mjml><mj-body>{{ x", mjml.replace("Dear", "{% include 'x' %}")))
            assertThat(owner.post("/api/email/templates", Map.of("name", "Wrong", "mjml", wrong))
                            .expect(400)
                            .at("errors")
                            .propertyNames())
                    .containsExactly("mjml");
        var id = story.mailing(Map.of("markdown", "", "templateKey", "ours"))
                .expect(201)
                .id("id");
        String path = "/api/email/templates/" + made.text("id");
        owner.patch(path, Map.of("mjml", mjml.replace("Dear", "Hi"), "version", 1))
                .expect(200);
        owner.patch(path, Map.of("name", "x", "version", 1)).refused(409, "template_version_conflict");
        assertThat(owner.get("/api/email/" + id).text("mjml")).isEqualTo(mjml);
        assertThat(owner.get(path).expect(200).text("mjml")).contains("Hi {{");
        var listed = owner.get("/api/email/templates/list?offset=4&limit=1").expect(200);
        assertThat(listed.text("items.0.words")).isEqualTo("Hi");
        assertThat(listed.at("items.0.mjml").isNull())
                .as("a list leaves the MJML out")
                .isTrue();
        assertThat(story.mailing(Map.of("templateKey", "ours"))
                        .expect(400)
                        .at("errors")
                        .propertyNames())
                .containsExactly("templateKey");
        owner.as("viewer").delete(path).refused(403, "forbidden");
        owner.delete(path).expect(204);
        story.mailing(Map.of("markdown", "", "templateKey", "ours")).expect(400);
        assertThat(owner.get("/api/email/templates/list").at("total").asInt()).isEqualTo(4);
    }

    @Test
    void the_checks_of_a_campaign_include_those_of_its_mailings() {
        owner.patch("/api/campaigns/" + story.campaign, Map.of("endDate", "2027-01-01", "channels", List.of("email")))
                .expect(200);
        var id = mailing(segment(tagged("nobody")), Map.of("subject", "A word and another one. ".repeat(4)));
        owner.post("/api/email/" + id + "/schedule", Map.of("scheduledFor", "2027-02-01T09:00:00Z"))
                .expect(200);
        var codes = new ArrayList<String>();
        story.inWorkspace(
                () -> Api.context(io.fanfare.campaign.CampaignChecks.class).forEach(room -> room.of(
                                Api.bean(io.fanfare.campaign.Campaigns.class).get(story.campaign))
                        .forEach(check -> codes.add(check.code()))));
        assertThat(codes)
                .contains(
                        "contacts_missing",
                        "mailing_segment_empty",
                        "mailing_subject_long",
                        "mailing_after_end",
                        "postal_address_missing");
        owner.post("/api/email/" + id + "/pause").expect(200);
        var paused = new ArrayList<io.fanfare.kernel.Check>();
        story.inWorkspace(() -> Api.context(io.fanfare.campaign.CampaignChecks.class)
                .forEach(room -> paused.addAll(
                        room.of(Api.bean(io.fanfare.campaign.Campaigns.class).get(story.campaign)))));
        var fix = paused.stream()
                .filter(check -> check.code().equals("mailing_paused"))
                .findFirst()
                .orElseThrow()
                .fix();
        java.util.Objects.requireNonNull(fix);
        owner.send(fix.method(), fix.path(), Json.of(fix.body()).text()).expect(200);
        assertThat(status(id)).isEqualTo("scheduled");
    }

    @Test
    void a_mailing_follows_its_creative_until_its_own_text_is_written() {
        var creative = owner.post(
                        "/api/campaigns/" + story.campaign + "/creatives",
                        Map.of(
                                "name",
                                "Letter",
                                "kind",
                                "email",
                                "mode",
                                "manual",
                                "components",
                                Map.of("subject", "First words", "markdown", "A **letter**.")))
                .expect(201)
                .text("id");
        var id = story.mailing(Map.of("subject", "", "markdown", "", "creativeId", creative))
                .expect(201)
                .id("id");
        assertThat(owner.get("/api/email/" + id).text("subject")).isEqualTo("First words");
        assertThat(owner.get("/api/email/" + id).text("markdown")).isEqualTo("A **letter**.");
        story.approve("content", "schedule");
        owner.patch("/api/creatives/" + creative, Map.of("components", Map.of("subject", "Other words")))
                .expect(200);
        assertThat(owner.get("/api/email/" + id).text("subject")).isEqualTo("Other words");
        story.assertScopes("needs_review", "approved");
        owner.post("/api/email/" + id + "/send").refused(409, "not_approved");
        owner.patch("/api/email/" + id, Map.of("subject", "By hand")).expect(200);
        owner.patch("/api/creatives/" + creative, Map.of("components", Map.of("subject", "More", "markdown", "New")))
                .expect(200);
        var read = owner.get("/api/email/" + id);
        assertThat(read.text("subject") + "|" + read.text("markdown")).isEqualTo("By hand|New");
        var other = new Story();
        assertThat(other.mailing(Map.of("markdown", "", "creativeId", creative))
                        .expect(400)
                        .at("errors")
                        .propertyNames())
                .containsExactly("creativeId");
        assertThat(story.mailing(Map.of("subject", "")).expect(400).at("errors").propertyNames())
                .containsExactly("subject");
    }
}
