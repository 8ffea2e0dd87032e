package io.fanfare.delivery;

import io.fanfare.delivery.hooks.Signal;
import io.fanfare.kernel.Sql;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The reports about sent messages, one of each kind for a message. The words of a server may name the reader and are not stored here. */
@Component
class SignalStore {
    private final Sql sql;

    SignalStore(Sql sql) {
        this.sql = sql;
    }

    /** Returns false if there is one of this kind already. */
    boolean record(Delivery row, Signal signal) {
        return sql.of("""
                insert into delivery_signal (delivery_id, kind, hard, status, item_kind, item_id)
                values (:delivery, :kind, :hard, :status, :itemKind, :itemId)
                on conflict (workspace_id, delivery_id, kind) do nothing""")
                        .bind("delivery", row.id())
                        .bind("kind", signal.kind())
                        .bind("hard", signal.hard())
                        .bind("status", signal.status())
                        .bind("itemKind", row.itemKind())
                        .bind("itemId", row.itemId())
                        .run()
                == 1;
    }

    /** How many mails to the address of this one came back for a reason that may pass, since a person last read one. */
    int softBounces(Delivery row, Duration within) {
        return sql.of("""
                select count(distinct s.delivery_id)
                  from delivery d
                  join delivery_signal s on s.workspace_id = d.workspace_id and s.delivery_id = d.id
                 where d.workspace_id = :workspace and d.channel = :channel and d.target = :target
                   and (s.kind = 'blocked' or s.kind = 'bounced' and not s.hard)
                   and s.at > fanfare_now() - make_interval(secs => :within)
                   and s.at > coalesce((
                       select max(h.at) from delivery o
                         join delivery_hit h on h.workspace_id = o.workspace_id and h.delivery_id = o.id
                        where o.workspace_id = :workspace and o.channel = :channel and o.target = :target and h.human),
                       '-infinity')""")
                .bind("channel", row.channel())
                .bind("target", row.target())
                .bind("within", (double) within.toSeconds())
                .one(Integer.class);
    }

    Signals.Counts counts(String itemKind, UUID itemId) {
        return sql.of("""
                select count(*) filter (where kind = 'bounced' and hard) as hard,
                       count(*) filter (where kind = 'bounced' and not hard) as soft,
                       count(*) filter (where kind = 'blocked') as blocked,
                       count(*) filter (where kind = 'complained') as complaints
                  from delivery_signal
                 where workspace_id = :workspace and item_id = :itemId and item_kind = :itemKind""").bind("itemKind", itemKind).bind("itemId", itemId).one(Signals.Counts.class);
    }
}
