package io.fanfare.kernel.files;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A field that a column can be imported as. Columns are recognized by {@code name} and {@code aliases}, in any case and
 * without spaces and punctuation, unless one of {@code unless} was recognized before.
 */
public record ImportField(
        String name,
        Set<String> aliases,
        Set<String> unless,
        @Nullable Required required) {
    /** A field that a file must have. {@code contents} in the plural; {@code value} recognizes one, which no column name is. */
    public record Required(String contents, Predicate<String> value) {}

    /** {@code aliases} are separated by spaces. */
    public static ImportField named(String name, String aliases) {
        return new ImportField(name, aliases.isEmpty() ? Set.of() : Set.of(aliases.split(" ")), Set.of(), null);
    }

    public ImportField unless(String... others) {
        return new ImportField(name, aliases, Set.copyOf(List.of(others)), required);
    }

    public ImportField required(String contents, Predicate<String> value) {
        return new ImportField(name, aliases, unless, new Required(contents, value));
    }
}
