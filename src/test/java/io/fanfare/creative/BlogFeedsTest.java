package io.fanfare.creative;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Pages;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Blogs that a campaign follows. */
class BlogFeedsTest {
    private final Api owner = Api.workspace();
    private final Pages.Site site = Pages.site();
    private final String campaign = owner.post("/api/campaigns", Map.of("name", "Winter", "type", "custom"))
            .expect(201)
            .text("id");

    /** One post of the blog, as its feed shows it. */
    private record Entry(String guid, String path, String title, String text, String date) {
        String xml(String site) {
            String published = date.isEmpty() ? "" : "<pubDate>" + date + "</pubDate>";
            return "<item><title>" + title + "</title><guid>" + guid + "</guid><link>" + site + path + "</link>"
                    + published
                    + "<content:encoded xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><![CDATA[<p>" + text
                    + "</p>]]></content:encoded></item>";
        }
    }

    private static final Entry FIRST = new Entry(
            "1",
            "chains",
            "Chains in winter",
            "Between November and March we replace four times as many chains as in summer. Salt is worse than rain."
                    .repeat(8),
            "");
    private static final Entry SECOND = new Entry(
            "2",
            "sundays",
            "We open on Sundays",
            "From December on the workshop opens on Sundays at nine. Coffee is ready, and the stove is warm. "
                    .repeat(8),
            "");

    private void publish(Entry... entries) {
        site.put(
                "feed.xml",
                "application/rss+xml",
                Stream.of(entries)
                        .map(entry -> entry.xml(site.url()))
                        .collect(Collectors.joining(
                                "",
                                "<rss version=\"2.0\"><channel><title>Kettle &amp; Chain</title>",
                                "</channel></rss>")));
        site.put(
                "",
                "text/html",
                "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"feed.xml\"></head><body>Hi</body></html>");
    }

    private Api.Answer follow() {
        return owner.post(
                        "/api/campaigns/" + campaign + "/blog-feeds",
                        Map.of("url", site.url(), "channels", List.of("newsroom", "linkedin")))
                .expect(201);
    }

    private Api.Answer feed() {
        return owner.get("/api/campaigns/" + campaign + "/blog-feeds").expect(200);
    }

    /** As if the time of the next reading had come. */
    private void readAgain() {
        Current.house(owner.workspace, "test")
                .run(() -> Api.bean(Transactions.class).write(() -> {
                    Api.bean(Sql.class)
                            .of("update creative_blog_feed set due_at = fanfare_now() where workspace_id = :workspace")
                            .run();
                    Api.bean(Ready.class)
                            .mark(BlogFeedLane.LANE, Api.bean(Now.class).instant());
                }));
        Api.drain();
    }

    private int drafts() {
        return owner.get("/api/campaigns/" + campaign + "/creatives")
                .expect(200)
                .at("total")
                .asInt();
    }

    @Test
    void a_new_post_becomes_drafts_once_however_often_the_feed_is_read_and_the_post_is_edited() {
        publish(FIRST);
        var followed = follow();
        assertThat(followed.text("name")).isEqualTo("Kettle & Chain");
        assertThat(followed.text("url")).endsWith("feed.xml");
        assertThat(followed.text("state")).isEqualTo("following");
        readAgain();
        assertThat(drafts()).isZero();
        assertThat(site.unchanged("feed.xml")).isEqualTo(1);

        publish(SECOND, FIRST);
        readAgain();
        assertThat(drafts()).isEqualTo(2);
        assertThat(feed().at("items.0.posts").asInt()).isEqualTo(1);
        var told = owner.get("/api/notifications?unread=true").expect(200);
        assertThat(told.text("items.0.title")).isEqualTo("New post on Kettle & Chain: 2 drafts made");
        assertThat(told.text("items.0.subject.kind")).isEqualTo("blog_post");
        assertThat(owner.get("/api/campaigns/" + campaign + "/items")
                        .expect(200)
                        .body())
                .doesNotContain("\"scheduled\"", "\"approved\"");

        readAgain();
        // Edited, with a new id, at a new address: one of them stays the same each time.
        publish(new Entry("2", "sundays", "We open on Sundays!", "Other words. ".repeat(80), ""), FIRST);
        readAgain();
        publish(new Entry("9", "sundays", "We open on Sundays!", "Other words. ".repeat(80), ""), FIRST);
        readAgain();
        assertThat(drafts()).isEqualTo(2);
        assertThat(owner.get("/api/notifications?unread=true").at("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void an_old_post_that_appears_in_the_feed_is_not_new() {
        publish(FIRST);
        follow();
        publish(FIRST, new Entry("0", "old", "An old post", SECOND.text(), "Mon, 06 Jan 2020 08:00:00 GMT"));
        readAgain();
        assertThat(drafts()).isZero();
    }

    @Test
    void two_servers_that_read_a_feed_at_the_same_time_make_its_drafts_once() throws Exception {
        publish(FIRST);
        var id = UUID.fromString(follow().text("id"));
        publish(SECOND, FIRST);
        var drafts = Api.bean(BlogFeedDrafts.class);
        var reading = Api.bean(BlogFeedReading.class);
        var transactions = Api.bean(Transactions.class);
        var store = Api.bean(BlogFeedStore.class);
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++)
                threads.execute(() -> Current.house(owner.workspace, "test").run(() -> {
                    var feed = transactions.read(() -> store.find(id)).orElseThrow();
                    drafts.make(feed, (BlogFeedReading.Result.Posts) reading.read(feed));
                }));
        }
        assertThat(drafts()).isEqualTo(2);
        assertThat(owner.get("/api/notifications").at("total").asInt()).isEqualTo(1);
    }

    @Test
    void a_blog_that_cannot_be_read_is_tried_less_often_and_no_longer_followed_after_some_days() {
        publish(FIRST);
        String id = follow().text("id");
        site.remove("feed.xml");
        readAgain();
        assertThat(feed().text("items.0.problem")).contains("404");
        assertThat(feed().text("items.0.state")).isEqualTo("following");
        for (int i = 0; i < 7; i++) readAgain();
        assertThat(feed().text("items.0.state")).isEqualTo("stopped");
        assertThat(owner.get("/api/notifications?unread=true").text("items.0.title"))
                .isEqualTo("Fanfare no longer follows Kettle & Chain");

        publish(SECOND, FIRST);
        readAgain();
        assertThat(drafts()).isZero();
        owner.patch("/api/content/blog-feeds/" + id, Map.of("following", true)).expect(200);
        Api.drain();
        assertThat(drafts()).isEqualTo(2);
        assertThat(feed().text("items.0.problem")).isEmpty();
    }

    @Test
    void a_post_whose_page_cannot_be_read_at_first_is_tried_again() {
        publish(FIRST);
        follow();
        var unread = new Entry("3", "later", "Soon", "", "");
        publish(unread, FIRST);
        readAgain();
        assertThat(drafts()).isZero();
        site.put(
                "later",
                "text/html",
                "<html><body><article><h1>Soon</h1><p>" + SECOND.text() + "</p></article></body></html>");
        readAgain();
        assertThat(drafts()).isEqualTo(2);
    }

    @Test
    void following_ends_when_a_person_stops_it_and_with_the_campaign() {
        publish(FIRST);
        String id = follow().text("id");
        owner.post("/api/campaigns/" + campaign + "/blog-feeds", Map.of("url", site.url()))
                .refused(409, "blog_feed_exists");
        owner.patch("/api/content/blog-feeds/" + id, Map.of("following", false)).expect(200);
        publish(SECOND, FIRST);
        readAgain();
        assertThat(drafts()).isZero();
        owner.patch("/api/content/blog-feeds/" + id, Map.of("following", true)).expect(200);
        owner.delete("/api/campaigns/" + campaign).expect(204);
        Api.drain();
        assertThat(drafts()).isZero();
        assertThat(feed().text("items.0.state")).isEqualTo("stopped");
        owner.delete("/api/content/blog-feeds/" + id).expect(204);
        assertThat(feed().at("items").size()).isZero();
    }

    @Test
    void an_address_without_a_feed_is_refused() {
        site.put("plain", "text/html", "<html><body>No feed</body></html>");
        var path = "/api/campaigns/" + campaign + "/blog-feeds";
        owner.post(path, Map.of("url", site.url() + "plain")).refused(422, "feed_unreadable");
        owner.post(path, Map.of("url", site.url() + "gone")).refused(422, "feed_unreadable");
        owner.post(path, Map.of("url", "http://10.0.0.1/feed")).refused(422, "url_refused");
        owner.post(path, Map.of("url", "feed")).refused(400, "invalid");
        owner.as("viewer").post(path, Map.of("url", site.url())).refused(403, "forbidden");
    }
}
