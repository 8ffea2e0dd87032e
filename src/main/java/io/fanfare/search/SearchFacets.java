package io.fanfare.search;

import io.fanfare.search.SearchResults.Line;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts results by each filter. The counts of one filter ignore its own value, so that they say what another one would find. */
record SearchFacets(List<Line> lines) {
    /** How many results have this value. {@code label} is the name of a person or campaign. */
    record Value(String value, @Nullable String label, long count) {}

    /** The ids that are the values of a facet. */
    static Set<UUID> ids(Map<String, List<Value>> counts, Facet facet) {
        return counts.getOrDefault(facet.field, List.of()).stream()
                .map(value -> UUID.fromString(value.value()))
                .collect(Collectors.toSet());
    }

    /** The same counts with the names of these ids. */
    static Map<String, List<Value>> named(Map<String, List<Value>> counts, Facet facet, Map<UUID, String> names) {
        var named = new LinkedHashMap<>(counts);
        named.computeIfPresent(facet.field, (field, values) -> values.stream()
                .map(value -> new Value(value.value(), names.get(UUID.fromString(value.value())), value.count()))
                .toList());
        return named;
    }

    /** What results are counted by; each has a bit in {@code misses} of {@link SearchResults}. */
    @SuppressWarnings("EnumOrdinal") // the bit is used within one statement and stored nowhere
    enum Facet {
        KIND("kind", "kind"),
        STATUS("status", "status"),
        TAG("tag", "unnest(tags)"),
        OWNER("owner", "cast(owner_id as text)"),
        CHANNEL("channel", "channel"),
        CAMPAIGN("campaignId", "cast(campaign_id as text)");

        private final String field;
        private final String column;

        Facet(String field, String column) {
            this.field = field;
            this.column = column;
        }

        String field() {
            return field;
        }

        String column() {
            return column;
        }

        int bit() {
            return 1 << ordinal();
        }

        private @Nullable Object wanted(SearchQuery query) {
            return switch (this) {
                case KIND -> query.kind();
                case STATUS -> query.status();
                case TAG -> query.tag();
                case OWNER -> query.owner();
                case CHANNEL -> query.channel();
                case CAMPAIGN -> query.campaignId();
            };
        }
    }

    static boolean isFiltered(SearchQuery query) {
        return Arrays.stream(Facet.values()).anyMatch(facet -> facet.wanted(query) != null);
    }

    /** How many match before the filters. */
    long hits() {
        return count("hits");
    }

    long total() {
        return count("total");
    }

    private long count(String name) {
        return of(name).getFirst().count();
    }

    List<Line> page() {
        return of("page");
    }

    private List<Line> of(String name) {
        return lines.stream().filter(line -> line.name().equals(name)).toList();
    }

    Map<String, List<Value>> counts() {
        var counts = new LinkedHashMap<String, List<Value>>();
        for (var facet : Facet.values())
            counts.put(
                    facet.field,
                    of(facet.field).stream()
                            .map(line -> new Value(String.valueOf(line.value()), null, line.count()))
                            .toList());
        return counts;
    }

    /** These counts, and for the filters that are set those of a search without them. */
    Map<String, List<Value>> countsWith(SearchFacets wider, SearchQuery query) {
        var counts = new LinkedHashMap<>(counts());
        for (var facet : Facet.values()) if (facet.wanted(query) != null) counts.replace(facet.field, wider.of(facet));
        return counts;
    }

    private List<Value> of(Facet facet) {
        return counts().getOrDefault(facet.field, List.of());
    }
}
