package io.fanfare.activity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Slice;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Everything that was done in the workspace, sealed so that a customer can prove that nothing was changed since. */
@RestController
@RequestMapping("/api/audit")
class AuditTrail {
    private static final int PIECE = 1_000;

    private final Sql sql;

    AuditTrail(Sql sql) {
        this.sql = sql;
    }

    /** One deed. {@code before} and {@code after} hold only the members that changed; {@code seq} comes with the seal. */
    record AuditEntry(
            UUID id,
            Instant at,
            Doer actor,
            String operation,
            Thing subject,
            @Nullable UUID campaignId,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            UUID requestId,
            @Nullable Long seq,
            @Nullable String hash) {
        static AuditEntry of(Entry e) {
            return new AuditEntry(
                    e.id(),
                    e.at(),
                    Doer.of(e),
                    e.operation(),
                    Thing.of(e),
                    e.campaignId(),
                    Words.tree(e.before()),
                    Words.tree(e.after()),
                    e.requestId(),
                    e.seq(),
                    e.hash());
        }
    }

    /**
     * Lists what was done, newest first. Every filter narrows: {@code actor} is the id of a person or an API key,
     * {@code operation} an operationId of this contract, {@code kind} and {@code id} the thing it was done to,
     * {@code from} (included) and {@code to} (excluded) times. Pass {@code next} as {@code after} for older entries.
     */
    @GetMapping
    @Allow("audit.read")
    Slice<AuditEntry> listAudit(
            @RequestParam @Nullable UUID actor,
            @RequestParam @Nullable String operation,
            @RequestParam @Nullable String kind,
            @RequestParam @Nullable UUID id,
            @RequestParam @Nullable Instant from,
            @RequestParam @Nullable Instant to,
            @RequestParam @Nullable UUID after,
            @RequestParam @Nullable Integer limit) {
        int size = Slice.limit(limit);
        List<Entry> entries = sql.of("""
                select * from activity_audit
                 where workspace_id = :workspace
                   and (cast(:actor as uuid) is null or actor_id = :actor)
                   and (cast(:operation as text) is null or operation = :operation)
                   and (cast(:kind as text) is null or subject_kind = :kind)
                   and (cast(:id as uuid) is null or subject_id = :id)
                   and (cast(:from as timestamptz) is null or at >= :from)
                   and (cast(:to as timestamptz) is null or at < :to)
                   and (cast(:after as uuid) is null or id < :after)
                 order by id desc
                 limit :limit""")
                .bind("actor", actor)
                .bind("operation", operation)
                .bind("kind", kind)
                .bind("id", id)
                .bind("from", from)
                .bind("to", to)
                .bind("after", after)
                .bind("limit", size + 1)
                .list(Entry.class);
        var slice = Slice.of(entries, size, Entry::id);
        return new Slice<>(slice.items().stream().map(AuditEntry::of).toList(), slice.next());
    }

    /** Whether the chain holds. */
    record Verdict(
            boolean whole,
            @Nullable Instant sealedUpTo,
            long entries,
            long waiting,
            String head,
            @Nullable Broken firstBroken) {}

    /** The first place where the chain does not hold: {@code id} is absent where the entry itself is. */
    record Broken(long seq, @Nullable UUID id, String reason) {}

    /**
     * Recomputes the whole chain of the workspace. Each sealed entry carries
     * {@code hash = sha256(hash of the one before + sha256(canonical JSON of seq, id, at, actor, operation, subject,
     * campaignId, requestId, contentHash))}, and {@code contentHash} covers names, titles and what changed, with a salt:
     * erasing those words leaves the chain whole. {@code whole} is false when a sealed entry was changed, removed or moved;
     * {@code firstBroken} then names the first such place. Deeds of the last moments are {@code waiting} for their seal
     * and no part of the verdict: it speaks up to {@code sealedUpTo}. Keep {@code head} somewhere else, and a later
     * verdict proves that nothing before it was rewritten.
     */
    @GetMapping("/verify")
    @Allow("audit.read")
    Verdict verifyAudit() {
        var head = sql.of("select seq, hash, sealed_up_to from activity_chain where workspace_id = :workspace")
                .find(Sealing.Head.class)
                .orElse(new Sealing.Head(0, Entry.GENESIS, null));
        long waiting = sql.of("""
                select count(*) from activity_audit where workspace_id = :workspace and seq is null""").one(Long.class);
        Broken broken = firstBroken(head);
        return new Verdict(broken == null, head.sealedUpTo(), head.seq(), waiting, head.hash(), broken);
    }

    private @Nullable Broken firstBroken(Sealing.Head head) {
        long expected = 1;
        String previous = Entry.GENESIS;
        while (expected <= head.seq()) {
            List<Entry> piece = sql.of("""
                    select * from activity_audit
                     where workspace_id = :workspace and seq >= :from and seq < :to
                     order by seq""")
                    .bind("from", expected)
                    .bind("to", Math.min(expected + PIECE, head.seq() + 1))
                    .list(Entry.class);
            if (piece.isEmpty()) return new Broken(expected, null, "the entry is missing");
            for (Entry entry : piece) {
                Broken broken = broken(entry, expected, previous);
                if (broken != null) return broken;
                previous = String.valueOf(entry.hash());
                expected++;
            }
        }
        return previous.equals(head.hash()) ? null : new Broken(head.seq(), null, "the end of the chain is another");
    }

    private static @Nullable Broken broken(Entry entry, long expected, String previous) {
        long seq = java.util.Objects.requireNonNull(entry.seq());
        if (seq != expected) return new Broken(expected, null, "the entry is missing");
        if (!entry.wordsHold()) return new Broken(seq, entry.id(), "its words are not those that were sealed");
        if (!entry.seal(seq, previous).equals(entry.hash()))
            return new Broken(seq, entry.id(), "the entry was changed or moved");
        return null;
    }
}
