package io.fanfare.activity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The end of the audit trail at earlier times, signed. Whoever keeps one can prove later that nothing before it was rewritten. */
@RestController
@RequestMapping("/api/audit/checkpoints")
class AuditCheckpoints {
    static final String FORMAT = "fanfare-audit-checkpoint-1";

    private final Sql sql;
    private final AuditKeys keys;
    private final Now now;

    AuditCheckpoints(Sql sql, AuditKeys keys, Now now) {
        this.sql = sql;
        this.keys = keys;
        this.now = now;
    }

    /**
     * A checkpoint, as it is kept and given to {@code ./fanfare verify}. {@code signature} is Ed25519 in Base64 over the lines
     * {@code format, workspaceId, seq, hash, at, fingerprint}, each with a line feed.
     */
    record Checkpoint(
            String format, UUID workspaceId, long seq, String hash, Instant at, String fingerprint, String signature) {}

    /** The query of the list. */
    record CheckpointQuery(
            @Nullable Integer limit, @Nullable Integer offset) {}

    /**
     * Lists the signed checkpoints of the audit trail, newest first. One is written each day on which there are new entries, and with each
     * export. Keep them outside of Fanfare: a later export that does not contain the entries of a checkpoint unchanged is detected.
     */
    @GetMapping
    @Allow("audit.read")
    Page<Checkpoint> listAuditCheckpoints(CheckpointQuery query) {
        var range = Page.Range.of(query.limit(), query.offset());
        List<Checkpoint> items = sql.of("""
                select cast(:format as text) as format, workspace_id, seq, hash, at, fingerprint, signature from activity_checkpoint
                 where workspace_id = :workspace order by seq desc limit :limit offset :offset""").bind("format", FORMAT).bind(range).list(Checkpoint.class);
        long total = sql.of("select count(*) from activity_checkpoint where workspace_id = :workspace")
                .one(Long.class);
        return Page.of(items, total, range);
    }

    /** Writes a checkpoint of the sealed entries, if there are new ones. Needs a transaction. */
    void write(Sealing.Head head) {
        if (head.seq() == 0 || last().filter(seq -> seq >= head.seq()).isPresent()) return;
        var workspace = Current.get().workspace();
        var at = now.instant();
        String signed = String.join(
                        "\n",
                        FORMAT,
                        workspace.toString(),
                        Long.toString(head.seq()),
                        head.hash(),
                        at.toString(),
                        keys.fingerprint())
                + "\n";
        sql.of("""
                insert into activity_checkpoint (seq, hash, at, fingerprint, signature)
                values (:seq, :hash, :at, :fingerprint, :signature)
                on conflict (workspace_id, seq) do nothing""")
                .bind("seq", head.seq())
                .bind("hash", head.hash())
                .bind("at", at)
                .bind("fingerprint", keys.fingerprint())
                .bind("signature", keys.sign(signed))
                .run();
    }

    private Optional<Long> last() {
        return sql.of("select seq from activity_checkpoint where workspace_id = :workspace order by seq desc limit 1")
                .find(Long.class);
    }
}
