package io.fanfare.kernel.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.fanfare.kernel.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of rows that was read once to its end: its format (encoding, separator, quotation marks), the names of its columns,
 * its first rows, how many there are, and what may be wrong with it as a whole.
 */
public record Table(TableFormat format, List<String> columns, List<Row> sample, long rows, List<String> warnings) {
    /** A row, and its number as a spreadsheet counts: the first row of the file is 1. */
    public record Row(long number, List<String> cells) {}

    private static final int HEAD = 64 * 1024;
    private static final int SAMPLE = 10;
    private static final int MOST_ROWS = 1_000_000;
    private static final int MOST_COLUMNS = 200;

    /** How other kinds of files begin, in ISO-8859-1. */
    private static final Map<String, String> OTHERS = Map.of(
            "PK\u0003\u0004",
            "an Excel workbook or an archive",
            "\u00d0\u00cf\u0011\u00e0",
            "an Excel workbook",
            "%PDF-",
            "a PDF document",
            "{\\rtf",
            "a text document");

    /** The file again from its beginning. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /**
     * Reads the complete file, so that an unreadable one is refused before any row is stored. {@code header}: whether the first
     * row contains the names of the columns (default: yes). {@code encoding} overrides the recognized one. {@code field}: the
     * part of the request that the file came in.
     */
    public static Table read(String field, Source source, @Nullable Boolean header, @Nullable String encoding) {
        return read(field, source, header, encoding, SAMPLE);
    }

    /** The same for a small file: {@code sample} contains its first rows, as many as {@code most}. */
    public static Table read(
            String field, Source source, @Nullable Boolean header, @Nullable String encoding, int most) {
        try {
            byte[] head;
            try (var in = source.open()) {
                head = in.readNBytes(HEAD);
            }
            requireText(field, head);
            var stated = Encodings.named(encoding);
            var charset = stated.isPresent() ? stated.get() : Encodings.of(head, source);
            var format = new TableFormat(charset, separator(head, charset), !Boolean.FALSE.equals(header), false);
            var table = read(source, format, Encodings.warnings(head, charset), most);
            if (table.columns.isEmpty()) throw Refused.invalid(field, "has no header row");
            if (table.columns.size() > MOST_COLUMNS)
                throw Refused.invalid(field, "must have at most " + MOST_COLUMNS + " columns");
            return table;
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    private static void requireText(String field, byte[] head) {
        if (head.length == 0) throw Refused.invalid(field, "must not be empty");
        String start = new String(head, 0, Math.min(8, head.length), StandardCharsets.ISO_8859_1);
        OTHERS.forEach((mark, kind) -> {
            if (start.startsWith(mark))
                throw Refused.unsupported("This file is " + kind + ". Export the table as CSV and upload that.");
        });
    }

    /** Backslashes count as escapes only where the file can't be read without them: they may just as well be text. */
    private static Table read(Source source, TableFormat format, List<String> warnings, int most) throws IOException {
        try {
            return counted(source, format, warnings, most);
        } catch (Malformed first) {
            try {
                return counted(source, format.withBackslashes(), warnings, most);
            } catch (Malformed second) {
                throw Refused.unprocessable(
                        "import_malformed",
                        "The file can't be read after row " + Math.max(1, first.row)
                                + ": a quotation mark is never closed, or a cell is longer than 1,000,000 characters.");
            }
        }
    }

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;
        private final long row;

        Malformed(long row) {
            super("after row " + row, null, false, false);
            this.row = row;
        }
    }

    private static Table counted(Source source, TableFormat format, List<String> warnings, int most)
            throws IOException, Malformed {
        long row = 0;
        List<String> first = List.of();
        var sample = new ArrayList<Row>();
        try (var records = format.records(source.open())) {
            for (var record : records) {
                row++;
                if (row == 1) first = record.getFields();
                if (row > 1 || !format.header()) if (sample.size() < most) sample.add(new Row(row, record.getFields()));
                if (row - (format.header() ? 1 : 0) > MOST_ROWS)
                    throw Refused.unprocessable("import_too_large", "The file has more than 1,000,000 rows. Split it.");
            }
        } catch (CsvParseException | UncheckedIOException malformed) {
            throw new Malformed(row);
        }
        return new Table(
                format,
                format.header() ? first : numbered(first.size()),
                List.copyOf(sample),
                format.header() ? row - 1 : row,
                warnings);
    }

    private static List<String> numbered(int columns) {
        return IntStream.rangeClosed(1, columns)
                .mapToObj(column -> "Column " + column)
                .toList();
    }

    /** Comma, semicolon or tab: the one that the first row has most of. */
    private static char separator(byte[] head, Charset charset) {
        String text = new String(head, charset);
        int[] seen = new int[3];
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') quoted = !quoted;
            if (quoted) continue;
            if ((c == '\n' || c == '\r') && seen[0] + seen[1] + seen[2] > 0) break;
            if (c == ',') seen[0]++;
            if (c == ';') seen[1]++;
            if (c == '\t') seen[2]++;
        }
        if (seen[1] > seen[0] && seen[1] >= seen[2]) return ';';
        return seen[2] > seen[0] ? '\t' : ',';
    }
}
