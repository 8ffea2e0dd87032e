package io.fanfare.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.audience.Rule.Field;
import io.fanfare.audience.Rule.Op;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Transactions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SegmentsTest {
    private final Api owner = Api.workspace();

    private static Map<String, Object> leaf(String field, String op, Object value) {
        return Map.of("field", field, "op", op, "value", value);
    }

    @Test
    void the_built_in_segments_match_their_definitions() {
        contact("a@example.com", Map.of("ltv", 500));
        contact("b@example.com", Map.of("ltv", "499.99"));
        var buyer = contact("c@example.com", Map.of());
        for (int i = 0; i < 3; i++)
            owner.post("/api/contacts/" + buyer + "/events", Map.of("kind", "bought"))
                    .expect(201);
        var gone = contact("d@example.com", Map.of("ltv", 900));
        owner.patch("/api/contacts/" + gone, Map.of("status", "unsubscribed")).expect(200);
        assertThat(counts()).isEqualTo(Map.of("all", 4, "active", 3, "high_value", 2, "new", 3, "inactive", 0));
        var all = owner.get("/api/email/segments/list").text("items.0.id");
        owner.patch("/api/email/segments/" + all, Map.of("name", "x")).refused(409, "segment_built_in");
        owner.delete("/api/email/segments/" + all).refused(409, "segment_built_in");
    }

    private Map<String, Integer> counts() {
        var counts = new HashMap<String, Integer>();
        owner.get("/api/email/segments/list")
                .expect(200)
                .at("items")
                .forEach(item ->
                        counts.put(item.get("key").asString(), item.get("count").asInt()));
        return counts;
    }

    private String contact(String email, Map<String, ?> attributes) {
        return owner.post("/api/contacts", Map.of("email", email, "attributes", attributes))
                .expect(201)
                .text("id");
    }

    @Test
    void segments_are_sorted_by_name_or_by_how_many_contacts_are_in_them() {
        contact("ada@example.com", Map.of("city", "Berlin"));
        contact("bob@example.com", Map.of("city", "Paris"));
        var rules = Map.of("all", List.of(Map.of("field", "attributes.city", "op", "eq", "value", "Berlin")));
        owner.post("/api/email/segments", Map.of("name", "aa Berliners", "rules", rules))
                .expect(201);
        var byName = sorted("name");
        assertThat(byName.getFirst()).isEqualTo("aa Berliners");
        assertThat(sorted("-name")).isEqualTo(byName.reversed());
        assertThat(owner.get("/api/email/segments/list?sort=-contacts&limit=1")
                        .at("items.0.count")
                        .asInt())
                .isEqualTo(2);
        owner.get("/api/email/segments/list?sort=size").expect(400);
    }

    private List<String> sorted(String sort) {
        return owner.get("/api/email/segments/list?sort=" + sort)
                .expect(200)
                .json()
                .at("/items")
                .findValuesAsString("name");
    }

    @Test
    void a_segment_is_created_changed_and_archived() {
        contact("a@example.com", Map.of("plan", "Pro"));
        contact("b@example.com", Map.of("plan", "free"));
        var rules =
                Map.of("all", List.of(leaf("attributes.plan", "eq", "pro"), leaf("email", "ends_with", "EXAMPLE.com")));
        var made = owner.post("/api/email/segments", Map.of("name", "Pros", "rules", rules))
                .expect(201);
        assertThat(made.at("count").asInt()).isEqualTo(1);
        String path = "/api/email/segments/" + made.text("id");
        var changed = owner.patch(path, Map.of("rules", Map.of("not", List.of(rules)), "version", 1))
                .expect(200);
        assertThat(changed.at("count").asInt()).isEqualTo(1);
        assertThat(changed.at("rules").propertyNames()).containsExactly("not");
        owner.patch(path, Map.of("name", "x", "version", 1)).refused(409, "segment_version_conflict");
        var preview = owner.post("/api/email/segments/preview", Map.of("rules", rules))
                .expect(200);
        assertThat(preview.at("count").asInt()).isEqualTo(1);
        assertThat(preview.text("sample.0.email")).isEqualTo("a@example.com");
        owner.as("viewer")
                .post("/api/email/segments", Map.of("name", "n", "rules", rules))
                .refused(403, "forbidden");
        owner.delete(path).expect(204);
        assertThat(owner.get("/api/email/segments/list").at("total").asInt()).isEqualTo(5);
        owner.delete(path).refused(404, "not_found");
    }

    @Test
    void what_was_read_of_a_segment_may_be_sent_back_and_nothing_else() {
        contact("a@example.com", Map.of());
        var rules = Map.of("all", List.of(leaf("email", "ends_with", "example.com")));
        String path = "/api/email/segments/"
                + owner.post("/api/email/segments", Map.of("name", "All", "rules", rules))
                        .expect(201)
                        .text("id");
        assertThat(owner.patch(path, Map.of("name", "New", "count", 1))
                        .expect(200)
                        .text("name"))
                .isEqualTo("New");
        assertThat(owner.patch(path, Map.of("name", "Newer", "count", 2))
                        .refused(400, "invalid")
                        .text("errors.count"))
                .startsWith("is read-only");
        owner.patch(path, Map.of("name", "Newer", "colour", "red")).refused(400, "invalid");
        assertThat(owner.get("/api/email/segments/list").expect(200).body())
                .contains("\"New\"")
                .doesNotContain("Newer");
    }

    @Test
    void wrong_rules_are_refused_with_their_place() {
        assertThat(wrong(Map.of("all", List.of(leaf("email", "eq", "x"), leaf("color", "eq", "x")))))
                .startsWith("all[1].field is unknown");
        assertThat(wrong(Map.of("any", List.of(Map.of("not", List.of(leaf("email", "like", "x")))))))
                .startsWith("any[0].not[0].op is unknown");
        assertThat(wrong(leaf("email", "gt", 3))).startsWith("op is not allowed for email");
        assertThat(wrong(leaf("attributes.ltv", "gt", "much"))).startsWith("value must be a number");
        assertThat(wrong(leaf("createdAt", "before", "yesterday"))).startsWith("value must be a date");
        assertThat(wrong(leaf("createdAt", "within_days", 0))).startsWith("value must be a whole number");
        assertThat(wrong(leaf("event.opened", "within_days", "7"))).startsWith("value must be a whole number");
        assertThat(wrong(leaf("event.slept", "exists", true))).startsWith("field is unknown");
        assertThat(wrong(leaf("status", "eq", "asleep"))).startsWith("value must be active, unsubscribed");
        assertThat(wrong(leaf("tags", "in", List.of()))).startsWith("value must be a list");
        assertThat(wrong(Map.of())).startsWith("field is required");
        assertThat(wrong(Map.of("all", List.of(), "any", List.of()))).contains("one of all, any and not");
        assertThat(wrong(Map.of("all", "everybody"))).startsWith("all must be a list of rules");
        Map<String, Object> deep = leaf("email", "exists", true);
        for (int i = 0; i < 8; i++) deep = Map.of("all", List.of(deep));
        assertThat(wrong(deep)).contains("nested at most 8 deep");
        var many = new ArrayList<Object>();
        for (int i = 0; i < 101; i++) many.add(leaf("email", "exists", true));
        assertThat(wrong(Map.of("all", many))).contains("limit of 100");
        // Text that looks like SQL is a value.
        assertThat(owner.post(
                                "/api/email/segments/preview",
                                Map.of(
                                        "rules",
                                        leaf("attributes.x' or true --", "eq", "'; drop table audience_contact")))
                        .expect(200)
                        .at("count")
                        .asInt())
                .isZero();
    }

    private String wrong(Object rules) {
        return owner.post("/api/email/segments/preview", Map.of("rules", rules))
                .refused(400, "invalid")
                .text("errors.rules");
    }

    // Compares the compiler with a plain evaluation over random contacts and rules.

    private static final List<String> WORDS = List.of(
            "Ada",
            "ada",
            "Bob",
            "",
            "a%b",
            "Ärger",
            "12",
            "12.0",
            "-3.5",
            "2026-01-15",
            "2026-01-15T10:00:00+02:00",
            "true",
            "2026-02-31",
            "2026-03-01 08:30",
            "x'y");
    private static final List<String> NAMES = List.of("ltv", "plan", "since", "a.b", "odd'name");

    /** A contact of the plain evaluation. */
    private record Person(
            UUID id,
            Map<String, @Nullable String> texts,
            List<String> tags,
            Map<String, @Nullable Object> attributes,
            Instant createdAt,
            Map<String, List<Instant>> events) {}

    @Test
    void the_compiled_rules_hold_for_the_same_contacts_as_the_plain_ones() {
        var random = new Random(20261121);
        var people = people(random);
        int different = 0;
        int some = 0;
        for (int round = 0; round < 400; round++) {
            var json = rules(random, 0);
            // Through JSON text, like a client.
            @SuppressWarnings("unchecked")
            var rule = Rule.of(
                    (Map<String, @Nullable Object>) Json.read(Json.of(json).text(), Map.class));
            var expected =
                    people.stream().filter(p -> holds(rule, p)).map(Person::id).collect(Collectors.toSet());
            Set<UUID> found = new HashSet<>();
            read(store -> store.list(new ContactStore.Filter(null, null, null, rule, null), 1_000)
                    .forEach(contact -> found.add(contact.id())));
            if (!expected.isEmpty() && expected.size() < people.size()) some++;
            if (!found.equals(expected)) {
                different++;
                System.out.println(Json.of(json).text() + " found " + found.size() + " expected " + expected.size());
            }
            long[] count = new long[1];
            read(store -> count[0] = store.counts(List.of(rule)).getFirst());
            assertThat(count[0]).isEqualTo(expected.size());
        }
        assertThat(different).isZero();
        assertThat(some).isGreaterThan(150);
    }

    private void read(java.util.function.Consumer<ContactStore> work) {
        Current.house(owner.workspace, "test")
                .run(() -> Api.bean(Transactions.class).write(() -> work.accept(Api.bean(ContactStore.class))));
    }

    private List<Person> people(Random random) {
        var people = new ArrayList<Person>();
        for (int i = 0; i < 120; i++) {
            var texts = new HashMap<String, @Nullable String>();
            texts.put("email", (random.nextBoolean() ? "Ada" : "bob") + i + "@Example.com");
            for (String name : List.of("firstName", "lastName"))
                texts.put(name, random.nextInt(4) == 0 ? null : word(random));
            texts.put("timeZone", random.nextBoolean() ? null : "Europe/Berlin");
            texts.put("locale", random.nextBoolean() ? null : "de");
            var tags = WORDS.stream()
                    .filter(word -> !word.isBlank() && random.nextInt(6) == 0)
                    .toList();
            var attributes = new LinkedHashMap<String, @Nullable Object>();
            for (String name : NAMES)
                switch (random.nextInt(5)) {
                    case 0 -> attributes.put(name, word(random));
                    case 1 -> attributes.put(name, new BigDecimal(random.nextInt(30)).subtract(BigDecimal.TEN));
                    case 2 -> attributes.put(name, random.nextBoolean());
                    case 3 -> attributes.put(name, null);
                    default -> {}
                }
            var body = new HashMap<String, Object>(Map.of("tags", tags, "attributes", attributes));
            texts.forEach((name, value) -> {
                if (value != null) body.put(name, value);
            });
            var made = owner.post("/api/contacts", body).expect(201);
            String status = "active";
            if (random.nextInt(5) == 0) {
                status = random.nextBoolean() ? "bounced" : "unsubscribed";
                owner.post("/api/suppressions", Map.of("email", String.valueOf(texts.get("email")), "reason", status))
                        .expect(201);
            }
            texts.put("status", status);
            var events = new HashMap<String, List<Instant>>();
            for (String kind : List.of("bought", "visited"))
                for (int n = random.nextInt(3); n > 0; n--) {
                    var at = Instant.parse("2026-11-20T00:00:00Z").minus(Duration.ofDays(random.nextInt(200)));
                    owner.post(
                                    "/api/contacts/" + made.text("id") + "/events",
                                    Map.of("kind", kind, "at", at.toString()))
                            .expect(201);
                    events.computeIfAbsent(kind, any -> new ArrayList<>()).add(at);
                }
            people.add(
                    new Person(made.id("id"), texts, tags, attributes, Instant.parse(made.text("createdAt")), events));
        }
        return people;
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static Object rules(Random random, int depth) {
        if (depth < 3 && random.nextInt(3) > 0) {
            var members = new ArrayList<Object>();
            for (int i = random.nextInt(4); i > 0; i--) members.add(rules(random, depth + 1));
            return Map.of(List.of("all", "any", "not").get(random.nextInt(3)), members);
        }
        String text =
                List.of("email", "firstName", "lastName", "timeZone", "locale").get(random.nextInt(5));
        String filled = word(random);
        while (filled.isEmpty()) filled = word(random);
        String date = random.nextBoolean() ? "2026-01-15" : "2026-0" + (1 + random.nextInt(9)) + "-10T12:00:00Z";
        String compare = List.of("gt", "gte", "lt", "lte").get(random.nextInt(4));
        String name = "attributes." + NAMES.get(random.nextInt(NAMES.size()));
        String event = "event." + List.of("bought", "visited", "opened").get(random.nextInt(3));
        return switch (random.nextInt(17)) {
            case 0 -> leaf(text, List.of("eq", "ne").get(random.nextInt(2)), filled);
            case 1 ->
                leaf(
                        text,
                        List.of("contains", "starts_with", "ends_with").get(random.nextInt(3)),
                        filled.substring(0, 1));
            case 2 -> leaf(text, "in", List.of(filled, "ADA", "BOB"));
            case 3 -> leaf(text, "exists", random.nextBoolean());
            case 4 -> leaf("status", "eq", List.of("active", "bounced").get(random.nextInt(2)));
            case 5 -> leaf("tags", List.of("contains", "eq", "ne").get(random.nextInt(3)), filled);
            case 6 -> leaf("tags", "in", List.of(filled, "Ada"));
            case 7 -> leaf("tags", "exists", random.nextBoolean());
            case 8 -> leaf(name, List.of("eq", "ne").get(random.nextInt(2)), filled);
            case 9 -> leaf(name, List.of("eq", "ne", compare).get(random.nextInt(3)), random.nextInt(20) - 5);
            case 10 -> leaf(name, "in", List.of(filled, random.nextInt(20) - 5, true));
            case 11 -> leaf(name, "exists", random.nextBoolean());
            case 12 ->
                leaf(
                        name,
                        List.of("contains", "starts_with", "ends_with").get(random.nextInt(3)),
                        filled.substring(0, 1));
            case 13 -> leaf(name, List.of("before", "after").get(random.nextInt(2)), date);
            case 14 -> leaf(event, List.of("eq", "ne", compare).get(random.nextInt(3)), random.nextInt(3));
            case 15 -> leaf(event, List.of("before", "after").get(random.nextInt(2)), date);
            default ->
                random.nextBoolean()
                        ? leaf(event, "exists", random.nextBoolean())
                        : leaf(event, "within_days", 1 + random.nextInt(200));
        };
    }

    private static boolean holds(Rule rule, Person p) {
        return switch (rule) {
            case Rule.All(var rules) -> rules.stream().allMatch(r -> holds(r, p));
            case Rule.Any(var rules) -> rules.stream().anyMatch(r -> holds(r, p));
            case Rule.Not(var rules) -> rules.stream().noneMatch(r -> holds(r, p));
            case Rule.Leaf(Field.Text(var column), var op, var value) ->
                text(p.texts().get(camel(column)), op, value);
            case Rule.Leaf(Field.Created(), var op, var value) -> date(p.createdAt(), p.createdAt(), op, value);
            case Rule.Leaf(Field.Tags(), var op, var value) ->
                switch (op) {
                    case EQ, CONTAINS -> p.tags().contains(value);
                    case NE -> !p.tags().contains(value);
                    case IN -> ((List<?>) value).stream().anyMatch(p.tags()::contains);
                    default -> p.tags().isEmpty() != (boolean) value;
                };
            case Rule.Leaf(Field.Attribute(var name), var op, var value) ->
                attribute(p.attributes().get(name), op, value);
            case Rule.Leaf(Field.Event(var kind), var op, var value) -> {
                var at = p.events().getOrDefault(kind, List.of());
                var first = at.stream().min(Instant::compareTo).orElse(null);
                var last = at.stream().max(Instant::compareTo).orElse(null);
                yield switch (op) {
                    case EXISTS -> at.isEmpty() != (boolean) value;
                    case BEFORE, AFTER, WITHIN_DAYS -> date(first, last, java.util.Objects.requireNonNull(op), value);
                    default ->
                        number(new BigDecimal(at.size()), java.util.Objects.requireNonNull(op), (BigDecimal) value);
                };
            }
        };
    }

    private static boolean text(@Nullable String held, Op op, Object value) {
        if (op == Op.EXISTS) return (held != null) == (boolean) value;
        if (held == null) return op == Op.NE;
        String small = held.toLowerCase(Locale.ROOT);
        return switch (op) {
            case EQ -> small.equals(small(value));
            case NE -> !small.equals(small(value));
            case CONTAINS -> small.contains(small(value));
            case STARTS_WITH -> small.startsWith(small(value));
            case ENDS_WITH -> small.endsWith(small(value));
            default -> ((List<?>) value).stream().anyMatch(v -> small.equals(small(v)));
        };
    }

    private static boolean attribute(@Nullable Object held, Op op, Object value) {
        return switch (op) {
            case EXISTS -> (held != null) == (boolean) value;
            case EQ -> equal(held, value);
            case NE -> !equal(held, value);
            case IN -> ((List<?>) value).stream().anyMatch(v -> equal(held, v));
            case GT, GTE, LT, LTE -> number(asNumber(held), op, (BigDecimal) value);
            case BEFORE, AFTER, WITHIN_DAYS -> date(asTime(held), asTime(held), op, value);
            default -> text(held == null ? null : held.toString(), op, value);
        };
    }

    private static boolean equal(@Nullable Object held, Object value) {
        if (value instanceof BigDecimal number) return number(asNumber(held), Op.EQ, number);
        return held != null && small(held).equals(small(value));
    }

    private static boolean number(@Nullable BigDecimal held, Op op, BigDecimal value) {
        if (held == null) return false;
        int compared = held.compareTo(value);
        return switch (op) {
            case EQ -> compared == 0;
            case NE -> compared != 0;
            case GT -> compared > 0;
            case GTE -> compared >= 0;
            case LT -> compared < 0;
            default -> compared <= 0;
        };
    }

    private static boolean date(@Nullable Instant first, @Nullable Instant last, Op op, Object value) {
        if (op == Op.EXISTS) return (first != null) == (boolean) value;
        if (first == null || last == null) return false;
        return switch (op) {
            case BEFORE -> first.isBefore((Instant) value);
            case AFTER -> last.isAfter((Instant) value);
            default ->
                !last.isBefore(Instant.now().minus(Duration.ofDays((int) value))) && !last.isAfter(Instant.now());
        };
    }

    private static @Nullable BigDecimal asNumber(@Nullable Object held) {
        if (held instanceof BigDecimal number) return number;
        return held instanceof String text && text.matches("[+-]?\\d+(\\.\\d+)?") ? new BigDecimal(text) : null;
    }

    private static @Nullable Instant asTime(@Nullable Object held) {
        if (!(held instanceof String text)) return null;
        return switch (text) {
            case "2026-01-15" ->
                LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            case "2026-01-15T10:00:00+02:00" -> OffsetDateTime.parse(text).toInstant();
            case "2026-03-01 08:30" -> Instant.parse("2026-03-01T08:30:00Z");
            default -> null;
        };
    }

    private static String small(Object value) {
        return value.toString().toLowerCase(Locale.ROOT);
    }

    private static String camel(String column) {
        return switch (column) {
            case "first_name" -> "firstName";
            case "last_name" -> "lastName";
            case "time_zone" -> "timeZone";
            default -> column;
        };
    }

    @Test
    void a_count_that_took_long_is_used_again_for_ten_times_as_long() {
        var nanos = new AtomicLong();
        var pass = new AtomicLong(Duration.ofSeconds(2).toNanos());
        // Each look at the clock is the beginning or the end of a pass.
        var counts = new SegmentCounts(Api.bean(ContactStore.class), () -> nanos.getAndAdd(pass.get()));
        var everyone = new Rule.Leaf(new Field.Text("email"), Op.CONTAINS, "@example.com");
        contact("a@example.com", Map.of());
        assertThat(count(counts, everyone)).isEqualTo(1);
        contact("b@example.com", Map.of());
        pass.set(0);
        assertThat(count(counts, everyone)).as("reused").isEqualTo(1);
        nanos.addAndGet(Duration.ofSeconds(18).toNanos());
        assertThat(count(counts, everyone)).as("counted again, quickly").isEqualTo(2);
        contact("c@example.com", Map.of());
        assertThat(count(counts, everyone)).as("always current").isEqualTo(3);
    }

    private long count(SegmentCounts counts, Rule rule) {
        return Current.house(owner.workspace, "test")
                .call(() -> Api.bean(Transactions.class).read(() -> counts.of(List.of(rule))))
                .getFirst();
    }
}
