package io.fanfare.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.kernel.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailingsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;

    @Test
    void a_real_post_goes_to_fifty_people_once_each_after_it_was_approved_and_never_before() {
        String text = Story.blog("2025-09-08-mcp-registry-preview");
        var id = story.mailing(Map.of("markdown", text, "recipients", people(50)))
                .expect(201)
                .id("id");
        var read = owner.get("/api/email/" + id).expect(200);
        assertThat(read.text("markdown")).isEqualTo(text);
        assertThat(read.at("recipients").size()).isEqualTo(50);
        owner.post("/api/email/" + id + "/send").refused(409, "not_approved");
        Api.drain();
        assertThat(captured().at("total").asInt()).isZero();

        story.approve("content", "schedule");
        var sending = owner.post("/api/email/" + id + "/send").expect(202);
        assertThat(sending.at("recipients").asInt()).isEqualTo(50);
        owner.post("/api/email/" + id + "/send").refused(409, "mailing_state");
        owner.patch("/api/email/" + id, Map.of("subject", "late")).refused(409, "mailing_state");
        Api.drain();
        Api.drain();

        var inbox = owner.get("/api/email/captured?limit=200").expect(200);
        assertThat(inbox.json().at("/items").findValuesAsString("to"))
                .hasSize(50)
                .doesNotHaveDuplicates();
        assertThat(owner.get("/api/email/" + id).expect(200).text("status")).isEqualTo("sent");
        var one = owner.get("/api/email/captured?to=Reader7@Example.com").expect(200);
        assertThat(one.at("total").asInt()).isEqualTo(1);
        assertThat(one.text("items.0.subject")).isEqualTo("Hello Reader");
        var mail = view(one.id("items.0.id"));
        assertThat(mail.text("html")).contains("Single source of truth").contains("/e/c/");
        assertThat(mail.text("text"))
                .contains("Single source of truth")
                .contains("https://github.com/modelcontextprotocol")
                .contains("Unsubscribe: http");
        assertThat(mail.at("headers").toString()).contains("List-Unsubscribe=One-Click");
        var source = owner.get("/api/email/captured/" + one.id("items.0.id")).expect(200);
        assertThat(source.header("Content-Type")).startsWith("message/rfc822");
        assertThat(source.body()).contains("To: Reader 7 <reader7@example.com>").contains("multipart/alternative");
        var metrics = owner.get("/api/email/" + id + "/metrics").expect(200);
        assertThat(metrics.at("sent").asInt()).isEqualTo(50);
        assertThat(metrics.at("captured").asInt()).isEqualTo(50);
        assertThat(metrics.at("delivered").asInt()).isZero();
        assertThat(metrics.at("opens.raw").asInt()).isZero();
    }

    @Test
    void a_mail_is_previewed_while_it_is_written_and_nothing_is_stored() {
        var preview = owner.post(
                        "/api/email/preview",
                        Map.of(
                                "campaignId",
                                story.campaign,
                                "subject",
                                "Hello {{ contact.firstName }}",
                                "markdown",
                                "**Opening hours** for {{ contact.name }}"))
                .expect(200);
        assertThat(preview.text("subject")).isEqualTo("Hello Alex");
        assertThat(preview.text("html"))
                .contains("<strong>Opening hours</strong> for Alex Sample")
                .contains("/e/u/preview");
        assertThat(preview.at("sizeBytes").asInt()).isGreaterThan(500);
        owner.post("/api/email/preview", Map.of("campaignId", story.campaign, "markdown", "{{ contact.name"))
                .refused(422, "mailing_not_renderable");
        owner.post("/api/email/preview", Map.of("campaignId", story.campaign, "markdown", "a", "mjml", "<mjml></mjml>"))
                .refused(400, "invalid");
        assertThat(owner.post("/api/email/preview", Map.of("campaignId", story.campaign))
                        .expect(200)
                        .text("subject"))
                .isEmpty();
        assertThat(owner.get("/api/email?campaignId=" + story.campaign)
                        .expect(200)
                        .at("total")
                        .asInt())
                .isZero();
    }

    @Test
    void a_test_of_a_draft_goes_to_members_only_and_changes_no_figure() {
        var id = story.mailing(Map.of(
                        "subject",
                        "Hello {{ contact.firstName }}",
                        "markdown",
                        "[Offer](https://example.com/offer)",
                        "recipients",
                        people(3)))
                .expect(201)
                .id("id");
        String mine = owner.get("/api/auth/me").expect(200).text("user.email");
        owner.post("/api/email/" + id + "/test-send", Map.of("to", List.of("someone@example.net", mine)))
                .refused(422, "test_address_unknown");
        owner.post("/api/email/" + id + "/test-send", Map.of("to", List.of())).refused(400, "invalid");
        var sent = owner.post(
                        "/api/email/" + id + "/test-send",
                        Map.of("to", List.of(mine.toUpperCase(java.util.Locale.ROOT))))
                .expect(202);
        assertThat(sent.text("subject")).isEqualTo("[Test] Hello {{ contact.firstName }}");
        Api.drain();
        var inbox = captured();
        assertThat(inbox.at("total").asInt()).isEqualTo(1);
        assertThat(inbox.text("items.0.subject")).isEqualTo("[Test] Hello Alex");
        var mail = view(inbox.id("items.0.id"));
        assertThat(mail.text("html")).contains("https://example.com/offer").doesNotContain("/e/c/");
        assertThat(mail.at("headers").toString()).contains("X-Fanfare-Test").doesNotContain("List-Unsubscribe");
        assertThat(owner.get("/e/u/preview").expect(200).body()).contains("changes nothing");
        var metrics = owner.get("/api/email/" + id + "/metrics").expect(200);
        assertThat(metrics.at("recipients").asInt()).isZero();
        assertThat(owner.get("/api/email/" + id).expect(200).text("status")).isEqualTo("draft");
        for (int n = 1; n < 20; n++)
            owner.post("/api/email/" + id + "/test-send", Map.of("to", List.of(mine)))
                    .expect(202);
        owner.post("/api/email/" + id + "/test-send", Map.of("to", List.of(mine)))
                .expect(429);
    }

    @Test
    void a_template_that_would_fill_the_server_is_refused_by_its_field() {
        for (String body : List.of(
                "{{ 1 | round: 20000000 | size }}",
                "{% assign a = 'x x' %}" + "{% assign a = a | replace_first: '', a %}".repeat(20) + "{{ a | size }}"))
            assertThat(story.mailing(Map.of("markdown", body))
                            .refused(400, "invalid")
                            .text("errors.markdown"))
                    .as(body)
                    .isNotEmpty();
        var nested = Map.<String, Object>of(
                "markdown", "", "mjml", "<mjml><mj-body>" + "<mj-section>".repeat(10_000) + "</mj-body></mjml>");
        assertThat(story.mailing(nested).refused(400, "invalid").text("errors.mjml"))
                .contains("tags");
    }

    @Test
    void a_preview_for_a_contact_needs_the_permission_to_read_contacts() {
        var contact = owner.post(
                        "/api/contacts", Map.of("email", "ada@example.com", "attributes", Map.of("secret", "s3cret")))
                .expect(201)
                .id("id");
        var all = owner.get("/api/email/segments/list").expect(200).text("items.0.id");
        var id = story.mailing(
                        Map.of("markdown", "{{ contact.attributes.secret }}", "recipients", "", "segmentId", all))
                .expect(201)
                .id("id");
        var key = owner.post("/api/api-keys", Map.of("name", "k", "scopes", List.of("content.read")))
                .expect(201)
                .text("key");
        var program = Api.nobody().with("Authorization", "Bearer " + key);
        String preview = "/api/email/" + id + "/preview";
        assertThat(owner.get(preview).expect(200).body()).contains("s3cret");
        assertThat(owner.get(preview + "?contactId=" + contact).expect(200).body())
                .contains("s3cret");
        assertThat(program.get(preview).expect(200).body()).doesNotContain("s3cret");
        program.get(preview + "?contactId=" + contact).refused(403, "forbidden");
    }

    @Test
    void only_the_changed_scope_needs_review_and_undoing_the_change_restores_the_approval() {
        var people = people(3);
        var id = story.mailing(Map.of("recipients", people)).expect(201).id("id");
        story.assertScopes("pending", "pending");
        story.approve("content", "schedule");

        owner.patch("/api/email/" + id, Map.of("subject", "Another")).expect(200);
        story.assertScopes("needs_review", "approved");
        owner.patch("/api/email/" + id, Map.of("subject", "Hello {{ contact.firstName }}"))
                .expect(200);
        story.assertScopes("approved", "approved");

        var more = new ArrayList<>(people);
        more.add(Map.of("email", "new@example.com"));
        owner.patch("/api/email/" + id, Map.of("recipients", more)).expect(200);
        story.assertScopes("approved", "needs_review");
        owner.post("/api/email/" + id + "/send").refused(409, "not_approved");
        owner.patch("/api/email/" + id, Map.of("recipients", people.reversed())).expect(200);
        story.assertScopes("approved", "approved");
    }

    @Test
    void a_mailing_without_recipients_is_an_item_of_content_only_and_a_moved_minute_one_of_schedule() {
        var id = story.mailing(Map.of("recipients", List.of())).expect(201).id("id");
        story.approve("content");
        owner.post("/api/email/" + id + "/send").refused(422, "mailing_without_recipients");
        owner.post(
                        "/api/email/" + id + "/schedule",
                        Map.of("localTime", "2027-03-01T09:00", "timeZone", "Europe/Berlin"))
                .expect(200);
        story.assertScopes("approved", "pending");
        story.approve("schedule");
        owner.post("/api/email/" + id + "/schedule", Map.of("scheduledFor", "2027-03-01T09:01:00+01:00"))
                .expect(200);
        story.assertScopes("approved", "needs_review");
        owner.post("/api/email/" + id + "/schedule", Map.of("scheduledFor", "2027-03-01T08:00:00Z"))
                .expect(200);
        story.assertScopes("approved", "approved");
    }

    @Test
    void invalid_duplicate_and_suppressed_addresses_are_excluded_and_counted() {
        owner.post("/api/suppressions", Map.of("email", "Gone@Example.com")).expect(201);
        owner.post("/api/suppressions", Map.of("email", "gone@example.com")).expect(200);
        var id = story.mailing(Map.of(
                        "recipients",
                        List.of(
                                Map.of("email", "ada@example.com"),
                                Map.of("email", "ADA@example.com"),
                                Map.of("email", "gone@example.com"),
                                Map.of("email", "no address"),
                                Map.of("email", "evil@example.com\r\nBcc: all@example.com"))))
                .expect(201)
                .id("id");
        story.approve("content", "schedule");
        var sending = owner.post("/api/email/" + id + "/send").expect(202);
        assertThat(sending.json().toString())
                .isEqualTo("{\"recipients\":1,\"excluded\":{\"suppressed\":1,\"invalid\":2,\"duplicate\":1}}");
        Api.drain();
        assertThat(captured().json().at("/items").findValuesAsString("to")).containsExactly("ada@example.com");
    }

    @Test
    void one_click_unsubscribe_stops_mailings_and_is_counted() {
        var id = story.mailing(Map.of("recipients", people(2))).expect(201).id("id");
        story.approve("content", "schedule");
        owner.post("/api/email/" + id + "/send").expect(202);
        Api.drain();
        var mail = view(owner.get("/api/email/captured?to=reader0@example.com")
                .expect(200)
                .id("items.0.id"));
        String link =
                mail.text("headers.List-Unsubscribe").replaceAll("[<>]", "").replaceFirst("^https?://[^/]+", "");

        var page = Api.nobody().get(link).expect(200);
        assertThat(page.body()).contains("<form method=\"post\">");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(owner.get("/api/suppressions").expect(200).at("total").asInt())
                .isZero();

        var click = Api.nobody().with("Content-Type", "application/x-www-form-urlencoded");
        click.post(link, "List-Unsubscribe=One-Click").expect(200);
        click.post(link, "List-Unsubscribe=One-Click").expect(200);
        Api.nobody().get(link.substring(0, link.length() - 2) + "xx").expect(404);
        Api.nobody().post("/e/u/nonsense").expect(404);

        var suppressed =
                owner.get("/api/suppressions?email=Reader0@example.com").expect(200);
        assertThat(suppressed.text("items.0.reason")).isEqualTo("unsubscribed");
        assertThat(owner.get("/api/email/" + id + "/metrics")
                        .expect(200)
                        .at("unsubscribes")
                        .asInt())
                .isEqualTo(1);
        var next = story.mailing(Map.of("recipients", people(2))).expect(201).id("id");
        story.approve("content", "schedule");
        assertThat(owner.post("/api/email/" + next + "/send")
                        .expect(202)
                        .at("excluded.suppressed")
                        .asInt())
                .isEqualTo(1);
        // A contact who asks to be mailed again.
        owner.delete("/api/suppressions/" + suppressed.id("items.0.id")).expect(204);
        assertThat(owner.get("/api/suppressions").expect(200).at("total").asInt())
                .isZero();
    }

    @Test
    void a_recipient_who_unsubscribes_before_their_mail_is_sent_gets_none() {
        var id = story.mailing(Map.of("recipients", people(2))).expect(201).id("id");
        story.approve("content", "schedule");
        owner.post("/api/email/" + id + "/send").expect(202);
        owner.post("/api/suppressions", Map.of("email", "reader1@example.com")).expect(201);
        Api.drain();
        assertThat(captured().json().at("/items").findValuesAsString("to")).containsExactly("reader0@example.com");
        var metrics = owner.get("/api/email/" + id + "/metrics").expect(200);
        assertThat(metrics.at("excluded.suppressed").asInt()).isEqualTo(1);
        assertThat(owner.get("/api/email/" + id).expect(200).text("status")).isEqualTo("sent");
    }

    @Test
    void an_erased_contact_is_removed_from_all_mailings() {
        var ada = owner.post("/api/contacts", Map.of("email", "Ada@Example.com"))
                .expect(201)
                .id("id");
        var both = List.of(
                Map.of("email", " ADA@example.com", "name", "Ada Reader"),
                Map.of("email", "bob@example.com", "name", "Bob"));
        var sent = story.mailing(Map.of("recipients", both)).expect(201).id("id");
        story.approve("content", "schedule");
        owner.post("/api/email/" + sent + "/send").expect(202);
        Api.drain();
        var planned = story.mailing(Map.of("recipients", both)).expect(201).id("id");
        story.approve("content", "schedule");

        var erased = owner.delete("/api/contacts/" + ada).expect(200);
        assertThat(erased.at("rows.mailings").asInt()).isEqualTo(2);
        for (var id : List.of(sent, planned)) {
            var mailing = owner.get("/api/email/" + id).expect(200);
            assertThat(mailing.body())
                    .doesNotContainIgnoringCase("ada@")
                    .doesNotContain("Ada Reader")
                    .contains("bob@example.com");
            assertThat(mailing.at("recipientCount").asInt()).isEqualTo(1);
        }
        assertThat(owner.get("/api/email/" + sent).text("status")).isEqualTo("sent");
        story.assertScopes("approved", "needs_review");
        owner.post("/api/email/" + planned + "/send").refused(409, "not_approved");
    }

    @Test
    void two_simultaneous_sends_send_once() throws Exception {
        var id = story.mailing(Map.of("recipients", people(20))).expect(201).id("id");
        story.approve("content", "schedule");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 4)
                    .<java.util.concurrent.Callable<Integer>>mapToObj(
                            i -> () -> owner.post("/api/email/" + id + "/send").status())
                    .toList());
            assertThat(answers.stream().map(answer -> answer.resultNow()))
                    .containsExactlyInAnyOrder(202, 409, 409, 409);
        }
        Api.drain();
        assertThat(captured().at("total").asInt()).isEqualTo(20);
    }

    @Test
    void when_its_time_has_come_it_sends_itself_if_the_campaign_runs_and_all_is_approved() {
        var id = story.mailing(Map.of("recipients", people(3))).expect(201).id("id");
        String path = "/api/email/" + id;
        owner.post(path + "/schedule", Map.of("scheduledFor", "2020-03-01T09:00:00Z"))
                .expect(200);
        Api.drain();
        assertThat(captured().at("total").asInt()).isZero();
        story.activate();
        Api.drain();
        assertThat(owner.get(path).expect(200).text("status")).isEqualTo("scheduled");
        assertThat(captured().at("total").asInt()).isZero();

        story.approve("content", "schedule");
        story.inWorkspace(() -> Api.bean(io.fanfare.outbox.CampaignOutbox.class).plan(story.campaign));
        Api.drain();
        assertThat(owner.get(path).expect(200).text("status")).isEqualTo("sent");
        assertThat(captured().at("total").asInt()).isEqualTo(3);
        story.inWorkspace(() -> Api.bean(io.fanfare.outbox.CampaignOutbox.class).plan(story.campaign));
        Api.drain();
        assertThat(captured().at("total").asInt()).isEqualTo(3);
    }

    @Test
    void everything_of_a_campaign_that_has_recipients_can_be_sent_at_once() {
        story.mailing(Map.of("recipients", people(3))).expect(201);
        story.mailing(Map.of("recipients", people(2))).expect(201);
        story.mailing(Map.of("recipients", List.of())).expect(201);
        story.approve("content", "schedule");
        story.inWorkspace(() -> Api.bean(io.fanfare.outbox.CampaignOutbox.class).sendAll(story.campaign, null));
        Api.drain();
        assertThat(captured().at("total").asInt()).isEqualTo(5);
    }

    @Test
    void merge_fields_are_filled_in_and_escaped_where_they_stand_in_html() {
        var id = story.mailing(Map.of(
                        "subject",
                        "For {{ contact.name }}",
                        "markdown",
                        "# Dear {{ contact.firstName | default: \"friend\" }}\n\n{% if contact.attributes.city %}\nFrom "
                                + "**{{ contact.attributes.city }}**?\n{% endif %}\n\n[Bye]({{ unsubscribeUrl }})",
                        "recipients",
                        List.of(
                                Map.of(
                                        "email",
                                        "x@example.com",
                                        "name",
                                        "<script>alert(1)</script> & Co",
                                        "attributes",
                                        Map.of("city", "Köln <b>")),
                                Map.of("email", "y@example.com"))))
                .expect(201)
                .id("id");
        story.approve("content", "schedule");
        owner.post("/api/email/" + id + "/send").expect(202);
        Api.drain();
        var first = view(
                owner.get("/api/email/captured?to=x@example.com").expect(200).id("items.0.id"));
        assertThat(first.text("subject")).isEqualTo("For <script>alert(1)</script> & Co");
        assertThat(first.text("html"))
                .contains("Köln &lt;b&gt;")
                .doesNotContain("<script")
                .contains("/e/u/");
        assertThat(first.text("text")).contains("From Köln <b>?");
        var second = view(
                owner.get("/api/email/captured?to=y@example.com").expect(200).id("items.0.id"));
        assertThat(second.text("html")).contains("Dear friend").doesNotContain("From");
        assertThat(second.text("html").split("/e/u/")).hasSize(2);
    }

    @Test
    void mjml_is_laid_out_with_its_merge_fields() {
        var id = story.mailing(Map.of(
                        "markdown",
                        "",
                        "mjml",
                        "<mjml><mj-body><mj-section><mj-column><mj-text>Hi {{ contact.firstName | default: \"you\" }}</mj-text>"
                                + "<mj-button href=\"https://example.com/?u={{ contact.email }}\">Go</mj-button>"
                                + "</mj-column></mj-section></mj-body></mjml>"))
                .expect(201)
                .id("id");
        var preview = owner.get("/api/email/" + id + "/preview").expect(200);
        assertThat(preview.text("html"))
                .contains("Hi Ada")
                .contains("https://example.com/?u=ada@example.com")
                .contains("Unsubscribe")
                .doesNotContain("<mj-");
        assertThat(preview.text("text")).contains("Hi Ada").contains("Go (https://example.com/?u=ada@example.com)");
        assertThat(preview.at("sizeBytes").asInt()).isGreaterThan(1000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subject  | {{ contact.name",
                "subject  | {% if %}",
                "markdown | {% for x in y %} no end",
                "markdown | {% include '/etc/passwd' %}",
                "markdown | {% for i in (1..99999999) %}x{% endfor %}",
                "mjml     | <p>no mjml</p>",
                "mjml     | <mjml><mj-body>{{ broken </mj-body></mjml>",
            })
    void a_template_that_can_not_be_filled_in_is_refused_with_its_field(String field, String text) {
        var body = new HashMap<String, Object>(Map.of(field, text));
        if (field.equals("mjml")) body.put("markdown", "");
        var refused = story.mailing(body).refused(400, "invalid");
        assertThat(refused.at("errors").propertyNames()).contains(field);
    }

    @Test
    void bad_input_names_its_field() {
        assertThat(fields(story.mailing(Map.of("subject", "a\r\nBcc: b@example.com"))))
                .contains("subject");
        assertThat(fields(story.mailing(Map.of("from", Map.of("name", "a\nb", "email", "x@example.com")))))
                .contains("from.name");
        assertThat(fields(story.mailing(Map.of("from", Map.of("email", "nobody")))))
                .contains("from.email");
        assertThat(fields(story.mailing(Map.of("from", "")))).contains("from");
        assertThat(fields(story.mailing(Map.of("replyTo", "nobody")))).contains("replyTo");
        assertThat(fields(story.mailing(Map.of("markdown", "")))).contains("markdown");
        assertThat(fields(story.mailing(Map.of("mjml", "<mjml></mjml>")))).contains("mjml");
        assertThat(fields(story.mailing(Map.of("name", " ")))).contains("name");
        story.mailing(Map.of("campaignId", Ids.next())).expect(404);
    }

    private static List<String> fields(Api.Answer answer) {
        return List.copyOf(answer.refused(400, "invalid").at("errors").propertyNames());
    }

    @Test
    void problems_of_a_mailing_are_listed_with_fixes() {
        var id = story.mailing(Map.of(
                        "recipients", List.of(),
                        "subject", "",
                        "markdown", "[here](http://example.com) and [there](nowhere)"))
                .expect(400);
        assertThat(id.at("errors").propertyNames()).contains("subject");
        var blank = story.mailing(Map.of(
                        "recipients",
                        List.of(),
                        "subject",
                        " ",
                        "markdown",
                        "[here](http://example.com) {{ contact.attributes.x }}"))
                .expect(201)
                .id("id");
        var checks = owner.post("/api/email/" + blank + "/validate").expect(200);
        assertThat(checks.json().at("/checks").findValuesAsString("code"))
                .contains(
                        "mailing_no_recipients",
                        "mailing_subject_missing",
                        "mailing_preheader_missing",
                        "mailing_address_missing",
                        "mailing_unsubscribe_added",
                        "mailing_link_plain");
        assertThat(checks.text("checks.0.fix.path")).isEqualTo("/api/email/" + blank);
    }

    @Test
    void a_mailing_without_a_message_blocks_its_campaign() {
        var empty = story.mailing(Map.of("markdown", " ")).expect(201).id("id");
        var checks = owner.post("/api/email/" + empty + "/validate").expect(200);
        assertThat(checks.json().at("/checks").findValuesAsString("code")).contains("mailing_message_missing");
        var evaluation = owner.get("/api/campaigns/" + story.campaign + "/prompting/evaluate");
        assertThat(evaluation.expect(200).json().at("/blockers").findValuesAsString("code"))
                .contains("mailing_message_missing");
    }

    @Test
    void the_name_of_a_workspace_is_no_template() {
        owner.patch("/api/workspaces/current", Map.of("name", "{{{x {%% y", "postalAddress", "{{{ 1 Road"))
                .expect(200);
        var id = story.mailing(Map.of("recipients", people(2))).expect(201).id("id");
        story.approve("content", "schedule");
        owner.post("/api/email/" + id + "/send").expect(202);
        Api.drain();
        assertThat(captured().at("total").asInt()).isEqualTo(2);
        assertThat(owner.get("/api/email/" + id).text("status")).isEqualTo("sent");
    }

    @Test
    void the_sender_and_the_postal_address_are_part_of_the_content_approval() {
        call("Paper Boats", null);
        var id = story.mailing(Map.of("recipients", people(2))).expect(201).id("id");
        story.approve("content", "schedule");
        call("Paper Boats", "1 Other Road");
        assertThat(story.scopes()).contains("content:needs_review", "schedule:approved");
        owner.post("/api/email/" + id + "/send").refused(409, "not_approved");
        call("Paper Boats", null);
        assertThat(story.scopes()).contains("content:approved");
        owner.post("/api/email/" + id + "/send").expect(202);
        // It is being sent: every mail has the approved letterhead.
        call("Iron Ships", null);
        Api.drain();
        var inbox = captured();
        assertThat(inbox.at("total").asInt()).isEqualTo(2);
        assertThat(view(inbox.id("items.0.id")).text("text"))
                .contains("Paper Boats")
                .doesNotContain("Iron Ships");
    }

    private void call(String name, @Nullable String address) {
        var changed = new HashMap<String, @Nullable Object>();
        changed.put("name", name);
        changed.put("postalAddress", address);
        owner.patch("/api/workspaces/current", changed).expect(200);
    }

    @Test
    void a_mailing_can_be_cancelled_while_it_is_sent_and_sent_mails_stay_sent() {
        var id = story.mailing(Map.of("recipients", people(5))).expect(201).id("id");
        story.approve("content", "schedule");
        owner.post("/api/email/" + id + "/send").expect(202);
        assertThat(owner.post("/api/email/" + id + "/cancel").expect(200).text("status"))
                .isEqualTo("cancelled");
        Api.drain();
        assertThat(captured().at("total").asInt()).isZero();
        owner.post("/api/email/" + id + "/send").refused(409, "mailing_state");
        owner.delete("/api/email/" + id).expect(204);
        assertThat(owner.get("/api/email?campaignId=" + story.campaign)
                        .expect(200)
                        .at("total")
                        .asInt())
                .isZero();
    }

    @Test
    void resuming_a_paused_mailing_while_it_ends_does_not_deadlock() throws Exception {
        var id = story.mailing(Map.of()).expect(201).id("id");
        story.approve("content", "schedule");
        owner.post("/api/email/" + id + "/send").expect(202);
        owner.post("/api/email/" + id + "/pause").expect(200);
        var gate = new java.util.concurrent.CountDownLatch(1);
        var settling = new java.util.concurrent.CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // The operation holds the gate and waits for the mailing.
            var operation = threads.submit(() -> story.inWorkspace(() -> {
                Api.bean(io.fanfare.delivery.Gates.class).lock(story.campaign);
                gate.countDown();
                await(settling);
                awaitWaiting();
                Api.bean(MailingStore.class).move(id, Mailing.Status.SENDING);
            }));
            await(gate);
            // The last mail is settled.
            var settled = threads.submit(() -> story.inWorkspace(() -> {
                var rows = Api.bean(io.fanfare.delivery.Ledger.class).ofItem(id);
                settling.countDown();
                Api.bean(MailingKind.class).settled(rows);
            }));
            operation.get();
            settled.get();
        }
        assertThat(owner.get("/api/email/" + id).expect(200).text("status")).isEqualTo("sending");
    }

    private static void await(java.util.concurrent.CountDownLatch latch) {
        try {
            assertThat(latch.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits until a transaction waits for a lock. */
    private static void awaitWaiting() {
        var sql = Api.bean(io.fanfare.kernel.Sql.class);
        long end = System.nanoTime() + 20_000_000_000L;
        while (!sql.of("select 1 from pg_locks where not granted").exists() && System.nanoTime() < end)
            Thread.onSpinWait();
    }

    @Test
    void recipients_excluded_by_the_template_are_not_counted_as_suppressed() {
        var id = story.mailing(Map.of(
                        "markdown",
                        "{% for i in (1..90) %}{{ contact.attributes.long | replace: 'a', 'b' }}{% endfor %}",
                        "recipients",
                        List.of(
                                Map.of("email", "a@example.com"),
                                Map.of("email", "long@example.com", "attributes", Map.of("long", "a".repeat(40_000))))))
                .expect(201)
                .id("id");
        story.approve("content", "schedule");
        owner.post("/api/email/" + id + "/send").expect(202);
        Api.drain();
        var metrics = owner.get("/api/email/" + id + "/metrics").expect(200);
        assertThat(metrics.at("captured").asInt()).isEqualTo(1);
        assertThat(metrics.at("excluded.suppressed").asInt()).isZero();
        assertThat(metrics.at("excluded.template").asInt()).isEqualTo(1);
    }

    @Test
    void a_campaign_that_ends_leaves_no_mailing_half_made_or_held() {
        var all = owner.get("/api/email/segments/list").expect(200).text("items.0.id");
        owner.post("/api/contacts", Map.of("email", "ada@example.com")).expect(201);
        var half = story.mailing(Map.of("recipients", "", "segmentId", all))
                .expect(201)
                .id("id");
        var held = story.mailing(Map.of("name", "Held")).expect(201).id("id");
        story.approve("content", "schedule");
        story.activate();
        owner.post("/api/email/" + half + "/send").expect(202);
        owner.post("/api/email/" + held + "/send").expect(202);
        owner.post("/api/email/" + held + "/pause").expect(200);
        assertThat(owner.get("/api/email/" + half).expect(200).at("expanding").asBoolean())
                .isTrue();
        owner.post("/api/campaigns/" + story.campaign + "/complete").expect(200);
        assertThat(owner.get("/api/email/" + half).expect(200).at("expanding").asBoolean())
                .isFalse();
        story.inWorkspace(() -> assertThat(Api.bean(io.fanfare.kernel.Sql.class)
                        .of("select 1 from delivery_gate where workspace_id = :workspace and cardinality(paused) > 0")
                        .exists())
                .isFalse());
    }

    @Test
    void the_recipients_of_a_segment_are_counted_before_it_is_sent() {
        for (int i = 0; i < 3; i++)
            owner.post("/api/contacts", Map.of("email", "c" + i + "@example.com"))
                    .expect(201);
        owner.post("/api/suppressions", Map.of("email", "c0@example.com", "reason", "manual"));
        var all = owner.get("/api/email/segments/list").expect(200).text("items.0.id");
        var id = story.mailing(Map.of("recipients", "", "segmentId", all)).expect(201);
        int reached = id.at("recipientCount").asInt();
        assertThat(reached).isBetween(2, 3);
        assertThat(owner.get("/api/email/" + id.id("id"))
                        .expect(200)
                        .at("recipientCount")
                        .asInt())
                .isEqualTo(reached);
        assertThat(owner.get("/api/email?campaignId=" + story.campaign)
                        .expect(200)
                        .at("items.0.recipientCount")
                        .asInt())
                .isEqualTo(reached);
    }

    @Test
    void other_roles_and_other_workspaces_are_refused() {
        var id = story.mailing(Map.of()).expect(201).id("id");
        owner.as("viewer").patch("/api/email/" + id, Map.of("name", "mine")).refused(403, "forbidden");
        owner.as("editor").post("/api/email/" + id + "/send").refused(403, "forbidden");
        var stranger = Api.workspace();
        stranger.get("/api/email/" + id).expect(404);
        stranger.get("/api/email/" + UUID.randomUUID()).expect(404);
        stranger.post("/api/email/" + id + "/send").expect(404);
        assertThat(stranger.get("/api/email").expect(200).at("total").asInt()).isZero();
        assertThat(stranger.get("/api/email/captured").expect(200).at("total").asInt())
                .isZero();
    }

    private static List<Map<String, String>> people(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Map.of("email", "reader" + i + "@example.com", "name", "Reader " + i))
                .toList();
    }

    private Api.Answer captured() {
        return owner.get("/api/email/captured").expect(200);
    }

    private Api.Answer view(UUID id) {
        return owner.get("/api/email/captured/" + id + "/view").expect(200);
    }
}
