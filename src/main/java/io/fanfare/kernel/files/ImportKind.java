package io.fanfare.kernel.files;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a room imports from files: its fields, how it reads a row, and how it stores some thousand of them. Everything else
 * (upload, format, mapping, preview, progress, restart, report) is the same for all kinds. {@code T} is a row as the room reads it.
 */
public interface ImportKind<T> {
    /** As it is stored and returned, e.g. {@code contacts}. */
    String name();

    /** The permission to read its imports. */
    String permission();

    ImportFields fields();

    /** Reads the cells of a row that have content. */
    T read(List<Cell> cells) throws RowFault;

    /** Stores rows, in the transaction that records the progress. So each row is stored exactly once, wherever a worker dies. */
    Outcome store(Piece<T> piece);

    /** Rows by their number in the file. {@code options} are what the room gave when the import began. */
    record Piece<T>(UUID importId, Map<String, String> options, SequencedMap<Long, T> rows) {}

    /** The result of a piece. A row with an error counts as rejected and in none of the other numbers. */
    record Outcome(long created, long updated, long skipped, List<RowError> errors) {}

    /** A row that was not imported, and why. */
    record RowError(long row, @Nullable String column, String message) {}
}
