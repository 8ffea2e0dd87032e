package io.fanfare.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KpisTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    private static JsonNode kpi(JsonNode answer, String key) {
        return answer.get("items")
                .valueStream()
                .filter(item -> item.get("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode kpis(String query) {
        return owner.get("/api/dashboard/kpis" + query).expect(200).json();
    }

    private void done(Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("title", "A task");
        var id = owner.post("/api/tasks", body).expect(201).id("id");
        owner.patch("/api/tasks/" + id, Map.of("status", "in_progress")).expect(200);
        owner.patch("/api/tasks/" + id, Map.of("status", "done")).expect(200);
    }

    private void ingest(LocalDate day, int clicks) {
        var record = Map.of(
                "campaignId",
                story.campaign,
                "channel",
                "web",
                "source",
                "test",
                "date",
                day,
                "clicks",
                clicks,
                "impressions",
                1_000);
        owner.post("/api/metrics/ingest", Map.of("records", List.of(record))).expect(200);
    }

    @Test
    void each_key_figure_says_what_it_means_and_lists_what_it_counts() {
        for (int i = 0; i < 5; i++) done(Map.of("due", today.minusDays(i == 0 ? 1 : 0)));
        owner.post("/api/tasks", Map.of("title", "Late", "due", today.minusDays(2)))
                .expect(201);
        story.post(Map.of()).expect(201);
        owner.post("/api/campaigns/" + story.campaign + "/approvals/content/request", Map.of())
                .expect(200);
        story.approve("content", "schedule");
        owner.post("/api/campaigns/" + story.campaign + "/launch", Map.of()).expect(202);
        var answer = kpis("");
        assertThat(answer.get("items")).hasSize(20).allSatisfy(item -> {
            assertThat(item.get("definition").asString()).endsWith(".");
            assertThat(item.get("label").asString()).isNotBlank();
        });
        for (String key : List.of("approval_time", "first_pass_rate"))
            assertThat(owner.get(kpi(answer, key).get("rows").asString())
                            .expect(200)
                            .at("total")
                            .asInt())
                    .as(key)
                    .isEqualTo(1);
        assertThat(owner.get("/api/approvals?mine=all&decidedTo=" + today.minusDays(1))
                        .expect(200)
                        .at("total")
                        .asInt())
                .isZero();
        int followed = 0;
        for (var item : answer.get("items")) {
            String key = item.get("key").asString();
            if (!key.startsWith("campaigns_") && !key.equals("tasks_done") && !key.equals("tasks_overdue")) continue;
            assertThat(owner.get(item.get("rows").asString())
                            .expect(200)
                            .at("total")
                            .asLong())
                    .as(key)
                    .isEqualTo(item.get("value").asLong());
            followed++;
        }
        assertThat(followed).isEqualTo(5);
        assertThat(kpi(answer, "campaigns_launched").get("value").asInt()).isEqualTo(1);
        assertThat(kpi(answer, "tasks_done").get("value").asInt()).isEqualTo(5);
        assertThat(kpi(answer, "tasks_done").get("spark").get(29).asInt()).isEqualTo(5);
        assertThat(kpi(answer, "tasks_on_time").get("value").asDouble()).isEqualTo(0.8);
        assertThat(kpi(answer, "completion").get("value").asDouble()).isEqualTo(0.833);
        assertThat(kpi(answer, "first_pass_rate").get("value").asDouble()).isEqualTo(1);
        assertThat(kpi(answer, "approval_time").get("value").isNumber()).isTrue();
        assertThat(kpi(answer, "tasks_overdue").get("better").asString()).isEqualTo("down");
        assertThat(kpi(kpis("?from=2026-01-01&to=2026-01-31"), "tasks_done")
                        .get("value")
                        .asInt())
                .isZero();
    }

    @Test
    void a_change_needs_both_sides_and_what_is_unknown_is_not_0() {
        var before = kpis("");
        assertThat(kpi(before, "clicks").get("value").isNull()).isTrue();
        assertThat(kpi(before, "tasks_on_time").get("value").isNull()).isTrue();
        assertThat(kpi(before, "utilization").get("value").isNull()).isTrue();
        ingest(today.minusDays(1), 30);
        var now = kpis("?days=7");
        assertThat(kpi(now, "clicks").get("value").asInt()).isEqualTo(30);
        assertThat(kpi(now, "clicks").get("change").isNull()).isTrue();
        assertThat(kpi(now, "clicks").get("previous").isNull()).isTrue();
        assertThat(kpi(now, "clicks").get("spark").get(5).asInt()).isEqualTo(30);
        assertThat(kpi(now, "clicks").get("spark").get(0).isNull()).isTrue();
        ingest(today.minusDays(8), 20);
        now = kpis("?days=7");
        assertThat(kpi(now, "clicks").get("previous").asInt()).isEqualTo(20);
        assertThat(kpi(now, "clicks").get("change").asDouble()).isEqualTo(0.5);
        assertThat(kpi(now, "spend").get("value").isNull()).isTrue();
        assertThat(kpi(kpis("?days=7&compare=none"), "clicks").get("change").isNull())
                .isTrue();
        owner.get("/api/dashboard/kpis?from=2024-01-01&to=2026-01-01").expect(400);
    }

    @Test
    void a_trend_has_a_point_for_each_week_and_leaves_open_what_is_not_over() {
        for (int i = 1; i <= 28; i++) ingest(today.minusDays(i), i == 10 ? 900 : 10 + i % 3);
        done(Map.of());
        var answer = owner.get("/api/dashboard/trends?metric=clicks,tasks_done&days=29")
                .expect(200)
                .json();
        var clicks = answer.at("/series/0");
        assertThat(clicks.get("points")).hasSize(29);
        assertThat(clicks.at("/points/28/open").asBoolean()).isTrue();
        assertThat(clicks.at("/points/28/value").isNull()).isTrue();
        assertThat(clicks.at("/anomalies/0/date").asString())
                .isEqualTo(today.minusDays(10).toString());
        assertThat(answer.at("/series/1/points/28/value").asInt()).isEqualTo(1);
        var weeks = owner.get("/api/dashboard/trends?metric=clicks&grain=week&days=29")
                .expect(200)
                .json()
                .at("/series/0/points");
        long sum = weeks.valueStream()
                .mapToLong(point -> point.get("value").asLong())
                .sum();
        assertThat(sum)
                .isEqualTo(clicks.get("points")
                        .valueStream()
                        .mapToLong(point -> point.get("value").asLong(0))
                        .sum());
        assertThat(LocalDate.parse(weeks.get(1).get("date").asString()).getDayOfWeek())
                .isEqualTo(DayOfWeek.MONDAY);
        owner.get("/api/dashboard/trends?metric=luck").expect(400);
    }

    private byte[] file(String view, String format) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(Api.url() + "/api/dashboard/export"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"view\":\"" + view + "\",\"format\":\"" + format + "\"}"))
                .header("Content-Type", "application/json");
        owner.headers().forEach(request::setHeader);
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    /** A part of a workbook. */
    private String part(String view, String name) throws Exception {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file(view, "xlsx")))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                if (entry.getName().equals(name)) return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
        throw new AssertionError(name + " is missing");
    }

    @Test
    void a_file_has_the_figures_of_the_screen_and_no_formula() throws Exception {
        owner.post(
                        "/api/campaigns",
                        Map.of("name", "=HYPERLINK(\"x\") & <b>", "startDate", today, "endDate", today.plusDays(3)))
                .expect(201);
        ingest(today.minusDays(1), 30);
        var csv = owner.post("/api/dashboard/export", Map.of("view", "campaigns", "format", "csv"))
                .expect(200);
        assertThat(csv.header("Content-Disposition")).contains("Campaigns.csv");
        assertThat(csv.body()).contains("\"'=HYPERLINK(\"\"x\"\") & <b>\"").contains(",30,");
        assertThat(part("campaigns", "xl/worksheets/sheet1.xml"))
                .contains("<t xml:space=\"preserve\">=HYPERLINK(&quot;x&quot;) &amp; &lt;b></t>")
                .contains("<c s=\"1\"><v>" + (today.toEpochDay() + 25_569) + "</v></c>")
                .contains("<c><v>30</v></c>")
                .doesNotContain("<f>");
        var json = owner.post("/api/dashboard/export", Map.of("view", "kpis", "format", "json", "days", 7))
                .expect(200)
                .json();
        assertThat(json.get("items")).isEqualTo(kpis("?days=7").get("items"));
        for (String view : List.of("kpis", "trends", "risks"))
            assertThat(part(view, "xl/workbook.xml")).contains("<sheet ");
    }

    @Test
    void a_pdf_shows_every_view_with_its_period() throws Exception {
        owner.post(
                        "/api/campaigns",
                        Map.of("name", "Fern <b>&amp; moss", "startDate", today, "endDate", today.plusDays(3)))
                .expect(201);
        ingest(today.minusDays(1), 12_345);
        assertThat(text(file("campaigns", "pdf"))).contains("Fern <b>&amp; moss", "12,345", "Page 1 of 1", "to ");
        assertThat(text(file("kpis", "pdf"))).contains("Launched on time", "Definition");
        assertThat(text(file("trends", "pdf"))).contains("Impressions", "12,345", "Page 2 of 2");
        assertThat(text(file("risks", "pdf"))).contains("Risks");
    }

    private static String text(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
