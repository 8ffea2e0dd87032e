package io.fanfare.delivery;

import io.fanfare.kernel.FailedWork;
import io.fanfare.kernel.Sql;
import java.util.List;
import org.springframework.stereotype.Component;

/** Messages that were certainly not sent, for the list of jobs. One that may have been sent is never among them. */
@Component
class FailedDeliveries implements FailedWork {
    private final Sql sql;

    FailedDeliveries(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Failed> failed(int most) {
        return sql.of("""
                select id, 'delivery_' || channel as lane, coalesce(submitted_at, due_at) as failed_at, attempts,
                       coalesce(reason, 'The message was refused.') as error,
                       'retryDelivery' as retry
                  from delivery
                 where workspace_id = :workspace and indexed_state = 'failed'
                 order by id desc limit :most""").bind("most", most).list(Failed.class);
    }
}
