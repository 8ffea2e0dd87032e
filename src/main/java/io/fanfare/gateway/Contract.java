package io.fanfare.gateway;

import static io.fanfare.gateway.Shapes.shape;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Operation;
import io.fanfare.kernel.Operations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The OpenAPI description of the REST interface, generated from the operations. */
@RestController
public class Contract {
    private static final String ABOUT = """
            Fanfare takes a campaign from a brief to a measured result. Sign in with `POST /api/auth/login` and send the \
            `accessToken`, or an API key, as `Authorization: Bearer …`. The token alone selects the workspace.

            Times are ISO 8601 in UTC, money is decimal with an ISO currency, ids are UUIDv7. Lists return \
            `{items, total, limit, offset}`; long lists return `{items, next}`: send `next` as `after`. `can` lists the \
            operationIds that the caller may use on a resource now. PATCH takes a JSON merge patch. Send an \
            `Idempotency-Key` with a write to repeat it safely: within 24 hours the same request returns the same response.

            Live updates: open a WebSocket at `/api/live` and send `{token, topics[]}`; a later `{topics[]}` replaces the topics, \
            and a later `{token}` the token. The server responds with `{topic: null, kind: "subscribed", topics[]}`, and with \
            `{topic: null, kind: "refused", topics[]}` for topics that do not exist or need a permission you do not have. \
            Then each change arrives as `{topic, kind, id, version, at}`: read the resource again. The topics are the schemas \
            `LiveTopic` and, as `name:campaignId`, `LiveCampaignTopic`. Close code 4401 asks for a new token; after 1012, \
            connect again and read everything again, because changes were lost.

            Webhooks: `POST /api/webhooks` subscribes a server of yours to events. `webhooks` lists them with their payloads; the guide \
            has code that checks their signatures.

            An unknown body member, form part or query parameter is a 400 that names it. PUT and PATCH accept the read-only \
            members of the resource as they were read, and refuse changed ones.

            Every error is an RFC 9457 problem with a stable `code` and a `detail` that says what to do next.""";

    private final Operations operations;
    private volatile @Nullable Map<String, Object> written;

    Contract(Operations operations) {
        this.operations = operations;
    }

    /** Reads this contract as OpenAPI 3.1. The page {@code /docs} shows the same. */
    @GetMapping("/api/openapi.json")
    @Allow("public")
    public Map<String, Object> readContract() {
        Map<String, Object> known = written;
        if (known == null) written = known = write();
        return known;
    }

    private Map<String, Object> write() {
        // Repeated until nothing new is found: the members of two shapes with one name are visited only once their
        // names differ.
        Map<String, Set<String>> claims;
        var shapes = new Shapes(Map.of());
        Map<String, Object> paths;
        Map<String, Object> webhooks;
        do {
            claims = shapes.claimed();
            shapes = new Shapes(claims);
            paths = paths(shapes);
            webhooks = WebhookEntries.of(shapes);
        } while (!claims.equals(shapes.claimed()));
        shapes.requireNamesApart();
        shapes.finish(bodies(paths));
        var contract = shape("openapi", "3.1.0");
        contract.put(
                "info",
                shape(
                        "title",
                        "Fanfare",
                        "version",
                        "0.1.0",
                        "description",
                        ABOUT,
                        "license",
                        shape("name", "Apache-2.0", "identifier", "Apache-2.0")));
        contract.put("servers", List.of(shape("url", "/")));
        contract.put("security", List.of(shape("bearer", List.of())));
        contract.put("tags", tags());
        contract.put("paths", paths);
        contract.put("webhooks", webhooks);
        contract.put("components", components(shapes));
        return contract;
    }

    private static List<Object> bodies(Map<String, Object> paths) {
        var bodies = new ArrayList<Object>();
        for (Object methods : paths.values())
            for (Object entry : ((Map<?, ?>) methods).values())
                if (entry instanceof Map<?, ?> operation && operation.get("requestBody") != null)
                    bodies.add(operation.get("requestBody"));
        return bodies;
    }

    private Map<String, Object> paths(Shapes shapes) {
        var entries = new OperationEntries(shapes);
        var paths = new LinkedHashMap<String, Object>();
        Map<String, List<Operation>> byPath = operations().stream()
                .collect(Collectors.groupingBy(Operation::path, TreeMap::new, Collectors.toList()));
        byPath.forEach((path, here) -> {
            var methods = new LinkedHashMap<String, Object>();
            here.sort(Comparator.comparing(Operation::httpMethod));
            here.forEach(operation ->
                    methods.put(operation.httpMethod().toLowerCase(java.util.Locale.ROOT), entries.entry(operation)));
            paths.put(path, methods);
        });
        return paths;
    }

    /** Public pages, such as the newsroom, are operations too, but not part of the interface. */
    private List<Operation> operations() {
        return operations.list().stream()
                .filter(operation -> operation.path().startsWith("/api/"))
                .toList();
    }

    /** A tag is a room; its description is the Javadoc of the room's doors. */
    private List<Object> tags() {
        var doors = new TreeMap<String, TreeSet<String>>();
        operations().forEach(operation -> doors.computeIfAbsent(operation.room(), any -> new TreeSet<>())
                .add(Prose.of(operation.door()).summary()));
        var tags = new ArrayList<Object>();
        doors.forEach((room, texts) -> tags.add(shape("name", room, "description", String.join("\n\n", texts))));
        tags.add(WebhookEntries.tag());
        return tags;
    }

    private static Map<String, Object> parameters() {
        var parameters = new TreeMap<>(WebhookEntries.headers());
        parameters.put("IdempotencyKey", OperationEntries.IDEMPOTENCY_KEY);
        return parameters;
    }

    private static Map<String, Object> components(Shapes shapes) {
        var schemas = new TreeMap<>(shapes.named());
        schemas.put("Problem", ProblemEntries.schema());
        schemas.put("LiveTopic", LiveEntries.workspaceTopics());
        schemas.put("LiveCampaignTopic", LiveEntries.campaignTopics());
        return shape(
                "schemas",
                schemas,
                "responses",
                ProblemEntries.answers(),
                "parameters",
                parameters(),
                "securitySchemes",
                shape(
                        "bearer",
                        shape(
                                "type",
                                "http",
                                "scheme",
                                "bearer",
                                "description",
                                "An access token, or an API key that begins with `fnf_`.")));
    }
}
