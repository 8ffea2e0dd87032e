package io.fanfare.delivery;

import io.fanfare.kernel.Sql;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Removes a person's address and fields from what was planned and sent. */
@Component
class Erasures {
    private final Sql sql;
    private final Tallies tallies;
    private final Gates gates;

    Erasures(Sql sql, Tallies tallies, Gates gates) {
        this.sql = sql;
        this.tallies = tallies;
        this.gates = gates;
    }

    /** Locks the gates of the rows first: listeners go on to lock items. */
    List<Delivery> cancel(String channel, String target, String reason) {
        gates.lockAll(
                sql.of("""
                select distinct gate from delivery
                 where workspace_id = :workspace and channel = :channel and target = :target and state = 'planned'
                   and gate is not null""").bind("channel", channel).bind("target", target).list(UUID.class));
        var cancelled = sql.of("""
                with changed as (
                    update delivery d set state = 'cancelled', queued = false, reason = :reason, fence = d.fence + 1
                     where d.workspace_id = :workspace and d.channel = :channel and d.target = :target and d.state = 'planned'
                    returning d.*, old.state as was
                ), %s
                select * from changed""".formatted(QueueStore.FOLLOWS))
                .bind("channel", channel)
                .bind("target", target)
                .bind("reason", reason)
                .list(Delivery.class);
        tallies.changed(cancelled);
        return cancelled;
    }

    /** What was composed for a target becomes void: its planned rows are composed again before they are submitted. */
    void recompose(String channel, Collection<String> targets) {
        sql.of("""
                update delivery set fence = fence + 1
                 where workspace_id = :workspace and channel = :channel and target = any(:targets) and state = 'planned'""").bind("channel", channel).array("targets", "text", targets).run();
    }

    /** A provider's answer may quote the address, so reasons and details go too. */
    List<UUID> erase(String channel, String target) {
        var ids = sql.of("""
                update delivery
                   set target = 'erased:' || id, payload = null, revoked = true,
                       reason = case when state = 'cancelled' then reason end
                 where workspace_id = :workspace and channel = :channel and target = :target
                returning id""").bind("channel", channel).bind("target", target).list(UUID.class);
        sql.of("""
                update delivery_attempt set detail = null
                 where workspace_id = :workspace and delivery_id = any(:ids)""").array("ids", "uuid", ids).run();
        return ids;
    }

    int eraseCaptured(String address) {
        return sql.of("delete from delivery_captured where workspace_id = :workspace and lower(recipient) = :address")
                .bind("address", address)
                .run();
    }
}
