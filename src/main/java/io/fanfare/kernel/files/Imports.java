package io.fanfare.kernel.files;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Blobs;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Texts;
import io.fanfare.kernel.Transactions;
import io.fanfare.kernel.files.ImportKind.RowError;
import io.fanfare.kernel.files.ImportStore.State;
import io.fanfare.kernel.files.Table.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Imports of files in the background. */
@RestController
@RequestMapping("/api/imports")
public class Imports {
    static final int ID_LENGTH = 36;

    private static final long MOST_BYTES = 100L * 1024 * 1024;
    private static final int MOST_WAITING = 20;
    private static final int CHUNK = 500;

    private final ImportStore store;
    private final ImportKinds kinds;
    private final Blobs blobs;
    private final Audit audit;
    private final Ready ready;
    private final Now now;
    private final Transactions transactions;

    Imports(
            ImportStore store,
            ImportKinds kinds,
            Blobs blobs,
            Audit audit,
            Ready ready,
            Now now,
            Transactions transactions) {
        this.store = store;
        this.kinds = kinds;
        this.blobs = blobs;
        this.audit = audit;
        this.ready = ready;
        this.now = now;
        this.transactions = transactions;
    }

    /** A file that was sent to be imported. {@code options} are for the kind, which gets them with each piece of rows. */
    public record Upload(
            ImportKind<?> kind,
            MultipartFile file,
            @Nullable String mapping,
            @Nullable Boolean header,
            @Nullable String encoding,
            Map<String, String> options) {
        public Upload(
                ImportKind<?> kind,
                MultipartFile file,
                @Nullable String mapping,
                @Nullable Boolean header,
                @Nullable String encoding) {
            this(kind, file, mapping, header, encoding, Map.of());
        }

        public Upload with(String option, String value) {
            var all = new LinkedHashMap<>(options);
            all.put(option, value);
            return new Upload(kind, file, mapping, header, encoding, all);
        }

        Table table() {
            if (file.getSize() > MOST_BYTES) throw Refused.tooLarge("The file is larger than 100 MB. Split it.");
            return Table.read("file", file::getInputStream, header, encoding);
        }

        String fileName() {
            String given = Objects.requireNonNullElse(file.getOriginalFilename(), "");
            String base = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
            String readable = base.replaceAll("\\p{Cntrl}", "");
            if (readable.isBlank() || Texts.flaw(readable).isPresent()) return kind.name() + ".csv";
            return Texts.cut(readable, 300);
        }
    }

    /** The import that was started; {@code readImport} reports its progress. */
    public record ImportStarted(UUID importId) {}

    /** Starts an import. Call it without a transaction. */
    public ImportStarted start(Upload upload) {
        requireRoom(transactions.read(store::waiting));
        var table = upload.table();
        var columns = upload.kind().fields().columns(table.columns(), upload.mapping());
        upload.kind().fields().missing(columns).ifPresent(missing -> {
            throw missing;
        });
        var id = Ids.next();
        String hash = store(id, upload.file());
        try {
            transactions.write(() -> start(id, upload, hash, table, columns));
        } catch (RuntimeException failed) {
            blobs.delete(hash);
            throw failed;
        }
        return new ImportStarted(id);
    }

    private static void requireRoom(int waiting) {
        if (waiting >= MOST_WAITING)
            throw Refused.unprocessable(
                    "import_limit", "20 imports are waiting already. Wait until they are finished.");
    }

    private void start(UUID id, Upload upload, String hash, Table table, List<Column> columns) {
        requireRoom(store.waiting());
        store.insert(id, upload, hash, table, columns);
        ready.mark(ImportLane.NAME, now.instant());
        var started = read(id);
        audit.record(Subject.of("import", id, started.fileName()), null, started);
    }

    /** The id precedes the file, so nothing else shares these bytes and they can be deleted after the import. */
    private String store(UUID id, MultipartFile file) {
        try (var in = file.getInputStream()) {
            var named = new ByteArrayInputStream(id.toString().getBytes(StandardCharsets.US_ASCII));
            return blobs.put(new SequenceInputStream(named, in)).sha256();
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    /**
     * What an import of a file would do. {@code columns} is the mapping, as recognized or given, {@code fields} what columns can
     * be imported as. {@code sample} shows the first 10 rows with their errors. {@code questions} is what to check before the
     * import: its encoding, or what is missing; the import is refused unless it is {@code ready}.
     */
    public record ImportPreview(
            Detected detected,
            List<Column> columns,
            List<String> fields,
            List<SampleRow> sample,
            long totalRows,
            List<Question> questions,
            boolean ready) {
        /** The format of the file. {@code headerRow} is null if it has none. */
        public record Detected(
                String encoding, String delimiter, @Nullable Integer headerRow) {}

        /** A row, with the errors for which it would be rejected. */
        public record SampleRow(long row, List<String> cells, List<RowError> errors) {}

        /** What to check. {@code code}: {@code encoding}, or the code with which the import would be refused. */
        public record Question(String code, String message) {}
    }

    public ImportPreview preview(Upload upload) {
        var table = upload.table();
        var fields = upload.kind().fields();
        var columns = fields.columns(table.columns(), upload.mapping());
        var questions = new ArrayList<ImportPreview.Question>();
        var missing = fields.missing(columns);
        missing.ifPresent(refused -> questions.add(new ImportPreview.Question(refused.code(), refused.sentence())));
        table.warnings().forEach(warning -> questions.add(new ImportPreview.Question("encoding", warning)));
        var reader = new RowReader<>(upload.kind(), columns);
        return new ImportPreview(
                new ImportPreview.Detected(
                        table.format().charset().name(),
                        String.valueOf(table.format().separator()),
                        table.format().header() ? 1 : null),
                columns,
                fields.names(),
                table.sample().stream().map(row -> sample(reader, row)).toList(),
                table.rows(),
                questions,
                missing.isEmpty());
    }

    private static ImportPreview.SampleRow sample(RowReader<?> reader, Row row) {
        var errors = new ArrayList<RowError>();
        try {
            var _ = reader.read(row);
        } catch (RowFault fault) {
            errors.add(new RowError(row.number(), fault.column(), fault.message()));
        }
        var cells = row.cells().stream().map(cell -> Texts.cut(cell, 200)).toList();
        return new ImportPreview.SampleRow(row.number(), cells, errors);
    }

    /** The file of an import, and when it was read. */
    public record ImportedFile(String name, Instant at) {}

    public Optional<ImportedFile> file(UUID importId) {
        return store.find(importId)
                .map(row ->
                        new ImportedFile(row.fileName(), Objects.requireNonNullElse(row.startedAt(), row.createdAt())));
    }

    /** Deletes the rejected rows that contain a text, because the person it belongs to was erased. */
    public void forget(String text) {
        store.forget(text);
    }

    /**
     * The progress of an import. {@code rows} is the number of rows in the file, {@code accepted} the number imported: {@code
     * created} plus {@code updated}. {@code skipped} existed already and were left unchanged, {@code rejected} could not be
     * imported; the first 1,000 are in {@code errors}, with {@code row} as a spreadsheet counts. {@code columns} is the mapping
     * that was used, {@code warnings} what may be wrong with the file as a whole.
     */
    record Import(
            UUID id,
            String kind,
            String fileName,
            State state,
            long rows,
            long processed,
            long accepted,
            long created,
            long updated,
            long skipped,
            long rejected,
            List<RowError> errors,
            String encoding,
            String separator,
            List<Column> columns,
            List<String> warnings,
            @Nullable String error,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    /** Reads the progress of an import, and the errors of the rows that were not imported. */
    @GetMapping("/{id}")
    @Allow("workspace.read")
    Import readImport(@PathVariable UUID id) {
        return read(id);
    }

    private Import read(UUID id) {
        var row = row(id);
        return new Import(
                id,
                row.kind(),
                row.fileName(),
                row.state(),
                row.rows(),
                row.processed(),
                row.created() + row.updated(),
                row.created(),
                row.updated(),
                row.skipped(),
                row.rejected(),
                store.errors(id),
                row.charset(),
                row.separator(),
                row.columns(),
                row.warnings(),
                row.error(),
                row.createdAt(),
                row.startedAt(),
                row.finishedAt());
    }

    private ImportStore.Row row(UUID id) {
        return store.find(id)
                .filter(row -> Current.get().may(kinds.get(row.kind()).permission()))
                .orElseThrow(Refused::notFound);
    }

    /**
     * Returns the rejected rows of an import as a CSV file in UTF-8: their cells as they were sent, the number of the row, and the error.
     * Correct the file and import it again; its last two columns are ignored. It contains the first 10,000 rejected
     * rows. Their cells are deleted after 30 days, and when a person whose address they contain is erased.
     */
    @GetMapping(path = "/{id}/rejected", produces = "text/csv")
    @Allow(value = "workspace.read", audited = AuditClass.EXPORT)
    ResponseEntity<byte[]> exportRejectedRows(@PathVariable UUID id) {
        var row = row(id);
        var name = ContentDisposition.attachment()
                .filename(row.fileName().replaceFirst("\\.\\w{1,5}$", "") + "-rejected.csv", StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header("Content-Disposition", name.toString())
                .body(rejected(row).getBytes(StandardCharsets.UTF_8));
    }

    private String rejected(ImportStore.Row row) {
        var out = new StringWriter();
        try (var table = new TableWriter(out)) {
            var header =
                    new ArrayList<>(row.columns().stream().map(Column::header).toList());
            header.addAll(ImportFields.REPORT);
            table.row(header);
            long after = -1;
            List<ImportStore.RejectedRow> some;
            do {
                some = store.rejected(row.id(), after, CHUNK);
                for (var rejected : some)
                    table.row(cells(rejected, row.columns().size()));
                if (!some.isEmpty()) after = some.getLast().row();
            } while (some.size() == CHUNK);
        }
        return out.toString();
    }

    private static List<@Nullable Object> cells(ImportStore.RejectedRow rejected, int columns) {
        var cells = new ArrayList<@Nullable Object>(Objects.requireNonNullElse(rejected.cells(), List.of()));
        // A row with too many cells keeps them in front; its error says so.
        while (cells.size() < columns) cells.add(null);
        while (cells.size() > columns) cells.removeLast();
        cells.add(rejected.row());
        cells.add(rejected.column() == null ? rejected.message() : rejected.column() + ": " + rejected.message());
        return cells;
    }
}
