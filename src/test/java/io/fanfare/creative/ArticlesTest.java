package io.fanfare.creative;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Pages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Articles from other servers: pages, feeds, front matter. */
class ArticlesTest {
    private static final String TEXT = "We ship the new lamp on Monday, and it lasts for thirty hours. ".repeat(12);

    private final Api owner = Api.workspace();

    private Api.Answer bring(Map<String, Object> body) {
        return owner.post("/api/content/blog-posts", body);
    }

    private Api.Answer page(String html) {
        return bring(Map.of("url", Pages.serve("text/html; charset=utf-8", html)));
    }

    @Test
    void the_article_of_a_page_is_read_without_its_surroundings() {
        var post = page("<html><head><title>Lamp | Acme</title><meta property='article:tag' content='lamps'>"
                        + "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Article\",\"headline\":\"Lamp\",\"datePublished\":\"2026-03-04\","
                        + "\"author\":[{\"name\":\"Ann Example\"},{\"name\":\"Bo Sample\"}]}]}</script></head><body><nav>Home Shop Cart</nav>"
                        + "<article><h1>Lamp</h1><p>" + TEXT
                        + "</p><blockquote><p>It works.</p><footer>Ann Example, CTO</footer></blockquote>"
                        + "<pre><code class='language-java'>int x;</code></pre><p>" + TEXT
                        + "</p></article><footer>Imprint</footer></body></html>")
                .expect(201);
        assertThat(post.text("title")).isEqualTo("Lamp");
        assertThat(post.text("date")).isEqualTo("2026-03-04");
        assertThat(post.at("authors").toString()).isEqualTo("[\"Ann Example\",\"Bo Sample\"]");
        assertThat(post.at("tags").toString()).isEqualTo("[\"lamps\"]");
        assertThat(post.text("html"))
                .contains("thirty hours")
                .contains("— Ann Example, CTO")
                .contains("language-java")
                .doesNotContain("Shop Cart")
                .doesNotContain("Imprint");
    }

    @Test
    void the_newest_entry_of_a_feed_is_read() {
        var atom = bring(Map.of(
                        "url",
                        Pages.serve(
                                "application/atom+xml",
                                "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>F</title>"
                                        + "<entry><title>Old</title><link href='https://example.com/old'/><updated>2025-01-01T00:00:00Z</updated><content type='html'>&lt;p>"
                                        + TEXT + "&lt;/p></content></entry>"
                                        + "<entry><title>New &amp;amp; good</title><link href='https://example.com/new'/><updated>2026-01-01T00:00:00Z</updated>"
                                        + "<author><name>Ann Example</name></author><author><name>Bo Sample</name></author><category term='lamps'/>"
                                        + "<content type='html'>&lt;p>" + TEXT + "&lt;/p></content></entry></feed>")))
                .expect(201);
        assertThat(atom.text("title")).isEqualTo("New & good");
        assertThat(atom.text("date")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(atom.at("authors").toString()).isEqualTo("[\"Ann Example\",\"Bo Sample\"]");
        assertThat(atom.at("tags").toString()).isEqualTo("[\"lamps\"]");
        assertThat(atom.text("sourceUrl")).isEqualTo("https://example.com/new");
        var rss = bring(Map.of(
                        "url",
                        Pages.serve(
                                "application/rss+xml",
                                "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>F & Co</title>"
                                        + "<item><title>Lamp</title><link>https://example.com/lamp</link><pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate><dc:creator>Ann Example</dc:creator>"
                                        + "<description>Short.</description><content:encoded><![CDATA[<p>" + TEXT
                                        + "</p>]]></content:encoded></item></channel></rss>")))
                .expect(201);
        assertThat(rss.text("date")).isEqualTo("2026-03-03T10:00:00Z");
        assertThat(rss.text("author")).isEqualTo("Ann Example");
        assertThat(rss.text("html")).contains("thirty hours");
    }

    @Test
    void hostile_pages_and_feeds_are_refused_quickly() {
        String entity =
                "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><item><title>&x;</title><description>"
                        + TEXT + "</description></item></channel></rss>";
        bring(Map.of("url", Pages.serve("application/rss+xml", entity))).refused(422, "url_unreadable");
        String bomb =
                "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><rss version='2.0'><channel><item><title>&c;</title></item></channel></rss>";
        bring(Map.of("url", Pages.serve("application/rss+xml", bomb))).refused(422, "url_unreadable");
        bring(Map.of(
                        "url",
                        Pages.serve("application/rss+xml", "<rss version='2.0'><channel>" + "<item>".repeat(20_000))))
                .refused(422, "url_unreadable");
        long start = System.nanoTime();
        page("<div>".repeat(50_000) + TEXT).refused(422, "url_unreadable");
        page("<p>x</p>".repeat(25_000)).refused(422, "url_unreadable");
        page("<p>" + "x".repeat(2 << 20) + "</p>").refused(422, "url_unreadable");
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(20).toNanos());
    }

    @Test
    void all_fields_of_front_matter_are_stored() {
        var post = bring(
                        Map.of(
                                "markdown",
                                "---\ntitle: T\nslug: the-slug\naliases: [/old, /older]\ntranslator: Cy Third\nauthor: Ann Example, Bo Sample and Dee van Four\npath: 2025/01/22/the-slug\n---\nWords."))
                .expect(201);
        String id = post.text("id");
        var read = owner.get("/api/content/blog-posts/" + id).expect(200);
        assertThat(read.text("frontMatter.slug")).isEqualTo("the-slug");
        assertThat(read.at("frontMatter.aliases").toString()).isEqualTo("[\"/old\",\"/older\"]");
        assertThat(read.text("frontMatter.translator")).isEqualTo("Cy Third");
        assertThat(read.at("authors").toString()).isEqualTo("[\"Ann Example\",\"Bo Sample\",\"Dee van Four\"]");
        assertThat(read.text("date")).isEqualTo("2025-01-22");
        assertThat(owner.get("/api/content/blog-posts")
                        .at("items")
                        .get(0)
                        .path("frontMatter")
                        .size())
                .isZero();
    }

    @Test
    void one_name_stays_one_name_and_several_are_several() {
        for (var names : Map.of(
                        "Ann Example, CTO", 1,
                        "Marks and Spencer", 1,
                        "Ann Example (Acme), Bo Sample (Beta)", 2,
                        "Ann Example & Bo Sample", 2,
                        "Ann Example; Bo", 2,
                        "Jörg Müller und Zoë de la Cruz", 2)
                .entrySet())
            assertThat(FrontMatter.names(names.getKey())).as(names.getKey()).hasSize(names.getValue());
    }

    @Test
    void a_date_in_the_path_is_used_where_there_is_no_other() {
        assertThat(bring(Map.of("markdown", "Words.", "sourceUrl", "https://example.com/2024/12/01/post"))
                        .expect(201)
                        .text("date"))
                .isEqualTo("2024-12-01");
        assertThat(bring(Map.of("markdown", "Words.", "sourceUrl", "https://example.com/_posts/2024-12-01-post.md"))
                        .expect(201)
                        .text("date"))
                .isEqualTo("2024-12-01");
        assertThat(bring(Map.of(
                                "markdown",
                                "---\ndate: 2020-02-02\n---\nWords.",
                                "sourceUrl",
                                "https://example.com/2024/12/01/post"))
                        .expect(201)
                        .text("date"))
                .isEqualTo("2020-02-02");
        assertThat(bring(Map.of("markdown", "Words.", "sourceUrl", "https://example.com/2024/13/01/post"))
                        .expect(201)
                        .at("date")
                        .isNull())
                .isTrue();
    }

    @Test
    void words_of_chinese_and_japanese_are_counted_by_character() {
        assertThat(bring(Map.of("markdown", "我们今天发布新产品。"))
                        .expect(201)
                        .at("words")
                        .asInt())
                .isEqualTo(9);
        assertThat(bring(Map.of("markdown", "Lumen 3 は新しい"))
                        .expect(201)
                        .at("words")
                        .asInt())
                .isEqualTo(6);
        assertThat(bring(Map.of("markdown", "We [ship](https://example.com/a-b-c) today."))
                        .expect(201)
                        .at("words")
                        .asInt())
                .isEqualTo(3);
        for (String text : List.of("One two three"))
            assertThat(bring(Map.of("markdown", text)).expect(201).at("words").asInt())
                    .isEqualTo(3);
    }
}
