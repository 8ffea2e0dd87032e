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
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How a table of contacts is written: its encoding (by byte order mark, by its zeros, or UTF-8 where it is that and
 * Windows-1252 where not) and what stands between its cells (comma, semicolon or tab, whichever the header has most of).
 */
record ContactFile(Charset charset, char separator, List<String> header, long rows) {
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int HEAD = 64 * 1024;
    private static final int LONGEST_CELL = 1_000_000;
    static final int MOST_ROWS = 1_000_000;

    /** The file again from its beginning. */
    interface Source {
        InputStream open() throws IOException;
    }

    /** Reads the whole file once, so that what can't be read is refused before anything of it is taken. */
    static ContactFile look(Source source) {
        try {
            byte[] head;
            try (var in = source.open()) {
                head = in.readNBytes(HEAD);
            }
            if (head.length == 0) throw Refused.invalid("file", "is empty");
            var charset = charset(head, source);
            char separator = separator(head, charset);
            try (var table = open(source.open(), charset, separator)) {
                return counted(charset, separator, table);
            }
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    private static ContactFile counted(Charset charset, char separator, CsvReader<CsvRecord> table) {
        long row = 0;
        List<String> header = List.of();
        try {
            for (var cells : table) {
                if (row == 0) header = cells.getFields();
                if (row++ > MOST_ROWS)
                    throw Refused.unprocessable(
                            "import_too_large", "The table has more than 1,000,000 rows; split it.");
            }
        } catch (CsvParseException | UncheckedIOException malformed) {
            throw Refused.unprocessable(
                    "import_malformed",
                    "The table can't be read behind row " + Math.max(1, row)
                            + ": a quotation mark is never closed, or a cell is longer than 1,000,000 characters.");
        }
        if (header.isEmpty()) throw Refused.invalid("file", "has no header");
        return new ContactFile(charset, separator, header, row - 1);
    }

    /** The records of a table, its header first. Lines with nothing in them are no rows. */
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

    private static Charset charset(byte[] head, Source source) throws IOException {
        if (begins(head, 0xef, 0xbb, 0xbf)) return StandardCharsets.UTF_8;
        if (begins(head, 0xff, 0xfe)) return StandardCharsets.UTF_16LE;
        if (begins(head, 0xfe, 0xff)) return StandardCharsets.UTF_16BE;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < head.length; i++)
            if (head[i] == 0) {
                if (i % 2 == 0) even++;
                else odd++;
            }
        if (odd > head.length / 4 && even < odd / 8) return StandardCharsets.UTF_16LE;
        if (even > head.length / 4 && odd < even / 8) return StandardCharsets.UTF_16BE;
        if (even + odd > 0)
            throw Refused.unsupported("This file is no text. Send a table as CSV, with commas, semicolons or tabs.");
        return isUtf8(source) ? StandardCharsets.UTF_8 : WESTERN;
    }

    private static boolean begins(byte[] head, int... mark) {
        if (head.length < mark.length) return false;
        for (int i = 0; i < mark.length; i++) if ((head[i] & 0xff) != mark[i]) return false;
        return true;
    }

    private static boolean isUtf8(Source source) throws IOException {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var bytes = ByteBuffer.allocate(HEAD);
        var chars = CharBuffer.allocate(HEAD);
        try (var in = source.open()) {
            for (int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                    read >= 0;
                    read = in.read(bytes.array(), bytes.position(), bytes.remaining())) {
                bytes.position(bytes.position() + read).flip();
                var result = decoder.decode(bytes, chars.clear(), false);
                if (result.isError()) return false;
                bytes.compact();
            }
            return !decoder.decode(bytes.flip(), chars.clear(), true).isError();
        } catch (CharacterCodingException malformed) {
            return false;
        }
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
