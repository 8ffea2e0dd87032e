package io.fanfare.kernel.files;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.files.ImportKind.Outcome;
import io.fanfare.kernel.files.ImportKind.RowError;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements of imports. */
@Component
class ImportStore {
    private static final int MOST_LISTED = 1_000;
    /** Rejected rows that the report contains. */
    static final int MOST_REPORTED = 10_000;

    /** How far an import is. */
    enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }

    /** An import as it is stored. */
    record Row(
            UUID id,
            String kind,
            String fileName,
            String fileHash,
            String charset,
            String separator,
            boolean header,
            boolean backslashes,
            List<Column> columns,
            Map<String, String> options,
            List<String> warnings,
            State state,
            long rows,
            long processed,
            long created,
            long updated,
            long skipped,
            long rejected,
            @Nullable String error,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {
        boolean open() {
            return state == State.QUEUED || state == State.RUNNING;
        }

        TableFormat format() {
            return new TableFormat(Charset.forName(charset), separator.charAt(0), header, backslashes);
        }
    }

    /** A row that was rejected; its cells, unless they are too long or were deleted. */
    record RejectedRow(
            long row,
            @Nullable String column,
            String message,
            @Nullable List<String> cells) {}

    private final Sql sql;

    ImportStore(Sql sql) {
        this.sql = sql;
    }

    void insert(UUID id, Imports.Upload upload, String hash, Table table, List<Column> columns) {
        sql.of("""
                insert into kernel_import (id, kind, file_name, file_hash, charset, separator, header, backslashes, columns, options,
                                           warnings, rows, created_by)
                values (:id, :kind, :fileName, :hash, :charset, :separator, :header, :backslashes, :columns, :options,
                        :warnings, :rows, :by)""")
                .bind("id", id)
                .bind("kind", upload.kind().name())
                .bind("fileName", upload.fileName())
                .bind("hash", hash)
                .bind("charset", table.format().charset().name())
                .bind("separator", String.valueOf(table.format().separator()))
                .bind("header", table.format().header())
                .bind("backslashes", table.format().backslashes())
                .bind("columns", Json.of(columns))
                .bind("options", Json.of(upload.options()))
                .bind("warnings", table.warnings())
                .bind("rows", table.rows())
                .bind("by", Current.get().actor().personId())
                .run();
    }

    Optional<Row> find(UUID id) {
        return sql.of("select * from kernel_import where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(Row.class);
    }

    Row hold(UUID id) {
        return sql.of("select * from kernel_import where workspace_id = :workspace and id = :id for update")
                .bind("id", id)
                .one(Row.class);
    }

    int waiting() {
        return sql.of("""
                select count(*) from kernel_import where workspace_id = :workspace and state in ('queued', 'running')""").one(Integer.class);
    }

    /** The oldest that is not finished. */
    Optional<Row> next() {
        return sql.of("""
                select * from kernel_import
                 where workspace_id = :workspace and state in ('queued', 'running') order by id limit 1""").find(Row.class);
    }

    List<RowError> errors(UUID id) {
        return sql.of("""
                select row, "column", message from kernel_import_error
                 where workspace_id = :workspace and import_id = :id order by row limit :most""").bind("id", id).bind("most", MOST_LISTED).list(RowError.class);
    }

    List<RejectedRow> rejected(UUID id, long after, int most) {
        return sql.of("""
                select row, "column", message, cells from kernel_import_error
                 where workspace_id = :workspace and import_id = :id and row > :after order by row limit :most""")
                .bind("id", id)
                .bind("after", after)
                .bind("most", most)
                .list(RejectedRow.class);
    }

    /** The cells of rejected rows that contain a text, because the person it belongs to was erased. */
    void forget(String text) {
        sql.of("""
                update kernel_import_error set cells = null
                 where workspace_id = :workspace and position(lower(:text) in lower(cells::text)) > 0""").bind("text", text).run();
    }

    /** Records the progress in the transaction that stores the rows, so that neither exists without the other. */
    void advance(UUID id, long processed, Outcome outcome, List<RejectedRow> rejected) {
        sql.of("""
                insert into kernel_import_error (import_id, row, "column", message, cells)
                select :id, e.row, e."column", e.message, e.cells
                  from jsonb_to_recordset(:rejected) as e (row bigint, "column" text, message text, cells jsonb)
                 order by e.row
                 limit (select greatest(0, :most - rejected) from kernel_import where workspace_id = :workspace and id = :id)
                on conflict do nothing""")
                .bind("id", id)
                .bind("rejected", Json.of(rejected))
                .bind("most", MOST_REPORTED)
                .run();
        sql.of("""
                update kernel_import
                   set state = 'running', started_at = coalesce(started_at, fanfare_now()), processed = :processed,
                       created = created + :created, updated = updated + :updated, skipped = skipped + :skipped,
                       rejected = rejected + :rejected
                 where workspace_id = :workspace and id = :id""")
                .bind("id", id)
                .bind("processed", processed)
                .bind("created", outcome.created())
                .bind("updated", outcome.updated())
                .bind("skipped", outcome.skipped())
                .bind("rejected", rejected.size())
                .run();
    }

    void finish(UUID id, State state, @Nullable String error) {
        sql.of("""
                update kernel_import set state = :state, error = :error, finished_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""").bind("id", id).bind("state", state).bind("error", error).run();
    }
}
