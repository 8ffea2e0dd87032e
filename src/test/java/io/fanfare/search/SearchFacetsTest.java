package io.fanfare.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Compares the counts of the search with a count of random things one by one. */
class SearchFacetsTest {
    private static final List<String> WORDS =
            List.of("bread", "café", "summer", "rye", "sale", "größe", "хлеб", "market");
    private static final List<String> TAGS = List.of("north", "south", "new line");
    private static final List<String> FACETS = List.of("kind", "status", "tag", "owner", "channel", "campaignId");

    private final Api owner = Api.workspace();

    private record Thing(
            String kind,
            List<String> words,
            String status,
            List<String> tags,
            @Nullable String owner,
            @Nullable String channel,
            String campaign) {
        Set<String> values(String facet) {
            return switch (facet) {
                case "kind" -> Set.of(kind);
                case "status" -> Set.of(status);
                case "tag" -> new HashSet<>(tags);
                case "owner" -> owner == null ? Set.of() : Set.of(owner);
                case "channel" -> channel == null ? Set.of() : Set.of(channel);
                default -> Set.of(campaign);
            };
        }
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static List<String> some(Random random, List<String> of, int most) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(i -> any(random, of))
                .distinct()
                .toList();
    }

    private List<Thing> make(Random random, List<Api> writers, List<String> campaigns) {
        var things = new ArrayList<Thing>();
        for (int i = 0; i < 4; i++) {
            var words = some(random, WORDS, 3);
            var tags = some(random, TAGS, 2);
            var made = any(random, writers)
                    .post("/api/campaigns", Map.of("name", "Campaign " + String.join(" ", words), "tags", tags))
                    .expect(201);
            campaigns.add(made.text("id"));
            things.add(new Thing("campaign", words, "draft", tags, made.text("ownerId"), null, made.text("id")));
        }
        for (int i = 0; i < 24; i++) {
            var words = some(random, WORDS, 3);
            var campaign = any(random, campaigns);
            var writer = any(random, writers);
            if (random.nextBoolean()) {
                var tags = some(random, TAGS, 2);
                writer.post(
                                "/api/tasks",
                                Map.of(
                                        "title",
                                        "Task",
                                        "description",
                                        String.join(" ", words),
                                        "campaignId",
                                        campaign,
                                        "tags",
                                        tags))
                        .expect(201);
                things.add(new Thing("task", words, "todo", tags, null, null, campaign));
            } else {
                var channel = any(random, List.of("linkedin", "instagram"));
                writer.post(
                                "/api/campaigns/" + campaign + "/creatives",
                                Map.of(
                                        "name",
                                        "Draft",
                                        "kind",
                                        "text",
                                        "platform",
                                        channel,
                                        "components",
                                        Map.of("caption", "Text " + String.join(" ", words))))
                        .expect(201);
                things.add(
                        new Thing("creative", words, "draft", List.of(), writer.person.toString(), channel, campaign));
            }
        }
        return things;
    }

    /** What is typed, and whether a thing matches it. */
    private record Typed(String q, java.util.function.Predicate<Thing> matches) {}

    private static Typed typed(Random random) {
        String word = any(random, WORDS);
        String other = any(random, WORDS);
        return switch (random.nextInt(5)) {
            case 0 -> new Typed("", thing -> true);
            case 1 -> new Typed(word, thing -> thing.words().contains(word));
            case 2 -> new Typed(word + " " + other, thing -> thing.words().containsAll(List.of(word, other)));
            case 3 ->
                new Typed(
                        word + " -" + other,
                        thing -> thing.words().contains(word) && !thing.words().contains(other));
            default ->
                new Typed("\"" + word + " " + other + "\"", thing -> IntStream.range(
                                1, thing.words().size())
                        .anyMatch(i -> thing.words().get(i - 1).equals(word)
                                && thing.words().get(i).equals(other)));
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void counts_equal_a_plain_count_for_every_role(long seed) {
        var random = new Random(seed);
        var editor = owner.as("editor");
        var campaigns = new ArrayList<String>();
        var things = make(random, List.of(owner, editor), campaigns);
        Api.drain();
        var key = owner.post("/api/api-keys", Map.of("name", "k", "scopes", List.of("campaign.read")))
                .expect(201)
                .text("key");
        var readers = new java.util.LinkedHashMap<Api, Set<String>>();
        var all = Set.of("campaign", "task", "creative");
        for (Api reader : List.of(owner, editor, owner.as("manager"), owner.as("reviewer"), owner.as("viewer")))
            readers.put(reader, all);
        readers.put(Api.nobody().with("Authorization", "Bearer " + key), Set.of("campaign"));
        for (int i = 0; i < 12; i++) {
            var typed = typed(random);
            var filters = new TreeMap<String, String>();
            for (String facet : FACETS)
                if (random.nextInt(6) == 0)
                    any(random, things).values(facet).stream()
                            .sorted()
                            .findFirst()
                            .ifPresent(value -> filters.put(facet, value));
            readers.forEach((reader, kinds) -> compare(
                    reader,
                    typed,
                    filters,
                    things.stream()
                            .filter(thing -> kinds.contains(thing.kind())
                                    && typed.matches().test(thing))
                            .toList()));
        }
    }

    private static void compare(Api reader, Typed typed, Map<String, String> filters, List<Thing> matching) {
        String path = "/api/search?limit=200&q=" + encoded(typed.q())
                + filters.entrySet().stream()
                        .map(filter -> "&" + filter.getKey() + "=" + encoded(filter.getValue()))
                        .collect(Collectors.joining());
        var found = reader.get(path).expect(200);
        // Nothing found is searched again with what may have been meant.
        if (matching.isEmpty() && !found.at("corrected").isEmpty()) return;
        long total =
                matching.stream().filter(thing -> admits(filters, thing, "")).count();
        assertThat(found.at("total").asLong()).as(path).isEqualTo(total);
        assertThat(found.at("items").size()).as(path).isEqualTo((int) total);
        for (String facet : FACETS) {
            Map<String, Long> counts = matching.stream()
                    .filter(thing -> admits(filters, thing, facet))
                    .flatMap(thing -> thing.values(facet).stream())
                    .collect(Collectors.groupingBy(value -> value, Collectors.counting()));
            assertThat(counts(found.at("facets." + facet)))
                    .as(path + " " + facet)
                    .isEqualTo(counts);
        }
    }

    private static boolean admits(Map<String, String> filters, Thing thing, String but) {
        return filters.entrySet().stream()
                .allMatch(filter -> filter.getKey().equals(but)
                        || thing.values(filter.getKey()).contains(filter.getValue()));
    }

    private static Map<String, Long> counts(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .collect(Collectors.toMap(value -> value.get("value").asString(), value -> value.get("count")
                        .asLong()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
