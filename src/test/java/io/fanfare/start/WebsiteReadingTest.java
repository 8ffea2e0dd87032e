package io.fanfare.start;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.Api;
import io.fanfare.Pages;
import io.fanfare.identity.Throttle;
import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.AssetsTest;
import io.fanfare.start.SiteVisit.Limits;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read of a website, from sites as the usual systems make them. */
class WebsiteReadingTest {
    private static final String PARAGRAPH =
            "Last January our bin weighed more than our bread delivery: 31 kilograms a day, for a cafe with forty seats. ";

    private final Api owner = Api.workspace();
    private final Pages.Site site = Pages.site();

    private Api.Answer read(String address) {
        return owner.post("/api/start/website", Map.of("url", address));
    }

    private static String rss(String base) {
        return "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Hearth</title>"
                + "<item><title>Why our rye takes three days</title><link>" + base
                + "rye/</link><pubDate>Mon, 28 Sep 2026 08:00:00 GMT</pubDate><description>Short.</description></item>"
                + "<item><title>How we cut our food waste in half</title><link>" + base
                + "waste/</link><pubDate>Mon, 12 Oct 2026 08:00:00 GMT</pubDate><content:encoded><![CDATA[<p><img src='"
                + base
                + "bin.png'></p><p>" + PARAGRAPH.repeat(10) + "</p>]]></content:encoded></item></channel></rss>";
    }

    private void wordpress() {
        site.put("", "text/html; charset=utf-8", """
                <!doctype html><html lang="de-DE"><head><title>Start – Hearth &amp; Rye</title>
                <meta property="og:site_name" content="Hearth &amp; Rye"><meta name="theme-color" content="#2b1d14">
                <meta name="description" content="A bakery in Berlin that bakes rye bread slowly.">
                <link rel="alternate" type="application/rss+xml" title="Comments" href="comments/feed/">
                <link rel="alternate" type="application/rss+xml" title="Feed" href="feed/">
                <link rel="apple-touch-icon" href="touch.png"><link rel="stylesheet" href="style.css">
                <style>:root{--wp--preset--color--vivid-red:#cf2e2e;--wp--preset--color--black:#000}</style></head><body>
                <header><img class="custom-logo" src="logo.svg" alt="logo"></header>
                <footer><a href="impressum/">Impressum</a> <a href="mailto:hello@hearth.example?subject=Hi">Mail</a></footer></body></html>""");
        site.put("style.css", "text/css", """
                :root{--accent-color:#b84a1f;--bg:#f7efe2;--display:'Fraunces',serif}
                body{font-family:"Inter",sans-serif;color:#222} h1,h2{font-family:var(--display)} .btn{background:#b84a1f}""");
        site.put(
                "impressum/",
                "text/html",
                "<html><body><h1>Impressum</h1><p>Hearth & Rye GmbH<br>\nWeserstraße 41<br>\n12045 Berlin</p></body></html>");
        site.put("feed/", "application/rss+xml; charset=UTF-8", rss(site.url()));
        site.put(
                "rye/",
                "text/html",
                "<html><head><meta property='og:image' content='" + site.url()
                        + "bin.png'></head><body><article><h1>Why our rye takes three days</h1><p>"
                        + PARAGRAPH.repeat(8)
                        + "</p></article></body></html>");
        site.put("touch.png", "image/png", AssetsTest.picture("png", 180, 180, 7));
        site.put("bin.png", "image/png", AssetsTest.picture("png", 400, 300, 8));
    }

    @Test
    void a_wordpress_site_says_its_name_colors_fonts_address_and_newest_posts() {
        wordpress();
        var found = read(site.url()).expect(200);
        assertThat(found.text("name.value")).isEqualTo("Hearth & Rye");
        assertThat(found.text("name.source")).isEqualTo("og:site_name");
        assertThat(found.text("description.value")).startsWith("A bakery in Berlin");
        assertThat(found.text("language.value")).isEqualTo("de-DE");
        assertThat(found.at("colors").size()).isEqualTo(3);
        assertThat(found.text("colors.0.value")).isEqualTo("#2b1d14");
        assertThat(found.text("colors.1.value")).isEqualTo("#b84a1f");
        assertThat(found.text("colors.2.value")).isEqualTo("#f7efe2");
        assertThat(found.text("fonts.0.value")).isEqualTo("Fraunces");
        assertThat(found.text("fonts.1.value")).isEqualTo("Inter");
        assertThat(found.text("email.value")).isEqualTo("hello@hearth.example");
        assertThat(found.text("postalAddress.value")).isEqualTo("Weserstraße 41, 12045 Berlin");
        assertThat(found.text("feed.value")).endsWith("feed/").doesNotContain("comments");
        assertThat(found.text("posts.0.title")).isEqualTo("How we cut our food waste in half");
        assertThat(found.at("posts.0.words").asInt()).isGreaterThan(150);
        assertThat(found.text("posts.0.preview")).startsWith("data:image/jpeg");
        assertThat(found.at("posts.1.words").asInt()).isGreaterThan(100);
        assertThat(found.text("posts.1.preview")).startsWith("data:image/jpeg");
        // The logo itself can't be read, so the touch icon is suggested.
        assertThat(found.text("logo.source")).isEqualTo("apple-touch-icon");
    }

    @Test
    void a_logo_that_is_an_svg_is_drawn_as_pixels_without_its_scripts_and_references() {
        site.put(
                "", "text/html", "<html><body><header><img class='custom-logo' src='logo.svg'></header></body></html>");
        site.put("logo.svg", "image/svg+xml", """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><script>alert(1)</script>
                <image href="http://localhost/secret.png" width="40" height="20"/>
                <rect width="40" height="20" fill="#b84a1f" filter="url(#f)"/></svg>""");
        var found = read(site.url()).expect(200);
        assertThat(found.text("logo.value")).endsWith("logo.svg");
        assertThat(found.text("logo.preview")).startsWith("data:image/png;base64,");
    }

    @Test
    void a_color_that_the_page_names_as_its_background_is_the_background() {
        site.put(
                "",
                "text/html",
                "<html><head><meta name='theme-color' content='#17392f'><style>:root{--oat:#f6f1e6}body{background:var(--oat)}</style></head><body>x</body></html>");
        assertThat(read(site.url()).expect(200).text("colors.2.value")).isEqualTo("#f6f1e6");
    }

    @Test
    void the_organization_of_a_page_in_another_character_set_is_read() {
        byte[] page = """
                <html><head><meta charset="iso-8859-1"><title>Café Über | Kuchen</title><script type="application/ld+json">
                {"@context":"https://schema.org","@graph":[{"@type":["CafeOrCoffeeShop","Organization"],"name":"Café Über","email":"mailto:post@ueber.example",
                "address":{"@type":"PostalAddress","streetAddress":"Hauptstr. 5","postalCode":"80331","addressLocality":"München"},"logo":{"url":"logo.png"}}]}
                </script></head><body style="background:#fff"><h1>Café Über</h1></body></html>""".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        site.put("", "text/html", page);
        site.put("logo.png", "image/png", AssetsTest.picture("png", 200, 80, 3));
        var found = read(site.url()).expect(200);
        assertThat(found.text("name.value")).isEqualTo("Café Über");
        assertThat(found.text("email.value")).isEqualTo("post@ueber.example");
        assertThat(found.text("postalAddress.value")).isEqualTo("Hauptstr. 5, 80331 München");
        assertThat(found.text("logo.source")).isEqualTo("JSON-LD logo");
        assertThat(found.text("notes.0")).contains("No posts were found");
    }

    @Test
    void without_a_feed_the_articles_that_a_page_links_to_are_its_posts() {
        site.put(
                "",
                "text/html",
                "<html><head><title>Northwind</title></head><body><main><article><h2><a href='lamp/'>The lamp that lasts thirty hours</a></h2></article>"
                        + "<article><h2><a href='https://elsewhere.example/x'>An article of somebody else here</a></h2></article></main></body></html>");
        site.put(
                "lamp/",
                "text/html",
                "<html><head><meta property='article:published_time' content='2026-10-01'></head><body><article><h1>The lamp that lasts thirty hours</h1><p>"
                        + PARAGRAPH.repeat(12) + "</p></article></body></html>");
        var found = read(site.url()).expect(200);
        assertThat(found.at("posts").size()).isEqualTo(1);
        assertThat(found.text("posts.0.date")).isEqualTo("2026-10-01");
        assertThat(found.at("feed").isMissingNode() || found.at("feed").isNull())
                .isTrue();
    }

    @Test
    void a_site_that_cannot_be_read_says_why() {
        assertThat(read(site.url() + "missing")
                        .refused(422, "website_unreachable")
                        .text("detail"))
                .contains("status 404");
        site.put("file", "application/pdf", "%PDF");
        assertThat(read(site.url() + "file").refused(422, "website_unreachable").text("detail"))
                .contains("application/pdf");
        site.put("huge", "text/html", "x".repeat(SiteVisit.MOST_BYTES + 1));
        assertThat(read(site.url() + "huge").refused(422, "website_unreachable").text("detail"))
                .contains("larger than 2 MB");
        read("http://127.0.0.1:1/").refused(422, "url_refused");
        site.redirect("away", "http://10.0.0.1/");
        read(site.url() + "away").refused(422, "url_refused");
        assertThat(read("no site").refused(400, "invalid").text("errors.url")).contains("example.com");
        site.put(
                "broken",
                "text/html",
                "<html><head><title>Half a page</title><meta name=theme-color content=nonsense><link rel=stylesheet href='::'><body><div");
        assertThat(read(site.url() + "broken").expect(200).text("name.value")).isEqualTo("Half a page");
    }

    @Test
    void robots_txt_is_respected_by_the_longest_rule() {
        var robots = Robots.of(
                "User-agent: *\nDisallow: /wp-admin/\nDisallow: /*.pdf$\nAllow: /wp-admin/public\n\nUser-agent: bad\nDisallow: /");
        for (String free : List.of("/", "/feed/", "/wp-admin/public/x", "/a.pdf?x"))
            assertThat(robots.allow(URI.create("https://x.example" + free)))
                    .as(free)
                    .isTrue();
        for (String closed : List.of("/wp-admin/x", "/a.pdf"))
            assertThat(robots.allow(URI.create("https://x.example" + closed)))
                    .as(closed)
                    .isFalse();
        assertThat(Robots.of("User-agent: Fanfare\nDisallow: /\nUser-agent: *\nAllow: /")
                        .allow(URI.create("https://x.example/feed")))
                .isFalse();
    }

    @Test
    void a_site_made_to_keep_the_server_busy_is_read_like_any_other() {
        site.put("robots.txt", "text/plain", "User-agent: *\nDisallow: /" + "*a".repeat(240) + "*b\n");
        String link = site.url() + "a".repeat(1_500) + "/";
        var copies = new StringBuilder("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'><g id='l0'>"
                + "<rect width='40' height='20' fill='#b84a1f'/></g>");
        for (int level = 1; level <= 8; level++)
            copies.append("<g id='l")
                    .append(level)
                    .append("'>")
                    .append(("<use href='#l" + (level - 1) + "'/>").repeat(50))
                    .append("</g>");
        copies.append("<use href='#l8'/></svg>");
        site.put("logo.svg", "image/svg+xml", copies.toString());
        site.put("style.css", "text/css", "/* ".repeat(190_000) + ":root{--accent-color:#b84a1f}");
        site.put(
                "",
                "text/html",
                "<html><head><link rel='stylesheet' href='style.css'></head><body>"
                        + "<header><img class='custom-logo' src='logo.svg'></header><a href='" + link
                        + "'>About and contact</a>"
                        + "<p>a line\n</p>".repeat(60_000) + "</body></html>");
        read(site.url()).expect(200);
    }

    @Test
    void an_address_with_an_impossible_port_is_refused_by_its_field() {
        read("https://example.com:70000").refused(400, "invalid");
    }

    @Test
    void a_workspace_reads_sixty_websites_an_hour() {
        String gone = site.url() + "gone/";
        for (int i = 0; i < 60; i++) read(gone).refused(422, "website_unreachable");
        read(gone).expect(429);
    }

    @Test
    void a_viewer_reads_no_website() {
        owner.as("viewer")
                .post("/api/start/website", Map.of("url", "example.com"))
                .refused(403, "forbidden");
    }

    private static WebsiteReading reading(Limits limits) {
        return new WebsiteReading(
                Api.bean(Outgoing.class), Api.bean(Throttle.class), Api.bean(Transactions.class), limits);
    }

    @Test
    void a_website_that_never_finishes_is_left_in_time_and_named() {
        var reading = reading(new Limits(ofMillis(150), ofMillis(300)));
        assertThatThrownBy(() -> reading.visited(Pages.dribble()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("did not respond in time")
                .hasMessageContaining("start without a website");
    }

    @Test
    void a_slow_part_of_a_website_is_left_out_and_the_rest_is_read() {
        site.put("", "text/html", """
                <html><head><meta property="og:site_name" content="Hearth & Rye">
                <link rel="alternate" type="application/rss+xml" href="%s"></head><body>Bread</body></html>""".formatted(Pages.dribble()));
        var found = reading(new Limits(ofMillis(500), ofSeconds(20))).visited(site.url());
        assertThat(found.name().value()).isEqualTo("Hearth & Rye");
        assertThat(found.notes().getFirst()).contains("responds slowly");
    }

    @Test
    void a_website_that_refuses_programs_or_hides_its_posts_says_so() {
        site.put("", "text/html", "<html><body><a href='rye/'>Why our rye takes three days</a></body></html>");
        assertThat(read(site.url() + "gone/")
                        .refused(422, "website_unreachable")
                        .text("detail"))
                .contains("no page at this address", "start without a website");
    }
}
