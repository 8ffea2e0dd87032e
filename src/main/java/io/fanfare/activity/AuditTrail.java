package io.fanfare.activity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Orders;
import io.fanfare.kernel.Slice;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Tool;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The audit trail: every change in the workspace, sealed so that a customer can prove that no entry was altered. */
@RestController
@RequestMapping("/api/audit")
public class AuditTrail {
    private static final int PIECE = 1_000;

    private final Sql sql;
    private final Sealing sealing;

    AuditTrail(Sql sql, Sealing sealing) {
        this.sql = sql;
        this.sealing = sealing;
    }

    /** One entry. {@code before} and {@code after} contain only the members that changed; {@code seq} is set by the seal. */
    record AuditEntry(
            UUID id,
            Instant at,
            @JsonProperty("class") AuditClass entryClass,
            EntryActor actor,
            String operation,
            EntrySubject subject,
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
                    e.shownClass(),
                    EntryActor.of(e),
                    e.operation(),
                    EntrySubject.of(e),
                    e.campaignId(),
                    Words.tree(e.before()),
                    Words.tree(e.after()),
                    e.requestId(),
                    e.seq(),
                    e.hash());
        }
    }

    /**
     * Lists the audit trail, newest first. Filters: {@code class} ({@code change}, {@code decision}, {@code sign_in}, {@code access} for
     * reads of personal data, {@code export}, {@code refusal}), {@code actor} (the id of a person or an API key), {@code operation} (an
     * operationId of this contract), {@code kind} and {@code id} of the subject, {@code from} (included) and {@code to}
     * (excluded) as instants. {@code sort}: {@code at} (default: {@code -at}). For the next entries pass {@code next} as {@code after}.
     */
    @GetMapping
    @Tool(Tool.Set.OPS)
    @Allow("audit.read")
    Slice<AuditEntry> listAudit(AuditQuery query) {
        int size = Slice.limit(query.limit());
        var order = query.order();
        List<Entry> entries = sql.of(
                        """
                select * from activity_audit
                 where workspace_id = :workspace
                   and %s
                   and (cast(:after as uuid) is null or id %s :after)
                 order by %s
                 limit :limit""".formatted(AuditQuery.FILTER, order.descending() ? "<" : ">", Orders.sql(order)))
                .bind(query)
                .bind("limit", size + 1)
                .list(Entry.class);
        var slice = Slice.of(entries, size, Entry::id);
        return new Slice<>(slice.items().stream().map(AuditEntry::of).toList(), slice.next());
    }

    /** The result of a verification. */
    record Verification(
            boolean whole,
            @Nullable Instant sealedUpTo,
            long entries,
            long waiting,
            String head,
            @Nullable ChainBreak firstBroken) {}

    /** The first broken position of the chain; {@code id} is missing if the entry is missing. */
    record ChainBreak(long seq, @Nullable UUID id, String reason) {}

    /**
     * Recomputes the complete chain of the workspace. Each sealed entry has
     * {@code hash = sha256(previous hash + sha256(canonical JSON of seq, id, at, actor, operation, subject, campaignId,
     * requestId, contentHash))}; {@code contentHash} covers names, titles and changes with a salt, so erasing them does not
     * break the chain. {@code whole} is false if a sealed entry was changed, removed or moved; {@code firstBroken} is the
     * first such position. The latest entries are {@code waiting} for their seal and are not included: the result covers
     * everything up to {@code sealedUpTo}. If you store {@code head} elsewhere, a later verification proves that no entry
     * before it was rewritten.
     */
    @GetMapping("/verify")
    @Tool(Tool.Set.OPS)
    @Allow("audit.read")
    Verification verifyAudit() {
        var head = sealing.head();
        long waiting = sql.of("""
                select count(*) from activity_audit where workspace_id = :workspace and seq is null""").one(Long.class);
        ChainBreak broken = firstBroken(head);
        return new Verification(broken == null, head.sealedUpTo(), head.seq(), waiting, head.hash(), broken);
    }

    /** Whether the complete chain of the current workspace is as it was sealed. */
    public boolean isWhole() {
        return verifyAudit().whole();
    }

    private @Nullable ChainBreak firstBroken(Sealing.Head head) {
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
            if (piece.isEmpty()) return new ChainBreak(expected, null, "the entry is missing");
            for (Entry entry : piece) {
                ChainBreak broken = broken(entry, expected, previous);
                if (broken != null) return broken;
                previous = String.valueOf(entry.hash());
                expected++;
            }
        }
        return previous.equals(head.hash()) ? null : new ChainBreak(head.seq(), null, "the last hash does not match");
    }

    private static @Nullable ChainBreak broken(Entry entry, long expected, String previous) {
        long seq = Objects.requireNonNull(entry.seq());
        if (seq != expected) return new ChainBreak(expected, null, "the entry is missing");
        if (!entry.textsMatch()) return new ChainBreak(seq, entry.id(), "its texts differ from what was sealed");
        if (!entry.seal(seq, previous).equals(entry.hash()))
            return new ChainBreak(seq, entry.id(), "the entry was changed or moved");
        return null;
    }
}
