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

/** This description of the whole REST interface, written from the operations themselves. */
@RestController
class Contract {
    private static final String ABOUT = """
            Campaigns from a brief to a measured result. Sign in by `POST /api/auth/login` and send the `accessToken`, or \
            an API key, as `Authorization: Bearer …`; the token names the workspace, nothing else does.

            Times are ISO 8601 in UTC, money is decimal with an ISO currency, ids are UUIDv7. Lists answer \
            `{items, total, limit, offset}`, long ones `{items, next}`: pass `next` as `after`. `can` holds the \
            operationIds that whoever asks may call now. PATCH takes a JSON merge patch. A write may carry an \
            `Idempotency-Key`: the same request again within 24 hours answers what the first one answered.

            Live updates: open a WebSocket at `/api/live` and send `{token, topics[]}`; a later `{topics[]}` replaces the topics \
            and `{token}` the token. The server responds with `{topic: null, kind: "subscribed", topics[]}`, and with \
            `{topic: null, kind: "refused", topics[]}` for topics that do not exist or need a permission you do not have. \
            Then each change arrives as `{topic, kind, id, version, at}`: read the thing again. The topics are the schemas \
            `LiveTopic` and, as `name:campaignId`, `LiveCampaignTopic`. Close code 4401 asks for a new token; after 1012, \
            connect again and read everything again, because changes were lost.

            Every refusal is a problem (RFC 9457) whose `code` is stable and whose `detail` says what to do next.""";

    private final Operations operations;
    private volatile @Nullable Map<String, Object> written;

    Contract(Operations operations) {
        this.operations = operations;
    }

    /** Reads this contract as OpenAPI 3.1. The page {@code /docs} shows the same. */
    @GetMapping("/api/openapi.json")
    @Allow("public")
    Map<String, Object> readContract() {
        Map<String, Object> known = written;
        if (known == null) written = known = write();
        return known;
    }

    private Map<String, Object> write() {
        // Again until nothing new is found: what two shapes of one name hold is seen only once they are told apart.
        Map<String, Set<String>> claims;
        var shapes = new Shapes(Map.of());
        Map<String, Object> paths;
        do {
            claims = shapes.claimed();
            shapes = new Shapes(claims);
            paths = paths(shapes);
        } while (!claims.equals(shapes.claimed()));
        shapes.requireNamesApart();
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
        contract.put("components", components(shapes));
        return contract;
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

    /** Pages for the public, such as the newsroom, are operations too and no part of the interface. */
    private List<Operation> operations() {
        return operations.list().stream()
                .filter(operation -> operation.path().startsWith("/api/"))
                .toList();
    }

    /** A tag is a room; what it holds is what its doors say of themselves. */
    private List<Object> tags() {
        var doors = new TreeMap<String, TreeSet<String>>();
        operations().forEach(operation -> doors.computeIfAbsent(operation.room(), any -> new TreeSet<>())
                .add(Prose.of(operation.door()).summary()));
        var tags = new ArrayList<Object>();
        doors.forEach((room, texts) -> tags.add(shape("name", room, "description", String.join("\n\n", texts))));
        return tags;
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
                shape("IdempotencyKey", OperationEntries.IDEMPOTENCY_KEY),
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
