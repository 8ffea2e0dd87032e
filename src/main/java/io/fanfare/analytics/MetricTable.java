package io.fanfare.analytics;

import io.fanfare.analytics.Ingest.MetricRecords;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.files.ImportField;
import io.fanfare.kernel.files.ImportFields;
import io.fanfare.kernel.files.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Reads records from a CSV file ({@code text/csv}) or from one JSON object per line ({@code application/x-ndjson}). */
@Component
class MetricTable extends AbstractHttpMessageConverter<MetricRecords> {
    static final String CSV = "text/csv";
    static final String LINES = "application/x-ndjson";
    private static final ImportFields FIELDS = ImportFields.of(
            MetricDraft.names().map(name -> ImportField.named(name, "")).toArray(ImportField[]::new));

    MetricTable() {
        super(MediaType.parseMediaType(CSV), MediaType.parseMediaType(LINES));
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == MetricRecords.class;
    }

    @Override
    protected boolean canWrite(@org.jspecify.annotations.Nullable MediaType type) {
        return false;
    }

    @Override
    protected void writeInternal(MetricRecords records, HttpOutputMessage message) {
        throw new HttpMessageNotWritableException("CSV is read, never written, by this converter.");
    }

    @Override
    protected MetricRecords readInternal(Class<? extends MetricRecords> type, HttpInputMessage message)
            throws IOException {
        byte[] body = message.getBody().readAllBytes();
        var media = message.getHeaders().getContentType();
        boolean lines = media != null && media.getSubtype().equals("x-ndjson");
        return new MetricRecords(lines ? lines(text(body)) : table(body));
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException other) {
            throw Refused.invalid("body", "must be UTF-8");
        }
    }

    private static List<MetricRecord> lines(String text) {
        var records = new ArrayList<MetricRecord>();
        for (String line : text.split("\n", -1)) {
            if (line.isBlank()) continue;
            few(records);
            records.add(line(line));
        }
        return records;
    }

    private static MetricRecord line(String line) {
        try {
            var record = Json.read(line, MetricRecord.class);
            return record == null ? new MetricDraft().done() : record;
        } catch (JacksonException malformed) {
            var draft = new MetricDraft();
            draft.fault("record", "must be a JSON object");
            return draft.done();
        }
    }

    private static List<MetricRecord> table(byte[] body) {
        if (isBlank(body)) return List.of();
        var table = Table.read("body", () -> new ByteArrayInputStream(body), true, null, MetricRecords.MOST);
        if (table.rows() > MetricRecords.MOST) throw tooMany();
        var names = names(table.columns());
        var values = MetricValues.ofBatch();
        return table.sample().stream()
                .map(row -> record(names, row.cells(), values))
                .toList();
    }

    private static boolean isBlank(byte[] body) {
        for (byte each : body) if (each != ' ' && (each < '\t' || each > '\r')) return false;
        return true;
    }

    /** The members that the header names, in camelCase, snake_case or with spaces. */
    private static List<String> names(List<String> header) {
        var names = header.stream().map(MetricTable::member).toList();
        if (!names.contains("campaignId"))
            throw Refused.invalid(
                    "body",
                    "must begin with a header that names campaignId, channel, source, date or hour, and figures");
        var seen = new HashSet<String>();
        for (String name : names)
            if (!name.isEmpty() && !seen.add(name))
                throw Refused.invalid("body", "must have only one column named " + name);
        return names;
    }

    private static String member(String heading) {
        String name = heading.strip();
        return FIELDS.recognize(name).orElseGet(() -> {
            if (name.isEmpty() || MetricDraft.ignored(name.toLowerCase(Locale.ROOT))) return "";
            throw Refused.invalid(name, "is an unknown column; check the spelling or remove it");
        });
    }

    private static MetricRecord record(List<String> names, List<String> cells, MetricValues values) {
        var draft = new MetricDraft(values);
        int fields = Math.min(names.size(), cells.size());
        for (int i = 0; i < fields; i++) if (!names.get(i).isEmpty()) draft.cell(names.get(i), cells.get(i));
        return draft.done();
    }

    private static void few(List<MetricRecord> records) {
        if (records.size() >= MetricRecords.MOST) throw tooMany();
    }

    private static Refused tooMany() {
        return Refused.invalid("records", "must be at most " + MetricRecords.MOST + " per request");
    }
}
