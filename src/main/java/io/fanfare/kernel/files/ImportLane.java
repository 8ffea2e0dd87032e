package io.fanfare.kernel.files;

import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Blobs;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import io.fanfare.kernel.files.ImportKind.Outcome;
import io.fanfare.kernel.files.ImportKind.Piece;
import io.fanfare.kernel.files.ImportKind.RowError;
import io.fanfare.kernel.files.ImportStore.RejectedRow;
import io.fanfare.kernel.files.ImportStore.State;
import io.fanfare.kernel.files.Table.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Imports the rows of uploaded files, some thousand in a transaction that also records the progress. Wherever a worker dies,
 * the next one continues after the last stored row: none is lost, none is stored twice.
 */
@Component
class ImportLane implements Lane {
    static final String NAME = "kernel_import";
    static final int CHUNK = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(ImportLane.class);
    private static final Duration TURN = Duration.ofSeconds(10);
    /** A longer row is in the report only with its number and error. */
    private static final int LONGEST_REPORTED = 20_000;

    private final ImportStore store;
    private final ImportKinds kinds;
    private final Transactions transactions;
    private final Blobs blobs;
    private final Audit audit;
    private final Live live;

    ImportLane(ImportStore store, ImportKinds kinds, Transactions transactions, Blobs blobs, Audit audit, Live live) {
        this.store = store;
        this.kinds = kinds;
        this.transactions = transactions;
        this.blobs = blobs;
        this.audit = audit;
        this.live = live;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public Optional<Instant> work() {
        var next = transactions.read(store::next);
        if (next.isEmpty()) return Optional.empty();
        try {
            work(next.get());
        } catch (NoSuchElementException gone) {
            fail(next.get(), "The uploaded file no longer exists. Upload it again.");
        } catch (NonTransientDataAccessException broken) {
            if (broken instanceof DataAccessResourceFailureException) throw broken;
            LOG.error("Import {} can't continue", next.get().id(), broken);
            fail(next.get(), "A row could not be stored. The rows before it were imported; upload the rest again.");
        }
        return Optional.of(Instant.EPOCH);
    }

    private void work(ImportStore.Row row) {
        long end = System.nanoTime() + TURN.toNanos();
        try (var in = blobs.open(row.fileHash())) {
            in.skipNBytes(Imports.ID_LENGTH);
            try (var rows = row.format().open(in)) {
                for (long i = 0; i < row.processed(); i++) rows.next();
                long at = row.processed();
                boolean more = true;
                while (more && System.nanoTime() < end) {
                    long from = at;
                    var chunk = take(rows);
                    more = transactions.write(() -> chunk(row.id(), from, chunk));
                    at += chunk.size();
                }
            }
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    private static List<Row> take(Iterator<Row> rows) {
        var chunk = new ArrayList<Row>(CHUNK);
        while (chunk.size() < CHUNK && rows.hasNext()) chunk.add(rows.next());
        return chunk;
    }

    /** Returns whether to continue: not at the end of the file, or if another worker has continued since. */
    boolean chunk(UUID id, long from, List<Row> chunk) {
        var current = store.hold(id);
        if (!current.open() || current.processed() != from) return false;
        if (!chunk.isEmpty()) advance(current, from + chunk.size(), kinds.get(current.kind()), chunk);
        boolean last = chunk.size() < CHUNK;
        if (last) finish(current, State.DONE, null);
        live.changed(Topic.IMPORTS, "import", id, null);
        return !last;
    }

    private <T> void advance(ImportStore.Row current, long processed, ImportKind<T> kind, List<Row> chunk) {
        var reader = new RowReader<>(kind, current.columns());
        var values = new LinkedHashMap<Long, T>();
        var errors = new ArrayList<RowError>();
        for (var row : chunk) {
            try {
                values.put(row.number(), reader.read(row));
            } catch (RowFault fault) {
                errors.add(new RowError(row.number(), fault.column(), fault.message()));
            }
        }
        var outcome = values.isEmpty()
                ? new Outcome(0, 0, 0, List.of())
                : kind.store(new Piece<>(current.id(), current.options(), values));
        errors.addAll(outcome.errors());
        store.advance(current.id(), processed, outcome, rejected(errors, chunk));
    }

    private static List<RejectedRow> rejected(List<RowError> errors, List<Row> chunk) {
        long first = chunk.getFirst().number();
        return errors.stream()
                .sorted(Comparator.comparingLong(RowError::row))
                .map(error -> new RejectedRow(
                        error.row(), error.column(), error.message(), cells(chunk.get((int) (error.row() - first)))))
                .toList();
    }

    private static @org.jspecify.annotations.Nullable List<String> cells(Row row) {
        if (row.cells().stream().mapToInt(String::length).sum() > LONGEST_REPORTED) return null;
        return row.cells().stream().map(cell -> cell.replace('\0', '\ufffd')).toList();
    }

    private void fail(ImportStore.Row row, String reason) {
        transactions.write(() -> {
            finish(row, State.FAILED, reason);
            live.changed(Topic.IMPORTS, "import", row.id(), null);
        });
    }

    private void finish(ImportStore.Row row, State state, @org.jspecify.annotations.Nullable String error) {
        store.finish(row.id(), state, error);
        var now = store.hold(row.id());
        audit.record(
                state == State.DONE ? "importFinished" : "importFailed",
                Subject.of("import", row.id(), row.fileName()),
                null,
                Map.of(
                        "rows", now.rows(),
                        "created", now.created(),
                        "updated", now.updated(),
                        "skipped", now.skipped(),
                        "rejected", now.rejected()));
        Transactions.afterCommit(() -> blobs.delete(row.fileHash()));
    }
}
