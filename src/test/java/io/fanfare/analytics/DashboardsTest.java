package io.fanfare.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DashboardsTest {
    private static final String PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final Story story = new Story();
    private final Api owner = story.owner;
    private final String path = "/api/analytics/campaigns/" + story.campaign;

    @BeforeEach
    void countInEuro() {
        owner.put(
                        "/api/campaigns/" + story.campaign + "/budget",
                        Map.of("currency", "EUR", "total", 100, "allocations", List.of()))
                .expect(200);
    }

    private void ingest(Map<?, ?>... records) {
        assertThat(owner.post("/api/metrics/ingest", Map.of("records", List.of(records)))
                        .expect(200)
                        .at("rejected")
                        .asInt())
                .isZero();
    }

    private Map<String, Object> record(String channel, Object day, Object... members) {
        var record = new HashMap<String, Object>(
                Map.of("campaignId", story.campaign, "channel", channel, "source", "test", "date", day.toString()));
        for (int i = 0; i < members.length; i += 2) record.put((String) members[i], members[i + 1]);
        return record;
    }

    private void fold() {
        story.owner.get("/api/campaigns?limit=1").expect(200);
        io.fanfare.kernel.Current.house(owner.workspace, "test")
                .run(() -> Api.bean(Folding.class).work());
    }

    @Test
    void figures_move_when_a_mail_is_opened_and_a_link_followed_and_a_post_is_read() {
        var mailing = story.mailing(Map.of("name", "Hello all", "markdown", "[Go](https://example.com/)"))
                .expect(201)
                .id("id");
        var post = story.post(Map.of("title", "Good news")).expect(201).id("queueId");
        story.approve("content", "schedule");
        owner.post("/api/email/" + mailing + "/send").expect(202);
        owner.post("/api/social/" + post + "/publish").expect(202);
        Api.drain();
        UUID captured = owner.get("/api/email/captured").expect(200).id("items.0.id");
        var mail = Jsoup.parse(owner.get("/api/email/captured/" + captured + "/view")
                .expect(200)
                .text("html"));
        var person = Api.nobody().with("User-Agent", PERSON);
        String host = Api.url();
        person.get(mail.select("img[src*=/e/o/]").attr("src").replace(host, "")).expect(200);
        person.get(mail.select("img[src*=/e/o/]").attr("src").replace(host, "")).expect(200);
        person.get(mail.select("a[href*=/e/c/]").attr("href").replace(host, "")).expect(302);
        String permalink =
                owner.get("/api/social/" + post).expect(200).text("permalink").replaceFirst("^https?://[^/]+", "");
        person.get(permalink).expect(200);
        person.send("HEAD", permalink, null).expect(200);
        Api.nobody()
                .with("User-Agent", "Googlebot/2.1 (+http://www.google.com/bot.html)")
                .get(permalink)
                .expect(200);
        fold();
        fold();

        var dashboard = owner.get(path + "/dashboard").expect(200);
        assertThat(dashboard.at("totals.sent").asInt()).isEqualTo(1);
        assertThat(dashboard.at("totals.delivered").asInt()).isZero();
        assertThat(dashboard.at("totals.opens").asInt()).isEqualTo(2);
        assertThat(dashboard.at("totals.reach").asInt()).isEqualTo(1);
        assertThat(dashboard.at("totals.clicks").asInt()).isEqualTo(1);
        assertThat(dashboard.at("totals.posts").asInt()).isEqualTo(1);
        assertThat(dashboard.at("totals.impressions").asInt()).isEqualTo(3);
        assertThat(dashboard.at("totals.openRate").isNull()).isTrue();
        assertThat(dashboard.json().at("/topContent").findValuesAsString("title"))
                .containsExactlyInAnyOrder("Hello all", "Good news");
        assertThat(dashboard.json().at("/channels").findValuesAsString("channel"))
                .containsExactly("email", "newsroom");
        assertThat(dashboard.text("workflow.status")).isEqualTo("draft");
        assertThat(dashboard.at("workflow.deliveries.confirmed").asInt()).isEqualTo(1);
        assertThat(dashboard.at("workflow.deliveries.captured").asInt()).isEqualTo(1);
        assertThat(owner.get("/api/campaigns/" + story.campaign + "/metrics")
                        .expect(200)
                        .at("totals.clicks")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_dashboard_shows_a_period_beside_the_one_before_and_divides_by_nothing() {
        owner.put(
                        "/api/campaigns/" + story.campaign + "/budget",
                        Map.of(
                                "currency",
                                "EUR",
                                "total",
                                100,
                                "allocations",
                                List.of(Map.of("channel", "meta", "amount", 60))))
                .expect(200);
        ingest(
                record(
                        "meta",
                        "2026-03-01",
                        "impressions",
                        100,
                        "clicks",
                        4,
                        "spend",
                        10,
                        "revenue",
                        30,
                        "conversions",
                        2),
                record(
                        "meta",
                        "2026-03-02",
                        "impressions",
                        200,
                        "clicks",
                        6,
                        "spend",
                        20,
                        "revenue",
                        10,
                        "conversions",
                        1),
                record("linkedin", "2026-03-02", "impressions", 50, "spend", 5, "conversions", 3),
                record("email", "2026-02-27", "clicks", 5));
        var one = owner.get(path + "/dashboard?from=2026-03-02&to=2026-03-02").expect(200);
        assertThat(one.at("totals.impressions").asInt()).isEqualTo(250);
        assertThat(one.at("previous.impressions").asInt()).isEqualTo(100);
        assertThat(one.at("change.impressions").asDouble()).isEqualTo(1.5);
        assertThat(one.at("trend").size()).isEqualTo(1);
        assertThat(one.at("budget.spent").asInt()).isEqualTo(35);
        assertThat(one.at("budget.used").asDouble()).isEqualTo(0.35);
        assertThat(one.text("channels.0.channel")).isEqualTo("meta");
        assertThat(one.at("channels.0.allocated").asInt()).isEqualTo(60);
        assertThat(one.at("channels.0.share").asDouble()).isEqualTo(0.8);
        // No clicks: no rate, and no Infinity.
        assertThat(one.at("channels.1.figures.cpc").isNull()).isTrue();
        assertThat(one.at("channels.1.figures.conversionRate").isNull()).isTrue();
        assertThat(one.at("channels.1.figures.costPerConversion").asDouble())
                .isCloseTo(1.666667, org.assertj.core.data.Offset.offset(1e-9));

        var all = owner.get(path + "/dashboard").expect(200);
        assertThat(all.text("period.from")).isEqualTo("2026-02-27");
        assertThat(all.text("period.to")).isEqualTo("2026-03-02");
        assertThat(all.at("trend").size()).isEqualTo(4);
        assertThat(all.at("totals.clicks").asInt()).isEqualTo(15);
        assertThat(all.at("change.clicks").isNull()).isTrue();
        var empty = owner.get("/api/analytics/campaigns/" + campaign() + "/dashboard?days=7")
                .expect(200);
        assertThat(empty.at("trend").size()).isEqualTo(7);
        assertThat(empty.at("totals.ctr").isNull()).isTrue();
        assertThat(empty.at("totals.currency").isNull()).isTrue();
        for (String wrong : List.of("days=0", "days=367", "from=2026-03-02&to=2026-03-01", "from=x"))
            owner.get(path + "/dashboard?" + wrong).refused(400, "invalid");
    }

    private String campaign() {
        return owner.post("/api/campaigns", Map.of("name", "Empty")).expect(201).text("id");
    }

    @Test
    void money_of_different_currencies_is_never_added_up() {
        ingest(
                record("meta", "2026-03-01", "clicks", 10, "spend", 10),
                record("meta", "2026-03-02", "clicks", 10, "spend", 7, "revenue", 14, "currency", "USD"));
        var totals = owner.get("/api/campaigns/" + story.campaign + "/metrics")
                .expect(200)
                .at("totals");
        assertThat(totals.at("/spend").asInt()).isEqualTo(10);
        assertThat(totals.at("/currency").asString()).isEqualTo("EUR");
        assertThat(totals.at("/otherMoney/0").toString())
                .isEqualTo("{\"currency\":\"USD\",\"spend\":7,\"revenue\":14}");
        // Ten of the clicks were reported with dollars: what they cost is not known in euros.
        assertThat(totals.at("/cpc").asInt()).isEqualTo(1);
        assertThat(totals.at("/clicks").asInt()).isEqualTo(20);
        // Restated in another currency, its money moves there.
        ingest(record("meta", "2026-03-01", "clicks", 10, "spend", 11, "currency", "USD"));
        totals = owner.get("/api/campaigns/" + story.campaign + "/metrics")
                .expect(200)
                .at("totals");
        assertThat(totals.at("/currency").asString()).isEqualTo("EUR");
        assertThat(totals.at("/spend").asInt()).isZero();
        assertThat(totals.at("/otherMoney/0/spend").asInt()).isEqualTo(18);
    }

    @Test
    void trends_tell_where_it_goes_and_which_day_stands_out() {
        var records = new ArrayList<Map<String, Object>>();
        var first = LocalDate.of(2026, 3, 1);
        for (int i = 0; i < 20; i++)
            records.add(record(
                    "meta", first.plusDays(i), "impressions", 1000 + 10 * i, "clicks", i == 12 ? 400 : 20 + i % 3));
        ingest(records.toArray(Map[]::new));
        var trends = owner.get(path + "/trends?days=20").expect(200);
        assertThat(trends.at("days").size()).isEqualTo(20);
        assertThat(trends.text("days.0.date")).isEqualTo("2026-03-01");
        assertThat(trends.at("days.19.impressions").asInt()).isEqualTo(1190);
        assertThat(trends.text("summary.metric")).isEqualTo("clicks");
        assertThat(trends.text("metrics.0.metric")).isEqualTo("impressions");
        assertThat(trends.at("metrics.0.slope").asInt()).isEqualTo(10);
        assertThat(trends.text("metrics.0.direction")).isEqualTo("up");
        assertThat(trends.text("metrics.1.anomalies.0.date")).isEqualTo("2026-03-13");
        assertThat(trends.at("metrics.1.anomalies").size()).isEqualTo(1);
        owner.get(path + "/trends?days=0").refused(400, "invalid");
    }

    @Test
    void today_is_no_whole_day_and_stands_out_in_no_trend() {
        var today = Story.today();
        var records = new ArrayList<Map<String, Object>>();
        for (int i = 1; i <= 40; i++)
            records.add(record("meta", today.minusDays(i).toString(), "impressions", 1000, "clicks", 290 + i % 3));
        ingest(records.toArray(Map[]::new));
        var trends = owner.get(path + "/trends?days=30").expect(200);
        assertThat(trends.text("summary.direction")).isEqualTo("flat");
        assertThat(trends.at("summary.anomalies").size()).isZero();
        var week = owner.get(path + "/dashboard?days=7").expect(200);
        assertThat(week.at("previousDays").asInt()).isEqualTo(6);
        assertThat(week.at("change.impressions").asDouble()).isZero();
    }

    @Test
    void days_before_the_first_figure_are_compared_with_nothing() {
        var today = Story.today();
        var records = new ArrayList<Map<String, Object>>();
        for (int i = 1; i <= 11; i++)
            records.add(record("meta", today.minusDays(i).toString(), "impressions", 1000, "clicks", 50 + i % 2));
        ingest(records.toArray(Map[]::new));
        var month = owner.get(path + "/dashboard?days=7").expect(200);
        assertThat(month.at("previousDays").asInt()).isEqualTo(4);
        assertThat(month.at("change.clicks").isNull()).isTrue();
        var trends = owner.get(path + "/trends?days=30").expect(200);
        assertThat(trends.text("summary.direction")).isEqualTo("flat");
        assertThat(trends.at("summary.anomalies").size()).isZero();
        assertThat(trends.at("days").size()).isEqualTo(30);
    }

    @Test
    void what_was_not_reported_has_no_rate_and_an_open_rate_says_what_it_counts() {
        ingest(record(
                "email",
                "2026-03-01",
                "sent",
                40_000,
                "delivered",
                39_200,
                "opens",
                12_000,
                "clicks",
                500,
                "revenue",
                10));
        var imported = owner.get(path + "/dashboard").expect(200);
        assertThat(imported.at("totals.openRate").asDouble()).isEqualTo(0.306122);
        assertThat(imported.text("totals.openRateBasis")).isEqualTo("total");
        assertThat(imported.at("totals.cpc").isNull()).isTrue();
        assertThat(imported.at("totals.roas").isNull()).isTrue();
        ingest(record("email", "2026-03-01", "sent", 40_000, "delivered", 39_200, "opens", 12_000, "reach", 9_800));
        var readers = owner.get(path + "/dashboard").expect(200);
        assertThat(readers.at("totals.openRate").asDouble()).isEqualTo(0.25);
        assertThat(readers.text("totals.openRateBasis")).isEqualTo("unique");
    }

    @Test
    void figures_of_the_future_are_refused_and_x_is_twitter() {
        var future = owner.post(
                        "/api/metrics/ingest",
                        Map.of(
                                "records",
                                List.of(
                                        record("meta", Story.today().plusDays(3).toString(), "clicks", 1),
                                        record("X", "2026-03-01", "clicks", 2),
                                        record("twitter", "2026-03-02", "clicks", 3))))
                .expect(200);
        assertThat(future.at("rejected").asInt()).isEqualTo(1);
        assertThat(future.text("errors.0.message")).isEqualTo("must not be in the future");
        var channels =
                owner.get(path + "/roi-analysis?from=2026-03-01&to=2026-03-01").expect(200);
        assertThat(channels.json().at("/channels").findValuesAsString("channel"))
                .containsExactly("twitter");
        assertThat(owner.get(path + "/channel-comparison?from=2026-03-02&to=2026-03-02")
                        .expect(200)
                        .at("ranking.0.figures.clicks")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void a_rate_that_is_not_there_every_day_gains_by_the_calendar() {
        ingest(
                record("meta", "2026-03-01", "impressions", 100, "clicks", 10),
                record("meta", "2026-03-11", "impressions", 100, "clicks", 20));
        var metrics = owner.get(path + "/trends?days=11").expect(200).at("metrics");
        var ctr = metrics.valueStream()
                .filter(each -> each.at("/metric").asString().equals("ctr"))
                .findFirst()
                .orElseThrow();
        assertThat(ctr.at("/slope").asDouble()).isEqualTo(0.01);
    }

    @Test
    void channels_are_ranked_with_the_reason() {
        assertThat(owner.get(path + "/channel-comparison").expect(200).text("note"))
                .isNotBlank();
        ingest(
                record(
                        "meta",
                        "2026-03-01",
                        "impressions",
                        1000,
                        "clicks",
                        200,
                        "spend",
                        100,
                        "revenue",
                        300,
                        "conversions",
                        10),
                record(
                        "google_ads",
                        "2026-03-01",
                        "impressions",
                        500,
                        "clicks",
                        20,
                        "spend",
                        50,
                        "revenue",
                        50,
                        "conversions",
                        5),
                record("newsroom", "2026-03-01", "impressions", 10));
        var ranking = owner.get(path + "/channel-comparison").expect(200);
        assertThat(ranking.text("by")).isEqualTo("roas");
        assertThat(ranking.json().at("/ranking").findValuesAsString("channel"))
                .containsExactly("meta", "google_ads", "newsroom");
        assertThat(ranking.text("ranking.0.why")).contains("300 EUR in revenue for 100 EUR spent");
        assertThat(ranking.text("ranking.1.why"))
                .contains("Meta Ads has 3.0 times as much")
                .contains("only 20 clicks");
        assertThat(ranking.at("ranking.2.value").isNull()).isTrue();
        assertThat(owner.get(path + "/channel-comparison?by=ctr").expect(200).text("ranking.0.channel"))
                .isEqualTo("meta");
        owner.get(path + "/channel-comparison?by=magic").refused(400, "invalid");
        var roi = owner.get(path + "/roi-analysis").expect(200);
        assertThat(roi.at("total.roi").decimalValue()).isEqualByComparingTo("1.333333");
        var details = owner.get(path + "/channel-metrics").expect(200);
        assertThat(details.text("channels.0.sources.0")).isEqualTo("test");
        assertThat(details.text("channels.0.lastDay")).isEqualTo("2026-03-01");
    }

    @Test
    void files_are_json_or_csv_and_hold_no_formula() {
        ingest(
                record("=HYPERLINK(\"x\")", "2026-03-01", "impressions", 10, "spend", 1.5),
                record("meta", "2026-03-02", "clicks", 3));
        var csv = owner.post(path + "/export", Map.of("format", "csv")).expect(200);
        assertThat(csv.header("Content-Disposition")).startsWith("attachment").contains(".csv");
        assertThat(csv.body().lines().toList().get(1)).startsWith("2026-03-01,\"'=HYPERLINK(\"\"x\"\")\",EUR,10,");
        var json = owner.post(path + "/export", Map.of("format", "json", "by", "channel"))
                .expect(200);
        assertThat(json.at("rows").size()).isEqualTo(2);
        assertThat(json.text("rows.0.channel")).startsWith("=HYPER");
        assertThat(owner.post(path + "/export", Map.of("format", "pdf"))
                        .expect(200)
                        .header("Content-Disposition"))
                .contains(".pdf");
        owner.post(path + "/export", Map.of("format", "doc")).refused(400, "invalid");
        var summary = owner.get("/api/analytics/campaigns/all/summary").expect(200);
        assertThat(summary.at("total").asInt()).isEqualTo(1);
        assertThat(summary.at("items.0.figures.clicks").asInt()).isEqualTo(3);
    }

    @Test
    void other_workspaces_and_nobody_see_nothing() {
        var stranger = Api.workspace();
        for (String each : List.of("dashboard", "channel-metrics", "trends", "channel-comparison", "roi-analysis")) {
            stranger.get(path + "/" + each).expect(404);
            Api.nobody().get(path + "/" + each).expect(401);
            owner.as("viewer").get(path + "/" + each).expect(200);
        }
        stranger.post(path + "/export", Map.of("format", "csv")).expect(404);
        assertThat(stranger.get("/api/analytics/campaigns/all/summary")
                        .expect(200)
                        .at("total")
                        .asInt())
                .isZero();
    }
}
