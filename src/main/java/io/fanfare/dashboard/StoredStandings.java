package io.fanfare.dashboard;

import io.fanfare.activity.Timeline;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Sql;
import io.fanfare.launch.CampaignStandings;
import io.fanfare.launch.CampaignStandings.Standing;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the checks say of campaigns, stored by a lane after each change of a campaign. One that has changed since is checked again when it
 * is read.
 */
@Component
class StoredStandings {
    private final Sql sql;
    private final Timeline timeline;
    private final Campaigns campaigns;
    private final CampaignStandings standings;

    StoredStandings(Sql sql, Timeline timeline, Campaigns campaigns, CampaignStandings standings) {
        this.sql = sql;
        this.timeline = timeline;
        this.campaigns = campaigns;
        this.standings = standings;
    }

    private record Row(
            UUID campaignId,
            int readiness,
            boolean blocked,
            boolean warned,
            @Nullable UUID seen,
            Instant checkedAt) {
        Standing standing() {
            return new Standing(readiness, blocked, warned);
        }
    }

    Map<UUID, Standing> of(Collection<UUID> ids) {
        if (ids.isEmpty()) return Map.of();
        var found = new HashMap<UUID, Standing>();
        var last = timeline.last(ids);
        var rows = rows(ids);
        for (var id : ids) {
            var row = rows.get(id);
            if (row != null && Objects.equals(row.seen(), last.get(id))) found.put(id, row.standing());
        }
        var changed = ids.stream().filter(id -> !found.containsKey(id)).toList();
        campaigns.all(changed).values().forEach(campaign -> found.put(campaign.id(), standings.of(campaign)));
        return found;
    }

    private Map<UUID, Row> rows(Collection<UUID> ids) {
        return sql.of("""
                select campaign_id, readiness, blocked, warned, seen, checked_at from dashboard_standing
                 where workspace_id = :workspace and campaign_id = any(:ids)""").array("ids", "uuid", ids).list(Row.class).stream()
                .collect(Collectors.toMap(Row::campaignId, row -> row));
    }

    /** Those of these campaigns that have changed since they were checked, or were checked before an instant. */
    List<UUID> outdated(Collection<UUID> ids, Instant since) {
        var last = timeline.last(ids);
        var rows = rows(ids);
        return ids.stream()
                .filter(id -> {
                    var row = rows.get(id);
                    return row == null || row.checkedAt().isBefore(since) || !Objects.equals(row.seen(), last.get(id));
                })
                .toList();
    }

    void check(Collection<UUID> ids) {
        // Read first: what happens during the check is found later.
        var last = timeline.last(ids);
        campaigns.all(ids).values().stream()
                .sorted(Comparator.comparing(Campaign::id))
                .forEach(campaign -> sql.of("""
                        insert into dashboard_standing (campaign_id, readiness, blocked, warned, seen, checked_at)
                        values (:campaign, :readiness, :blocked, :warned, :seen, (select fanfare_now()))
                        on conflict (workspace_id, campaign_id) do update
                           set readiness = excluded.readiness, blocked = excluded.blocked, warned = excluded.warned,
                               seen = excluded.seen, checked_at = excluded.checked_at""")
                        .bind(standings.of(campaign))
                        .bind("campaign", campaign.id())
                        .bind("seen", last.get(campaign.id()))
                        .run());
    }
}
