package io.fanfare.analytics;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.files.ExportFormat;
import io.fanfare.kernel.files.Sheet;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    /** A row for each day and channel, or one for each channel. */
    enum ExportBy {
        DAY,
        CHANNEL
    }

    /** What to export: all figures, or the days {@code from} to {@code to}. {@code by}: default {@code day}. */
    record AnalyticsExport(
            @NotNull ExportFormat format,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable ExportBy by) {}

    /** A row of the file. {@code date} is null in a row for all days. */
    record ExportRow(
            @Nullable LocalDate date,
            String channel,
            @com.fasterxml.jackson.annotation.JsonUnwrapped Figures figures) {}

    /** The file as JSON. */
    record ExportFile(UUID campaignId, String name, String timeZone, List<ExportRow> rows) {}

    /**
     * Returns the figures of a campaign as a file: {@code json}, {@code csv}, {@code xlsx} or {@code pdf}. In all but JSON, amounts in
     * different currencies have separate rows. In CSV, a text that a spreadsheet would take for a formula gets an apostrophe before it, in
     * XLSX it is a text cell. A PDF has at most 10,000 cells, and says so if rows are left out.
     */
    @PostMapping("/api/analytics/campaigns/{id}/export")
    @Allow(value = "metric.read", plain = true, audited = AuditClass.EXPORT)
    ResponseEntity<byte[]> exportAnalytics(@PathVariable UUID id, @RequestBody @Valid AnalyticsExport export) {
        var campaign = campaigns.get(id);
        boolean byDay = export.by() != ExportBy.CHANNEL;
        var from = export.from() == null && byDay ? LocalDate.of(1970, 1, 1) : export.from();
        var rolls = metrics.rolls(campaign, from, export.to());
        return export.format()
                .file(
                        campaign.name(),
                        () -> json(campaign, rolls),
                        () -> sheet(campaign, new Period(export.from(), export.to(), campaign.timeZone()), rolls));
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

    private static ExportFile json(Campaign campaign, List<FigureSum> rolls) {
        var rows = sorted(rolls, false).stream()
                .map(entry -> new ExportRow(
                        entry.getKey().day(),
                        entry.getKey().channel(),
                        Figures.of(entry.getValue(), campaign.currency())))
                .toList();
        return new ExportFile(campaign.id(), campaign.name(), campaign.timeZone(), rows);
    }

    private static Sheet sheet(Campaign campaign, Period period, List<FigureSum> rolls) {
        return new Sheet(
                campaign.name(),
                period.words(),
                HEAD,
                sorted(rolls, true).stream()
                        .map(entry -> row(entry.getKey(), entry.getValue()))
                        .toList(),
                false);
    }

    private static List<@Nullable Object> row(Place place, List<FigureSum> rolls) {
        var f = Figures.of(rolls, place.currency());
        return Arrays.asList(
                place.day(),
                place.channel(),
                place.currency(),
                f.impressions(),
                f.reach(),
                f.clicks(),
                f.conversions(),
                f.engagements(),
                f.sent(),
                f.delivered(),
                f.opens(),
                f.posts(),
                f.spend(),
                f.revenue(),
                Sheet.Share.of(f.ctr()),
                f.cpc(),
                f.costPerConversion(),
                f.roas());
    }
}
