package io.fanfare.render;

import io.fanfare.kernel.FailedWork;
import io.fanfare.kernel.Sql;
import java.util.List;
import org.springframework.stereotype.Component;

/** Renders that have failed, for the list of jobs. */
@Component
class FailedRenders implements FailedWork {
    private final Sql sql;

    FailedRenders(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Failed> failed(int most) {
        return sql.of("""
                select id, 'render' as lane, coalesce(completed_at, created_at) as failed_at, retry_count + 1 as attempts,
                       coalesce(error ->> 'message', 'The render failed.') as error,
                       case when retry_count < max_retries then 'retryRenderJob' end as retry
                  from render_job
                 where workspace_id = :workspace and state = 'failed'
                 order by id desc limit :most""").bind("most", most).list(Failed.class);
    }
}
