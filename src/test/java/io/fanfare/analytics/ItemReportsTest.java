package io.fanfare.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.kernel.Current;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class ItemReportsTest {
    private static final String PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final Story story = new Story();
    private final Api owner = story.owner;
    private final Api person = Api.nobody().with("User-Agent", PERSON);

    private UUID sent(String markdown) {
        var mailing = story.mailing(Map.of("name", "31 kilograms", "markdown", markdown))
                .expect(201)
                .id("id");
        story.approve("content", "schedule");
        owner.post("/api/email/" + mailing + "/send").expect(202);
        Api.drain();
        return mailing;
    }

    private Document mail() {
        UUID captured = owner.get("/api/email/captured").expect(200).id("items.0.id");
        return Jsoup.parse(owner.get("/api/email/captured/" + captured + "/view")
                .expect(200)
                .text("html"));
    }

    private void follow(String address) {
        person.get(address.replace(Api.url(), ""));
    }

    private void fold() {
        Current.house(owner.workspace, "test").run(() -> Api.bean(Folding.class).work());
    }

    private Api.Answer items(String query) {
        return owner.get("/api/analytics/campaigns/" + story.campaign + "/items" + query)
                .expect(200);
    }

    @Test
    void each_post_and_mailing_is_listed_with_its_figures_latest_first() {
        var post = story.post(Map.of("title", "Good news")).expect(201).id("queueId");
        story.approve("content", "schedule");
        owner.post("/api/social/" + post + "/publish").expect(202);
        Api.drain();
        var mailing = sent("[Get the kit](https://example.com/kit)");
        story.post(Map.of("title", "Still planned")).expect(201);
        var mail = mail();
        follow(mail.select("img[src*=/e/o/]").attr("src"));
        follow(mail.select("a[href*=/e/c/]").attr("href"));
        fold();
        var items = items("");
        assertThat(items.at("items").size()).isEqualTo(2);
        assertThat(items.id("items.0.id")).isEqualTo(mailing);
        assertThat(items.text("items.0.kind")).isEqualTo("mailing");
        assertThat(items.text("items.0.state")).isEqualTo("captured");
        assertThat(items.at("items.0.figures.sent").asInt()).isEqualTo(1);
        assertThat(items.at("items.0.figures.reach").asInt()).isEqualTo(1);
        assertThat(items.at("items.0.figures.clicks").asInt()).isEqualTo(1);
        assertThat(items.id("items.1.id")).isEqualTo(post);
        assertThat(items.text("items.1.title")).isEqualTo("Good news");
    }

    @Test
    void what_an_outside_source_reports_by_its_own_name_is_listed_under_that_name() {
        owner.post(
                        "/api/metrics/ingest",
                        Map.of(
                                "records",
                                List.of(Map.of(
                                        "campaignId",
                                        story.campaign,
                                        "channel",
                                        "meta",
                                        "source",
                                        "ads",
                                        "entity",
                                        "Carousel 1",
                                        "date",
                                        Story.today().minusDays(1).toString(),
                                        "impressions",
                                        120))))
                .expect(200);
        var items = items("?days=7");
        assertThat(items.text("items.0.title")).isEqualTo("Carousel 1");
        assertThat(items.at("items.0.id").isNull()).isTrue();
        assertThat(items.at("items.0.figures.impressions").asInt()).isEqualTo(120);
        assertThat(items("?from=2020-01-01&to=2020-01-31").at("items").size()).isZero();
    }

    @Test
    void two_links_to_one_address_are_counted_apart_and_machines_are_left_out() {
        var mailing = sent("[Picture](https://example.com/kit) and [Get the kit](https://example.com/kit)");
        var links = mail().select("a[href*=/e/c/]").eachAttr("href");
        follow(links.get(1));
        follow(links.get(1));
        follow(links.get(0));
        Api.nobody()
                .with("User-Agent", "Googlebot/2.1 (+http://www.google.com/bot.html)")
                .get(links.get(0).replace(Api.url(), ""));
        var report = owner.get("/api/email/" + mailing + "/report").expect(200);
        assertThat(report.at("clicks").asInt()).isEqualTo(3);
        assertThat(report.at("links").size()).isEqualTo(2);
        assertThat(report.text("links.0.url")).isEqualTo("https://example.com/kit");
        assertThat(report.at("links.0.position").asInt()).isEqualTo(1);
        assertThat(report.at("links.0.clicks").asInt()).isEqualTo(2);
        assertThat(report.at("links.0.people").asInt()).isEqualTo(1);
        assertThat(report.at("links.0.share").asDouble()).isEqualTo(0.6667);
        assertThat(report.at("hours.0.clicks").asInt()).isEqualTo(3);
    }

    @Test
    void the_people_who_opened_or_clicked_are_listed() {
        var mailing = sent("[Get the kit](https://example.com/kit)");
        String list = "/api/deliveries?itemId=" + mailing + "&reaction=";
        assertThat(owner.get(list + "open").expect(200).at("items").size()).isZero();
        follow(mail().select("img[src*=/e/o/]").attr("src"));
        assertThat(owner.get(list + "open").expect(200).text("items.0.target")).isEqualTo("ada@example.com");
        assertThat(owner.get(list + "click").expect(200).at("items").size()).isZero();
        owner.get(list + "bounce").expect(400);
    }

    @Test
    void a_day_without_a_report_is_unknown_and_today_is_open() {
        for (int ago : List.of(0, 1, 3))
            owner.post(
                            "/api/metrics/ingest",
                            Map.of(
                                    "records",
                                    List.of(Map.of(
                                            "campaignId",
                                            story.campaign,
                                            "channel",
                                            "meta",
                                            "source",
                                            "ads",
                                            "date",
                                            Story.today().minusDays(ago).toString(),
                                            "clicks",
                                            5))))
                    .expect(200);
        var trend = owner.get("/api/analytics/campaigns/" + story.campaign + "/dashboard?days=5")
                .expect(200)
                .at("trend");
        assertThat(trend.valueStream().map(day -> day.at("/state").asString()))
                .containsExactly("no_data", "complete", "no_data", "complete", "open");
    }
}
