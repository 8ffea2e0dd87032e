package io.fanfare.integration;

import io.fanfare.kernel.files.TableWriter;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** Contacts of another service as the CSV file that an import takes. */
final class ContactFile implements MultipartFile {
    private static final int LONGEST = 1_000;

    private final String name;
    private final List<List<String>> rows = new ArrayList<>();
    private byte[] bytes = new byte[0];

    ContactFile(String name) {
        this.name = name;
    }

    /** Only these members are read; a contact without consent is marked as unsubscribed. */
    void add(JsonNode contact) {
        boolean out = contact.path("unsubscribed").asBoolean(false);
        rows.add(List.of(
                text(contact, "email"),
                text(contact, "firstName"),
                text(contact, "lastName"),
                text(contact, "list"),
                out ? "true" : "false"));
        bytes = new byte[0];
    }

    private static String text(JsonNode contact, String member) {
        return OutsideData.text(contact.path(member).asString(""), LONGEST).replaceAll("[\\r\\n]+", " ");
    }

    private byte[] bytes() {
        if (bytes.length > 0) return bytes;
        var text = new StringWriter();
        try (var csv = new TableWriter(text)) {
            csv.row("Email", "First name", "Last name", "Tags", "Unsubscribed");
            rows.forEach(csv::row);
        }
        bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return bytes;
    }

    @Override
    public String getName() {
        return "file";
    }

    @Override
    public String getOriginalFilename() {
        return name;
    }

    @Override
    public String getContentType() {
        return "text/csv";
    }

    @Override
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public long getSize() {
        return bytes().length;
    }

    @Override
    public byte[] getBytes() {
        return bytes().clone();
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(bytes());
    }

    @Override
    public void transferTo(File target) throws IOException {
        Files.write(target.toPath(), bytes());
    }
}
