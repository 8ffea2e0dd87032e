package io.fanfare.analytics;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Figures as files. */
@RestController
class Exports {
    private static final List<String> HEAD = List.of(
            "date",
            "channel",
            "currency",
            "impressions",
            "reach",
            "clicks",
            "conversions",
            "engagements",
            "sent",
            "delivered",
            "opens",
            "posts",
            "spend",
            "revenue",
            "ctr",
            "cpc",
            "costPerConversion",
            "roas");

    private final Metrics metrics;
    private final Campaigns campaigns;

    Exports(Metrics metrics, Campaigns campaigns) {
        this.metrics = metrics;
        this.campaigns = campaigns;
    }

    /** The form of the file. */
    enum ExportFormat {
        JSON,
        CSV,
        XLSX,
        PDF
    }

    /** A row for each day and channel, or one for each channel. */
    enum ExportBy {
        DAY,
        CHANNEL
    }

    /** What to export: all there is, or the days {@code from} to {@code to}; by day unless told. */
    record AnalyticsExport(
            @NotNull ExportFormat format,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable ExportBy by) {}

    /** A row of the file; without a date where it is of all days. */
    record ExportRow(
            @Nullable LocalDate date,
            String channel,
            @com.fasterxml.jackson.annotation.JsonUnwrapped Figures figures) {}

    /** The file as JSON. */
    record ExportFile(UUID campaignId, String name, String timeZone, List<ExportRow> rows) {}

    /**
     * Answers the figures of a campaign as a file: {@code json} or {@code csv}. In a CSV, amounts in different currencies are
     * rows of their own, and a text that a spreadsheet would take for a formula begins with an apostrophe. {@code xlsx} and
     * {@code pdf} are refused with 422 {@code export_format}.
     */
    @PostMapping("/api/analytics/campaigns/{id}/export")
    @Allow(value = "metric.read", plain = true)
    ResponseEntity<byte[]> exportAnalytics(@PathVariable UUID id, @RequestBody @Valid AnalyticsExport export) {
        var campaign = campaigns.get(id);
        if (export.format() == ExportFormat.XLSX || export.format() == ExportFormat.PDF)
            throw Refused.unprocessable("export_format", "This format is not offered. Choose json or csv.")
                    .with("offered", List.of("json", "csv"));
        boolean byDay = export.by() != ExportBy.CHANNEL;
        var from = export.from() == null && byDay ? LocalDate.of(1970, 1, 1) : export.from();
        var rolls = metrics.rolls(campaign, from, export.to());
        return export.format() == ExportFormat.CSV
                ? file(campaign, "csv", "text/csv;charset=UTF-8", csv(rolls))
                : file(campaign, "json", "application/json", json(campaign, rolls));
    }

    private static ResponseEntity<byte[]> file(Campaign campaign, String ending, String type, String body) {
        var name = ContentDisposition.attachment()
                .filename(campaign.name() + "." + ending, StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header("Content-Disposition", name.toString())
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    private record Place(@Nullable LocalDate day, String channel, String currency) {}

    private static List<java.util.Map.Entry<Place, List<FigureSum>>> sorted(List<FigureSum> rolls, boolean currencies) {
        var groups = Metrics.grouped(
                rolls,
                roll -> new Place(roll.day(), String.valueOf(roll.channel()), currencies ? roll.currency() : ""));
        var entries = new ArrayList<>(groups.entrySet());
        entries.sort(java.util.Map.Entry.comparingByKey(
                Comparator.comparing(Place::day, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(Place::channel)
                        .thenComparing(Place::currency)));
        return entries;
    }

    private static String json(Campaign campaign, List<FigureSum> rolls) {
        var rows = sorted(rolls, false).stream()
                .map(entry -> new ExportRow(
                        entry.getKey().day(),
                        entry.getKey().channel(),
                        Figures.of(entry.getValue(), campaign.currency())))
                .toList();
        return Json.of(new ExportFile(campaign.id(), campaign.name(), campaign.timeZone(), rows))
                .text();
    }

    private static String csv(List<FigureSum> rolls) {
        var out = new StringWriter();
        try (var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(HEAD);
            for (var entry : sorted(rolls, true)) csv.writeRecord(cells(entry.getKey(), entry.getValue()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    private static List<String> cells(Place place, List<FigureSum> rolls) {
        var f = Figures.of(rolls, place.currency());
        return List.of(
                place.day() == null ? "" : place.day().toString(),
                guarded(place.channel()),
                place.currency(),
                String.valueOf(f.impressions()),
                String.valueOf(f.reach()),
                String.valueOf(f.clicks()),
                f.conversions().toPlainString(),
                String.valueOf(f.engagements()),
                String.valueOf(f.sent()),
                String.valueOf(f.delivered()),
                String.valueOf(f.opens()),
                String.valueOf(f.posts()),
                f.spend().toPlainString(),
                f.revenue().toPlainString(),
                number(f.ctr()),
                number(f.cpc()),
                number(f.costPerConversion()),
                number(f.roas()));
    }

    private static String number(@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }

    /** What a spreadsheet would take for a formula is a text (OWASP, CSV injection). */
    private static String guarded(String text) {
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
