package io.fanfare.search;

import io.fanfare.search.SearchResults.Group;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts results by each filter. The counts of one filter ignore its own value, so that they say what another one would find. */
record SearchFacets(List<Group> groups, SearchQuery query) {
    private static final int MOST_VALUES = 50;

    /** How many results have this value. */
    record Value(String value, long count) {}

    private enum Facet {
        KIND("kind"),
        STATUS("status"),
        CHANNEL("channel"),
        OWNER("owner"),
        CAMPAIGN("campaignId");

        private final String field;

        Facet(String field) {
            this.field = field;
        }

        private @Nullable Object wanted(SearchQuery query) {
            return switch (this) {
                case KIND -> query.kind();
                case STATUS -> query.status();
                case CHANNEL -> query.channel();
                case OWNER -> query.owner();
                case CAMPAIGN -> query.campaignId();
            };
        }

        private @Nullable Object value(Group group) {
            return switch (this) {
                case KIND -> group.kind();
                case STATUS -> group.status();
                case CHANNEL -> group.channel();
                case OWNER -> group.ownerId();
                case CAMPAIGN -> group.campaignId();
            };
        }

        private boolean admits(SearchQuery query, Group group) {
            var wanted = wanted(query);
            return wanted == null || wanted.equals(value(group));
        }
    }

    long total() {
        return admitted(facet -> true).stream().mapToLong(Group::count).sum();
    }

    Map<String, List<Value>> counts() {
        var counts = new LinkedHashMap<String, List<Value>>();
        for (var facet : Facet.values()) counts.put(facet.field, values(facet, admitted(other -> other != facet)));
        return counts;
    }

    private List<Group> admitted(Predicate<Facet> regarded) {
        return groups.stream()
                .filter(group ->
                        List.of(Facet.values()).stream().filter(regarded).allMatch(facet -> facet.admits(query, group)))
                .toList();
    }

    private static List<Value> values(Facet facet, List<Group> groups) {
        var counts = new HashMap<String, Long>();
        for (var group : groups) {
            var value = facet.value(group);
            if (value != null) counts.merge(value.toString(), group.count(), Long::sum);
        }
        return counts.entrySet().stream()
                .map(entry -> new Value(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Value::count).reversed().thenComparing(Value::value))
                .limit(MOST_VALUES)
                .toList();
    }
}
