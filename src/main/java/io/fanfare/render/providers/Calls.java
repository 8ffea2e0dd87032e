package io.fanfare.render.providers;

import io.fanfare.identity.Credential;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.OutgoingRefused;
import io.fanfare.kernel.Texts;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Calls of a JSON service with a bearer key, and what its answers mean for a job. */
final class Calls {
    private static final Pattern SECONDS = Pattern.compile("(\\d+)\\s*s\\b");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Outgoing outgoing;
    private final String usualBase;
    private final Map<String, String> headers;
    private final Credential.Opened account;

    Calls(Outgoing outgoing, String usualBase, Map<String, String> headers, Credential.Opened account) {
        this.outgoing = outgoing;
        this.usualBase = usualBase;
        this.headers = headers;
        this.account = account;
    }

    /** An answer of the service, its body read as far as it is JSON. */
    record Said(int status, JsonNode body, Map<String, String> headers) {
        boolean ok() {
            return status >= 200 && status < 300;
        }

        /** What the service itself says is wrong, in its own words. */
        String complaint() {
            for (String member : new String[] {"/detail", "/error", "/message", "/title"}) {
                String said = body.at(member).asString("");
                if (!said.isBlank()) return Texts.cut(said, 500);
            }
            return "it answered " + status;
        }

        /** How long to leave it alone: as its header or its sentence says, else as usual. */
        Duration pause(Duration usual) {
            String header = headers.getOrDefault("retry-after", "");
            if (header.matches("\\d{1,5}")) return Duration.ofSeconds(Math.max(1, Long.parseLong(header)));
            var told = SECONDS.matcher(complaint());
            return told.find() && told.group(1).length() < 5
                    ? Duration.ofSeconds(Math.max(1, Long.parseLong(told.group(1))))
                    : usual;
        }

        Map<String, @Nullable Object> details() {
            var details = new LinkedHashMap<String, @Nullable Object>();
            details.put("status", status);
            for (String member : new String[] {"title", "invalid_fields", "issues", "docUrl"})
                if (body.has(member)) details.put(member, Json.convert(body.get(member), Object.class));
            return details;
        }
    }

    Said get(String path) throws IOException {
        return send("GET", path, null);
    }

    Said post(String path, @Nullable Object body) throws IOException {
        return send("POST", path, body);
    }

    Said delete(String path) throws IOException {
        return send("DELETE", path, null);
    }

    private Said send(String method, String path, @Nullable Object body) throws IOException {
        Object own = account.settings().get("baseUrl");
        String base = own == null ? usualBase : own.toString().replaceAll("/+$", "");
        byte[] bytes = body == null ? null : Json.of(body).text().getBytes(StandardCharsets.UTF_8);
        var all = new LinkedHashMap<>(headers);
        all.put("Authorization", "Bearer " + account.secret().get("apiKey"));
        all.put("Accept", "application/json");
        if (bytes != null) all.put("Content-Type", "application/json");
        var answer =
                outgoing.send(new Outgoing.Request(method, URI.create(base + path), all, bytes, 4 << 20, PATIENCE));
        var first = new LinkedHashMap<String, String>();
        answer.headers().forEach((name, values) -> first.put(name, values.getFirst()));
        return new Said(answer.status(), json(answer.bytes()), first);
    }

    static JsonNode json(byte[] bytes) {
        try {
            return Json.read(new String(bytes, StandardCharsets.UTF_8), JsonNode.class);
        } catch (JacksonException noJson) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /** A submission: what the service did not take is told apart from what nobody knows. */
    Remote.Submission submit(String path, Object body) {
        Said said;
        try {
            said = post(path, body);
        } catch (OutgoingRefused refused) {
            return new Remote.Submission.Refused("provider_address", String.valueOf(refused.getMessage()), Map.of());
        } catch (java.net.ConnectException
                | java.net.UnknownHostException
                | java.net.NoRouteToHostException unreached) {
            return new Remote.Submission.Later(Duration.ofSeconds(15), "it can't be reached");
        } catch (IOException lost) {
            return new Remote.Submission.Unknown(String.valueOf(lost.getMessage()));
        }
        if (said.ok()) {
            String id = said.body().at("/id").asString("");
            return id.isBlank()
                    ? new Remote.Submission.Unknown("The answer names no job.")
                    : new Remote.Submission.Taken(id);
        }
        return switch (said.status()) {
            case 429 -> new Remote.Submission.Later(said.pause(Duration.ofSeconds(30)), said.complaint());
            // Before anything was made of it.
            case 503 -> new Remote.Submission.Later(said.pause(Duration.ofSeconds(15)), said.complaint());
            case 401, 403 ->
                new Remote.Submission.Refused(
                        "provider_key_refused", "The key was not accepted: " + said.complaint(), said.details());
            case 402 ->
                new Remote.Submission.Refused(
                        "provider_no_credit", "There is no credit left there: " + said.complaint(), said.details());
            case 404 ->
                new Remote.Submission.Refused(
                        "model_unknown", "There is no such model: " + said.complaint(), said.details());
            case 400, 422 ->
                new Remote.Submission.Refused(
                        "provider_refused_input", "It did not accept the input: " + said.complaint(), said.details());
            default ->
                said.status() >= 500
                        ? new Remote.Submission.Unknown("It answered " + said.status() + ".")
                        : new Remote.Submission.Refused("provider_refused", said.complaint(), said.details());
        };
    }

    /** A question about a job: its answer, or when to ask again. */
    Said ask(String path, Duration pace) throws Remote.Trouble {
        try {
            var said = get(path);
            if (said.ok()) return said;
            if (said.status() == 404) throw new Remote.Trouble("The service has no such job any more.", pace, true);
            if (said.status() == 401 || said.status() == 403)
                throw new Remote.Trouble("The key was not accepted: " + said.complaint(), Duration.ofMinutes(1), false);
            throw new Remote.Trouble(
                    "Asked, and not answered: " + said.complaint(), said.pause(pace.multipliedBy(2)), false);
        } catch (OutgoingRefused | IOException away) {
            throw new Remote.Trouble("Asked, and not answered: " + away.getMessage(), pace.multipliedBy(2), false);
        }
    }
}
