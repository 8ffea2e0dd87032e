package io.fanfare.dashboard;

import io.fanfare.analytics.PeriodQuery;
import io.fanfare.campaign.Campaign;
import io.fanfare.dashboard.CampaignBoard.CampaignRow;
import io.fanfare.dashboard.WorkTrends.Grain;
import io.fanfare.dashboard.WorkTrends.TrendList;
import io.fanfare.dashboard.WorkTrends.TrendQuery;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.files.ExportFormat;
import io.fanfare.kernel.files.Sheet;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the dashboard shows, as files. */
@RestController
class DashboardExports {
    private final Kpis kpis;
    private final CampaignBoard campaigns;
    private final WorkTrends trends;
    private final Overviews overviews;

    DashboardExports(Kpis kpis, CampaignBoard campaigns, WorkTrends trends, Overviews overviews) {
        this.kpis = kpis;
        this.campaigns = campaigns;
        this.trends = trends;
        this.overviews = overviews;
    }

    /** What is exported. */
    enum DashboardView {
        KPIS,
        CAMPAIGNS,
        TRENDS,
        RISKS
    }

    /** The view, the format, and the filters that the view has on the screen; the others are ignored. */
    record DashboardExport(
            @NotNull DashboardView view,
            @NotNull ExportFormat format,
            @Nullable Integer days,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            PeriodQuery.@Nullable Compare compare,
            @Nullable Grain grain,
            @Nullable List<UUID> campaignIds,
            @Nullable String phase,
            Campaign.@Nullable Type type,
            @Nullable String channel,
            @Nullable UUID owner,
            @Nullable String tag,
            @Nullable String brandId,
            @Nullable Boolean atRisk,
            @Nullable Boolean held) {

        PeriodQuery period() {
            return new PeriodQuery(days, from, to, compare);
        }

        CampaignChoice choice() {
            return new CampaignChoice(campaignIds, type, channel, owner, tag, brandId);
        }

        BoardQuery board() {
            return new BoardQuery(
                    null,
                    phase,
                    type,
                    channel,
                    owner,
                    tag,
                    brandId,
                    null,
                    campaignIds,
                    atRisk,
                    held,
                    null,
                    null,
                    null,
                    null,
                    days,
                    from,
                    to,
                    compare,
                    "name",
                    null,
                    null);
        }
    }

    /**
     * Returns a view of the dashboard as a file with the figures of the screen: {@code kpis}, {@code campaigns} (all that match),
     * {@code trends} or {@code risks}, as {@code json}, {@code csv} or {@code xlsx}. Shares are numbers from 0 to 1, days are those of the
     * workspace. In CSV, a text that a spreadsheet would take for a formula gets an apostrophe before it. {@code pdf} is refused with 422
     * {@code export_format}.
     */
    @PostMapping("/api/dashboard/export")
    @Allow(value = "metric.read", plain = true)
    ResponseEntity<byte[]> exportDashboard(@RequestBody @Valid DashboardExport export) {
        var format = export.format();
        return switch (export.view()) {
            case KPIS -> {
                var found = kpis.readKpis(export.period(), export.choice());
                yield format.file("Key figures", () -> found, () -> sheet(found.items()));
            }
            case CAMPAIGNS -> {
                var found = campaigns.all(export.board());
                yield format.file("Campaigns", () -> found, () -> campaigns(found));
            }
            case TRENDS -> {
                var found = trends.readTrendsOfWork(
                        new TrendQuery(null, export.grain(), export.days(), export.from(), export.to()),
                        export.choice());
                yield format.file("Trends", () -> found, () -> trends(found));
            }
            case RISKS -> {
                var found = overviews.listRisks(null, export.choice());
                yield format.file("Risks", () -> found, () -> risks(found.items()));
            }
        };
    }

    private static Sheet sheet(List<Kpi> items) {
        return new Sheet(
                "Key figures",
                List.of("figure", "value", "unit", "currency", "previous", "change", "definition"),
                items.stream()
                        .map(kpi -> cells(
                                kpi.label(),
                                kpi.value(),
                                word(kpi.unit()),
                                kpi.currency(),
                                kpi.previous(),
                                kpi.change(),
                                kpi.definition()))
                        .toList());
    }

    private static Sheet campaigns(List<CampaignRow> rows) {
        return new Sheet(
                "Campaigns",
                List.of(
                        "campaign",
                        "status",
                        "phase",
                        "startDate",
                        "endDate",
                        "health",
                        "readiness",
                        "progress",
                        "openTasks",
                        "overdueTasks",
                        "risks",
                        "impressions",
                        "clicks",
                        "conversions",
                        "spend",
                        "revenue",
                        "currency",
                        "ctr",
                        "roas"),
                rows.stream()
                        .map(row -> cells(
                                row.name(),
                                row.status().word(),
                                row.phase(),
                                row.startDate(),
                                row.endDate(),
                                word(row.health()),
                                row.readiness(),
                                row.progress(),
                                row.tasks().open().count(),
                                row.tasks().overdue().count(),
                                row.risks(),
                                row.figures().impressions(),
                                row.figures().clicks(),
                                row.figures().conversions(),
                                row.figures().spend(),
                                row.figures().revenue(),
                                row.figures().currency(),
                                row.figures().ctr(),
                                row.figures().roas()))
                        .toList());
    }

    private static Sheet trends(TrendList found) {
        var head = new ArrayList<>(List.of("date"));
        found.series().forEach(series -> head.add(word(series.metric())));
        var rows = new ArrayList<List<@Nullable Object>>();
        int points = found.series().getFirst().points().size();
        for (int i = 0; i < points; i++) {
            int point = i;
            var row = new ArrayList<@Nullable Object>();
            row.add(found.series().getFirst().points().get(i).date());
            found.series().forEach(series -> row.add(series.points().get(point).value()));
            rows.add(row);
        }
        return new Sheet("Trends", head, rows);
    }

    private static Sheet risks(List<Risk> items) {
        return new Sheet(
                "Risks",
                List.of("risk", "type", "probability", "impact", "score", "reason"),
                items.stream()
                        .map(risk -> cells(
                                risk.check().title(),
                                word(risk.type()),
                                risk.probability(),
                                risk.impact(),
                                risk.score(),
                                risk.check().reason()))
                        .toList());
    }

    private static List<@Nullable Object> cells(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
