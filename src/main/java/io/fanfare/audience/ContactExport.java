package io.fanfare.audience;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.files.TableWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Contacts as a file. */
@RestController
@RequestMapping("/api/contacts/export")
class ContactExport {
    private static final int CHUNK = 2_000;
    private static final int MOST_ATTRIBUTES = 200;
    private static final List<String> FIELDS =
            List.of("email", "firstName", "lastName", "timeZone", "locale", "status", "tags", "createdAt");

    private final ContactStore store;
    private final Contacts contacts;
    private final Audit audit;

    ContactExport(ContactStore store, Contacts contacts, Audit audit) {
        this.store = store;
        this.contacts = contacts;
        this.audit = audit;
    }

    /**
     * Returns contacts as a CSV file in UTF-8, newest first, with the filters of the list: e-mail address, names, time zone,
     * locale, status, tags, creation time, and a column for each of the 200 most frequent attributes. A cell that a spreadsheet
     * would take for a formula (it begins with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a line break) gets an
     * apostrophe before it, which the import removes again.
     */
    @GetMapping(produces = "text/csv")
    @Allow(value = "contact.read", audited = AuditClass.EXPORT)
    ResponseEntity<Resource> exportContacts(
            @RequestParam @Nullable String q,
            @RequestParam @Nullable String tag,
            @RequestParam Contact.@Nullable Status status,
            @RequestParam @Nullable String segment) {
        var rules = contacts.rules(segment);
        try {
            var file = Files.createTempFile("contacts", ".csv");
            long rows = write(file, new ContactStore.Filter(q, tag, status, rules, null));
            audit.rows(rows);
            long size = Files.size(file);
            // Deleted even if the client stops reading.
            var in = Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
            return ResponseEntity.ok()
                    .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                    .contentLength(size)
                    .header("Content-Disposition", "attachment; filename=\"contacts.csv\"")
                    .body(new InputStreamResource(in));
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    private long write(Path file, ContactStore.Filter filter) throws IOException {
        var attributes = store.attributeNames(MOST_ATTRIBUTES);
        try (var table = new TableWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            var header = new ArrayList<>(FIELDS);
            for (String name : attributes) header.add(FIELDS.contains(name) ? ContactTable.ATTRIBUTES + name : name);
            table.row(header);
            long written = 0;
            UUID after = null;
            List<Contact> rows;
            do {
                rows = store.list(
                        new ContactStore.Filter(filter.q(), filter.tag(), filter.status(), filter.rules(), after),
                        CHUNK);
                for (var contact : rows) table.row(cells(contact, attributes));
                written += rows.size();
                if (!rows.isEmpty()) after = rows.getLast().id();
            } while (rows.size() == CHUNK);
            return written;
        } catch (IOException | RuntimeException broken) {
            Files.deleteIfExists(file);
            throw broken;
        }
    }

    private static List<@Nullable String> cells(Contact contact, List<String> attributes) {
        var cells = new ArrayList<@Nullable String>();
        cells.add(contact.email());
        cells.add(contact.firstName());
        cells.add(contact.lastName());
        cells.add(contact.timeZone());
        cells.add(contact.locale());
        cells.add(contact.status().text());
        cells.add(String.join(";", contact.tags()));
        cells.add(contact.createdAt().toString());
        for (String name : attributes) cells.add(text(contact.attributes().get(name)));
        return cells;
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case Map<?, ?> map -> Json.of(map).text();
            case List<?> list -> Json.of(list).text();
            default -> value.toString();
        };
    }
}
