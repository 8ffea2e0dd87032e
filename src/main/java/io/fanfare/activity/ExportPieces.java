package io.fanfare.activity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of an export of the audit trail: a header, the entries in the order of the chain, and a signed trailer. What the filter leaves
 * out is there as what was sealed of it, so that the chain has no gap.
 */
final class ExportPieces implements Iterator<byte[]> {
    static final String FORMAT = "fanfare-audit-export-1";

    private static final int PIECE = 1_000;
    private static final int MOST_OMITTED = 100;

    private final Sql sql;
    private final Transactions transactions;
    private final AuditKeys keys;
    private final AuditExportQuery query;
    private final Plan plan;
    private final ExportFile file;
    private final MessageDigest digest = sha256();
    private final List<String> omitted = new ArrayList<>();
    private long next;
    private long firstOmitted;
    private long entries;
    private String hash;
    private State state = State.HEADER;

    private enum State {
        HEADER,
        ENTRIES,
        TRAILER,
        END
    }

    /** What is exported: positions of the chain, the hash before the first of them, and what the header says beside that. */
    record Plan(long firstSeq, long lastSeq, String previous, Map<String, @Nullable Object> header) {}

    ExportPieces(Sql sql, Transactions transactions, AuditKeys keys, AuditExportQuery query, Plan plan) {
        this.sql = sql;
        this.transactions = transactions;
        this.keys = keys;
        this.query = query;
        this.plan = plan;
        this.file = ExportFile.of(query);
        this.next = plan.firstSeq();
        this.hash = plan.previous();
    }

    @Override
    public boolean hasNext() {
        return state != State.END;
    }

    @Override
    public byte[] next() {
        return switch (state) {
            case HEADER -> {
                state = plan.firstSeq() > plan.lastSeq() ? State.TRAILER : State.ENTRIES;
                var header = Words.canonical(Json.tree(plan.header()));
                covered("header " + Json.digest(Objects.requireNonNull(header)));
                yield file.header(plan.header());
            }
            case ENTRIES -> entries();
            case TRAILER -> {
                state = State.END;
                yield file.trailer(trailer());
            }
            case END -> throw new NoSuchElementException();
        };
    }

    private byte[] entries() {
        var out = new ByteArrayOutputStream();
        long end = Math.min(next + PIECE, plan.lastSeq() + 1);
        var piece = transactions.read(() -> list(end));
        var matching = query.filtered() ? transactions.read(() -> matching(end)) : null;
        for (Entry entry : piece) {
            if (matching == null || matching.contains(entry.seq())) write(out, entry);
            else omit(out, entry);
        }
        next = end;
        if (next > plan.lastSeq()) {
            flush(out);
            state = State.TRAILER;
        }
        return out.toByteArray();
    }

    private List<Entry> list(long end) {
        return sql.of("""
                select * from activity_audit
                 where workspace_id = :workspace and seq >= :from and seq < :to order by seq""").bind("from", next).bind("to", end).list(Entry.class);
    }

    private Set<Long> matching(long end) {
        return Set.copyOf(sql.of("""
                select seq from activity_audit
                 where workspace_id = :workspace and seq >= :first and seq < :end and %s""".formatted(AuditQuery.FILTER))
                .bind(query)
                .bind("first", next)
                .bind("end", end)
                .list(Long.class));
    }

    private void write(ByteArrayOutputStream out, Entry entry) {
        flush(out);
        hash = String.valueOf(entry.hash());
        entries++;
        out.writeBytes(file.entry(entry));
        covered((entry.salt() == null ? "erased " : "entry ") + ExportFile.seq(entry) + " " + hash);
    }

    private void omit(ByteArrayOutputStream out, Entry entry) {
        long seq = ExportFile.seq(entry);
        if (omitted.isEmpty()) firstOmitted = seq;
        omitted.add(entry.digest(seq));
        hash = String.valueOf(entry.hash());
        covered("omitted " + seq + " " + hash);
        if (omitted.size() == MOST_OMITTED) flush(out);
    }

    private void flush(ByteArrayOutputStream out) {
        if (omitted.isEmpty()) return;
        out.writeBytes(file.omitted(firstOmitted, omitted, hash));
        omitted.clear();
    }

    private Map<String, @Nullable Object> trailer() {
        String sha256 = HexFormat.of().formatHex(digest.digest());
        String signed = String.join(
                        "\n",
                        FORMAT,
                        sha256,
                        Long.toString(entries),
                        Long.toString(plan.firstSeq()),
                        Long.toString(plan.lastSeq()),
                        hash,
                        keys.fingerprint())
                + "\n";
        var trailer = new LinkedHashMap<String, @Nullable Object>();
        trailer.put("entries", entries);
        trailer.put("firstSeq", plan.firstSeq());
        trailer.put("lastSeq", plan.lastSeq());
        trailer.put("head", hash);
        trailer.put("sha256", sha256);
        trailer.put("signature", keys.sign(signed));
        return trailer;
    }

    private void covered(String line) {
        digest.update((line + "\n").getBytes(UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
