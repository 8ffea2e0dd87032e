package io.fanfare.creative;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Pages;
import io.fanfare.Story;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlogPostsTest {
    private final Api owner = Api.workspace();

    private Api.Answer bring(Map<String, Object> body) {
        return owner.post("/api/content/blog-posts", body);
    }

    @Test
    void yaml_front_matter_comes_back_as_it_stands_there() {
        var post = bring(Map.of("markdown", """
                ---
                title: "No: a title"
                date: 2025-09-05
                author:
                  - name: Ada Lovelace
                    url: https://example.com
                  - Grace
                tags: [launch, 2.0]
                description: Short.
                draft: no
                ---

                Words.
                """)).expect(201);
        assertThat(post.text("title")).isEqualTo("No: a title");
        assertThat(post.text("date")).isEqualTo("2025-09-05");
        assertThat(post.text("author.0.name")).isEqualTo("Ada Lovelace");
        assertThat(post.at("authors").toString()).isEqualTo("[\"Ada Lovelace\",\"Grace\"]");
        assertThat(post.at("tags").toString()).isEqualTo("[\"launch\",\"2.0\"]");
        assertThat(post.text("description")).isEqualTo("Short.");
        assertThat(post.text("markdown").strip()).isEqualTo("Words.");
        assertThat(owner.get("/api/content/blog-posts/" + post.text("id"))
                        .expect(200)
                        .text("html"))
                .contains("<p>Words.</p>");
    }

    @Test
    void toml_front_matter_too() {
        var post = bring(
                        Map.of(
                                "markdown",
                                "+++\ntitle = \"T\"\ndate = 2025-09-05T00:00:00Z\nauthor = \"Ada\"\ntags = [\"a\", \"b\"]\n+++\n\nWords.\n"))
                .expect(201);
        assertThat(post.text("title")).isEqualTo("T");
        assertThat(post.text("date")).isEqualTo("2025-09-05T00:00:00Z");
        assertThat(post.text("author")).isEqualTo("Ada");
        assertThat(post.at("tags").toString()).isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    void broken_or_hostile_front_matter_names_the_field() {
        for (String head : List.of(
                "---\ntitle: [a\n---\nx",
                "---\na: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\n---\nx",
                "---\n" + "[".repeat(5000) + "\n---\nx",
                "---\nx: !!javax.script.ScriptEngineManager [a]\n---\nx",
                "+++\ntitle = \n+++\nx",
                "+++\ntitle = 'a'\nx",
                "+++\na = " + "[".repeat(20_000) + "\n+++\nx",
                "---\nauthor: &a [*a]\n---\nx",
                "---\nauthor: &a {name: *a}\n---\nx",
                "---\nauthor: [&x \"" + "y".repeat(10_000) + "\"" + ", *x".repeat(500) + "]\n---\nx",
                "---\ntitle: !!int x\n---\nx",
                "---\ntitle: !!float x\n---\nx",
                "---\ntitle: !!timestamp x\n---\nx",
                "---\nauthor: !!binary aGVsbG8=\n---\nx",
                "---\ntitle: \"\\0\"\n---\nx",
                "---\ntags: [\"\\ud800\"]\n---\nx"))
            assertThat(bring(Map.of("markdown", head)).expect(400).at("errors").has("markdown"))
                    .as(head)
                    .isTrue();
        assertThat(bring(Map.of("title", "t")).expect(400).at("errors").has("markdown"))
                .isTrue();
        assertThat(bring(Map.of("markdown", "a", "html", "b"))
                        .expect(400)
                        .at("errors")
                        .has("html"))
                .isTrue();
        assertThat(bring(Map.of("url", "ftp://example.com"))
                        .expect(400)
                        .at("errors")
                        .has("url"))
                .isTrue();
        bring(Map.of("url", "http://127.0.0.1:1/")).refused(422, "url_refused");
    }

    @Test
    void a_broken_page_or_a_private_address_is_reported_as_unreadable() {
        String text = "<p>" + "We ship on Monday. ".repeat(60) + "</p>";
        for (String link : List.of("javascript:alert(1)", "data:text/html,x", "http://[%zz", "//", "%zz", "a:b:c")) {
            String feed = Pages.serve(
                    "application/rss+xml",
                    "<rss><channel><item><title>T</title><link>" + link + "</link><description><![CDATA[" + text
                            + "]]></description></item></channel></rss>");
            assertThat(bring(Map.of("url", feed)).expect(201).text("sourceUrl"))
                    .as(link)
                    .isEqualTo(feed);
        }
        String broken = Pages.serve("text/markdown", "---\ntitle: [a\n---\nx");
        bring(Map.of("url", broken)).refused(422, "url_unreadable");
        String strange = Pages.serve(
                "application/feed+json",
                "{\"items\":[{\"title\":\"a\\u0000b\\ud800\",\"tags\":[\"c\\u0000\"],\"content_html\":\"" + text
                        + "\",\"date_published\":\"2026\\u0000\",\"authors\":[{\"name\":\"\\u0000d\"}]}]}");
        var kept = bring(Map.of("url", strange)).expect(201);
        assertThat(kept.text("title")).isEqualTo("ab");
        assertThat(kept.text("author")).isEqualTo("d");
    }

    @Test
    void unusual_words_do_not_slow_down_reading() {
        for (String hostile : List.of(
                ("Aaa " + "/".repeat(560) + "x! ").repeat(40), "We sell z" + "\u0301".repeat(200_000) + " and more.")) {
            var post = bring(Map.of("markdown", hostile)).expect(201);
            long start = System.nanoTime();
            owner.post("/api/content/repurpose/" + post.text("id"), Map.of()).expect(201);
            assertThat(System.nanoTime() - start)
                    .isLessThan(java.time.Duration.ofSeconds(15).toNanos());
        }
    }

    @Test
    void a_list_of_a_blog_post_stays_a_list_in_the_newsroom() {
        var owner = Api.workspace();
        var post = owner.post("/api/content/blog-posts", Map.of("title", "The quietest headphones", "markdown", """
                                We spent three years taking noise away from trains. The new Aurora comes with:

                                - 42 dB less of the train
                                - Forty hours on one charge
                                - 96 % recycled aluminium

                                We tested Aurora with two hundred commuters between Berlin and Vienna."""))
                .expect(201);
        var made = owner.post(
                        "/api/content/repurpose/" + post.text("id"),
                        Map.of("platforms", List.of("newsroom", "linkedin")))
                .expect(201);
        for (var item : made.at("items")) {
            boolean newsroom = item.path("platform").asString().equals("newsroom");
            assertThat(item.path("text").asString())
                    .contains(
                            newsroom
                                    ? "\n- 42 dB less of the train\n- Forty hours"
                                    : "\n• 42 dB less of the train\n• Forty hours");
        }
    }

    @Test
    void html_is_made_safe_and_tells_its_title() {
        var post = bring(
                        Map.of(
                                "html",
                                "<html><head><title>Launch | Acme</title><meta name=author content='Ada'></head>"
                                        + "<body><h1>Launch</h1><p onclick=x()>We <b>ship</b>.<script>alert(1)</script></p></body></html>"))
                .expect(201);
        assertThat(post.text("title")).isEqualTo("Launch");
        assertThat(post.text("author")).isEqualTo("Ada");
        assertThat(post.text("html"))
                .doesNotContain("script")
                .doesNotContain("onclick")
                .contains("ship");
    }

    @Test
    void a_real_post_is_made_into_something_for_every_platform() {
        String campaign =
                owner.post("/api/campaigns", Map.of("name", "PHP")).expect(201).text("id");
        var post = bring(Map.of(
                        "title",
                        "Announcing the PHP SDK",
                        "markdown",
                        Story.blog("2025-09-05-php-sdk"),
                        "sourceUrl",
                        "https://example.com/php"))
                .expect(201);
        var made = owner.post("/api/content/repurpose/" + post.text("id"), Map.of("campaignId", campaign))
                .expect(201);
        assertThat(made.at("items").findValuesAsString("platform"))
                .containsExactly("linkedin", "instagram", "tiktok", "twitter", "email");
        for (var item : made.at("items")) {
            assertThat(item.path("length").asInt())
                    .isBetween(1, item.path("limit").asInt());
            owner.get("/api/creatives/" + item.path("creativeId").asString()).expect(200);
        }
        assertThat(made.text("items.0.text"))
                .contains("https://example.com/php")
                .contains("officially supported language SDKs")
                .doesNotContain("](");
        for (var part : made.at("items.3.thread"))
            assertThat(Platform.TWITTER.fits(part.asString())).isTrue();
        assertThat(made.text("items.4.email.html"))
                .contains("Announcing the PHP SDK")
                .contains("https://example.com/php");
        assertThat(owner.get("/api/content/repurposed/" + post.text("id"))
                        .expect(200)
                        .at("items")
                        .size())
                .isEqualTo(5);
        assertThat(owner.get("/api/content/blog-posts").text("items.0.repurposed"))
                .isEqualTo("5");
    }

    @Test
    void a_mail_created_from_a_post_loads_no_external_files() {
        String post = bring(Map.of(
                        "markdown",
                        "# Aero 2\n\nWe launched Aero 2 today. It costs €129.",
                        "sourceUrl",
                        "https://example.com/aero"))
                .expect(201)
                .text("id");
        var mail = owner.post("/api/content/repurpose/" + post, Map.of("platforms", List.of("email")))
                .expect(201);
        assertThat(mail.text("items.0.email.html"))
                .doesNotContain("fonts.googleapis")
                .doesNotContain("@import");
    }

    @Test
    void a_post_for_the_newsroom_has_neither_hashtags_nor_its_title_again() {
        String campaign =
                owner.post("/api/campaigns", Map.of("name", "Aero")).expect(201).text("id");
        String id = bring(
                        Map.of(
                                "markdown",
                                "# Aero 2 is here\n\nWe launched the new shoe today. It costs €129 in every store of the country."))
                .expect(201)
                .text("id");
        var made = owner.post(
                        "/api/content/repurpose/" + id,
                        Map.of("platforms", List.of("newsroom"), "campaignId", campaign))
                .expect(201);
        assertThat(made.text("items.0.platform")).isEqualTo("newsroom");
        assertThat(made.text("items.0.text"))
                .startsWith("We launched")
                .doesNotContain("#")
                .doesNotContain("Aero 2 is here");
        assertThat(owner.get("/api/creatives/" + made.text("items.0.creativeId"))
                        .text("platform"))
                .isEqualTo("newsroom");
    }

    @Test
    void a_text_that_is_made_to_fit_keeps_its_link_and_hashtags() {
        String caption = "Aero 2 weighs 198 grams and costs €129 in every store. ".repeat(8);
        var fitted = owner.post(
                        "/api/content/optimize-length",
                        Map.of(
                                "text",
                                caption + "\n\n→ https://example.com/aero\n\n#Aero2 #Running",
                                "platform",
                                "twitter"))
                .expect(200);
        assertThat(fitted.text("text"))
                .startsWith("Aero 2 weighs 198 grams")
                .endsWith(".\n\n→ https://example.com/aero\n\n#Aero2 #Running");
        assertThat(fitted.at("length").asInt()).isBetween(200, 280);
        var tags = owner.post(
                        "/api/content/optimize-length",
                        Map.of(
                                "text",
                                caption + "#Tag".repeat(1) + " #" + "x".repeat(100) + " #" + "y".repeat(100),
                                "platform",
                                "twitter"))
                .expect(200);
        assertThat(tags.text("text")).contains("#Tag").doesNotContain("yyy");
    }

    @Test
    void a_post_that_is_only_a_picture_is_refused() {
        for (String markdown : List.of("# T\n\n![pic](https://example.com/a.png)", "# T\n\n```\ncode\n```")) {
            String post = bring(Map.of("markdown", markdown)).expect(201).text("id");
            owner.post("/api/content/repurpose/" + post, Map.of()).refused(422, "nothing_to_write_from");
        }
    }

    @Test
    void a_quotation_keeps_its_speaker_in_every_text() {
        String post = bring(
                        Map.of(
                                "markdown",
                                "# T\n\nWe ship today.\n\n> I remember the day we started.\n> — Ann Example, CTO\n\nThe shirt is here."))
                .expect(201)
                .text("id");
        var made = owner.post("/api/content/repurpose/" + post, Map.of()).expect(201);
        assertThat(made.text("items.0.text"))
                .startsWith("We ship today.")
                .contains("“I remember the day we started.” — Ann Example, CTO");
    }

    @Test
    void a_variation_is_never_the_text_itself() {
        for (String text : List.of(
                "Aero 2 weighs 198 grams. It costs €129 in every store. Its sole is made of recycled nets from Kiel. Runners tested it in Berlin.",
                "We open a second store at 14 Rue Cler on 9 June, and the first 50 guests get a bag. Come early.")) {
            var answer = owner.post("/api/content/variations", Map.of("text", text, "platform", "linkedin"));
            if (answer.status() == 200)
                assertThat(answer.at("variations").findValuesAsString("text"))
                        .doesNotContain(text)
                        .noneMatch(other -> other.replaceAll("\\s+", " ").equals(text));
        }
    }

    @Test
    void a_mark_opens_nothing_and_not_everybody_may_make_it() {
        String post = bring(Map.of("markdown", "We launched Aero 2 today. It costs €129."))
                .expect(201)
                .text("id");
        String item = owner.post("/api/content/repurpose/" + post).expect(201).text("items.0.contentId");
        String path = "/api/content/repurposed/" + item + "/status";
        owner.patch(path, Map.of("status", "published")).refused(409, "content_not_approved");
        owner.as("editor").patch(path, Map.of("status", "approved")).expect(403);
        assertThat(owner.patch(path, Map.of("status", "approved")).expect(200).text("status"))
                .isEqualTo("approved");
        assertThat(owner.patch(path, Map.of("status", "published")).expect(200).text("status"))
                .isEqualTo("published");
        owner.patch(path, Map.of("status", "sold")).expect(400);
    }

    @Test
    void variations_differ_and_a_long_text_is_cut_where_it_may_be() {
        String text =
                "Aero 2 weighs 198 grams. It costs €129 in every store. Order it at https://example.com/aero until Sunday. "
                        + "Its sole is made of recycled nets from Kiel. Runners tested it for 600 kilometres in Berlin and Hamburg. "
                        + "We plant a tree for every pair that is sold before the end of the year.";
        var made = owner.post("/api/content/variations", Map.of("text", text, "platform", "twitter", "count", 4))
                .expect(200);
        assertThat(made.at("variations").findValuesAsString("text"))
                .doesNotHaveDuplicates()
                .hasSize(4)
                .allMatch(Platform.TWITTER::fits);
        owner.post("/api/content/variations", Map.of("text", "word", "platform", "twitter"))
                .refused(422, "too_little_material");
        var fitted = owner.post("/api/content/optimize-length", Map.of("text", text, "platform", "twitter"))
                .expect(200);
        assertThat(fitted.at("length").asInt()).isLessThanOrEqualTo(280);
        assertThat(fitted.at("cut").asBoolean()).isTrue();
        assertThat(text).startsWith(fitted.text("text"));
        assertThat(owner.post("/api/content/optimize-length", Map.of("text", "Hi there", "platform", "twitter"))
                        .text("text"))
                .isEqualTo("Hi there");
        owner.post(
                        "/api/content/optimize-length",
                        Map.of("text", "https://example.com/a", "platform", "twitter", "limit", 3))
                .refused(422, "limit_too_small");
    }
}
