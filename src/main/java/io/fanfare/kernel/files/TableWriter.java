package io.fanfare.kernel.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as CSV. A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV Injection),
 * which imports remove again. Numbers are written as they are.
 */
public final class TableWriter implements AutoCloseable {
    private final CsvWriter csv;

    public TableWriter(Writer out) {
        csv = CsvWriter.builder().build(out);
    }

    public void row(@Nullable Object... cells) {
        row(Arrays.asList(cells));
    }

    public void row(Collection<? extends @Nullable Object> cells) {
        csv.writeRecord(cells.stream().map(TableWriter::text).toList());
    }

    private static String text(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case Sheet.Share share -> share.value().toPlainString();
            case Number number -> number.toString();
            default -> guarded(cell.toString());
        };
    }

    private static String guarded(String text) {
        return !text.isEmpty() && isFormula(text.charAt(0)) ? "'" + text : text;
    }

    /** A cell as it was before {@link #guarded}. */
    static String unguarded(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && isFormula(cell.charAt(1)) ? cell.substring(1) : cell;
    }

    private static boolean isFormula(char first) {
        return "=+-@\t\r\n".indexOf(first) >= 0;
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }
}
