package io.fanfare.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.library.AssetsTest;
import java.io.StringReader;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class NewsroomTest {
    private static final String ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>bold</b>";

    private final Story story = new Story();
    private final Api owner = story.owner;
    private final Api public_ = Api.nobody();

    private UUID publish(Map<String, ?> post) {
        var id = story.post(post).expect(201).id("queueId");
        story.approve("content", "schedule");
        owner.post("/api/social/" + id + "/publish").expect(202);
        Api.drain();
        return id;
    }

    @Test
    void an_empty_newsroom_is_a_page_and_valid_feeds_and_an_unknown_one_is_404() throws Exception {
        var page = public_.get("/n/" + owner.slug).expect(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("No posts yet");
        assertThat(rss().getElementsByTagName("item").getLength()).isZero();
        assertThat(public_.get("/n/" + owner.slug + "/feed.json")
                        .expect(200)
                        .at("items")
                        .isArray())
                .isTrue();
        public_.get("/n/nobody-has-this").expect(404);
        public_.get("/n/nobody-has-this/rss.xml").expect(404);
        public_.get("/n/" + owner.slug + "/no-such-post").expect(404);
        public_.get("/n/" + owner.slug + "/media/nonsense").expect(404);
    }

    /** Without a configured address the links are those of the request's Host, which no cache may hand to others. */
    @Test
    void pages_are_shared_by_no_cache_while_the_address_of_the_server_is_not_configured() {
        publish(Map.of("title", "News"));
        for (String page : List.of("", "/rss.xml", "/feed.json"))
            assertThat(public_.get("/n/" + owner.slug + page).expect(200).header("Cache-Control"))
                    .as(page)
                    .contains("private");
    }

    @Test
    void the_feeds_are_valid() throws Exception {
        publish(Map.of(
                "title",
                "First & foremost",
                "text",
                "Hello **world**\n\n- one\n- two",
                "link",
                "https://example.com/a?b=1&c=2"));
        var rss = rss();
        var channel = (Element) rss.getElementsByTagName("channel").item(0);
        assertThat(rss.getDocumentElement().getAttribute("version")).isEqualTo("2.0");
        assertThat(text(channel, "title")).isEqualTo("Test");
        assertThat(text(channel, "link")).isEqualTo(Api.url() + "/n/" + owner.slug);
        assertThat(text(channel, "description")).isNotBlank();
        var self = (Element) channel.getElementsByTagNameNS("http://www.w3.org/2005/Atom", "link")
                .item(0);
        assertThat(self.getAttribute("href")).isEqualTo(Api.url() + "/n/" + owner.slug + "/rss.xml");
        var item = (Element) rss.getElementsByTagName("item").item(0);
        assertThat(text(item, "title")).isEqualTo("First & foremost");
        assertThat(text(item, "guid")).isEqualTo(text(item, "link"));
        ZonedDateTime.parse(text(item, "pubDate"), DateTimeFormatter.RFC_1123_DATE_TIME);
        var content = item.getElementsByTagNameNS("http://purl.org/rss/1.0/modules/content/", "encoded")
                .item(0);
        assertThat(content.getTextContent())
                .contains("<strong>world</strong>")
                .contains("https://example.com/a?b=1&amp;c=2");

        var json = public_.get("/n/" + owner.slug + "/feed.json").expect(200);
        assertThat(json.header("Content-Type")).startsWith("application/feed+json");
        assertThat(json.text("version")).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(json.text("feed_url")).isEqualTo(Api.url() + "/n/" + owner.slug + "/feed.json");
        assertThat(json.text("items.0.id")).isEqualTo(text(item, "link"));
        assertThat(json.text("items.0.content_html")).contains("<strong>world</strong>");
        assertThat(json.text("items.0.content_text")).contains("Hello world");
        OffsetDateTime.parse(json.text("items.0.date_published"));
        assertThat(json.json().at("/items/0").has("image")).isFalse();
    }

    @Test
    void feeds_are_not_sent_again_unchanged() {
        publish(Map.of());
        var feed = public_.get("/n/" + owner.slug + "/rss.xml").expect(200);
        assertThat(feed.header("Last-Modified")).isNotBlank();
        public_.with("If-None-Match", feed.header("ETag"))
                .get("/n/" + owner.slug + "/rss.xml")
                .expect(304);
        publish(Map.of("title", "News"));
        public_.with("If-None-Match", feed.header("ETag"))
                .get("/n/" + owner.slug + "/rss.xml")
                .expect(200);
    }

    @Test
    void nothing_that_is_written_runs_or_breaks_a_feed() throws Exception {
        owner.patch("/api/workspaces/current", Map.of("name", ATTACK, "postalAddress", ATTACK))
                .expect(200);
        var id = publish(Map.of(
                "title", ATTACK + "\u0001\u000b", "text", ATTACK + "\n\n[x](javascript:alert(3)) \u0001 &nbsp; ]]>"));
        var post = owner.get("/api/social/" + id).expect(200);
        assertThat(post.text("title")).isEqualTo(ATTACK + "\u0001\u000b");
        for (String path : List.of(
                "/n/" + owner.slug, post.text("permalink").substring(Api.url().length()))) {
            var page = public_.get(path).expect(200);
            assertThat(page.body().toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain("<script")
                    .doesNotContain("<img src=x")
                    .doesNotContain("href=\"javascript:");
            assertThat(page.header("Content-Security-Policy"))
                    .contains("default-src 'none'")
                    .doesNotContain("script-src")
                    .doesNotContain("unsafe-inline");
        }
        var item = (Element) rss().getElementsByTagName("item").item(0);
        assertThat(text(item, "title")).startsWith(ATTACK);
        assertThat(public_.get("/n/" + owner.slug + "/feed.json").expect(200).text("items.0.content_html"))
                .doesNotContain("<script")
                .doesNotContain("onerror");
    }

    @Test
    void a_picture_is_public_only_once_a_post_with_it_is_out() {
        var asset = Story.upload(owner, "a.png", AssetsTest.picture("png", 20, 20, 1))
                .expect(201)
                .id("id");
        var other = Story.upload(owner, "b.png", AssetsTest.picture("png", 20, 20, 2))
                .expect(201)
                .id("id");
        String path = "/n/" + owner.slug + "/media/";
        public_.get(path + asset).expect(404);
        publish(Map.of("assetIds", List.of(asset), "altTexts", Map.of(asset, "A \"cat\" & a dog")));
        var picture = public_.get(path + asset).expect(200);
        assertThat(picture.header("Content-Type")).isEqualTo("image/png");
        assertThat(picture.header("Cache-Control")).contains("public");
        public_.get(path + other).expect(404);
        public_.get("/n/" + Api.workspace().slug + "/media/" + asset).expect(404);
        var feed = public_.get("/n/" + owner.slug + "/feed.json").expect(200);
        assertThat(feed.text("items.0.image")).isEqualTo(Api.url() + path + asset);
        // The alternative text is published as approved.
        String alt = "alt=\"A &quot;cat&quot; &amp; a dog\"";
        assertThat(feed.text("items.0.content_html")).contains(alt);
        String address = feed.text("items.0.url").substring(Api.url().length());
        assertThat(public_.get(address).expect(200).body()).contains(alt.replace("&quot;", "&#34;"));
        owner.patch(
                        "/api/workspaces/current",
                        Map.of("brand", Map.of("colors", List.of("#0f766e"), "logoAssetId", other)))
                .expect(200);
        public_.get(path + other).expect(200);
        assertThat(public_.get("/n/" + owner.slug).expect(200).body()).contains("--accent:#0f766e");
    }

    @Test
    void a_heading_is_not_repeated_and_an_excerpt_reads_as_sentences() {
        var entry = new NewsroomEntry(
                UUID.randomUUID(),
                null,
                "x",
                null,
                "We open in Leipzig\n\n## What is new\n\nA shop with a workshop\n\n#shoes #leipzig",
                List.of(),
                Map.of(),
                null,
                java.time.Instant.EPOCH);
        assertThat(entry.heading()).isEqualTo("We open in Leipzig");
        assertThat(entry.html()).doesNotContain("We open in Leipzig").contains("A shop with a workshop");
        assertThat(entry.excerpt()).isEqualTo("What is new. A shop with a workshop");
    }

    @Test
    void a_list_from_another_channel_stays_a_list() {
        var entry = new NewsroomEntry(
                UUID.randomUUID(),
                null,
                "x",
                "Aurora",
                "It has:\n• 42 dB less\n• Forty hours\n\nOut today.",
                List.of(),
                Map.of(),
                null,
                java.time.Instant.EPOCH);
        assertThat(entry.html()).contains("<li>42 dB less</li>").contains("<li>Forty hours</li>");
    }

    @Test
    void the_page_shows_the_newest_first_and_older_ones_behind_it() {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 22; i++)
            ids.add(story.post(Map.of("title", "Post number " + i)).expect(201).id("queueId"));
        story.approve("content", "schedule");
        for (var id : ids) {
            owner.post("/api/social/" + id + "/publish").expect(202);
            Api.drain();
        }
        var first = public_.get("/n/" + owner.slug).expect(200).body();
        assertThat(first)
                .contains("Post number 21")
                .doesNotContain("Post number 1<")
                .contains("?page=2");
        assertThat(public_.get("/n/" + owner.slug + "?page=2").expect(200).body())
                .contains("Post number 1<")
                .contains("?page=1");
        public_.get("/n/" + owner.slug + "?page=99999999999").expect(200);
    }

    private Document rss() throws Exception {
        var feed = public_.get("/n/" + owner.slug + "/rss.xml").expect(200);
        assertThat(feed.header("Content-Type")).startsWith("application/rss+xml");
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(feed.body())));
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }
}
