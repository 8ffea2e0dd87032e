package io.fanfare.kernel.files;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.fanfare.kernel.files.Table.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Iterator;

/**
 * How a file of rows is read. {@code header}: its first row contains the names of the columns. {@code backslashes}: a
 * quotation mark within a quoted cell is written {@code \"}, as PHP does, instead of {@code ""}.
 */
record TableFormat(Charset charset, char separator, boolean header, boolean backslashes) {
    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_CELL = 1_000_000;

    /** The rows after the header, from the beginning of a file. Empty lines are skipped. */
    Rows open(InputStream in) throws IOException {
        var rows = new Rows(records(in));
        if (header && rows.hasNext()) rows.next();
        return rows;
    }

    /** Rows that are read while they are iterated. */
    static final class Rows implements Iterator<Row>, AutoCloseable {
        private final CsvReader<CsvRecord> reader;
        private final Iterator<CsvRecord> records;
        private long number;

        private Rows(CsvReader<CsvRecord> reader) {
            this.reader = reader;
            records = reader.iterator();
        }

        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public Row next() {
            return new Row(++number, records.next().getFields());
        }

        @Override
        public void close() {
            try {
                reader.close();
            } catch (IOException away) {
                throw new UncheckedIOException(away);
            }
        }
    }

    TableFormat withBackslashes() {
        return new TableFormat(charset, separator, header, true);
    }

    CsvReader<CsvRecord> records(InputStream in) throws IOException {
        var reader = new BufferedReader(
                new InputStreamReader(
                        in,
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE)),
                BUFFER);
        var text = withoutMark(reader);
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_CELL)
                .ofCsvRecord(backslashes ? new BackslashReader(text) : text);
    }

    private static Reader withoutMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\ufeff') reader.reset();
        return reader;
    }
}
