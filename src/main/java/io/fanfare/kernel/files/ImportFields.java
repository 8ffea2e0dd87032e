package io.fanfare.kernel.files;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The fields of a kind of import, and which columns of a file are imported as which. */
public final class ImportFields {
    static final String IGNORE = "ignore";
    /** Written by the report of rejected rows, which may be corrected and imported again. */
    static final List<String> REPORT = List.of("Import row", "Import error");

    private static final int LONGEST_NAME = 200;

    private final List<ImportField> fields;
    private final Map<String, ImportField> byAlias = new HashMap<>();
    private final @Nullable String others;

    private ImportFields(List<ImportField> fields, @Nullable String others) {
        this.fields = List.copyOf(fields);
        this.others = others;
        for (var field : fields) {
            byAlias.put(plain(field.name()), field);
            for (String alias : field.aliases()) byAlias.put(alias, field);
        }
    }

    /** Columns with other names are ignored. */
    public static ImportFields of(ImportField... fields) {
        return new ImportFields(List.of(fields), null);
    }

    /** Columns with other names are imported under their own, after a prefix such as {@code attributes.} */
    public ImportFields withOthers(String prefix) {
        return new ImportFields(fields, prefix);
    }

    /** The names of all fields, as a mapping gives them. */
    List<String> names() {
        var names = fields.stream().map(ImportField::name).collect(Collectors.toCollection(ArrayList::new));
        if (others != null) names.add(others + "<name>");
        names.add(IGNORE);
        return names;
    }

    /** The field that the name of a column means. */
    public Optional<String> recognize(String header) {
        return Optional.ofNullable(byAlias.get(plain(header))).map(ImportField::name);
    }

    private static String plain(String header) {
        return header.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** {@code mapping}, a JSON object of columns and fields, names the fields of some columns; the others are recognized. */
    List<Column> columns(List<String> header, @Nullable String mapping) {
        var names = names(header);
        var mapped = mapped(mapping, header);
        var taken = new HashSet<>(mapped.values());
        var columns = new ArrayList<Column>();
        for (int i = 0; i < header.size(); i++) {
            String field = mapped.get(header.get(i));
            columns.add(
                    new Column(header.get(i), field != null ? field : recognized(header.get(i), names.get(i), taken)));
        }
        return columns;
    }

    private String recognized(String header, String name, Set<String> taken) {
        if (REPORT.contains(header)) return IGNORE;
        var field = byAlias.get(plain(header));
        if (field != null && field.unless().stream().noneMatch(taken::contains) && taken.add(field.name()))
            return field.name();
        return others == null ? IGNORE : others + name;
    }

    /** What a file lacks that is required: as a refusal, so that a preview can show it too. */
    Optional<Refused> missing(List<Column> columns) {
        return fields.stream()
                .filter(field -> field.required() != null
                        && columns.stream().noneMatch(column -> column.field().equals(field.name())))
                .findFirst()
                .map(field -> missing(field, columns));
    }

    private static Refused missing(ImportField field, List<Column> columns) {
        var required = java.util.Objects.requireNonNull(field.required());
        var header = columns.stream().map(Column::header).toList();
        if (header.stream().anyMatch(required.value()))
            return Refused.unprocessable(
                            "import_without_header",
                            "The first row contains data, so the file seems to have no header row. Send header=false;"
                                    + " the columns are then named Column 1, Column 2 and so on.")
                    .with("columns", header);
        return Refused.unprocessable(
                        "import_without_" + plain(field.name()),
                        "No column was recognized as " + required.contents() + ". Name it in mapping: {\"<column>\": \""
                                + field.name() + "\"}.")
                .with("columns", header);
    }

    /** Each column under a name of its own, for the columns that are no field. */
    private static List<String> names(List<String> header) {
        var names = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip();
            if (name.isEmpty()) name = "Column " + (i + 1);
            if (name.length() > LONGEST_NAME || Texts.flaw(name).isPresent())
                throw Refused.invalid(
                        "file", "has a column name that is longer than 200 characters or contains invalid characters");
            String free = name;
            for (int n = 2; !seen.add(free); n++) free = name + " (" + n + ")";
            names.add(free);
        }
        return names;
    }

    private Map<String, String> mapped(@Nullable String mapping, List<String> header) {
        var mapped = new HashMap<String, String>();
        if (mapping == null || mapping.isBlank()) return mapped;
        var single = new HashSet<String>();
        parsed(mapping).forEach((column, field) -> {
            if (!header.contains(column))
                throw Refused.invalid("mapping", "names a column that is not in the file: " + column);
            requireKnown(field);
            boolean many = field.equals(IGNORE) || others != null && field.startsWith(others);
            if (!many && !single.add(field)) throw Refused.invalid("mapping", "maps two columns to " + field);
            mapped.put(column, field);
        });
        return mapped;
    }

    private void requireKnown(String field) {
        Texts.flaw(field).ifPresent(flaw -> {
            throw Refused.invalid("mapping", "contains a field name that " + flaw);
        });
        boolean other = others != null
                && field.startsWith(others)
                && field.length() > others.length()
                && field.length() <= others.length() + LONGEST_NAME;
        boolean known = field.equals(IGNORE)
                || fields.stream().anyMatch(one -> one.name().equals(field));
        if (!known && !other)
            throw Refused.invalid(
                    "mapping", "contains the unknown field " + field + "; use one of " + String.join(", ", names()));
    }

    private static Map<String, String> parsed(String mapping) {
        var parsed = new LinkedHashMap<String, String>();
        try {
            var tree = Json.read(mapping, JsonNode.class);
            boolean fits = tree.isObject()
                    && tree.properties().stream()
                            .allMatch(
                                    m -> m.getValue().isString() || m.getValue().isNull());
            tree.properties()
                    .forEach(member -> parsed.put(
                            member.getKey(),
                            member.getValue().isNull()
                                    ? IGNORE
                                    : member.getValue().asString("")));
            if (fits) return parsed;
        } catch (JacksonException malformed) {
            // Refused below.
        }
        throw Refused.invalid("mapping", "must be a JSON object of columns and fields, e.g. {\"Mail\": \"email\"}");
    }
}
