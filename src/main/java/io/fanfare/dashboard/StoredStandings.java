package io.fanfare.dashboard;

import io.fanfare.activity.Timeline;
import io.fanfare.analytics.WorkspaceFigures;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Sql;
import io.fanfare.launch.CampaignStandings;
import io.fanfare.launch.CampaignStandings.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the checks say of campaigns, stored by a lane after each change of a campaign and when time changes it. One that has changed since
 * is checked again when it is read.
 */
@Component
class StoredStandings {
    /** Figures can come every second; the checks look at sums and whole days. */
    private static final Duration CALM = Duration.ofMinutes(5);
    /** For what neither the activity of a campaign nor the clock tells, such as a segment that became empty. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Sql sql;
    private final Timeline timeline;
    private final Campaigns campaigns;
    private final CampaignStandings standings;
    private final WorkspaceFigures figures;
    private final Now now;

    StoredStandings(
            Sql sql,
            Timeline timeline,
            Campaigns campaigns,
            CampaignStandings standings,
            WorkspaceFigures figures,
            Now now) {
        this.sql = sql;
        this.timeline = timeline;
        this.campaigns = campaigns;
        this.standings = standings;
        this.figures = figures;
        this.now = now;
    }

    private record Row(
            UUID campaignId,
            int readiness,
            boolean blocked,
            boolean warned,
            @Nullable UUID seen,
            @Nullable Instant figuresAt,
            @Nullable Instant turnsAt,
            Instant checkedAt) {
        Standing standing() {
            return new Standing(readiness, blocked, warned);
        }

        /** Whether it still holds: nothing was recorded, and no time has come. A clock that was set back makes it unknown. */
        boolean holds(@Nullable UUID last, Instant now) {
            return Objects.equals(seen, last) && !checkedAt.isAfter(now) && (turnsAt == null || turnsAt.isAfter(now));
        }

        Instant due() {
            var longest = checkedAt.plus(LONGEST);
            return turnsAt == null || turnsAt.isAfter(longest) ? longest : turnsAt;
        }
    }

    Map<UUID, Standing> of(Collection<UUID> ids) {
        if (ids.isEmpty()) return Map.of();
        var found = new HashMap<UUID, Standing>();
        var last = timeline.last(ids);
        var rows = rows(ids);
        var time = now.instant();
        for (var id : ids) {
            var row = rows.get(id);
            if (row != null && row.holds(last.get(id), time)) found.put(id, row.standing());
        }
        var changed = ids.stream().filter(id -> !found.containsKey(id)).toList();
        campaigns.all(changed).values().forEach(campaign -> found.put(campaign.id(), standings.of(campaign)));
        return found;
    }

    private Map<UUID, Row> rows(Collection<UUID> ids) {
        return sql.of("""
                select campaign_id, readiness, blocked, warned, seen, figures_at, turns_at, checked_at from dashboard_standing
                 where workspace_id = :workspace and campaign_id = any(:ids)""").array("ids", "uuid", ids).list(Row.class).stream()
                .collect(Collectors.toMap(Row::campaignId, row -> row));
    }

    /** Those of these campaigns that have changed since they were checked, or that time may have changed. */
    List<UUID> outdated(Collection<UUID> ids) {
        var last = timeline.last(ids);
        var reported = figures.reported(ids);
        var rows = rows(ids);
        var time = now.instant();
        return ids.stream()
                .filter(id -> {
                    var row = rows.get(id);
                    return row == null
                            || !row.holds(last.get(id), time)
                            || !row.due().isAfter(time)
                            || !Objects.equals(row.figuresAt(), reported.get(id))
                                    && row.checkedAt().isBefore(time.minus(CALM));
                })
                .toList();
    }

    /** When the next of these campaigns is due. */
    Optional<Instant> next(Collection<UUID> ids) {
        return rows(ids).values().stream().map(Row::due).min(Comparator.naturalOrder());
    }

    /** Something of the workspace has changed that any campaign may depend on. */
    void expire() {
        sql.of("""
                update dashboard_standing set checked_at = timestamptz '1970-01-01 00:00:00+00' where workspace_id = :workspace""").run();
    }

    void check(Collection<UUID> ids) {
        // Read first: what happens during the check is found later.
        var last = timeline.last(ids);
        var reported = figures.reported(ids);
        campaigns.all(ids).values().stream()
                .sorted(Comparator.comparing(Campaign::id))
                .forEach(campaign -> sql.of("""
                        insert into dashboard_standing (campaign_id, readiness, blocked, warned, seen, figures_at, turns_at, checked_at)
                        values (:campaign, :readiness, :blocked, :warned, :seen, :figures, :turns, (select fanfare_now()))
                        on conflict (workspace_id, campaign_id) do update
                           set readiness = excluded.readiness, blocked = excluded.blocked, warned = excluded.warned,
                               seen = excluded.seen, figures_at = excluded.figures_at, turns_at = excluded.turns_at,
                               checked_at = excluded.checked_at""")
                        .bind(standings.of(campaign))
                        .bind("campaign", campaign.id())
                        .bind("seen", last.get(campaign.id()))
                        .bind("figures", reported.get(campaign.id()))
                        .bind("turns", standings.turn(campaign, now.instant()).orElse(null))
                        .run());
    }
}
