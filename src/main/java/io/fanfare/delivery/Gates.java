package io.fanfare.delivery;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A gate says whether a campaign may send, and exactly which items. A decision, an edit or a pause writes it in its own
 * transaction; the statement that submits a row reads it under a lock. So once a pause or an edit has committed, nothing
 * more is submitted, whatever operation asked for it.
 */
@Component
public class Gates {
    private final Sql sql;
    private final Ready ready;
    private final Now now;

    Gates(Sql sql, Ready ready, Now now) {
        this.sql = sql;
        this.ready = ready;
        this.now = now;
    }

    /** Creates the gate, closed. */
    public void make(UUID gate) {
        sql.of("insert into delivery_gate (gate) values (:gate) on conflict (workspace_id, gate) do nothing")
                .bind("gate", gate)
                .run();
    }

    /** Locks the gate until the transaction ends: decisions and edits of one campaign come one after the other. */
    public void lock(UUID gate) {
        sql.of("select gate from delivery_gate where workspace_id = :workspace and gate = :gate for update")
                .bind("gate", gate)
                .exists();
    }

    /** Locks the gates of some deliveries, in one order: whoever goes on to lock rows and items holds their gate. */
    void lockAll(Collection<? extends @Nullable UUID> gates) {
        var some = gates.stream().filter(Objects::nonNull).collect(Collectors.toSet());
        if (some.isEmpty()) return;
        sql.of("""
                select gate from delivery_gate
                 where workspace_id = :workspace and gate = any(:gates) order by gate for update""").array("gates", "uuid", some).exists();
    }

    /** Stores what may pass: the digest of each approved item by {@code kind:id}. */
    public void approve(UUID gate, boolean approved, Map<String, String> manifest) {
        sql.of("""
                update delivery_gate set approved = :approved, manifest = :manifest, manifest_digest = :digest
                 where workspace_id = :workspace and gate = :gate""")
                .bind("gate", gate)
                .bind("approved", approved)
                .bind("manifest", Json.of(manifest))
                .bind("digest", Json.digest(manifest))
                .run();
        if (approved) mark();
    }

    /** Halts or releases a gate. A halted gate lets nothing pass, approved or not. */
    public void halt(UUID gate, boolean halted) {
        sql.of("update delivery_gate set halted = :halted where workspace_id = :workspace and gate = :gate")
                .bind("gate", gate)
                .bind("halted", halted)
                .run();
        if (!halted) mark();
    }

    /** Lets nothing pass before this time; what is due by then is submitted at it. */
    public void holdUntil(UUID gate, Instant notBefore) {
        sql.of("update delivery_gate set not_before = :notBefore where workspace_id = :workspace and gate = :gate")
                .bind("gate", gate)
                .bind("notBefore", notBefore)
                .run();
        for (var lane : Delivery.Lane.values()) ready.mark(Dispatch.lane(lane), notBefore);
    }

    /** Whether the gate lets nothing pass yet because its time has not come. */
    public boolean isHeld(UUID gate) {
        return sql.of("""
                select gate from delivery_gate
                 where workspace_id = :workspace and gate = :gate and not_before > fanfare_now()""").bind("gate", gate).exists();
    }

    /** Pauses or resumes one item; nothing of a paused item passes once this has committed. */
    public void hold(UUID gate, String kind, UUID id, boolean held) {
        sql.of("""
                update delivery_gate
                   set paused = case when :held then array_append(array_remove(paused, :item), :item)
                                     else array_remove(paused, :item) end
                 where workspace_id = :workspace and gate = :gate""")
                .bind("gate", gate)
                .bind("item", kind + ":" + id)
                .bind("held", held)
                .run();
        if (!held) mark();
    }

    /** Lets several things behind a gate go on. */
    public void release(UUID gate, String kind, Collection<UUID> ids) {
        if (ids.isEmpty()) return;
        sql.of("""
                update delivery_gate
                   set paused = array(select p from unnest(paused) p where not p = any(:items))
                 where workspace_id = :workspace and gate = :gate""")
                .bind("gate", gate)
                .array("items", "text", ids.stream().map(id -> kind + ":" + id).toList())
                .run();
        mark();
    }

    private void mark() {
        for (var lane : Delivery.Lane.values()) ready.mark(Dispatch.lane(lane), now.instant());
    }
}
