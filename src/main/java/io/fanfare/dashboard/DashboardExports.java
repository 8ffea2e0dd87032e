package io.fanfare.dashboard;

import io.fanfare.analytics.PeriodQuery;
import io.fanfare.analytics.WorkspaceFigures;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignChoice;
import io.fanfare.dashboard.CampaignBoard.CampaignRow;
import io.fanfare.dashboard.WorkTrends.Grain;
import io.fanfare.dashboard.WorkTrends.TrendList;
import io.fanfare.dashboard.WorkTrends.TrendQuery;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.files.ExportFormat;
import io.fanfare.kernel.files.Sheet;
import io.fanfare.kernel.files.Sheet.Share;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
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
    private final WorkspaceFigures figures;

    DashboardExports(
            Kpis kpis, CampaignBoard campaigns, WorkTrends trends, Overviews overviews, WorkspaceFigures figures) {
        this.kpis = kpis;
        this.campaigns = campaigns;
        this.trends = trends;
        this.overviews = overviews;
        this.figures = figures;
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
     * {@code trends} or {@code risks}, as {@code json}, {@code csv}, {@code xlsx} or {@code pdf}. Shares are numbers from 0 to 1, in a PDF
     * percentages; days are those of the workspace. In CSV, a text that a spreadsheet would take for a formula gets an apostrophe before
     * it. A PDF draws trends as lines above their table; it has at most 10,000 cells, and says so if rows are left out.
     */
    @PostMapping("/api/dashboard/export")
    @Allow(value = "metric.read", plain = true, audited = AuditClass.EXPORT)
    ResponseEntity<byte[]> exportDashboard(@RequestBody @Valid DashboardExport export) {
        var format = export.format();
        return switch (export.view()) {
            case KPIS -> {
                var found = kpis.readKpis(export.period(), export.choice());
                yield format.file(
                        "Key figures",
                        () -> found,
                        () -> keyFigures(found.period().words(), found.items()));
            }
            case CAMPAIGNS -> {
                var found = campaigns.all(export.board());
                yield format.file(
                        "Campaigns",
                        () -> found,
                        () -> campaigns(figures.period(export.period()).words(), found));
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

    private static Sheet keyFigures(String period, List<Kpi> items) {
        return new Sheet(
                "Key figures",
                period,
                List.of("figure", "value", "unit", "currency", "previous", "change", "definition"),
                items.stream()
                        .map(kpi -> cells(
                                kpi.label(),
                                value(kpi, kpi.value()),
                                word(kpi.unit()),
                                kpi.currency(),
                                value(kpi, kpi.previous()),
                                Share.of(kpi.change()),
                                kpi.definition()))
                        .toList(),
                false);
    }

    private static @Nullable Object value(Kpi kpi, @Nullable BigDecimal value) {
        return kpi.unit() == Kpi.Unit.SHARE ? Share.of(value) : value;
    }

    private static Sheet campaigns(String period, List<CampaignRow> rows) {
        return new Sheet(
                "Campaigns",
                period,
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
                                row.progress() == null ? null : new Share(BigDecimal.valueOf(row.progress())),
                                row.tasks().open().count(),
                                row.tasks().overdue().count(),
                                row.risks(),
                                row.figures().impressions(),
                                row.figures().clicks(),
                                row.figures().conversions(),
                                row.figures().spend(),
                                row.figures().revenue(),
                                row.figures().currency(),
                                Share.of(row.figures().ctr()),
                                row.figures().roas()))
                        .toList(),
                false);
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
            found.series().forEach(series -> row.add(value(series, point)));
            rows.add(row);
        }
        return new Sheet("Trends", found.period().words(), head, rows, true);
    }

    private static @Nullable Object value(WorkTrends.Series series, int point) {
        var value = series.points().get(point).value();
        return series.metric().isShare() ? Share.of(value) : value;
    }

    private static Sheet risks(List<Risk> items) {
        return new Sheet(
                "Risks",
                null,
                List.of("risk", "type", "probability", "impact", "score", "reason"),
                items.stream()
                        .map(risk -> cells(
                                risk.check().title(),
                                word(risk.type()),
                                risk.probability(),
                                risk.impact(),
                                risk.score(),
                                risk.check().reason()))
                        .toList(),
                false);
    }

    private static List<@Nullable Object> cells(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
