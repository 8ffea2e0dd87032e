package io.fanfare.ops;

import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import org.springframework.stereotype.Component;

/** The errors of a workspace, or of the installation, by fingerprint. */
@Component
class ErrorStore {
    private static final int MOST_KEPT = 200;

    private final Sql sql;

    ErrorStore(Sql sql) {
        this.sql = sql;
    }

    void add(ErrorBuffer.Sum sum) {
        sql.of("""
                insert into ops_error as e (fingerprint, title, operation, count, first_at, last_at, trace_id)
                values (:fingerprint, :title, :operation, :n, fanfare_now(), fanfare_now(), :traceId)
                on conflict (workspace_id, fingerprint) do update
                   set count = e.count + excluded.count, last_at = excluded.last_at, trace_id = excluded.trace_id""").bind(sum).run();
        sql.of("""
                delete from ops_error
                 where workspace_id = :workspace and fingerprint in (
                    select fingerprint from ops_error where workspace_id = :workspace order by last_at desc offset :kept)""").bind("kept", MOST_KEPT).run();
    }

    Page<ErrorGroups.ErrorGroup> list(Page.Range range) {
        var items = sql.of("""
                select * from ops_error where workspace_id = :workspace
                 order by last_at desc, fingerprint limit :limit offset :offset""").bind(range).list(ErrorGroups.ErrorGroup.class);
        long total = sql.of("select count(*) from ops_error where workspace_id = :workspace")
                .one(Long.class);
        return Page.of(items, total, range);
    }
}
