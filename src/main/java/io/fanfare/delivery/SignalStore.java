package io.fanfare.delivery;

import io.fanfare.delivery.hooks.Signal;
import io.fanfare.kernel.Sql;
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
