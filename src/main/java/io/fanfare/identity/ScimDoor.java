package io.fanfare.identity;

import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Texts;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The way into SCIM: the token decides the workspace, bodies and answers are SCIM's, and so are refusals. */
@Component
class ScimDoor {
    private static final MediaType SCIM = new MediaType("application", "scim+json", StandardCharsets.UTF_8);
    private static final int LARGEST = 4 << 20;

    private final ScimTokenStore tokens;
    private final Transactions transactions;
    private final BaseUrl baseUrl;

    ScimDoor(ScimTokenStore tokens, Transactions transactions, BaseUrl baseUrl) {
        this.tokens = tokens;
        this.transactions = transactions;
        this.baseUrl = baseUrl;
    }

    /** A status with a resource, or without one. */
    record Answer(int status, @Nullable JsonNode body) {}

    ResponseEntity<String> call(HttpServletRequest request, Supplier<Answer> work) {
        return answered(() -> {
            String header = String.valueOf(request.getHeader("Authorization"));
            if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) throw ScimError.unauthorized();
            String secret = header.substring(7).strip();
            var workspace = transactions.read(() -> tokens.workspaceOf(secret)).orElseThrow(ScimError::unauthorized);
            return Current.house(workspace, "Provisioning")
                    .call(() -> transactions.write(() -> {
                        tokens.used();
                        return work.get();
                    }));
        });
    }

    ResponseEntity<String> change(HttpServletRequest request, Function<ObjectNode, Answer> work) {
        try {
            var body = body(request);
            return call(request, () -> work.apply(body));
        } catch (ScimError refused) {
            return error(refused);
        }
    }

    private ResponseEntity<String> answered(Supplier<Answer> work) {
        try {
            var answer = work.get();
            var response =
                    ResponseEntity.status(answer.status()).contentType(SCIM).header("Cache-Control", "no-store");
            return answer.body() == null
                    ? ResponseEntity.status(answer.status()).build()
                    : response.body(answer.body().toString());
        } catch (ScimError refused) {
            return error(refused);
        } catch (Refused refused) {
            return error(ScimError.of(refused.status(), refused.sentence()));
        }
    }

    private static ResponseEntity<String> error(ScimError refused) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:Error");
        body.put("status", String.valueOf(refused.status));
        if (refused.type != null) body.put("scimType", refused.type);
        body.put("detail", refused.detail());
        return ResponseEntity.status(refused.status).contentType(SCIM).body(body.toString());
    }

    private static ObjectNode body(HttpServletRequest request) {
        try {
            byte[] bytes = request.getInputStream().readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) throw ScimError.of(413, "The body is larger than 4 MB.");
            String text = new String(bytes, StandardCharsets.UTF_8);
            Texts.flaw(text).ifPresent(flaw -> {
                throw ScimError.invalid("The body " + flaw);
            });
            if (Json.read(text, JsonNode.class) instanceof ObjectNode object) return object;
            throw ScimError.of(400, "The body must be a JSON object.");
        } catch (IOException | RuntimeException unreadable) {
            if (unreadable instanceof ScimError refused) throw refused;
            throw ScimError.of(400, "The body must be a JSON object.");
        }
    }

    /** A page of resources, as SCIM lists them. */
    static JsonNode list(List<? extends JsonNode> resources, long total, int startIndex) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:ListResponse");
        body.put("totalResults", total);
        body.put("startIndex", startIndex);
        body.put("itemsPerPage", resources.size());
        var items = body.putArray("Resources");
        resources.forEach(items::add);
        return body;
    }

    String location(String path) {
        return baseUrl.ofRequest() + "/scim/v2/" + path;
    }
}
