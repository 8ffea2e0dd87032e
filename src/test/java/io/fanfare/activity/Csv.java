package io.fanfare.activity;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.util.List;

/** Tables as another program reads and writes them. */
final class Csv {
    private Csv() {}

    static List<List<String>> rows(String text) {
        return CsvReader.builder().ofCsvRecord(text).stream()
                .map(row -> List.copyOf(row.getFields()))
                .toList();
    }

    static String text(List<List<String>> rows) {
        var text = new StringWriter();
        var csv = CsvWriter.builder().build(text);
        rows.forEach(csv::writeRecord);
        return text.toString();
    }
}
