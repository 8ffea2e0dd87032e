package io.fanfare.kernel.files;

import io.fanfare.kernel.FailedWork;
import io.fanfare.kernel.Sql;
import java.util.List;
import org.springframework.stereotype.Component;

/** Imports that have stopped with an error, for the list of jobs. The file has to be sent again. */
@Component
class FailedImports implements FailedWork {
    private final Sql sql;

    FailedImports(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Failed> failed(int most) {
        return sql.of("""
                select id, 'import' as lane, coalesce(finished_at, created_at) as failed_at, 1 as attempts,
                       coalesce(error, 'The import failed.') as error, cast(null as text) as retry
                  from kernel_import
                 where workspace_id = :workspace and state = 'failed'
                 order by created_at desc, id desc limit :most""").bind("most", most).list(Failed.class);
    }
}
