package io.fanfare.strategy;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The SQL of strategies. */
@Component
class StrategyStore {
    private final Sql sql;

    StrategyStore(Sql sql) {
        this.sql = sql;
    }

    /** Inserts the next version; the campaign is locked, so version numbers are unique and without gaps. */
    Strategy insert(UUID campaign, StrategyDetails details) {
        var actor = Current.get().actor();
        return sql.of("""
                insert into strategy_version (id, campaign_id, version, details, created_by, created_by_name)
                select :id, :campaign, coalesce(max(version), 0) + 1, cast(:details as json), :by, :byName
                  from strategy_version where workspace_id = :workspace and campaign_id = :campaign
                returning *""")
                .bind("id", Ids.next())
                .bind("campaign", campaign)
                .bind("details", Json.of(details).text())
                .bind("by", actor.personId())
                .bind("byName", actor.name())
                .one(Strategy.class);
    }

    Strategy invalidate(UUID id, String reason) {
        return sql.of("""
                update strategy_version
                   set invalidated_at = fanfare_now(), invalidated_by = :byName, invalidation_reason = :reason
                 where workspace_id = :workspace and id = :id
                returning *""")
                .bind("id", id)
                .bind("byName", Current.get().actor().name())
                .bind("reason", reason)
                .one(Strategy.class);
    }

    Page<Strategy> page(UUID campaign, Page.Range range) {
        var items = sql.of("""
                select * from strategy_version where workspace_id = :workspace and campaign_id = :campaign
                 order by version desc limit :limit offset :offset""")
                .bind("campaign", campaign)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Strategy.class);
        long total = sql.of(
                        "select count(*) from strategy_version where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .one(Long.class);
        return Page.of(items, total, range);
    }

    Optional<Strategy> find(UUID campaign, int version) {
        return sql.of("""
                select * from strategy_version
                 where workspace_id = :workspace and campaign_id = :campaign and version = :version""").bind("campaign", campaign).bind("version", version).find(Strategy.class);
    }

    Optional<Strategy> current(UUID campaign) {
        return sql.of("""
                select * from strategy_version
                 where workspace_id = :workspace and campaign_id = :campaign and invalidated_at is null
                 order by version desc limit 1""").bind("campaign", campaign).find(Strategy.class);
    }

    Optional<Integer> heldAt(UUID campaign, Instant at) {
        return sql.of("""
                select version from strategy_version
                 where workspace_id = :workspace and campaign_id = :campaign and created_at <= :at
                   and (invalidated_at is null or invalidated_at > :at)
                 order by version desc limit 1""").bind("campaign", campaign).bind("at", at).find(Integer.class);
    }

    /** The newest version, even if it is invalidated. */
    Optional<Strategy> last(UUID campaign) {
        return sql.of("""
                select * from strategy_version
                 where workspace_id = :workspace and campaign_id = :campaign
                 order by version desc limit 1""").bind("campaign", campaign).find(Strategy.class);
    }

    void forget(UUID campaign) {
        sql.of("delete from strategy_version where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
    }
}
