package io.fanfare.kernel.files;

import io.fanfare.kernel.Texts;
import io.fanfare.kernel.files.Table.Row;
import java.util.ArrayList;
import java.util.List;

/** Reads the rows of one file as a kind of import understands them. */
record RowReader<T>(ImportKind<T> kind, List<Column> columns) {
    private static final int LONGEST_CELL = 10_000;

    /** Empty cells and ignored columns are left out. */
    T read(Row row) throws RowFault {
        var texts = row.cells();
        if (texts.size() > columns.size()) throw new RowFault(null, "has more cells than the header");
        var cells = new ArrayList<Cell>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            var column = columns.get(i);
            String text = texts.get(i);
            if (text.isBlank() || column.field().equals(ImportFields.IGNORE)) continue;
            if (text.length() > LONGEST_CELL)
                throw new RowFault(column.header(), "is longer than " + LONGEST_CELL + " characters");
            var flaw = Texts.flaw(text);
            if (flaw.isPresent()) throw new RowFault(column.header(), flaw.get());
            cells.add(new Cell(column.header(), column.field(), TableWriter.unguarded(text)));
        }
        return kind.read(cells);
    }
}
