package io.fanfare.audience;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.fanfare.kernel.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The format of a contact file: its encoding, and the separator that its first row has most of: comma, semicolon or tab. */
record ContactFile(
        Charset charset, char separator, boolean hasHeader, List<String> warnings, List<String> header, long rows) {
    private static final int HEAD = 64 * 1024;
    private static final int LONGEST_CELL = 1_000_000;
    static final int MOST_ROWS = 1_000_000;

    /** The file again from its beginning. */
    interface Source {
        InputStream open() throws IOException;
    }

    /** Reads the complete file once, so that an unreadable one is refused before any row is imported. */
    static ContactFile read(Source source, boolean hasHeader, Optional<Charset> stated) {
        try {
            byte[] head;
            try (var in = source.open()) {
                head = in.readNBytes(HEAD);
            }
            if (head.length == 0) throw Refused.invalid("file", "must not be empty");
            var charset = stated.isPresent() ? stated.get() : Encodings.of(head, source);
            char separator = separator(head, charset);
            try (var table = open(source.open(), charset, separator)) {
                return counted(charset, separator, hasHeader, Encodings.warnings(head, charset), table);
            }
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    private static ContactFile counted(
            Charset charset, char separator, boolean hasHeader, List<String> warnings, CsvReader<CsvRecord> table) {
        long row = 0;
        List<String> first = List.of();
        try {
            for (var cells : table) {
                if (row == 0) first = cells.getFields();
                if (row++ > MOST_ROWS)
                    throw Refused.unprocessable("import_too_large", "The file has more than 1,000,000 rows. Split it.");
            }
        } catch (CsvParseException | UncheckedIOException malformed) {
            throw Refused.unprocessable(
                    "import_malformed",
                    "The file can't be read after row " + Math.max(1, row)
                            + ": a quotation mark is never closed, or a cell is longer than 1,000,000 characters.");
        }
        if (first.isEmpty()) throw Refused.invalid("file", "has no header row");
        if (hasHeader) return new ContactFile(charset, separator, true, warnings, first, row - 1);
        var numbered = IntStream.rangeClosed(1, first.size())
                .mapToObj(column -> "Column " + column)
                .toList();
        return new ContactFile(charset, separator, false, warnings, numbered, row);
    }

    /** The records of a file, its header first. Empty lines are skipped. */
    static CsvReader<CsvRecord> open(InputStream in, Charset charset, char separator) throws IOException {
        var reader = new BufferedReader(
                new InputStreamReader(
                        in,
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE)),
                HEAD);
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_CELL)
                .ofCsvRecord(withoutMark(reader));
    }

    private static Reader withoutMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\ufeff') reader.reset();
        return reader;
    }

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
