package io.fanfare.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestTest {
    private final Api owner = Api.workspace();
    private final UUID campaign = campaign("Figures");

    private UUID campaign(String name) {
        return owner.post(
                        "/api/campaigns",
                        Map.of(
                                "name",
                                name,
                                "timeZone",
                                "Europe/Berlin",
                                "budget",
                                Map.of("amount", 1000, "currency", "EUR")))
                .expect(201)
                .id("id");
    }

    private Map<String, Object> record(Object... members) {
        var record = new HashMap<String, Object>(
                Map.of("campaignId", campaign, "channel", "meta", "source", "meta_ads", "date", "2026-03-01"));
        for (int i = 0; i < members.length; i += 2) record.put((String) members[i], members[i + 1]);
        record.values().removeIf(""::equals);
        return record;
    }

    private Map<String, Object> on(int day, int clicks) {
        return record("date", "2026-03-%02d".formatted(day), "clicks", clicks);
    }

    private Api.Answer ingest(List<?> records) {
        return owner.post("/api/metrics/ingest", Map.of("records", records));
    }

    private void counted(Api.Answer answer, int accepted, int restated, int unchanged, int rejected) {
        var json = answer.expect(200).json();
        assertThat(List.of(
                        json.at("/accepted").asInt(),
                        json.at("/restated").asInt(),
                        json.at("/unchanged").asInt(),
                        json.at("/rejected").asInt()))
                .as(answer.body())
                .containsExactly(accepted, restated, unchanged, rejected);
    }

    private Api.Answer metrics() {
        return owner.get("/api/campaigns/" + campaign + "/metrics").expect(200);
    }

    @Test
    void the_same_record_again_changes_nothing_and_a_restated_one_replaces() {
        var records = List.of(
                record(
                        "entity",
                        "ad 1",
                        "impressions",
                        1000,
                        "clicks",
                        20,
                        "conversions",
                        2.5,
                        "spend",
                        12.345678,
                        "revenue",
                        50),
                record("entity", "ad 2", "impressions", 500, "clicks", 5),
                record("date", "", "hour", "2026-03-02T23:00:00Z", "impressions", 7));
        counted(ingest(records), 3, 0, 0, 0);
        counted(ingest(records), 3, 0, 3, 0);
        var totals = metrics();
        assertThat(totals.at("totals.impressions").asLong()).isEqualTo(1507);
        assertThat(totals.at("totals.clicks").asLong()).isEqualTo(25);
        assertThat(totals.at("totals.conversions").asDouble()).isEqualTo(2.5);
        assertThat(totals.at("totals.spend").decimalValue()).isEqualByComparingTo("12.345678");
        assertThat(totals.text("totals.currency")).isEqualTo("EUR");
        assertThat(totals.at("totals.roas").decimalValue()).isEqualByComparingTo("4.05");

        counted(ingest(List.of(record("entity", "ad 1", "impressions", 900, "spend", 10))), 1, 1, 0, 0);
        totals = metrics();
        assertThat(totals.at("totals.impressions").asLong()).isEqualTo(1407);
        assertThat(totals.at("totals.clicks").asLong()).isEqualTo(5);
        assertThat(totals.at("totals.revenue").asInt()).isZero();
        // 23 h UTC is the next day in Berlin.
        assertThat(owner.get("/api/campaigns/" + campaign + "/metrics?from=2026-03-03")
                        .expect(200)
                        .at("totals.impressions")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void where_hours_are_known_their_day_does_not_count_whichever_came_first() {
        ingest(List.of(record("impressions", 100))).expect(200);
        ingest(List.of(
                        record("date", "", "hour", "2026-03-01T08:00:00+01:00", "impressions", 30),
                        record("date", "", "hour", "2026-03-01T09:00:00+01:00", "impressions", 40)))
                .expect(200);
        assertThat(metrics().at("totals.impressions").asInt()).isEqualTo(70);
        ingest(List.of(record("impressions", 110))).expect(200);
        ingest(List.of(record("date", "2026-03-02", "impressions", 5))).expect(200);
        assertThat(metrics().at("totals.impressions").asInt()).isEqualTo(75);
        ingest(List.of(record("date", "", "hour", "2026-03-01T09:00:00+01:00", "impressions", 41)))
                .expect(200);
        assertThat(metrics().at("totals.impressions").asInt()).isEqualTo(76);
    }

    @Test
    void a_key_is_the_name_of_a_record_and_moves_with_it() {
        counted(ingest(List.of(record("impressions", 10, "key", "row 1"))), 1, 0, 0, 0);
        counted(ingest(List.of(record("impressions", 10, "key", "row 1"))), 1, 0, 1, 0);
        ingest(List.of(record("date", "2026-03-05", "impressions", 12, "key", "row 1")))
                .expect(200);
        assertThat(metrics().at("totals.impressions").asInt()).isEqualTo(12);
        ingest(List.of(record("date", "2026-03-05", "impressions", 13))).expect(200);
        assertThat(metrics().at("totals.impressions").asInt()).isEqualTo(13);
        counted(
                ingest(List.of(
                        record("entity", "a", "impressions", 1, "key", "twice"),
                        record("entity", "b", "impressions", 2, "key", "twice"),
                        record("entity", "b", "impressions", 3))),
                3,
                0,
                2,
                0);
        assertThat(metrics().at("totals.impressions").asInt()).isEqualTo(16);
    }

    @Test
    void an_hour_that_is_reported_again_after_the_campaign_moved_across_the_date_line_is_known() {
        zone("Pacific/Kiritimati");
        ingest(List.of(record("date", "", "hour", "2026-03-01T12:00:00Z", "clicks", 1)));
        zone("Pacific/Pago_Pago");
        var hour = record("date", "", "hour", "2026-03-05T10:00:00Z", "clicks", 2);
        counted(ingest(List.of(hour)), 1, 0, 0, 0);
        counted(ingest(List.of(hour)), 1, 0, 1, 0);
    }

    private void zone(String timeZone) {
        owner.patch("/api/campaigns/" + campaign, Map.of("timeZone", timeZone)).expect(200);
    }

    @Test
    void an_hour_that_moves_away_by_its_key_gives_its_day_back() {
        ingest(List.of(
                        record("impressions", 100),
                        record("date", "", "hour", "2026-03-01T08:00:00Z", "impressions", 1, "key", "h")))
                .expect(200);
        assertThat(metrics().at("totals.impressions").asInt()).isEqualTo(1);
        ingest(List.of(record("date", "", "hour", "2026-03-04T08:00:00Z", "impressions", 1, "key", "h")))
                .expect(200);
        assertThat(metrics().at("totals.impressions").asInt()).isEqualTo(101);
    }

    @Test
    void a_record_that_can_not_be_taken_is_named_with_its_field_and_spoils_no_other() {
        var stranger = Api.workspace();
        UUID theirs = stranger.post("/api/campaigns", Map.of("name", "Theirs"))
                .expect(201)
                .id("id");
        var answer = ingest(List.of(
                record("impressions", 10),
                record("clicks", -1),
                record("spend", "NaN"),
                record("impressions", 1e30),
                record("clicks", 1.5),
                record("campaignId", theirs, "clicks", 1),
                record("campaignId", Ids.next(), "clicks", 1),
                record("campaignId", "x", "clicks", 1),
                record("date", "2026-02-30", "clicks", 1),
                record("date", "", "clicks", 1),
                record("hour", "2026-03-01T08:00:00Z", "clicks", 1),
                record("date", "", "hour", "2026-03-01T08:07:00Z", "clicks", 1),
                record("currency", "EURO", "spend", 1),
                record("channel", "", "clicks", 1),
                record("source", "fanfare", "clicks", 1),
                record("key", "mine", "clicks", true),
                record(),
                record("entity", "x".repeat(201), "clicks", 1),
                "text",
                record("entity", "good", "impressions", 1)));
        counted(answer, 2, 0, 0, 18);
        var errors = new ArrayList<String>();
        answer.json()
                .at("/errors")
                .forEach(error -> errors.add(
                        error.at("/record").asInt() + " " + error.at("/field").asString()));
        assertThat(errors)
                .containsExactly(
                        "1 clicks",
                        "2 spend",
                        "3 impressions",
                        "4 clicks",
                        "5 campaignId",
                        "6 campaignId",
                        "7 campaignId",
                        "8 date",
                        "9 date",
                        "10 hour",
                        "11 hour",
                        "12 currency",
                        "13 channel",
                        "14 source",
                        "15 clicks",
                        "16 impressions",
                        "17 entity",
                        "18 records");
        assertThat(answer.at("errors.14.key").asString()).isEqualTo("mine");
        assertThat(answer.at("errors.4.message")).isEqualTo(answer.at("errors.5.message"));
        assertThat(metrics().at("totals.impressions").asInt()).isEqualTo(11);
        assertThat(stranger.get("/api/campaigns/" + theirs + "/metrics")
                        .expect(200)
                        .at("totals.clicks")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void a_table_is_taken_by_its_header(String mark) {
        String table = "\ufeffcampaign_id,Channel,source,DATE,impressions,clicks,spend,entity\r\n"
                + campaign + ",meta,\"meta, ads\",2026-03-01,100,3,1.429999948,\"x, y\"\r\n"
                + campaign + ",meta,other,2026-03-01,,2,,\r\n"
                + campaign + ",meta,other,2026-03-02,abc,2,,\r\n";
        var answer = owner.with("Content-Type", "text/csv; charset=utf-8")
                .post(
                        "/api/metrics/ingest",
                        table.replace("meta, ads", "meta ads")
                                .replace("x, y", "x y")
                                .replace(",", mark));
        counted(answer, 2, 0, 0, 1);
        assertThat(answer.text("errors.0.field")).isEqualTo("impressions");
        assertThat(answer.at("errors.0.record").asInt()).isEqualTo(2);
        assertThat(metrics().at("totals.clicks").asInt()).isEqualTo(5);
        assertThat(metrics().at("totals.spend").decimalValue()).isEqualByComparingTo("1.43");
    }

    @Test
    void a_table_in_another_encoding_or_with_quotation_marks_as_php_writes_them_is_read() {
        String table = "campaign_id;Channel;source;entity;DATE;clicks\n" + campaign
                + ";meta;ads;\"Anzeige \\\"Größe\\\"; neu\";2026-03-01;4\n";
        var answer = owner.with("Content-Type", "text/csv")
                .send("POST", "/api/metrics/ingest", table.getBytes(java.nio.charset.Charset.forName("windows-1252")));
        counted(answer, 1, 0, 0, 0);
        assertThat(metrics().at("totals.clicks").asInt()).isEqualTo(4);
    }

    @Test
    void a_column_that_is_unknown_is_refused_by_its_heading() {
        String row = "\n" + campaign + ",meta,import,2026-03-01,7,0.5\n";
        var csv = owner.with("Content-Type", "text/csv");
        var refused = csv.post("/api/metrics/ingest", "campaignId,channel,source,date,clicks,Impresions" + row)
                .refused(400, "invalid");
        assertThat(refused.text("errors.Impresions")).startsWith("is an unknown column");
        counted(csv.post("/api/metrics/ingest", "campaignId,channel,source,date,clicks,ctr" + row), 1, 0, 0, 0);
    }

    @Test
    void days_beside_and_among_known_ones_are_added_and_restated() {
        for (int day : List.of(10, 20, 15, 5, 25)) counted(ingest(List.of(on(day, 1))), 1, 0, 0, 0);
        assertThat(metrics().at("totals.clicks").asInt()).isEqualTo(5);
        counted(ingest(List.of(on(4, 1), on(5, 3), on(26, 1))), 3, 1, 0, 0);
        assertThat(metrics().at("totals.clicks").asInt()).isEqualTo(9);
    }

    /** So many that they are written in several pieces, of which the first ends within the second day. */
    @Test
    void new_figures_of_many_ads_are_summed_by_day_also_across_pieces_and_follow_corrections() {
        var records = new ArrayList<Map<String, Object>>();
        for (int day = 1; day <= 4; day++)
            for (int ad = 0; ad < 1_600; ad++)
                records.add(record(
                        "date",
                        "2026-03-0" + day,
                        "entity",
                        "ad" + ad,
                        "clicks",
                        day,
                        "spend",
                        "0.01",
                        "currency",
                        ad % 2 == 0 ? "EUR" : ""));
        for (int hour = 0; hour < 1_200; hour++)
            records.add(record(
                    "date",
                    "",
                    "hour",
                    java.time.Instant.parse("2026-01-01T00:00:00Z")
                            .plus(java.time.Duration.ofHours(hour))
                            .toString(),
                    "channel",
                    "google_ads",
                    "clicks",
                    1));
        counted(ingest(records), 7_600, 0, 0, 0);
        assertThat(metrics().at("totals.clicks").asInt()).isEqualTo(1_600 * 10 + 1_200);
        assertThat(metrics().at("totals.spend").decimalValue()).isEqualByComparingTo("64");
        assertThat(clicks("2026-03-02")).isEqualTo(3_200);
        // A local day of winter: 23:00 to 23:00 UTC.
        assertThat(clicks("2026-01-20")).isEqualTo(24);

        counted(ingest(records), 7_600, 0, 7_600, 0);
        records.get(1_600).put("clicks", 1_002);
        counted(ingest(records), 7_600, 1, 7_599, 0);
        assertThat(clicks("2026-03-02")).isEqualTo(4_200);
    }

    private int clicks(String day) {
        return owner.get("/api/campaigns/" + campaign + "/metrics?from=" + day + "&to=" + day)
                .expect(200)
                .at("totals.clicks")
                .asInt();
    }

    @Test
    void a_number_longer_than_any_is_named_and_not_reckoned_with() {
        String table = "campaignId,channel,source,date,clicks\n" + campaign + ",meta,x,2026-03-01," + "9".repeat(5_000);
        var answer = owner.with("Content-Type", "text/csv").post("/api/metrics/ingest", table);
        counted(answer, 0, 0, 0, 1);
        assertThat(answer.text("errors.0.field")).isEqualTo("clicks");
        assertThat(answer.text("errors.0.message"))
                .startsWith("must be a number")
                .hasSizeLessThan(100);
    }

    @Test
    void lines_of_json_are_taken_one_by_one() {
        var line = io.fanfare.kernel.Json.of(record("clicks", 3)).text();
        var answer = owner.with("Content-Type", "application/x-ndjson")
                .post("/api/metrics/ingest", line + "\n\n{broken\n[1]\n" + line.replace("03-01", "03-02"));
        counted(answer, 2, 0, 0, 2);
        assertThat(answer.at("errors.0.record").asInt()).isEqualTo(1);
        assertThat(metrics().at("totals.clicks").asInt()).isEqualTo(6);
    }

    @Test
    void what_is_no_batch_at_all_is_refused_as_a_whole() {
        for (String csv : List.of("", "a,b\n1,2", "campaignId,clicks,clicks\n"))
            owner.with("Content-Type", "text/csv")
                    .post("/api/metrics/ingest", csv.isEmpty() ? "\n" : csv)
                    .expect(csv.isBlank() ? 200 : 400);
        owner.with("Content-Type", "text/csv")
                .send("POST", "/api/metrics/ingest", new byte[] {(byte) 0xff, 'a'})
                .expect(400);
        assertThat(owner.with("Content-Type", "text/csv")
                        .post("/api/metrics/ingest", "campaignId" + ",x".repeat(300) + "\n1\n")
                        .expect(400)
                        .text("errors.body"))
                .isEqualTo("must have at most 200 columns");
        owner.with("Content-Type", "application/xml")
                .post("/api/metrics/ingest", "<a/>")
                .expect(415);
        owner.post("/api/metrics/ingest", "{\"records\":[{\"clicks\":NaN}]}").expect(400);
        assertThat(owner.post("/api/metrics/ingest", Map.of("records", List.of()))
                        .expect(200)
                        .at("accepted")
                        .asInt())
                .isZero();
    }

    @Test
    void the_same_request_again_by_its_idempotency_key_answers_the_same() {
        var once = owner.with("Idempotency-Key", "batch-1");
        var first = once.post("/api/metrics/ingest", Map.of("records", List.of(record("clicks", 1))))
                .expect(200);
        var again = once.post("/api/metrics/ingest", Map.of("records", List.of(record("clicks", 1))))
                .expect(200);
        assertThat(again.json()).isEqualTo(first.json());
        once.post("/api/metrics/ingest", Map.of("records", List.of(record("clicks", 2))))
                .refused(422, "idempotency_key_reused");
    }

    @Test
    void what_is_said_of_a_long_cell_is_cut_between_characters() {
        String table = "campaignId,channel,source,date,clicks\n" + UUID.randomUUID() + ",meta,import,2026-03-01,"
                + "x".repeat(39) + "😀😀\n";
        var answer = owner.with("Content-Type", "text/csv")
                .post("/api/metrics/ingest", table)
                .expect(200);
        assertThat(answer.text("errors.0.field")).isEqualTo("clicks");
        assertThat(answer.text("errors.0.message")).endsWith("x…");
    }

    @Test
    void roles_and_workspaces_are_kept_apart() {
        owner.as("viewer")
                .post("/api/metrics/ingest", Map.of("records", List.of()))
                .refused(403, "forbidden");
        owner.as("analyst")
                .post("/api/metrics/ingest", Map.of("records", List.of(record("clicks", 1))))
                .expect(200);
        Api.nobody().post("/api/metrics/ingest", Map.of("records", List.of())).expect(401);
        Api.workspace().get("/api/campaigns/" + campaign + "/metrics").expect(404);
        owner.as("viewer").get("/api/campaigns/" + campaign + "/metrics").expect(200);
    }
}
