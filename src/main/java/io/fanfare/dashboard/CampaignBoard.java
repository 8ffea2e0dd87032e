package io.fanfare.dashboard;

import io.fanfare.analytics.Figures;
import io.fanfare.analytics.WorkspaceFigures;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignChoice;
import io.fanfare.campaign.CampaignLine;
import io.fanfare.campaign.CampaignLines;
import io.fanfare.dashboard.WorkFlow.Launched;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.delivery.Ledger.CampaignCount;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Page;
import io.fanfare.launch.Health;
import io.fanfare.planning.TaskTotals;
import io.fanfare.planning.TaskTotals.TaskProgress;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How each campaign is doing. */
@RestController
@RequestMapping("/api/dashboard/campaigns")
class CampaignBoard {
    private final FactReader reader;
    private final CampaignLines lines;
    private final StoredStandings standings;
    private final TaskTotals tasks;
    private final Ledger ledger;
    private final WorkspaceFigures figures;
    private final WorkFlow flows;
    private final Workspaces workspaces;

    CampaignBoard(
            FactReader reader,
            CampaignLines lines,
            StoredStandings standings,
            TaskTotals tasks,
            Ledger ledger,
            WorkspaceFigures figures,
            WorkFlow flows,
            Workspaces workspaces) {
        this.reader = reader;
        this.lines = lines;
        this.standings = standings;
        this.tasks = tasks;
        this.ledger = ledger;
        this.figures = figures;
        this.flows = flows;
        this.workspaces = workspaces;
    }

    /**
     * A campaign. {@code progress} is the share of its tasks that are done, null without tasks; {@code readiness} is from 0 to 100;
     * {@code nextDue} is when its next message is due; {@code held}: something in it can't go out because it is not approved.
     */
    record CampaignRow(
            UUID campaignId,
            String name,
            Campaign.Status status,
            String phase,
            @Nullable LocalDate startDate,
            @Nullable LocalDate endDate,
            Health health,
            int readiness,
            @Nullable Double progress,
            Figures figures,
            Map<String, @Nullable BigDecimal> change,
            OpenWork tasks,
            int risks,
            boolean held,
            @Nullable Instant nextDue) {}

    /** The open tasks of a campaign, and those that are overdue. */
    record OpenWork(Counted open, Counted overdue) {
        static OpenWork of(UUID campaign, @Nullable TaskProgress tasks) {
            String path = "/api/tasks?campaignId=" + campaign;
            return new OpenWork(
                    new Counted(tasks == null ? 0 : tasks.open(), path + "&open=true"),
                    new Counted(tasks == null ? 0 : tasks.overdue(), path + "&overdue=true"));
        }
    }

    /**
     * Lists the campaigns that are not archived with health, readiness, tasks, risks and the figures of a period. Filters: {@code status},
     * {@code phase}, {@code type}, {@code channel}, {@code owner}, {@code tag}, {@code brandId}, {@code campaignIds}, {@code q}, {@code atRisk} (it has a risk),
     * {@code held} (launched, but something in it is not approved), {@code launchedFrom}, {@code launchedTo}, {@code completedFrom} and
     * {@code completedTo} (days of the workspace). {@code sort} and the period are as in {@code listCampaigns} and
     * {@code readOverview}.
     */
    @GetMapping
    @Allow(value = "metric.read", stale = true)
    Page<CampaignRow> listCampaignBoard(BoardQuery query) {
        var range = query.range();
        var found = found(query);
        return Page.of(
                rows(range.cut(found.lines()), found, query), found.lines().size(), range);
    }

    /** The same without pages. */
    List<CampaignRow> all(BoardQuery query) {
        var found = found(query);
        return rows(found.lines(), found, query);
    }

    /** The campaigns that match, and what is known of all. */
    private record Found(List<CampaignLine> lines, Facts facts, Map<UUID, Long> risky) {}

    private Found found(BoardQuery query) {
        var facts = reader.read(CampaignChoice.ALL);
        var risky = Risk.byCampaign(Risks.of(facts));
        var found = launched(lines.list(query.filter(), query.sort()), query).stream()
                .filter(query::matches)
                .filter(line -> query.atRisk() == null || query.atRisk() == risky.containsKey(line.id()))
                .toList();
        return new Found(found, facts, risky);
    }

    private List<CampaignLine> launched(List<CampaignLine> found, BoardQuery query) {
        if (!query.byLaunch()) return found;
        return flows.launched(found, workspaces.current().zone()).stream()
                .filter(query::matches)
                .map(Launched::campaign)
                .toList();
    }

    private List<CampaignRow> rows(List<CampaignLine> page, Found all, BoardQuery query) {
        var facts = all.facts();
        var ids = page.stream().map(CampaignLine::id).toList();
        var standing = standings.of(ids);
        var progress = tasks.progress(ids);
        var due = ledger.nextDue(ids);
        var measured = figures.of(page, query.period());
        var undelivered = facts.deliveries().stream()
                .filter(count -> count.state() == Delivery.State.FAILED || count.state() == Delivery.State.UNCONFIRMED)
                .map(CampaignCount::campaignId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return page.stream()
                .map(line -> {
                    var found = Objects.requireNonNull(standing.get(line.id()));
                    var own = Objects.requireNonNull(measured.get(line.id()));
                    var done = progress.get(line.id());
                    return new CampaignRow(
                            line.id(),
                            line.name(),
                            line.status(),
                            line.phase(),
                            line.startDate(),
                            line.endDate(),
                            found.health(line.unlaunched(), undelivered.contains(line.id())),
                            found.readiness(),
                            done == null ? null : done.share(),
                            own.figures(),
                            own.change(),
                            OpenWork.of(line.id(), done),
                            all.risky().getOrDefault(line.id(), 0L).intValue(),
                            line.held(),
                            due.get(line.id()));
                })
                .toList();
    }
}
