package io.fanfare.audience;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.files.Imports;
import io.fanfare.kernel.files.Imports.ImportPreview;
import io.fanfare.kernel.files.Imports.ImportStarted;
import io.fanfare.kernel.files.Imports.Upload;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Imports of contacts. */
@RestController
@RequestMapping("/api/contacts/import")
public class ContactImports {
    private final Imports imports;
    private final ContactTable contacts;

    ContactImports(Imports imports, ContactTable contacts) {
        this.imports = imports;
        this.contacts = contacts;
    }

    /** Imports a CSV file that another room made, for a caller who may import. Existing contacts are left as they are. */
    public ImportStarted importFile(MultipartFile file) {
        Current.get().require("contact.write");
        return imports.start(new Upload(contacts, file, null, null, "UTF-8")
                .with(ContactTable.ON_DUPLICATE, OnDuplicate.SKIP.name().toLowerCase(java.util.Locale.ROOT)));
    }

    /** What happens to a row whose contact already exists. */
    enum OnDuplicate {
        UPDATE,
        SKIP
    }

    /**
     * Imports contacts from a CSV file: {@code multipart/form-data} with the part {@code file}, at most 100 MB, 1,000,000 rows,
     * 200 columns and 10,000 characters in a cell. Commas, semicolons and tabs are recognized, and so is the encoding (UTF-8,
     * UTF-16, Windows-1252, and the common Chinese, Japanese and Korean ones); {@code encoding} overrides it. A quotation mark
     * within a quoted cell is {@code ""} or {@code \"}. {@code header=false} imports a file without a header row, whose columns
     * are then named {@code Column 1}, {@code Column 2} and so on.
     *
     * Columns are recognized by their usual names (Email, First Name, Last Name, Name, Time zone, Language, Tags, Status,
     * Unsubscribed, Opt-in); every other column becomes an attribute. {@code mapping} overrides this: a JSON object of columns and
     * fields ({@code email, firstName, lastName, name, timeZone, locale, tags, status, optOut, optIn, attributes.<name>, ignore}). A
     * status of unsubscribed, bounced, complained or suppressed, a true {@code optOut} or a false {@code optIn} suppresses the
     * address. {@code previewContactImport} shows all this before anything is imported.
     *
     * An address that already exists is updated ({@code onDuplicate=update}, the default) or left unchanged ({@code skip}). The
     * rows are imported in the background: {@code readImport} reports the progress. Rows with errors are reported, all others are
     * imported; {@code exportRejectedRows} returns them as a file. A file that is not text is 415. A file without a column of
     * e-mail addresses is 422 {@code import_without_email}, or {@code import_without_header} if its first row contains data.
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow(value = "contact.write", outside = true, plain = true)
    ImportStarted importContacts(
            @RequestParam("file") MultipartFile file,
            @RequestParam(required = false) @Nullable String mapping,
            @RequestParam(required = false) @Nullable OnDuplicate onDuplicate,
            @RequestParam(required = false) @Nullable Boolean header,
            @RequestParam(required = false) @Nullable String encoding) {
        var duplicates = Objects.requireNonNullElse(onDuplicate, OnDuplicate.UPDATE);
        return imports.start(new Upload(contacts, file, mapping, header, encoding)
                .with(ContactTable.ON_DUPLICATE, duplicates.name().toLowerCase(java.util.Locale.ROOT)));
    }

    /**
     * Shows what {@code importContacts} would do with a file, without importing it: the recognized encoding and separator, the
     * columns and the fields they would be imported as, and the first 10 rows with their errors. It takes the same parts. A file
     * that could not be imported with this mapping returns {@code ready: false}, and {@code questions} says what is missing.
     */
    @PostMapping(path = "/preview", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Allow(value = "contact.write", outside = true, plain = true)
    ImportPreview previewContactImport(
            @RequestParam("file") MultipartFile file,
            @RequestParam(required = false) @Nullable String mapping,
            @RequestParam(required = false) @Nullable Boolean header,
            @RequestParam(required = false) @Nullable String encoding) {
        return imports.preview(new Upload(contacts, file, mapping, header, encoding));
    }
}
