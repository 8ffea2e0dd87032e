package io.fanfare.activity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The audit trail as a file that proves itself. */
@RestController
@RequestMapping("/api/audit/export")
class AuditExport {
    private final Sql sql;
    private final Transactions transactions;
    private final Sealing sealing;
    private final AuditKeys keys;
    private final AuditCheckpoints checkpoints;
    private final Audit audit;
    private final Now now;

    AuditExport(
            Sql sql,
            Transactions transactions,
            Sealing sealing,
            AuditKeys keys,
            AuditCheckpoints checkpoints,
            Audit audit,
            Now now) {
        this.sql = sql;
        this.transactions = transactions;
        this.sealing = sealing;
        this.keys = keys;
        this.checkpoints = checkpoints;
        this.audit = audit;
        this.now = now;
    }

    /**
     * Returns the audit trail as a signed file, with the filters of {@code GET /api/audit}, oldest entry first. {@code format}: {@code ndjson}
     * (default), one JSON object in each line, or {@code csv} with the same values.
     *
     * <p>The first line describes the file, with the public key; the last is
     * {@code {entries, firstSeq, lastSeq, head, sha256, signature}}. Between them are the entries with their hashes. Entries that a filter
     * leaves out are there as {@code {seq, omitted[], hash}}: what was sealed of them, without their content. A file that was edited,
     * cut or put together from others does not verify. {@code ./fanfare verify FILE} checks it without this server, and the guide describes
     * the format for other programs. The export itself is recorded, and so is a checkpoint.
     */
    @GetMapping(produces = {"application/x-ndjson", "text/csv"})
    @Allow(value = "audit.export", outside = true, audited = AuditClass.EXPORT)
    ResponseEntity<Resource> exportAudit(AuditExportQuery query) {
        if (query.from() != null && query.to() != null && !query.from().isBefore(query.to()))
            throw Refused.invalid("to", "must be after from");
        sealing.sealAll();
        var plan = transactions.write(() -> plan(query));
        var pieces = new ExportPieces(sql, transactions, keys, query, plan);
        return ResponseEntity.ok()
                .contentType(
                        query.csv()
                                ? new MediaType("text", "csv", StandardCharsets.UTF_8)
                                : MediaType.parseMediaType("application/x-ndjson"))
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"audit." + (query.csv() ? "csv" : "ndjson") + "\"")
                .body(new InputStreamResource(new ExportStream(pieces)));
    }

    private ExportPieces.Plan plan(AuditExportQuery query) {
        var head = sealing.head();
        checkpoints.write(head);
        long first = query.from() == null ? 1 : position("min(seq)", "at >= :at", query.from(), head.seq() + 1);
        long last = query.to() == null ? head.seq() : position("max(seq)", "at < :at", query.to(), 0);
        last = Math.max(Math.min(last, head.seq()), first - 1);
        String previous = first == 1 ? Entry.GENESIS : hashOf(first - 1);
        var filter = filter(query);
        var details = new LinkedHashMap<String, Object>();
        details.put("filter", filter);
        details.put("rows", count(query, first, last));
        details.put("firstSeq", first);
        details.put("lastSeq", last);
        var current = Current.get();
        var subject = new Subject("audit", null, null, null);
        audit.note(AuditClass.EXPORT, "exportAudit", subject, details);
        var header = new LinkedHashMap<String, @Nullable Object>();
        header.put("format", ExportPieces.FORMAT);
        header.put("workspaceId", current.workspace());
        header.put("exportedAt", now.instant());
        header.put("exportedBy", current.actor().name());
        header.put("filter", filter);
        header.put("firstSeq", first);
        header.put("previous", previous);
        header.put("fingerprint", keys.fingerprint());
        header.put("publicKey", keys.publicKey());
        return new ExportPieces.Plan(first, last, previous, header);
    }

    private static Map<String, Object> filter(AuditExportQuery query) {
        var filter = new LinkedHashMap<String, Object>();
        Json.tree(query).properties().forEach(member -> {
            if (!member.getValue().isNull() && !member.getKey().equals("format"))
                filter.put(member.getKey(), member.getValue().stringValue());
        });
        return filter;
    }

    private long position(String which, String condition, Instant at, long otherwise) {
        Long seq = sql.of("select " + which
                        + " from activity_audit where workspace_id = :workspace and seq is not null and " + condition)
                .bind("at", at)
                .list(Long.class)
                .getFirst();
        return seq == null ? otherwise : seq;
    }

    private String hashOf(long seq) {
        return sql.of("select hash from activity_audit where workspace_id = :workspace and seq = :seq")
                .bind("seq", seq)
                .one(String.class);
    }

    private long count(AuditExportQuery query, long first, long last) {
        return sql.of("""
                select count(*) from activity_audit
                 where workspace_id = :workspace and seq >= :first and seq <= :last and %s""".formatted(AuditQuery.FILTER))
                .bind(query)
                .bind("first", first)
                .bind("last", last)
                .one(Long.class);
    }
}
