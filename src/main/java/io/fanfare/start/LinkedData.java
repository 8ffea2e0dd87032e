package io.fanfare.start;

import io.fanfare.kernel.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The JSON-LD of a page: its organization, its website. */
record LinkedData(List<JsonNode> nodes) {
    private static final int LONGEST = 200_000;
    private static final Set<String> ORGANIZATIONS = Set.of(
            "Organization",
            "Corporation",
            "LocalBusiness",
            "NGO",
            "Store",
            "Restaurant",
            "Bakery",
            "CafeOrCoffeeShop",
            "ProfessionalService",
            "EducationalOrganization",
            "NewsMediaOrganization",
            "OnlineStore",
            "OnlineBusiness",
            "Person");

    static LinkedData of(Document page) {
        var nodes = new ArrayList<JsonNode>();
        page.select("script[type=application/ld+json]").stream()
                .map(Element::data)
                .filter(json -> json.length() <= LONGEST)
                .forEach(json -> add(nodes, json));
        return new LinkedData(nodes);
    }

    private static void add(List<JsonNode> nodes, String json) {
        try {
            var root = Json.read(json, JsonNode.class);
            if (root.isArray()) root.forEach(nodes::add);
            else nodes.add(root);
            root.path("@graph").forEach(nodes::add);
            if (root.path("publisher").isObject()) nodes.add(root.path("publisher"));
        } catch (JacksonException broken) {
            // Other scripts of the page may be readable.
        }
    }

    Optional<JsonNode> organization() {
        return nodes.stream().filter(node -> isOne(node, ORGANIZATIONS)).findFirst();
    }

    Optional<JsonNode> website() {
        return nodes.stream().filter(node -> isOne(node, Set.of("WebSite"))).findFirst();
    }

    private static boolean isOne(JsonNode node, Set<String> types) {
        var type = node.path("@type");
        if (type.isString()) return types.contains(type.asString());
        for (JsonNode each : type) if (types.contains(each.asString(""))) return true;
        return false;
    }

    /** A text member. */
    static Optional<String> text(JsonNode node, String member) {
        var value = node.path(member);
        return Optional.of(value.isString() ? value.asString() : "")
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** A picture: an address, or an object with one. */
    static Optional<String> picture(JsonNode node, String member) {
        var value = node.path(member).isArray() ? node.path(member).path(0) : node.path(member);
        return value.isString()
                ? text(node, member).or(() -> Optional.of(value.asString()))
                : text(value, "url").or(() -> text(value, "contentUrl"));
    }

    /** A postal address in one line. */
    static Optional<String> postalAddress(JsonNode node) {
        var value = node.path("address").isArray() ? node.path("address").path(0) : node.path("address");
        if (value.isString()) return Optional.of(value.asString().strip()).filter(text -> !text.isEmpty());
        String city = Stream.of("postalCode", "addressLocality")
                .flatMap(member -> text(value, member).stream())
                .reduce((a, b) -> a + " " + b)
                .orElse("");
        var parts = Stream.of(
                        text(value, "streetAddress").orElse(""),
                        city,
                        text(value, "addressRegion").orElse(""))
                .filter(part -> !part.isBlank())
                .toList();
        return text(value, "streetAddress").isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
    }
}
