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

/** Tables of contacts that are taken in the background. */
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

    Imports(ImportStore store, Blobs blobs, Audit audit, Ready ready, Now now) {
        this.store = store;
        this.blobs = blobs;
        this.audit = audit;
        this.ready = ready;
        this.now = now;
    }

    /** Where to ask how far it is. */
    record ImportStarted(UUID importId) {}

    /**
     * How far an import is. {@code rows} are those of the table, {@code accepted} those that were taken: {@code created} and
     * {@code updated} together. {@code skipped} were there already and left alone, {@code rejected} could not be taken; the first
     * thousand are in {@code errors}, {@code row} as a spreadsheet counts, with the header as row 1.
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
            @Nullable String error,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    /**
     * Takes a table of contacts as CSV: {@code multipart/form-data} with the part {@code file}, 100 MB, 1,000,000 rows, 200
     * columns and 10,000 characters in a cell at most. Comma, semicolon and tab are told apart, and UTF-8, UTF-16 and
     * Windows-1252. Columns are known by their names in the usual spellings (Email, E-mail, First Name, Last Name, Name, Time
     * zone, Language, Tags, Status); every other becomes an attribute. {@code mapping} says otherwise: a JSON object of columns
     * and fields ({@code email, firstName, lastName, name, timeZone, locale, tags, status, attributes.<name>, ignore}). A status
     * of unsubscribed, bounced, complained or suppressed suppresses the address.
     *
     * <p>An address that is there already is updated by what its row says ({@code onDuplicate=update}, the default) or left alone
     * ({@code skip}). The rows are taken in the background: ask {@code readImport} how far it is. Rows that don't fit are
     * reported, the others are in. A file that is no text is 415; without a column for e-mail addresses 422
     * {@code import_without_email} with {@code columns[]}.
     */
    @PostMapping(value = "/contacts/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow(value = "contact.write", plain = true)
    ImportStarted importContacts(
            @RequestParam("file") MultipartFile file,
            @RequestParam(required = false) @Nullable String mapping,
            @RequestParam(required = false) @Nullable OnDuplicate onDuplicate) {
        if (file.getSize() > MOST_BYTES) throw Refused.tooLarge("The file is larger than 100 MB; split it.");
        if (store.waiting() >= MOST_WAITING)
            throw Refused.unprocessable("import_limit", "Twenty imports are waiting already. Let them come to an end.");
        var table = ContactFile.look(file::getInputStream);
        var columns = ContactColumn.of(table.header(), mapping);
        var id = Ids.next();
        store.insert(
                id,
                name(file),
                keep(id, file),
                table,
                columns,
                Objects.requireNonNullElse(onDuplicate, OnDuplicate.UPDATE));
        ready.mark(Importing.LANE, now.instant());
        var started = read(id);
        audit.record(Subject.of("import", id, started.fileName()), null, started);
        return new ImportStarted(id);
    }

    private static String name(MultipartFile file) {
        String given = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        String base = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String readable = base.replaceAll("\\p{Cntrl}", "");
        if (readable.isBlank() || Texts.flaw(readable).isPresent()) return "contacts.csv";
        return Texts.cut(readable, 300);
    }

    /** The id stands before the file: so no other thing shares these bytes, and they can be deleted when they are done with. */
    private String keep(UUID id, MultipartFile file) {
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

    /** Reads how far an import is, and what was wrong with the rows that were not taken. */
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
                row.error(),
                row.createdAt(),
                row.startedAt(),
                row.finishedAt());
    }
}
