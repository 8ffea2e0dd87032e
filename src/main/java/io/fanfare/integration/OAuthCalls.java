package io.fanfare.integration;

import io.fanfare.integration.IntegrationSecrets.Secret;
import io.fanfare.integration.McpFailed.Kind;
import io.fanfare.kernel.HttpCalls;
import io.fanfare.kernel.HttpCalls.Call;
import io.fanfare.kernel.HttpCalls.Reply;
import io.fanfare.kernel.HttpContent;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Outgoing;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * OAuth 2.1 as a client of MCP: the server says where its authorization is described (RFC 9728), that says its endpoints (RFC 8414), Fanfare
 * registers itself there (RFC 7591), and a person gives consent with PKCE. Every address is checked as any outgoing one.
 */
@Component
class OAuthCalls {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Duration USUAL_LIFE = Duration.ofHours(1);
    private static final Pattern METADATA = Pattern.compile("resource_metadata=\"([^\"]{1,500})\"");

    private final HttpCalls calls;
    private final Outgoing outgoing;

    OAuthCalls(HttpCalls calls, Outgoing outgoing) {
        this.calls = calls;
        this.outgoing = outgoing;
    }

    /** Finds the authorization server and registers there. {@code challenge} is what the server answered without a token. */
    Secret register(String server, String challenge, String redirect) throws McpFailed {
        var resource = URI.create(server);
        var match = METADATA.matcher(challenge);
        var described = match.find()
                ? json(address(match.group(1)))
                : first(List.of(
                        resource.resolve("/.well-known/oauth-protected-resource" + path(resource)),
                        resource.resolve("/.well-known/oauth-protected-resource")));
        String about = described.path("resource").asString("");
        if (!origin(address(about)).equals(origin(resource)))
            throw failed("The description of the server's sign-in is about another server.");
        String issuer = described.at("/authorization_servers/0").asString("");
        var at = address(issuer);
        var metadata = first(List.of(
                at.resolve("/.well-known/oauth-authorization-server" + path(at)),
                at.resolve(path(at) + "/.well-known/openid-configuration")));
        if (!metadata.path("issuer").asString("").equals(issuer))
            throw failed("The authorization server describes another one.");
        boolean proofs = metadata.path("code_challenge_methods_supported")
                .valueStream()
                .anyMatch(method -> method.asString("").equals("S256"));
        if (!proofs) throw failed("The authorization server does not support PKCE with S256.");
        String authorize = endpoint(metadata, "authorization_endpoint");
        String token = endpoint(metadata, "token_endpoint");
        var client = posted(
                address(endpoint(metadata, "registration_endpoint")),
                HttpContent.json(Map.of(
                        "client_name",
                        "Fanfare",
                        "redirect_uris",
                        List.of(redirect),
                        "grant_types",
                        List.of("authorization_code", "refresh_token"),
                        "response_types",
                        List.of("code"),
                        "token_endpoint_auth_method",
                        "none")));
        String scope = described
                .path("scopes_supported")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(" "));
        return new Secret(
                null,
                null,
                null,
                required(client, "client_id"),
                client.path("client_secret").asString(null),
                issuer,
                authorize,
                token,
                scope.isBlank() ? null : scope,
                null);
    }

    private String endpoint(JsonNode metadata, String name) throws McpFailed {
        return address(required(metadata, name)).toString();
    }

    private static String required(JsonNode json, String name) throws McpFailed {
        String value = json.path(name).asString("");
        if (value.isBlank() || value.length() > 2000)
            throw failed("The authorization server has no " + name + ". Enter a token instead.");
        return value;
    }

    /** Where a person gives consent. */
    static String consent(Secret secret, String server, String redirect, String state, String verifier) {
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", String.valueOf(secret.client()));
        query.put("redirect_uri", redirect);
        query.put("state", state);
        query.put(
                "code_challenge",
                Json.base64Sha256(verifier).replace('+', '-').replace('/', '_').replace("=", ""));
        query.put("code_challenge_method", "S256");
        query.put("resource", server);
        if (secret.scope() != null) query.put("scope", secret.scope());
        String all = query.entrySet().stream()
                .map(part -> part.getKey() + "=" + HttpCalls.encoded(part.getValue()))
                .collect(Collectors.joining("&"));
        String at = String.valueOf(secret.authorizeAt());
        return at + (at.contains("?") ? "&" : "?") + all;
    }

    Secret exchange(Secret secret, String server, String redirect, String code, Instant now) throws McpFailed {
        var form = form(secret, "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirect);
        form.put("code_verifier", String.valueOf(secret.verifier()));
        form.put("resource", server);
        return tokens(secret, form, now);
    }

    Secret renew(Secret secret, Instant now) throws McpFailed {
        if (secret.refresh() == null) throw McpFailed.denied(401, "");
        var form = form(secret, "refresh_token");
        form.put("refresh_token", secret.refresh());
        return tokens(secret, form, now);
    }

    private static Map<String, String> form(Secret secret, String grant) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", grant);
        form.put("client_id", String.valueOf(secret.client()));
        if (secret.clientSecret() != null) form.put("client_secret", secret.clientSecret());
        return form;
    }

    private Secret tokens(Secret secret, Map<String, String> form, Instant now) throws McpFailed {
        String encoded = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + HttpCalls.encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        var content = HttpContent.bytes(
                "application/x-www-form-urlencoded", encoded.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        var answer = posted(address(String.valueOf(secret.tokenAt())), content);
        long seconds = answer.path("expires_in").asLong(USUAL_LIFE.toSeconds());
        return secret.with(
                required(answer, "access_token"),
                now.plusSeconds(Math.clamp(seconds, 1, Duration.ofDays(365).toSeconds())),
                answer.path("refresh_token").asString(secret.refresh()));
    }

    private JsonNode first(List<URI> addresses) throws McpFailed {
        McpFailed last = failed("The server does not say how to sign in. Enter a token instead.");
        for (URI address : addresses)
            try {
                return json(address);
            } catch (McpFailed none) {
                last = none.kind() == Kind.ANSWERED ? last : none;
            }
        throw last;
    }

    private JsonNode json(URI address) throws McpFailed {
        return answer(calls.send(Call.get(address).within(WITHIN)));
    }

    private JsonNode posted(URI address, HttpContent content) throws McpFailed {
        return answer(calls.send(Call.post(address).content(content).within(WITHIN)));
    }

    private static JsonNode answer(Reply reply) throws McpFailed {
        return switch (reply) {
            case Reply.Answered answer when answer.ok() && answer.json().isObject() -> answer.json();
            case Reply.Answered answer
            when answer.status() >= 500 || answer.status() == 429 ->
                throw McpFailed.busy("The authorization server answered " + answer.status() + ".", null);
            case Reply.Answered answer ->
                throw failed("The authorization server answered " + OutsideData.text(answer.summary(), 200) + ".");
            case Reply.NotSent(var reason, var refused) ->
                throw McpFailed.of(refused ? Kind.ADDRESS : Kind.NOT_SENT, reason);
            case Reply.Lost(var reason) -> throw McpFailed.of(Kind.NOT_SENT, reason);
        };
    }

    /** An address from outside: https, unless the operator has listed the server. */
    private URI address(String text) throws McpFailed {
        try {
            var uri = new URI(text);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || outgoing.isListed(uri))) return uri;
        } catch (URISyntaxException malformed) {
            throw failed("The sign-in of the server names an address that is not one.");
        }
        throw failed("The sign-in of the server names an address without https.");
    }

    private static String path(URI uri) {
        String path = uri.getRawPath();
        return path == null || path.equals("/") ? "" : path;
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    private static McpFailed failed(@Nullable String message) {
        return McpFailed.answered(0, String.valueOf(message));
    }
}
