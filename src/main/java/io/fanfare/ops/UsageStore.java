package io.fanfare.ops;

import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What workspaces have stored and used, as it was last counted. */
@Component
class UsageStore {
    private final Sql sql;

    UsageStore(Sql sql) {
        this.sql = sql;
    }

    /** The figures of one count. */
    record Counted(Instant countedAt, Map<String, Long> figures) {
        long of(String figure) {
            return figures.getOrDefault(figure, 0L);
        }
    }

    /** The last count, if it is not older than five minutes. */
    Optional<Counted> recent() {
        return sql.of("""
                select counted_at, figures from ops_usage
                 where workspace_id = :workspace and counted_at > fanfare_now() - interval '5 minutes'
                   and counted_at <= fanfare_now() and figures <> '{}'""").find(Counted.class);
    }

    Counted count() {
        return sql.of("""
                insert into ops_usage as u (counted_at, figures) values (fanfare_now(), ops_count(:workspace))
                on conflict (workspace_id) do update set counted_at = excluded.counted_at, figures = excluded.figures
                returning counted_at, figures""").one(Counted.class);
    }

    void verified(boolean whole) {
        sql.of("""
                insert into ops_usage as u (counted_at, verified_at, chain_broken)
                values (fanfare_now(), fanfare_now(), :broken)
                on conflict (workspace_id) do update
                   set verified_at = excluded.verified_at, chain_broken = excluded.chain_broken""").bind("broken", !whole).run();
    }

    /** A workspace of the installation with what was last counted. */
    record WorkspaceRow(
            UUID id,
            String name,
            Instant createdAt,
            @Nullable Instant countedAt,
            Map<String, Long> figures,
            @Nullable Instant verifiedAt,
            boolean chainBroken) {}

    Page<WorkspaceRow> workspaces(Page.Range range) {
        var items = sql.of("select * from ops_workspaces() order by name, id limit :limit offset :offset")
                .bind(range)
                .list(WorkspaceRow.class);
        return Page.of(items, sql.of("select count(*) from ops_workspaces()").one(Long.class), range);
    }

    /** Workspaces whose figures or chain were not looked at for a day. */
    List<UUID> stale() {
        return sql.of("""
                select id from ops_workspaces()
                 where verified_at is null or verified_at < fanfare_now() - interval '1 day' limit 10000""").list(UUID.class);
    }

    /** Renders of all workspaces, as last counted. */
    SystemMetrics.RenderFigures renders() {
        return sql.of("""
                select cast(coalesce(sum(cast(figures ->> 'renders' as bigint)), 0) as bigint) as total,
                       cast(coalesce(sum(cast(figures ->> 'rendersSucceeded' as bigint)), 0) as bigint) as succeeded
                  from ops_workspaces()""").one(SystemMetrics.RenderFigures.class);
    }
}
