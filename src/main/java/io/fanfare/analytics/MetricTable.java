package io.fanfare.analytics;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.fanfare.analytics.Ingest.MetricRecords;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Takes records as a table ({@code text/csv}) or as a JSON object a line ({@code application/x-ndjson}). */
@Component
class MetricTable extends AbstractHttpMessageConverter<MetricRecords> {
    static final String CSV = "text/csv";
    static final String LINES = "application/x-ndjson";
    private static final int MOST_COLUMNS = 200;

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
        throw new HttpMessageNotWritableException("Figures are taken in as tables and answered as JSON.");
    }

    @Override
    protected MetricRecords readInternal(Class<? extends MetricRecords> type, HttpInputMessage message)
            throws IOException {
        String text = text(message.getBody().readAllBytes());
        var media = message.getHeaders().getContentType();
        boolean lines = media != null && media.getSubtype().equals("x-ndjson");
        return new MetricRecords(lines ? lines(text) : table(text));
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException other) {
            throw Refused.invalid("body", "is not UTF-8");
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

    private static List<MetricRecord> table(String text) {
        var records = new ArrayList<MetricRecord>();
        try (var reader = CsvReader.builder()
                .fieldSeparator(separator(text))
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            List<String> names = List.of();
            for (CsvRecord row : reader) {
                if (names.isEmpty()) {
                    names = names(row);
                    continue;
                }
                few(records);
                records.add(record(names, row));
            }
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        } catch (de.siegmar.fastcsv.reader.CsvParseException broken) {
            throw Refused.invalid("body", "must be a complete CSV file: " + broken.getMessage());
        }
        return records;
    }

    private static char separator(String text) {
        String head = text.lines().findFirst().orElse("");
        return Stream.of(',', ';', '\t')
                .max(Comparator.comparing(
                        mark -> head.chars().filter(c -> c == mark).count()))
                .orElse(',');
    }

    /** The members that the header names, in camelCase, snake_case or with blanks. */
    private static List<String> names(CsvRecord head) {
        if (head.getFieldCount() > MOST_COLUMNS)
            throw Refused.invalid("body", "has more than " + MOST_COLUMNS + " columns");
        var names = head.getFields().stream().map(MetricTable::member).toList();
        if (names.stream().noneMatch(name -> name.equals("campaignId")))
            throw Refused.invalid(
                    "body", "begins with a header that names campaignId, channel, source, date or hour, and figures");
        var seen = new HashSet<String>();
        for (String name : names)
            if (MetricDraft.known(name) && !seen.add(name))
                throw Refused.invalid("body", "names the column " + name + " twice");
        return names;
    }

    private static String member(String heading) {
        String[] words = heading.strip().split("[\\s_]+");
        if (words.length == 1) return words[0].equalsIgnoreCase("campaignId") ? "campaignId" : lowered(words[0]);
        var member = new StringBuilder(words[0].toLowerCase(Locale.ROOT));
        for (int i = 1; i < words.length; i++)
            if (!words[i].isEmpty())
                member.append(Character.toUpperCase(words[i].charAt(0)))
                        .append(words[i].substring(1).toLowerCase(Locale.ROOT));
        return member.toString();
    }

    private static String lowered(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return MetricDraft.known(lower) ? lower : word;
    }

    private static MetricRecord record(List<String> names, CsvRecord row) {
        var draft = new MetricDraft();
        int fields = Math.min(names.size(), row.getFieldCount());
        for (int i = 0; i < fields; i++) draft.cell(names.get(i), row.getField(i));
        return draft.done();
    }

    private static void few(List<MetricRecord> records) {
        if (records.size() >= MetricRecords.MOST)
            throw Refused.invalid("records", "are at most " + MetricRecords.MOST + " at once");
    }
}
