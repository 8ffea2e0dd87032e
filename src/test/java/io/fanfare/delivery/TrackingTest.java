package io.fanfare.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.delivery.Tracking.Counts;
import io.fanfare.delivery.Tracking.Tally;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class TrackingTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private static final String PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.0";
    private static final String LINK = "https://example.com/näh?a=1&b=c d#top";

    private final Story story = new Story();
    private UUID mailing = new UUID(0, 0);

    private Document sent(String markdown) {
        mailing = story.mailing(Map.of("markdown", markdown)).expect(201).id("id");
        story.approve("content", "schedule");
        story.owner.post("/api/email/" + mailing + "/send").expect(202);
        Api.drain();
        return Jsoup.parse(captured());
    }

    private String captured() {
        UUID id = story.owner.get("/api/email/captured").expect(200).id("items.0.id");
        return story.owner
                .get("/api/email/captured/" + id + "/view")
                .expect(200)
                .text("html");
    }

    private static String pixel(Document mail) {
        return mail.select("img[src*=/e/o/]").attr("src");
    }

    private static HttpResponse<String> ask(String method, String url, String agent, String... headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .header("User-Agent", agent);
            if (headers.length > 0) request.headers(headers);
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Counts counts() {
        return Current.house(story.owner.workspace, "test")
                .call(() -> Api.bean(Transactions.class).read(() -> Api.bean(Tracking.class)
                        .counts("mailing", List.of(mailing))
                        .getOrDefault(mailing, Counts.NONE)));
    }

    @Test
    void an_open_is_a_gif_that_no_cache_keeps_and_is_counted() {
        var mail = sent("Hello");
        var answer = ask("GET", pixel(mail), PERSON);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.body()).startsWith("GIF89a");
        ask("GET", pixel(mail), PERSON);
        assertThat(counts().opens()).isEqualTo(new Tally(2, 2, 1));
        assertThat(counts().clicks()).isEqualTo(Tally.NONE);
    }

    @Test
    void a_head_changes_nothing_and_machines_are_no_people() {
        var mail = sent("[Go](https://example.com/)");
        assertThat(ask("HEAD", pixel(mail), PERSON).statusCode()).isEqualTo(200);
        assertThat(ask("HEAD", mail.select("a[href*=/e/c/]").attr("href"), PERSON)
                        .statusCode())
                .isEqualTo(302);
        assertThat(counts()).isEqualTo(Counts.NONE);
        for (String machine : List.of(
                "Mozilla/5.0",
                "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                "Barracuda Sentinel (EE)")) ask("GET", pixel(mail), machine);
        ask("GET", pixel(mail), PERSON, "Sec-Purpose", "prefetch;prerender");
        assertThat(counts().opens()).isEqualTo(new Tally(4, 0, 0));
        // Gmail's proxy asks when somebody looks.
        ask(
                "GET",
                pixel(mail),
                "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)");
        assertThat(counts().opens()).isEqualTo(new Tally(5, 1, 1));
    }

    @Test
    void a_link_leads_exactly_where_the_mail_said() {
        var mail = sent("[Go](<" + LINK + ">) and [write](mailto:a@example.com)");
        String link = mail.select("a[href*=/e/c/]").attr("href");
        var answer = ask("GET", link, PERSON);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains("https://example.com/n%C3%A4h?a=1&b=c%20d#top");
        assertThat(counts().clicks()).isEqualTo(new Tally(1, 1, 1));
        assertThat(mail.select("a[href^=mailto:]")).hasSize(1);
        assertThat(mail.select("a[href*=/e/u/]")).hasSize(1);
    }

    @Test
    void a_forged_or_cut_token_is_a_plain_404() {
        var mail = sent("[Go](https://example.com/)");
        String link = mail.select("a[href*=/e/c/]").attr("href");
        for (String wrong : List.of(
                link.substring(0, link.length() - 3),
                link.substring(0, link.length() - 2) + "xx",
                link.replace("/e/c/", "/e/o/"),
                pixel(mail).replace("/e/o/", "/e/c/"),
                mail.select("a[href*=/e/u/]").attr("href").replace("/e/u/", "/e/o/"),
                Api.url() + "/e/c/https:%2F%2Fevil.example",
                Api.url() + "/e/o/x")) {
            var answer = ask("GET", wrong, PERSON);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(404);
            assertThat(answer.body()).contains("This link is not valid").doesNotContain("evil");
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
        assertThat(counts()).isEqualTo(Counts.NONE);
    }

    @Test
    void whoever_follows_all_links_at_once_is_a_machine_from_the_first() {
        var mail = sent("[a](https://example.com/a) [b](https://example.com/b) [c](https://example.com/c)");
        var links = mail.select("a[href*=/e/c/]").eachAttr("href");
        assertThat(links).hasSize(3);
        ask("GET", links.get(0), PERSON);
        ask("GET", links.get(1), PERSON);
        assertThat(counts().clicks()).isEqualTo(new Tally(2, 2, 1));
        ask("GET", links.get(2), PERSON);
        assertThat(counts().clicks()).isEqualTo(new Tally(3, 0, 0));
    }

    @Test
    void many_at_the_same_moment_are_one_reader_and_what_is_hammered_fills_no_table() throws Exception {
        String pixel = pixel(sent("Hello"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(IntStream.range(0, 240)
                    .<java.util.concurrent.Callable<Integer>>mapToObj(
                            i -> () -> ask("GET", pixel, PERSON).statusCode())
                    .toList());
        }
        assertThat(counts().opens().unique()).isEqualTo(1);
        assertThat(counts().opens().raw()).isBetween(200L, 239L);
    }

    @Test
    void nothing_about_the_reader_is_kept() {
        ask("GET", pixel(sent("Hello")), PERSON);
        Current.house(story.owner.workspace, "test")
                .run(() -> Api.bean(Transactions.class).read(() -> {
                    var kept = Api.bean(Sql.class)
                            .of("select to_jsonb(h)::text from delivery_hit h where workspace_id = :workspace")
                            .one(String.class);
                    assertThat(kept).doesNotContain("Thunderbird").doesNotContain("127.0.0.1");
                    return kept;
                }));
    }

    @Test
    void a_preview_is_not_tracked_and_the_receipt_is_of_the_bytes_that_left() {
        sent("[Go](https://example.com/)");
        assertThat(story.owner
                        .get("/api/email/" + mailing + "/preview")
                        .expect(200)
                        .text("html"))
                .contains("https://example.com/")
                .doesNotContain("/e/o/")
                .doesNotContain("/e/c/");
        UUID captured = story.owner.get("/api/email/captured").expect(200).id("items.0.id");
        String source =
                story.owner.get("/api/email/captured/" + captured).expect(200).body();
        UUID delivery =
                story.owner.get("/api/deliveries?itemId=" + mailing).expect(200).id("items.0.id");
        assertThat(story.owner.get("/api/deliveries/" + delivery).expect(200).text("receipt.bytesHash"))
                .isEqualTo(io.fanfare.kernel.Json.sha256(source));
    }
}
