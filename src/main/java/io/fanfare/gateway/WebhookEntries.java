package io.fanfare.gateway;

import static io.fanfare.gateway.Shapes.shape;

import io.fanfare.activity.WebhookEvent;
import io.fanfare.activity.WebhookType;
import java.lang.reflect.AnnotatedType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The events that webhooks report, as OpenAPI describes calls in the other direction. */
final class WebhookEntries {
    private static final String BODY =
            "A POST by Standard Webhooks 1.0. Check `webhook-signature` with the secret of the webhook, and answer with 2xx within 15 seconds.";

    private static final Map<String, Object> HEADERS = shape(
            "WebhookId",
            header("webhook-id", "The id of the event, the same for each attempt: drop what you have seen."),
            "WebhookTimestamp",
            header("webhook-timestamp", "When it was sent, in seconds since 1970."),
            "WebhookSignature",
            header(
                    "webhook-signature",
                    "`v1,` and the HMAC-SHA256 of id, timestamp and body, joined by full stops, in Base64. There are two, separated by a space, while a secret is rotated."));

    /** Apart from the operations, so that generated clients do not mix both. */
    private static final String TAG = "webhooks";

    /** One shape for all, under its name: generated clients make a type of it. */
    private record Body(WebhookEvent event) {}

    private static final AnnotatedType EVENT = Body.class.getRecordComponents()[0].getAnnotatedType();

    private WebhookEntries() {}

    static Map<String, Object> tag() {
        return shape("name", TAG, "description", "What Fanfare sends to the servers of webhooks.");
    }

    private static String camel(String text) {
        return Arrays.stream(text.split("[._]"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** The headers of each call, for the parameters that the contract names. */
    static Map<String, Object> headers() {
        return HEADERS;
    }

    static Map<String, Object> of(Shapes shapes) {
        var entries = new LinkedHashMap<String, Object>();
        for (var type : WebhookType.values()) entries.put(type.text(), shape("post", entry(type, shapes)));
        return entries;
    }

    private static Map<String, Object> entry(WebhookType type, Shapes shapes) {
        return shape(
                "operationId",
                "receive" + camel(type.text()),
                "summary",
                type.description(),
                "description",
                BODY,
                "tags",
                List.of(TAG),
                "parameters",
                HEADERS.keySet().stream()
                        .map(name -> shape("$ref", "#/components/parameters/" + name))
                        .toList(),
                "requestBody",
                shape("required", true, "content", shape("application/json", shape("schema", shapes.of(EVENT)))),
                "responses",
                shape("2XX", shape("description", "Received."), "410", shape("description", "No longer wanted.")));
    }

    private static Map<String, Object> header(String name, String text) {
        return shape(
                "name", name, "in", "header", "required", true, "description", text, "schema", shape("type", "string"));
    }
}
