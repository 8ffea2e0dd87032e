package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What this server can do by SCIM 2.0, as RFC 7643 describes it. */
@RestController
@RequestMapping("/scim/v2")
class ScimDiscovery {
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";

    private final ScimDoor door;

    ScimDiscovery(ScimDoor door) {
        this.door = door;
    }

    /** Returns which parts of SCIM are supported. */
    @GetMapping("/ServiceProviderConfig")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<String> readScimConfig(HttpServletRequest request) {
        var no = Map.of("supported", false);
        return answer(
                request,
                Map.of(
                        "schemas",
                        List.of(CORE + "ServiceProviderConfig"),
                        "patch",
                        Map.of("supported", true),
                        "bulk",
                        Map.of("supported", false, "maxOperations", 0, "maxPayloadSize", 0),
                        "filter",
                        Map.of("supported", true, "maxResults", ScimUsers.MOST),
                        "changePassword",
                        no,
                        "sort",
                        no,
                        "etag",
                        no,
                        "authenticationSchemes",
                        List.of(Map.of(
                                "type",
                                "oauthbearertoken",
                                "name",
                                "Bearer token",
                                "description",
                                "The provisioning token of the workspace"))));
    }

    /** Lists the types of resources. */
    @GetMapping("/ResourceTypes")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<String> listScimResourceTypes(HttpServletRequest request) {
        return listed(
                request,
                List.of(type("User", "/Users", ScimUsers.SCHEMA), type("Group", "/Groups", ScimGroups.SCHEMA)));
    }

    private static Map<String, Object> type(String name, String endpoint, String schema) {
        return Map.of(
                "schemas",
                List.of(CORE + "ResourceType"),
                "id",
                name,
                "name",
                name,
                "endpoint",
                endpoint,
                "schema",
                schema);
    }

    /** Lists the schemas of users and groups. */
    @GetMapping("/Schemas")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<String> listScimSchemas(HttpServletRequest request) {
        return listed(
                request,
                List.of(
                        schema(
                                ScimUsers.SCHEMA,
                                "User",
                                attribute("userName", "string", true),
                                attribute("externalId", "string", false),
                                attribute("displayName", "string", false),
                                attribute("name", "complex", false),
                                attribute("emails", "complex", false),
                                attribute("active", "boolean", false)),
                        schema(
                                ScimGroups.SCHEMA,
                                "Group",
                                attribute("displayName", "string", true),
                                attribute("externalId", "string", false),
                                attribute("members", "complex", false))));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static Map<String, Object> schema(String id, String name, Map<String, Object>... attributes) {
        return Map.of("schemas", List.of(CORE + "Schema"), "id", id, "name", name, "attributes", List.of(attributes));
    }

    private static Map<String, Object> attribute(String name, String type, boolean required) {
        return Map.of(
                "name",
                name,
                "type",
                type,
                "multiValued",
                name.equals("emails") || name.equals("members"),
                "required",
                required,
                "caseExact",
                false,
                "mutability",
                "readWrite",
                "returned",
                "default",
                "uniqueness",
                required ? "server" : "none");
    }

    private ResponseEntity<String> listed(HttpServletRequest request, List<Map<String, Object>> all) {
        return door.call(
                request,
                () -> new ScimDoor.Answer(
                        200, ScimDoor.list(all.stream().map(Json::tree).toList(), all.size(), 1)));
    }

    private ResponseEntity<String> answer(HttpServletRequest request, Map<String, Object> body) {
        JsonNode tree = Json.tree(body);
        return door.call(request, () -> new ScimDoor.Answer(200, tree));
    }
}
