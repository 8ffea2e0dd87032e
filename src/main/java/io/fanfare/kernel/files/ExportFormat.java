package io.fanfare.kernel.files;

import io.fanfare.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The format of an exported file. */
public enum ExportFormat {
    JSON("application/json"),
    CSV("text/csv;charset=UTF-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PDF("application/pdf");

    private final String type;

    ExportFormat(String type) {
        this.type = type;
    }

    /** The file: JSON is what the operation for the screen answers, all others are a table of the same values. */
    public ResponseEntity<byte[]> file(String name, Supplier<Object> answer, Supplier<Sheet> sheet) {
        byte[] bytes =
                switch (this) {
                    case JSON -> Json.of(answer.get()).text().getBytes(StandardCharsets.UTF_8);
                    case CSV -> sheet.get().csv().getBytes(StandardCharsets.UTF_8);
                    case XLSX -> sheet.get().xlsx();
                    case PDF -> sheet.get().pdf();
                };
        var saved = ContentDisposition.attachment()
                .filename(name + "." + name().toLowerCase(Locale.ROOT), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header("Content-Disposition", saved.toString())
                .body(bytes);
    }
}
