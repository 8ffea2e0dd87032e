package io.fanfare.activity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.files.TableWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How an export of the audit trail is written. Both forms hold the same values, so the same digest and signature fit both. */
sealed interface ExportFile {
    /** What the file is: the workspace, the filter, where the chain begins and the key. */
    byte[] header(Map<String, @Nullable Object> header);

    byte[] entry(Entry entry);

    /** Entries that the filter left out, from {@code first} on: what is sealed of them, and the hash of the last. */
    byte[] omitted(long first, List<String> digests, String hash);

    byte[] trailer(Map<String, @Nullable Object> trailer);

    private static Map<String, @Nullable Object> omission(List<String> digests, String hash) {
        var omission = new LinkedHashMap<String, @Nullable Object>();
        omission.put("omitted", digests);
        omission.put("hash", hash);
        return omission;
    }

    /** One JSON object in each line. */
    record Ndjson() implements ExportFile {
        @Override
        public byte[] header(Map<String, @Nullable Object> header) {
            return line(header);
        }

        @Override
        public byte[] entry(Entry e) {
            var line = new LinkedHashMap<String, @Nullable Object>();
            line.put("seq", e.seq());
            line.put("id", e.id());
            line.put("at", e.at());
            line.put("class", e.entryClass());
            line.put("actor", EntryActor.of(e));
            line.put("operation", e.operation());
            line.put("subject", EntrySubject.of(e));
            line.put("campaignId", e.campaignId());
            line.put("before", Words.tree(e.before()));
            line.put("after", Words.tree(e.after()));
            line.put("requestId", e.requestId());
            line.put("salt", e.salt());
            line.put("contentHash", e.contentHash());
            line.put("hash", e.hash());
            return line(line);
        }

        @Override
        public byte[] omitted(long first, List<String> digests, String hash) {
            var line = new LinkedHashMap<String, @Nullable Object>();
            line.put("seq", first);
            line.putAll(omission(digests, hash));
            return line(line);
        }

        @Override
        public byte[] trailer(Map<String, @Nullable Object> trailer) {
            return line(trailer);
        }

        private static byte[] line(Map<String, @Nullable Object> line) {
            return (Json.of(line).text() + "\n").getBytes(UTF_8);
        }
    }

    /** A table; what is no entry is JSON in its last column. */
    record Csv() implements ExportFile {
        private static final List<String> COLUMNS = List.of(
                "seq",
                "at",
                "class",
                "actorKind",
                "actorName",
                "actorId",
                "operation",
                "subjectKind",
                "subjectTitle",
                "subjectId",
                "campaignId",
                "before",
                "after",
                "requestId",
                "id",
                "salt",
                "contentHash",
                "hash",
                "proof");
        /** What a spreadsheet takes for a formula or a number, and what looks like a cell that was guarded against that. */
        private static final Pattern GUARDED = Pattern.compile("(?s)|['=+\\-@\\t\\r\\n].*|[0-9.,eE+ -]+");

        @Override
        public byte[] header(Map<String, @Nullable Object> header) {
            return rows(COLUMNS, proof("", header));
        }

        @Override
        public byte[] entry(Entry e) {
            return rows(List.of(
                    String.valueOf(e.seq()),
                    e.at().toString(),
                    cell(e.entryClass()),
                    cell(e.actorKind().name().toLowerCase(java.util.Locale.ROOT)),
                    cell(e.actorName()),
                    cell(e.actorId()),
                    cell(e.operation()),
                    cell(e.subjectKind()),
                    cell(e.subjectTitle()),
                    cell(e.subjectId()),
                    cell(e.campaignId()),
                    cell(json(Words.tree(e.before()))),
                    cell(json(Words.tree(e.after()))),
                    cell(e.requestId()),
                    cell(e.id()),
                    cell(e.salt()),
                    cell(e.contentHash()),
                    cell(e.hash()),
                    ""));
        }

        @Override
        public byte[] omitted(long first, List<String> digests, String hash) {
            return rows(proof(Long.toString(first), omission(digests, hash)));
        }

        @Override
        public byte[] trailer(Map<String, @Nullable Object> trailer) {
            return rows(proof("", trailer));
        }

        private static List<String> proof(String seq, Map<String, @Nullable Object> proof) {
            var cells = new java.util.ArrayList<>(java.util.Collections.nCopies(COLUMNS.size(), ""));
            cells.set(0, seq);
            cells.set(COLUMNS.size() - 1, Json.of(proof).text());
            return cells;
        }

        private static @Nullable String json(@Nullable JsonNode tree) {
            return tree == null ? null : Json.of(tree).text();
        }

        /** Empty where there is nothing; an apostrophe before a text that a spreadsheet would change. */
        private static String cell(@Nullable Object value) {
            if (value == null) return "";
            String text = value.toString();
            return GUARDED.matcher(text).matches() ? "'" + text : text;
        }

        @SafeVarargs
        private static byte[] rows(List<String>... rows) {
            var text = new StringWriter();
            try (var table = new TableWriter(text)) {
                for (var row : rows) table.row((Object[]) row.toArray(String[]::new));
            }
            return text.toString().getBytes(UTF_8);
        }
    }

    static ExportFile of(AuditExportQuery query) {
        return query.csv() ? new Csv() : new Ndjson();
    }

    /** The seq of an entry that is sealed. */
    static long seq(Entry entry) {
        return Objects.requireNonNull(entry.seq());
    }
}
