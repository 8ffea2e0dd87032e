package io.fanfare.ops;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Nodes;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Figures from the database: of the current workspace, or of the installation for its operator. */
@Component
class Figures {
    private final Sql sql;
    private final Now now;
    private final Nodes nodes;

    Figures(Sql sql, Now now, Nodes nodes) {
        this.sql = sql;
        this.now = now;
        this.nodes = nodes;
    }

    /** The ledger: messages that are due now, how long the oldest has been, and those whose outcome is unknown. */
    record LedgerFigures(long dueNow, double oldestDueSeconds, long unconfirmed) {}

    /** How long the oldest entry of the audit trail has waited for its seal. */
    record ChainFigures(
            double waitingSeconds, boolean broken, @Nullable Instant verifiedAt) {}

    /** The workspace that figures are limited to; null for the operator, who sees the sum of all. */
    static @Nullable UUID scope() {
        var current = Current.get();
        return current.workspace().equals(Current.INSTALLATION) ? null : current.workspace();
    }

    private record Due(long n, @Nullable Instant oldest) {}

    LedgerFigures ledger() {
        var due = sql.of("""
                select coalesce(sum(due_now), 0) as n, min(oldest_due) as oldest from ops_ledger(:only)""").bind("only", scope()).one(Due.class);
        long unconfirmed = sql.of("select coalesce(sum(n), 0) from ops_unconfirmed(:only)")
                .bind("only", scope())
                .one(Long.class);
        return new LedgerFigures(due.n(), since(due.oldest()), unconfirmed);
    }

    private record Broken(long n, @Nullable Instant verifiedAt) {}

    private record Unsealed(@Nullable Instant at) {}

    ChainFigures chain() {
        var since = sql.of("select ops_unsealed_since(:only) as at")
                .bind("only", scope())
                .one(Unsealed.class);
        var broken =
                scope() == null ? sql.of("""
                        select count(*) filter (where chain_broken) as n, min(verified_at) as verified_at
                          from ops_workspaces()""").one(Broken.class) : sql.of("""
                        select count(*) filter (where chain_broken) as n, min(verified_at) as verified_at
                          from ops_usage where workspace_id = :workspace""").one(Broken.class);
        return new ChainFigures(since(since.at()), broken.n() > 0, broken.verifiedAt());
    }

    private double since(@Nullable Instant at) {
        if (at == null) return 0;
        return Math.max(0, Duration.between(at, now.instant()).toMillis() / 1000.0);
    }

    /** A workspace that alert rules have to look at. */
    record Watched(UUID workspaceId, @Nullable Instant oldestDue, long unconfirmed, boolean chainBroken) {}

    List<Watched> watched() {
        return sql.of("select * from ops_watched()").list(Watched.class);
    }

    List<Nodes.Node> nodes() {
        return nodes.running();
    }
}
