package io.fanfare;

import io.fanfare.kernel.Ids;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The contract as the server serves it, and what it lets a test make up: every operation, each with a valid body. */
final class Spec {
    /** Bodies that a shape alone does not tell. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("createCredential", """
            {"kind": "smtp", "name": "Sample", "settings": {"host": "mail.example.com", "port": 587, "security": "none"}}"""),
            Map.entry("createApiKey", """
            {"name": "Sample", "scopes": ["campaign.read"]}"""),
            Map.entry("schedulePost", """
            {"campaignId": "00000000-0000-7000-8000-000000000000", "platform": "newsroom", "text": "Sample",
             "scheduledFor": "2035-01-01T10:00:00Z"}"""),
            Map.entry("schedulePosts", """
            {"posts": [{"campaignId": "00000000-0000-7000-8000-000000000000", "platform": "newsroom", "text": "Sample",
                        "scheduledFor": "2035-01-01T10:00:00Z"}]}"""),
            Map.entry("scheduleMultiPlatform", """
            {"campaignId": "00000000-0000-7000-8000-000000000000", "platforms": ["newsroom"], "text": "Sample"}"""),
            Map.entry("validatePost", """
            {"platforms": ["newsroom"], "text": "Sample"}"""),
            Map.entry("reschedulePost", """
            {"scheduledFor": "2035-01-01T10:00:00Z"}"""),
            Map.entry("createMailing", """
            {"campaignId": "00000000-0000-7000-8000-000000000000", "name": "Sample", "subject": "Sample",
             "from": {"email": "news@example.com"}, "markdown": "Sample"}"""),
            Map.entry("scheduleMailing", """
            {"scheduledFor": "2035-01-01T10:00:00Z"}"""),
            Map.entry("suppressAddress", """
            {"email": "sample@example.com"}"""),
            Map.entry("createMailTemplate", """
            {"name": "Sample", "mjml": "<mjml><mj-body><mj-text>Sample</mj-text></mj-body></mjml>"}"""),
            Map.entry("createSegment", """
            {"name": "Sample", "rules": {"field": "firstName", "op": "exists"}}"""),
            Map.entry("previewSegment", """
            {"rules": {"field": "firstName", "op": "exists"}}"""));

    private static final Random RANDOM = new Random();

    private static final JsonNode CONTRACT =
            Api.nobody().get("/api/openapi.json").expect(200).json();

    private Spec() {}

    /** Something that an operation takes beside its body. */
    record Taken(String name, String in, JsonNode schema) {
        boolean isId() {
            return schema.at("/format").asString("").equals("uuid");
        }
    }

    /** One operation of the contract. */
    record Call(
            String id,
            String method,
            String path,
            List<Taken> parameters,
            @Nullable JsonNode body,
            boolean isUpload,
            boolean isPublic) {
        @Override
        public String toString() {
            return id;
        }

        boolean reads() {
            return method.equals("GET");
        }

        boolean takesBody() {
            return body != null || isUpload;
        }

        List<Taken> in(String where) {
            return parameters.stream().filter(p -> p.in().equals(where)).toList();
        }

        /** The address, its braces filled by what is answered for each variable. */
        String at(Function<Taken, String> values) {
            String filled = path;
            for (Taken variable : in("path"))
                filled = filled.replace(
                        "{" + variable.name() + "}",
                        URLEncoder.encode(values.apply(variable), StandardCharsets.UTF_8)
                                .replace("+", "%20"));
            return filled;
        }

        /** A body that the operation takes. */
        Optional<ObjectNode> sample() {
            if (body == null) return Optional.empty();
            if (BODIES.containsKey(id))
                return Optional.of(
                        (ObjectNode) io.fanfare.kernel.Json.read(String.valueOf(BODIES.get(id)), JsonNode.class));
            return Optional.of((ObjectNode) Spec.sample(body));
        }

        /** The members of the body by name. */
        Map<String, JsonNode> members() {
            var members = new LinkedHashMap<String, JsonNode>();
            if (body != null)
                resolved(body).at("/properties").properties().forEach(m -> members.put(m.getKey(), m.getValue()));
            return members;
        }
    }

    /** Whether the operation returns a list of things under {@code items}. */
    static boolean lists(Call call) {
        JsonNode response = CONTRACT.at("/paths")
                .get(call.path())
                .get(call.method().toLowerCase(java.util.Locale.ROOT))
                .at("/responses/200/content/application~1json/schema");
        return !response.isMissingNode() && resolved(response).at("/properties").has("items");
    }

    static Stream<Call> calls() {
        var calls = new ArrayList<Call>();
        CONTRACT.at("/paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> calls.add(call(path.getKey(), method.getKey(), method.getValue()))));
        // JSON-RPC, whose errors are its own: McpServerTest and HostileAgentTest try it.
        return calls.stream().filter(call -> !call.id().equals("callMcp"));
    }

    private static Call call(String path, String method, JsonNode entry) {
        var parameters = new ArrayList<Taken>();
        entry.at("/parameters").forEach(p -> {
            if (p.has("in"))
                parameters.add(new Taken(p.get("name").asString(), p.get("in").asString(), p.get("schema")));
        });
        JsonNode body = entry.at("/requestBody/content/application~1json/schema");
        return new Call(
                entry.get("operationId").asString(),
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                parameters,
                body.isMissingNode() ? null : body,
                entry.at("/requestBody/content").has("multipart/form-data"),
                entry.get("x-permission").asString().equals("public"));
    }

    /** A shape behind its references, without null as another choice. */
    static JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref"))
            return resolved(CONTRACT.at(
                    "/components/schemas/" + schema.get("$ref").asString().replaceFirst(".*/", "")));
        if (schema.has("anyOf")) return resolved(schema.at("/anyOf/0"));
        if (schema.has("oneOf")) return resolved(schema.at("/oneOf/0"));
        return schema;
    }

    static String type(JsonNode schema) {
        // What may be written in several forms has no wrong type that the shape alone tells.
        if (schema.has("anyOf")) return type(schema.at("/anyOf/0"));
        if (schema.has("oneOf")) return "any";
        JsonNode type = resolved(schema).at("/type");
        return type.isArray() ? type.get(0).asString() : type.asString("any");
    }

    /** The plainest value of a shape: what it requires and nothing more. */
    static JsonNode sample(JsonNode given) {
        var json = JsonNodeFactory.instance;
        JsonNode schema = resolved(given);
        if (schema.has("enum")) return schema.at("/enum/0");
        return switch (type(schema)) {
            case "string" -> json.stringNode(text(schema));
            case "integer", "number" ->
                json.numberNode(Math.max(1, schema.at("/minimum").asInt(1)));
            case "boolean" -> json.booleanNode(false);
            case "array" -> {
                var items = json.arrayNode();
                if (schema.at("/minItems").asInt(0) > 0) items.add(sample(schema.at("/items")));
                yield items;
            }
            default -> {
                var object = json.objectNode();
                for (JsonNode member : schema.at("/required")) {
                    String name = member.asString();
                    boolean address = name.endsWith("mail")
                            && type(schema.at("/properties/" + name)).equals("string");
                    object.set(
                            name,
                            address ? json.stringNode("sample@example.com") : sample(schema.at("/properties/" + name)));
                }
                yield object;
            }
        };
    }

    static String unique() {
        return "S%012x".formatted(RANDOM.nextLong() & 0xffffffffffffL);
    }

    private static String text(JsonNode schema) {
        String pattern = schema.at("/pattern").asString("");
        if (pattern.startsWith("#")) return "#112233";
        if (pattern.startsWith("[a-z0-9]") || pattern.startsWith("[a-z][a-z0-9_]"))
            return unique().toLowerCase(Locale.ROOT);
        if (pattern.equals("https?://.*")) return "http://10.0.0.1/feed";
        String text =
                switch (schema.at("/format").asString("")) {
                    case "uuid" -> Ids.next().toString();
                    case "date" -> "2030-12-01";
                    case "date-time" -> "2030-12-01T09:00:00Z";
                    case "time" -> "08:30";
                    case "email" -> "sample@example.com";
                    case "uri" -> "https://example.com/";
                    // Names that must be the only one of their kind are.
                    default -> unique();
                };
        int longest = schema.at("/maxLength").asInt(1000);
        if (text.length() <= longest) return text;
        return longest < 6 ? "EUR".substring(0, Math.min(3, longest)) : "Sample";
    }
}
