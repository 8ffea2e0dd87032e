package io.fanfare.audience;

import io.fanfare.audience.ImportStore.OnDuplicate;
import io.fanfare.audience.ImportStore.RowError;
import io.fanfare.audience.ImportStore.State;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Blobs;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Texts;
import io.fanfare.kernel.Transactions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Imports of contact files, in the background. */
@RestController
@RequestMapping("/api")
class Imports {
    private static final long MOST_BYTES = 100L * 1024 * 1024;
    private static final int MOST_WAITING = 20;

    private final ImportStore store;
    private final Blobs blobs;
    private final Audit audit;
    private final Ready ready;
    private final Now now;
    private final Transactions transactions;

    Imports(ImportStore store, Blobs blobs, Audit audit, Ready ready, Now now, Transactions transactions) {
        this.store = store;
        this.blobs = blobs;
        this.audit = audit;
        this.ready = ready;
        this.now = now;
        this.transactions = transactions;
    }

    /** The import that was started; {@code readImport} reports its progress. */
    record ImportStarted(UUID importId) {}

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

    /** A column of the file, and the field it is imported as. */
    record Column(String header, String field) {
        static Column of(ContactColumn column) {
            return new Column(column.header(), column.target());
        }
    }

    /**
     * Imports contacts from a CSV file: {@code multipart/form-data} with the part {@code file}, at most 100 MB, 1,000,000 rows,
     * 200 columns and 10,000 characters in a cell. Commas, semicolons and tabs are recognized, and so is the encoding (UTF-8,
     * UTF-16, Windows-1252, and the common Chinese, Japanese and Korean ones); {@code encoding} overrides it. {@code
     * header=false} imports a file without a header row, whose columns are then named {@code Column 1}, {@code Column 2} and so on.
     *
     * Columns are recognized by their usual names (Email, First Name, Last Name, Name, Time zone, Language, Tags, Status,
     * Unsubscribed, Opt-in); every other column becomes an attribute. {@code mapping} overrides this: a JSON object of columns and
     * fields ({@code email, firstName, lastName, name, timeZone, locale, tags, status, optOut, optIn, attributes.<name>, ignore}). A
     * status of unsubscribed, bounced, complained or suppressed, a true {@code optOut} or a false {@code optIn} suppresses the
     * address.
     *
     * An address that exists already is updated ({@code onDuplicate=update}, the default) or left unchanged ({@code skip}). The
     * rows are imported in the background: {@code readImport} reports the progress. Rows with errors are reported, all others are
     * imported. A file that is not text is 415. A file without a column of e-mail addresses is 422 {@code import_without_email},
     * or {@code import_without_header} if its first row contains data.
     */
    @PostMapping(value = "/contacts/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow(value = "contact.write", outside = true, plain = true)
    ImportStarted importContacts(
            @RequestParam("file") MultipartFile file,
            @RequestParam(required = false) @Nullable String mapping,
            @RequestParam(required = false) @Nullable OnDuplicate onDuplicate,
            @RequestParam(required = false) @Nullable Boolean header,
            @RequestParam(required = false) @Nullable String encoding) {
        if (file.getSize() > MOST_BYTES) throw Refused.tooLarge("The file is larger than 100 MB. Split it.");
        requireRoom(transactions.read(store::waiting));
        var table = ContactFile.read(file::getInputStream, !Boolean.FALSE.equals(header), Encodings.named(encoding));
        var columns = ContactColumn.of(table.header(), mapping);
        var id = Ids.next();
        String hash = store(id, file);
        try {
            transactions.write(() -> start(id, file, hash, table, columns, onDuplicate));
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

    private void start(
            UUID id,
            MultipartFile file,
            String hash,
            ContactFile table,
            List<ContactColumn> columns,
            @Nullable OnDuplicate onDuplicate) {
        requireRoom(store.waiting());
        store.insert(id, name(file), hash, table, columns, Objects.requireNonNullElse(onDuplicate, OnDuplicate.UPDATE));
        ready.mark(Importing.LANE, now.instant());
        var started = read(id);
        audit.record(Subject.of("import", id, started.fileName()), null, started);
    }

    private static String name(MultipartFile file) {
        String given = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        String base = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String readable = base.replaceAll("\\p{Cntrl}", "");
        if (readable.isBlank() || Texts.flaw(readable).isPresent()) return "contacts.csv";
        return Texts.cut(readable, 300);
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

    static int nameLength() {
        return 36;
    }

    /** Reads the progress of an import, and the errors of the rows that were not imported. */
    @GetMapping("/imports/{id}")
    @Allow("contact.read")
    Import readImport(@PathVariable UUID id) {
        return read(id);
    }

    private Import read(UUID id) {
        var row = store.read(id);
        return new Import(
                id,
                "contacts",
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
                row.columns().stream().map(Column::of).toList(),
                row.warnings(),
                row.error(),
                row.createdAt(),
                row.startedAt(),
                row.finishedAt());
    }
}
