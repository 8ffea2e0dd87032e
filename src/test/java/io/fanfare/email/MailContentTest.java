package io.fanfare.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.ai.TextLanguage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The content of mails. */
class MailContentTest {
    private final Story story = new Story();
    private final Api owner = story.owner;

    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
            "<img src=x onerror=alert(1)>",
            "<img src=\"x\" ONLOAD = 'alert(1)'>",
            "<iframe src=\"https://evil.example\"></iframe>",
            "<object data=\"javascript:alert(1)\"></object>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<a href=\" java&#x0A;script&colon;alert(1)\">x</a>",
            "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
            "<svg><animate onbegin=alert(1)></svg>",
            "<meta http-equiv=\"refresh\" content=\"0;url=https://evil.example\">",
            "<base href=\"https://evil.example\">",
            "<style>@import url(https://evil.example/x.css); p { width: expression(alert(1)) }</style>",
            "<!--[if mso]><script>alert(1)</script><![endif]-->",
            "<form action=\"javascript:alert(1)\"></form>",
            "<p style=\"background:url(javascript:alert(1))\">x</p>",
            "{{ '<script>alert(1)</script>' }}",
            "<link rel=\"stylesheet\" href=\"https://evil.example/x.css\">");

    @Test
    void nothing_that_runs_or_loads_code_is_sent() {
        for (String markup : HOSTILE) assertHarmless(preview(mailing(raw(markup))), markup);
        assertHarmless(sent(raw(String.join("</mj-raw><mj-raw>", HOSTILE)), Map.of()), "all of them");
    }

    private static String raw(String markup) {
        return mjml("<mj-raw>" + markup + "</mj-raw><mj-text>Kept</mj-text>");
    }

    private static void assertHarmless(String html, String markup) {
        assertThat(html).as(markup).contains("Kept");
        assertThat(html.toLowerCase(java.util.Locale.ROOT))
                .as(markup)
                .doesNotContain(
                        "<script",
                        "onerror",
                        "onload",
                        "onbegin",
                        "<iframe",
                        "<object",
                        "javascript",
                        "text/html,",
                        "http-equiv=\"refresh",
                        "<base",
                        "@import",
                        "expression(",
                        "<link",
                        "stylesheet");
    }

    @Test
    void a_merge_field_can_not_bring_in_a_script_link() {
        for (String value :
                List.of("javascript:alert(3)", "JaVa\tScript:alert(3)", " vbscript:x", "data:text/html,x")) {
            var attributes = Map.<String, Object>of("u", value);
            assertThat(sent("[link]({{ contact.attributes.u }}) Kept", attributes))
                    .contains("Kept")
                    .doesNotContainIgnoringCase("script:")
                    .doesNotContain("text/html,x");
            assertThat(sent(mjml("<mj-button href=\"{{ contact.attributes.u }}\">Kept</mj-button>"), attributes))
                    .contains("Kept")
                    .doesNotContainIgnoringCase("script:")
                    .doesNotContain("text/html,x");
        }
        assertThat(sent(
                        mjml("<mj-button href=\"{{ contact.attributes.u }}\">Go</mj-button>"),
                        Map.of("u", "https://shop.example/a?b=1&c=2")))
                .contains("/e/c/");
    }

    @Test
    void no_mail_loads_fonts_from_another_site() {
        for (String key : List.of("welcome", "newsletter", "promotional", "transactional")) {
            var id = story.mailing(Map.of("markdown", "", "templateKey", key))
                    .expect(201)
                    .id("id");
            assertThat(preview(id)).as(key).doesNotContain("fonts.googleapis").doesNotContain("@import");
        }
        var own = mailing(mjml("<mj-text font-family=\"Roboto, Open Sans\">Hi</mj-text>"));
        assertThat(preview(own)).contains("Hi").doesNotContain("googleapis");
    }

    @Test
    void a_mail_has_the_logo_and_the_name_of_the_brand_of_its_campaign() {
        var logo = Story.upload(story.owner, "logo.png", io.fanfare.library.AssetsTest.picture("png", 320, 80, 1))
                .expect(201)
                .text("id");
        story.owner
                .post("/api/brands", Map.of("name", "Hearth & Rye", "key", "hearth", "logoAssetId", logo))
                .expect(201);
        story.owner
                .patch("/api/campaigns/" + story.campaign, Map.of("brandId", "hearth"))
                .expect(200);
        var id = story.mailing(Map.of()).expect(201).id("id");
        assertThat(preview(id))
                .contains("/n/" + story.owner.slug + "/media/" + logo, "Hearth &amp; Rye")
                .containsOnlyOnce("<img");
    }

    @Test
    void a_newsletter_in_html_is_sent_as_it_looks_with_a_footer_and_without_code() {
        String page = "<!doctype html><html lang=\"en\"><head><title>Spring</title><style>@media (max-width:600px)"
                + "{.wide{width:100%!important}}</style></head><body bgcolor=\"#fff7ed\"><table class=\"wide\" width=\"600\">"
                + "<tr><td>Dear {{ contact.name }}, see the <a href=\"https://shop.example/boots\">boots</a>. Kept</td></tr>"
                + "</table>" + String.join("", HOSTILE) + "</body></html>";
        story.owner
                .patch("/api/workspaces/current", Map.of("postalAddress", "1 Quay Street"))
                .expect(200);

        String html = preview(mailing(page));
        assertHarmless(html, "a page");
        assertThat(html)
                .contains("bgcolor=\"#fff7ed\"", ".wide{width:100%!important}", "Dear Ada Reader", "1 Quay Street")
                .containsIgnoringCase("unsubscribe")
                .containsOnlyOnce("<html");
        assertThat(preview(mailing("<table><tr><td>Kept, {{ contact.name }}</td></tr></table>")))
                .startsWith("<!doctype html>")
                .contains("Kept, Ada Reader");
    }

    @Test
    void a_body_in_html_is_checked_like_any_other() {
        assertThat(story.mailing(Map.of("html", "<p>Both</p>"))
                        .refused(400, "invalid")
                        .text("errors.html"))
                .contains("can't be combined");
        assertThat(story.mailing(Map.of("markdown", "", "html", "<p>{{ contact.name</p>"))
                        .refused(400, "invalid")
                        .text("errors.html"))
                .contains("never closed");
        var id = story.mailing(Map.of("markdown", "", "html", "<p>Hello *|FNAME|*</p>"))
                .expect(201)
                .id("id");
        assertThat(checks(id)).containsKey("mailing_merge_field_foreign");
        story.approve("content", "schedule");
        story.owner
                .patch("/api/email/" + id, Map.of("html", "<p>Hello again</p>"))
                .expect(200);
        story.owner.post("/api/email/" + id + "/send").refused(409, "not_approved");
    }

    @Test
    void the_page_says_its_language() {
        var id = mailing("<mjml lang=\"de\"><mj-body><mj-section><mj-column><mj-text>Hallo</mj-text></mj-column>"
                + "</mj-section></mj-body></mjml>");
        assertThat(preview(id)).contains("lang=\"de\"").doesNotContain("lang=\"und\"");
        assertThat(preview(mailing("Hallo, wir haben für Sie die neuen Stiefel und die Socken auf Lager.")))
                .contains("<html lang=\"de\">");
        assertThat(preview(mailing("Hello, the new boots are here for you and your family.")))
                .contains("<html lang=\"en\">");
        assertThat(preview(mailing("新しいブーツが入荷しました。"))).contains("<html lang=\"ja\">");
        assertThat(TextLanguage.of("Boots 2027")).isEmpty();
    }

    @Test
    void loops_in_a_table_stay_where_they_are() {
        var id = mailing(mjml(
                "<mj-table>{% for tag in contact.tags %}<tr><td>{{ tag }}</td></tr>{% else %}<tr><td>none</td></tr>"
                        + "{% endfor %}</mj-table>"));
        assertThat(preview(id).replaceAll("\\s", "")).contains("<tr><td>none</td></tr></table>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<mjml><mj-foo></mjml>                                     | mj-foo",
                "<mjml><mj-body><mj-section></mj-body></mjml>             | mj-section",
                "<mjml><mj-body></mj-body></mjml></mj-text>               | closes nothing",
                "<mjml><mj-head></mj-head></mjml>                         | mj-body",
                "<mjml><mj-body><mj-include path='/etc/passwd' /></mj-body></mjml> | mj-include",
                "<mjml><mj-body><mj-raw>{{ .Name }}</mj-raw></mj-body></mjml> | {{ .Name }}",
                "<mjml><mj-body><mj-raw>{{ contact.name</mj-raw></mj-body></mjml> | never closed",
            })
    void broken_mjml_is_refused_with_the_reason(String mjml, String said) {
        assertThat(story.mailing(Map.of("markdown", "", "mjml", mjml))
                        .refused(400, "invalid")
                        .text("errors.mjml"))
                .contains(said)
                .doesNotContain("null");
        assertThat(owner.post("/api/email/templates", Map.of("name", "T", "mjml", mjml))
                        .refused(400, "invalid")
                        .text("errors.mjml"))
                .contains(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{{ .Name }}                       ; {{ .Name }}",
                "Hi {{ contact.name                ; never closed",
                "{{ contact.name | no_such }}      ; no_such",
                "{{ 'x' | replace_first: 'x' }}    ; replace_first",
                "{% capture x %}y{% endcapture %}  ; capture",
                "{% tablerow x in y %}{% endtablerow %} ; tablerow",
            })
    void a_field_that_can_not_be_filled_in_is_named(String text, String said) {
        var refused = story.mailing(Map.of("markdown", text)).refused(400, "invalid");
        assertThat(refused.text("errors.markdown")).contains(said).doesNotContain("null");
    }

    @Test
    void merge_fields_of_other_programs_and_misspelt_ones_are_named_before_anything_is_sent() {
        var id = story.mailing(Map.of(
                        "subject",
                        "Hello *|FNAME|*",
                        "markdown",
                        "Dear [[FIRSTNAME]], {contactfield=firstname} {{ contact.firstname }} {{ contact.frstName }} {{ first_name }}"
                                + " {{ contact.attributes.anything }} {% assign own = 1 %}{{ own }}"
                                + "{% for t in contact.tags %}{{ t }}{{ forloop.index }}{% endfor %}"))
                .expect(201)
                .id("id");
        var checks = checks(id);
        assertThat(checks.get("mailing_merge_field_foreign"))
                .contains("*|FNAME|*")
                .contains("[[FIRSTNAME]]")
                .contains("{contactfield=firstname}");
        assertThat(checks.get("mailing_merge_field_unknown"))
                .contains("\"contact.firstname\":\"contact.firstName\"")
                .contains("\"contact.frstName\":\"contact.firstName\"")
                .contains("\"first_name\":\"contact.firstName\"")
                .doesNotContain("own")
                .doesNotContain("forloop");
        assertThat(owner.get("/api/campaigns/" + story.campaign + "/evaluate").body())
                .as("the campaign's checks")
                .isNotEmpty();
    }

    @Test
    void a_good_mailing_has_none_of_these_checks() {
        var id = story.mailing(Map.of(
                        "subject",
                        "Hello {{ contact.firstName | default: \"friend\" }}",
                        "markdown",
                        "{% if contact.attributes.city == 'Köln' and contact.tags contains 'vip' %}Hi{% elsif contact.locale %}Ho"
                                + "{% endif %} [Shop](https://shop.northwind.example/a) {{ unsubscribeUrl }}"))
                .expect(201)
                .id("id");
        assertThat(checks(id).keySet())
                .doesNotContain(
                        "mailing_merge_field_foreign",
                        "mailing_merge_field_unknown",
                        "mailing_placeholder_text",
                        "mailing_link_example",
                        "mailing_sender_free_mail");
    }

    @Test
    void placeholders_example_links_and_free_mail_senders_are_named() {
        var id = story.mailing(
                        Map.of("markdown", "", "templateKey", "newsletter", "from", Map.of("email", "us@gmail.com")))
                .expect(201)
                .id("id");
        var checks = checks(id);
        assertThat(checks.get("mailing_placeholder_text")).contains("[Headline of the lead story]");
        assertThat(checks.get("mailing_link_example")).contains("https://example.com/story");
        assertThat(checks.get("mailing_sender_free_mail")).contains("gmail.com");
    }

    @Test
    void a_template_that_costs_too_much_to_fill_in_is_refused_when_it_is_written() {
        String slow = "{% assign x = '" + "ab".repeat(1_900) + "' %}"
                + "{% for i in (1..300) %}{% assign y = x | replace: 'a','bb' | replace: 'bb','a' %}{% endfor %}";
        long start = System.nanoTime();
        assertThat(story.mailing(Map.of("markdown", slow))
                        .refused(400, "invalid")
                        .text("errors.markdown"))
                .contains("too long");
        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    }

    private static String mjml(String inner) {
        return "<mjml><mj-body><mj-section><mj-column>" + inner + "</mj-column></mj-section></mj-body></mjml>";
    }

    private UUID mailing(String body) {
        return story.mailing(body(body)).expect(201).id("id");
    }

    private static Map<String, Object> body(String body) {
        if (body.startsWith("<mjml")) return Map.of("markdown", "", "mjml", body);
        return body.startsWith("<!doctype html") || body.startsWith("<table")
                ? Map.of("markdown", "", "html", body)
                : Map.of("markdown", body);
    }

    /** The HTML for a reader with these attributes. */
    private String sent(String body, Map<String, Object> attributes) {
        var fresh = new Story();
        var given = new HashMap<String, Object>(body(body));
        given.put("recipients", List.of(Map.of("email", "ada@example.com", "attributes", attributes)));
        var id = fresh.mailing(given).expect(201).id("id");
        fresh.approve("content", "schedule");
        fresh.owner.post("/api/email/" + id + "/send").expect(202);
        Api.drain();
        var mail = fresh.owner.get("/api/email/captured").expect(200).id("items.0.id");
        return fresh.owner
                .get("/api/email/captured/" + mail + "/view")
                .expect(200)
                .text("html");
    }

    private String preview(UUID id) {
        return owner.get("/api/email/" + id + "/preview").expect(200).text("html");
    }

    /** The evidence of each check by its code. */
    private Map<String, String> checks(UUID id) {
        var checks = new HashMap<String, String>();
        owner.post("/api/email/" + id + "/validate")
                .expect(200)
                .at("checks")
                .forEach(check -> checks.put(
                        check.at("/code").asString(), check.at("/evidence").toString()));
        return checks;
    }
}
