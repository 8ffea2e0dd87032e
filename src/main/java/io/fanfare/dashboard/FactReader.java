package io.fanfare.dashboard;

import io.fanfare.analytics.WorkspaceFigures;
import io.fanfare.approval.OpenReviews;
import io.fanfare.campaign.CampaignChoice;
import io.fanfare.campaign.CampaignLine;
import io.fanfare.campaign.CampaignLines;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Current;
import io.fanfare.planning.TaskTotals;
import io.fanfare.planning.TaskTotals.OpenTotal;
import io.fanfare.planning.TeamLoads;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the facts of dashboards: each room answers with one or two statements, whatever the number of campaigns. */
@Component
class FactReader {
    /** What the parts of a dashboard need when they are read one by one. */
    private static final List<String> PARTS =
            List.of("campaign.read", "plan.read", "approval.read", "delivery.read", "content.read");

    private final CampaignLines campaigns;
    private final TaskTotals tasks;
    private final TeamLoads team;
    private final OpenReviews reviews;
    private final Ledger ledger;
    private final WorkspaceFigures figures;

    FactReader(
            CampaignLines campaigns,
            TaskTotals tasks,
            TeamLoads team,
            OpenReviews reviews,
            Ledger ledger,
            WorkspaceFigures figures) {
        this.campaigns = campaigns;
        this.tasks = tasks;
        this.team = team;
        this.reviews = reviews;
        this.ledger = ledger;
        this.figures = figures;
    }

    /** The ids of the campaigns of a choice; null for all. */
    @Nullable
    Set<UUID> chosen(CampaignChoice choice) {
        if (choice.all()) return null;
        return campaigns.list(choice.filter(), null).stream()
                .map(CampaignLine::id)
                .collect(Collectors.toSet());
    }

    Facts read(CampaignChoice choice) {
        PARTS.forEach(Current.get()::require);
        var lines = campaigns.list(choice.filter(), null);
        var chosen = choice.all() ? null : lines.stream().map(CampaignLine::id).collect(Collectors.toSet());
        return new Facts(
                new RowPaths(choice, chosen),
                tasks.today(),
                lines,
                tasks.total(chosen),
                tasks.byCampaign(),
                tasks.missed(),
                reviews.overdue(),
                ledger.countsOfCampaigns(chosen),
                team.list(),
                figures.spent(currencies(lines)));
    }

    /** What the risks of one campaign rest on: nothing of the team. */
    Facts ofCampaign(UUID id) {
        var choice = new CampaignChoice(List.of(id), null, null, null, null, null);
        var lines = campaigns.list(choice.filter(), null);
        return new Facts(
                new RowPaths(choice, Set.of(id)),
                tasks.today(),
                lines,
                OpenTotal.NONE,
                tasks.byCampaign(),
                tasks.missed(),
                reviews.overdue(),
                ledger.countsOfCampaigns(Set.of(id)),
                List.of(),
                figures.spent(currencies(lines)));
    }

    private static Map<UUID, String> currencies(List<CampaignLine> lines) {
        return lines.stream()
                .filter(line -> line.budgetAmount() != null && !line.closed())
                .collect(Collectors.toMap(CampaignLine::id, CampaignLine::currency));
    }
}
