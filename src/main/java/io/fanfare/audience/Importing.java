package io.fanfare.audience;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.fanfare.audience.ImportStore.Outcome;
import io.fanfare.audience.ImportStore.RowError;
import io.fanfare.audience.ImportStore.State;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Blobs;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
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
 * Takes the rows of uploaded tables, some thousand in a transaction that also says how far the import is. So wherever a
 * worker dies, the next one goes on behind the last row that was taken: none is lost, none is taken twice.
 */
@Component
class Importing implements Lane {
    static final String LANE = "audience_import";

    private static final Logger LOG = LoggerFactory.getLogger(Importing.class);
    private static final Duration TURN = Duration.ofSeconds(10);
    static final int CHUNK = 2_000;

    private final ImportStore store;
    private final Transactions transactions;
    private final Blobs blobs;
    private final Audit audit;
    private final Live live;

    Importing(ImportStore store, Transactions transactions, Blobs blobs, Audit audit, Live live) {
        this.store = store;
        this.transactions = transactions;
        this.blobs = blobs;
        this.audit = audit;
        this.live = live;
    }

    @Override
    public String name() {
        return LANE;
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
            LOG.error("Import {} can't go on", next.get().id(), broken);
            fail(next.get(), "A row could not be stored. The rows before it were imported; upload the rest again.");
        }
        return Optional.of(Instant.EPOCH);
    }

    private void work(ImportStore.Row row) {
        long end = System.nanoTime() + TURN.toNanos();
        try (var in = blobs.open(row.fileHash())) {
            in.skipNBytes(Imports.nameLength());
            try (var table =
                    ContactFile.open(in, row.encoding(), row.separator().charAt(0))) {
                var rows = table.iterator();
                if (row.header()) rows.next();
                long at = skip(rows, row.processed());
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

    /** Skips what an earlier turn has imported. */
    private static long skip(Iterator<CsvRecord> rows, long processed) {
        for (long i = 0; i < processed; i++) rows.next();
        return processed;
    }

    private static List<CsvRecord> take(Iterator<CsvRecord> rows) {
        var chunk = new ArrayList<CsvRecord>(CHUNK);
        while (chunk.size() < CHUNK && rows.hasNext()) chunk.add(rows.next());
        return chunk;
    }

    /** Answers whether to go on: not where the table has ended, or another worker has gone on meanwhile. */
    boolean chunk(UUID id, long from, List<CsvRecord> chunk) {
        var current = store.hold(id);
        if (!current.open() || current.processed() != from) return false;
        if (!chunk.isEmpty()) store.advance(id, from + chunk.size(), taken(current, from, chunk));
        boolean last = chunk.size() < CHUNK;
        if (last) {
            store.finish(id, State.DONE, null);
            told(id);
            Transactions.afterCommit(() -> blobs.delete(current.fileHash()));
        }
        live.changed(Topic.IMPORTS, "import", id, null);
        return !last;
    }

    private Outcome taken(ImportStore.Row current, long from, List<CsvRecord> chunk) {
        var errors = new ArrayList<RowError>();
        var rows = new LinkedHashMap<String, ContactRow>();
        var places = new LinkedHashMap<String, Long>();
        long again = 0;
        boolean update = current.onDuplicate() == ImportStore.OnDuplicate.UPDATE;
        for (int i = 0; i < chunk.size(); i++) {
            // As a spreadsheet counts: the first row is 1, and that is the header.
            long place = from + i + (current.header() ? 2 : 1);
            try {
                var row = ContactRow.of(chunk.get(i), current.columns());
                var known = rows.get(row.identity());
                if (known != null) again++;
                if (known == null) rows.put(row.identity(), row);
                else if (update) rows.put(row.identity(), known.overlaid(row));
                places.putIfAbsent(row.identity(), place);
            } catch (ContactRow.Unfit unfit) {
                errors.add(new RowError(place, unfit.column(), unfit.message()));
            }
        }
        var merged = store.merge(current.id(), rows.values(), current.onDuplicate());
        long created = merged.stream().filter(ImportStore.Merged::created).count();
        if (!update) return new Outcome(created, 0, rows.size() - created + again, errors);
        var kept = new HashSet<String>();
        merged.forEach(row -> kept.add(row.identity()));
        rows.keySet().stream()
                .filter(address -> !kept.contains(address))
                .forEach(address -> errors.add(new RowError(
                        places.getOrDefault(address, 0L), null, "would give the contact more than 64 KB or 200 tags")));
        return new Outcome(created, merged.size() - created + again, 0, errors);
    }

    private void fail(ImportStore.Row row, String reason) {
        transactions.write(() -> {
            store.finish(row.id(), State.FAILED, reason);
            told(row.id());
            live.changed(Topic.IMPORTS, "import", row.id(), null);
            Transactions.afterCommit(() -> blobs.delete(row.fileHash()));
        });
    }

    private void told(UUID id) {
        var row = store.read(id);
        audit.record(
                row.state() == State.DONE ? "importFinished" : "importFailed",
                Subject.of("import", id, row.fileName()),
                null,
                Map.of(
                        "rows", row.rows(),
                        "created", row.created(),
                        "updated", row.updated(),
                        "skipped", row.skipped(),
                        "rejected", row.rejected()));
    }
}
