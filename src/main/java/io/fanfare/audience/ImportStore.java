package io.fanfare.audience;

import io.fanfare.audience.Suppression.Reason;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements of imports. */
@Component
class ImportStore {
    static final int MOST_ERRORS = 1_000;

    /** What becomes of a row whose address is there already. */
    enum OnDuplicate {
        UPDATE,
        SKIP
    }

    /** How far an import is. */
    enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }

    /** An import as it is kept. */
    record Row(
            UUID id,
            String fileName,
            String fileHash,
            String charset,
            String separator,
            boolean header,
            List<String> warnings,
            List<ContactColumn> columns,
            OnDuplicate onDuplicate,
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

        Charset encoding() {
            return Charset.forName(charset);
        }
    }

    /** What a row was not taken for. */
    record RowError(long row, @Nullable String column, String message) {}

    /** What came of some rows. */
    record Outcome(long created, long updated, long skipped, List<RowError> errors) {}

    private final Sql sql;

    ImportStore(Sql sql) {
        this.sql = sql;
    }

    void insert(
            UUID id,
            String fileName,
            String hash,
            ContactFile file,
            List<ContactColumn> columns,
            OnDuplicate onDuplicate) {
        sql.of("""
                insert into audience_import (id, file_name, file_hash, charset, separator, header, warnings, columns, on_duplicate,
                                             rows, created_by)
                values (:id, :fileName, :hash, :charset, :separator, :header, :warnings, :columns, :onDuplicate,
                        :rows, :by)""")
                .bind("id", id)
                .bind("fileName", fileName)
                .bind("hash", hash)
                .bind("charset", file.charset().name())
                .bind("separator", String.valueOf(file.separator()))
                .bind("header", file.hasHeader())
                .bind("warnings", file.warnings())
                .bind("columns", Json.of(columns))
                .bind("onDuplicate", onDuplicate)
                .bind("rows", file.rows())
                .bind("by", Current.get().actor().personId())
                .run();
    }

    Row read(UUID id) {
        return sql.of("select * from audience_import where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .one(Row.class);
    }

    Row hold(UUID id) {
        return sql.of("select * from audience_import where workspace_id = :workspace and id = :id for update")
                .bind("id", id)
                .one(Row.class);
    }

    int waiting() {
        return sql.of("""
                select count(*) from audience_import where workspace_id = :workspace and state in ('queued', 'running')""").one(Integer.class);
    }

    /** The one whose turn it is. */
    Optional<Row> next() {
        return sql.of("""
                select * from audience_import
                 where workspace_id = :workspace and state in ('queued', 'running') order by id limit 1""").list(Row.class).stream().findFirst();
    }

    List<RowError> errors(UUID id) {
        return sql.of("""
                select row, "column", message from audience_import_error
                 where workspace_id = :workspace and import_id = :id order by row""").bind("id", id).list(RowError.class);
    }

    /** How far it has come: in the transaction that takes the rows, so that neither is without the other. */
    void advance(UUID id, long processed, Outcome outcome) {
        sql.of("""
                insert into audience_import_error (import_id, row, "column", message)
                select :id, e.row, e."column", e.message
                  from jsonb_to_recordset(:errors) as e (row bigint, "column" text, message text)
                 order by e.row
                 limit (select greatest(0, :most - rejected) from audience_import where workspace_id = :workspace and id = :id)
                on conflict do nothing""")
                .bind("id", id)
                .bind("errors", Json.of(outcome.errors()))
                .bind("most", MOST_ERRORS)
                .run();
        sql.of("""
                update audience_import
                   set state = 'running', started_at = coalesce(started_at, fanfare_now()), processed = :processed,
                       created = created + :created, updated = updated + :updated, skipped = skipped + :skipped,
                       rejected = rejected + :rejected
                 where workspace_id = :workspace and id = :id""")
                .bind("id", id)
                .bind("processed", processed)
                .bind("created", outcome.created())
                .bind("updated", outcome.updated())
                .bind("skipped", outcome.skipped())
                .bind("rejected", outcome.errors().size())
                .run();
    }

    void finish(UUID id, State state, @Nullable String error) {
        sql.of("""
                update audience_import set state = :state, error = :error, finished_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""").bind("id", id).bind("state", state).bind("error", error).run();
    }

    /** What has become of a row that was merged. */
    record Merged(@Nullable String address, @Nullable String rowKey, boolean created) {
        String identity() {
            return address == null ? "#" + rowKey : address;
        }
    }

    /** Takes rows with an address each: those that are there already are updated or left alone. */
    List<Merged> merge(UUID importId, Collection<ContactRow> rows, OnDuplicate onDuplicate) {
        suppress(rows);
        var merged = new ArrayList<Merged>();
        var addressed = rows.stream().filter(row -> row.address() != null).toList();
        merged.addAll(merge(importId, addressed, "contact_exists", onDuplicate));
        var others = rows.stream().filter(row -> row.address() == null).toList();
        if (!others.isEmpty()) merged.addAll(merge(importId, others, "audience_contact_row", onDuplicate));
        return merged;
    }

    private List<Merged> merge(UUID importId, Collection<ContactRow> rows, String constraint, OnDuplicate onDuplicate) {
        return sql.of("""
                insert into audience_contact as c (id, email, address, first_name, last_name, time_zone, locale, tags, attributes,
                                                   import_id, row_key, status)
                select r.id, r.email, r.address, r."firstName", r."lastName", r."timeZone", r.locale,
                       coalesce(r.tags, '{}'), coalesce(r.attributes, '{}'), :import, r.key,
                       coalesce((select case s.reason when 'manual' then 'suppressed' else s.reason end from audience_suppression s
                                  where s.workspace_id = :workspace and s.email in (r.address, audience_veil(:workspace, r.address))
                                  limit 1), 'active')
                  from jsonb_to_recordset(:rows) as r (id uuid, email text, address text, key text, "firstName" text, "lastName" text,
                       "timeZone" text, locale text, tags text[], attributes jsonb)
                on conflict on constraint %s do""".formatted(constraint)
                        + " " + (onDuplicate == OnDuplicate.SKIP ? "nothing" : UPDATE)
                        + " returning c.address, c.row_key, old.id is null as created")
                .bind("import", importId)
                .bind("rows", Json.of(rows))
                .list(Merged.class);
    }

    /** What the table says and what is known already are put together, as far as a contact may hold it. */
    private static final String UPDATE = """
             update
               set first_name = coalesce(excluded.first_name, c.first_name),
                   last_name = coalesce(excluded.last_name, c.last_name),
                   time_zone = coalesce(excluded.time_zone, c.time_zone),
                   locale = coalesce(excluded.locale, c.locale),
                   tags = c.tags || (select coalesce(array_agg(t), '{}') from unnest(excluded.tags) t where t <> all(c.tags)),
                   attributes = c.attributes || excluded.attributes,
                   status = case when c.status = 'active' then excluded.status else c.status end,
                   import_id = excluded.import_id, version = c.version + 1, updated_at = excluded.updated_at
             where length((c.attributes || excluded.attributes)::text) <= 70000
               and cardinality(c.tags) + cardinality(excluded.tags) <= 200""";

    private void suppress(Collection<ContactRow> rows) {
        for (var reason : Reason.values()) {
            var unwanted = rows.stream()
                    .filter(row -> row.reason() == reason && row.address() != null)
                    .toList();
            if (unwanted.isEmpty()) continue;
            sql.of("""
                    insert into audience_suppression (id, email, reason, source)
                    select n.id, n.email, :reason, 'import' from unnest(:ids, :emails) n (id, email)
                    on conflict (workspace_id, email) do nothing""")
                    .bind("reason", reason.name().toLowerCase(Locale.ROOT))
                    .array(
                            "ids",
                            "uuid",
                            unwanted.stream().map(row -> Ids.next()).toList())
                    .array(
                            "emails",
                            "text",
                            unwanted.stream().map(ContactRow::identity).toList())
                    .run();
        }
    }
}
