package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.ClientNetwork;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The authorization server of agents: OAuth 2.1 with PKCE, dynamic client registration (RFC 7591), protected resource metadata (RFC 9728)
 * and revocation (RFC 7009). People consent on a page of the web app.
 */
@RestController
class OAuth {
    private static final int MOST_REGISTRATIONS = 30;

    private final OAuthClients clients;
    private final AgentTokens tokens;
    private final Throttle throttle;
    private final Transactions transactions;
    private final BaseUrl base;

    OAuth(OAuthClients clients, AgentTokens tokens, Throttle throttle, Transactions transactions, BaseUrl base) {
        this.clients = clients;
        this.tokens = tokens;
        this.throttle = throttle;
        this.transactions = transactions;
        this.base = base;
    }

    /** A refused request, in the form of OAuth. */
    private static ResponseEntity<Object> error(HttpStatus status, String code, String text) {
        return answer(status, Map.of("error", code, "error_description", text));
    }

    private static ResponseEntity<Object> answer(HttpStatus status, Object body) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(body);
    }

    /** Describes the protected resource: where agents get tokens for the MCP server. */
    @GetMapping({"/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource" + AgentTokens.PATH})
    @Allow(value = "public", outside = true, plain = true)
    Map<String, Object> readProtectedResource() {
        return Map.of(
                "resource",
                tokens.resource(),
                "authorization_servers",
                List.of(base.get()),
                "scopes_supported",
                AgentScopes.names(),
                "bearer_methods_supported",
                List.of("header"),
                "resource_name",
                "Fanfare",
                "resource_documentation",
                base.get() + "/docs");
    }

    /** Describes the authorization server. */
    @GetMapping("/.well-known/oauth-authorization-server")
    @Allow(value = "public", outside = true, plain = true)
    Map<String, Object> readAuthorizationServer() {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("issuer", base.get());
        metadata.put("authorization_endpoint", base.get() + "/connect");
        metadata.put("token_endpoint", base.get() + "/oauth/token");
        metadata.put("registration_endpoint", base.get() + "/oauth/register");
        metadata.put("revocation_endpoint", base.get() + "/oauth/revoke");
        metadata.put("scopes_supported", AgentScopes.names());
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("response_modes_supported", List.of("query"));
        metadata.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        metadata.put("token_endpoint_auth_methods_supported", List.of("none"));
        metadata.put("revocation_endpoint_auth_methods_supported", List.of("none"));
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("authorization_response_iss_parameter_supported", true);
        return metadata;
    }

    /** Registers an OAuth client (RFC 7591). Each is public: it proves itself with PKCE, not with a secret. */
    @PostMapping(value = "/oauth/register", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Object> registerClient(@RequestBody Map<String, Object> metadata, HttpServletRequest request) {
        transactions.write(() -> throttle.limit(
                "oauth client " + ClientNetwork.of(request.getRemoteAddr()), MOST_REGISTRATIONS, Duration.ofHours(1)));
        OAuthClients.Client client;
        try {
            client = client(metadata);
        } catch (Refused refused) {
            return error(HttpStatus.BAD_REQUEST, code(refused), refused.sentence() + " " + refused.more());
        }
        transactions.write(() -> clients.insert(client));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("client_id", client.clientId());
        answer.put("client_name", client.name());
        if (client.clientUri() != null) answer.put("client_uri", client.clientUri());
        answer.put("redirect_uris", client.redirectUris());
        answer.put("grant_types", List.of("authorization_code", "refresh_token"));
        answer.put("response_types", List.of("code"));
        answer.put("token_endpoint_auth_method", "none");
        return answer(HttpStatus.CREATED, answer);
    }

    private static String code(Refused refused) {
        boolean address =
                refused.more().get("errors") instanceof Map<?, ?> errors && errors.containsKey("redirect_uris");
        return address ? "invalid_redirect_uri" : "invalid_client_metadata";
    }

    private static OAuthClients.Client client(Map<String, Object> metadata) {
        var uris = metadata.get("redirect_uris") instanceof List<?> list
                ? list.stream().map(String::valueOf).map(OAuthClients::checked).toList()
                : List.<String>of();
        OAuthClients.requireFew(uris);
        String name =
                metadata.get("client_name") instanceof String given && !given.isBlank() ? given : "Unnamed client";
        if (name.length() > 200) throw Refused.invalid("client_name", "must have at most 200 characters");
        String page = metadata.get("client_uri") instanceof String given && given.startsWith("https://") ? given : null;
        if (page != null && page.length() > 2000)
            throw Refused.invalid("client_uri", "must have at most 2,000 characters");
        return new OAuthClients.Client("fnc-" + SessionStore.random().substring(0, 24), name, page, uris);
    }

    /** Exchanges a code, or a refresh token, for an access token of 15 minutes and the next refresh token. */
    @PostMapping(value = "/oauth/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Object> issueToken(@RequestParam Map<String, String> form) {
        String resource = form.get("resource");
        if (resource != null && !resource.equals(tokens.resource()))
            return error(HttpStatus.BAD_REQUEST, "invalid_target", "resource must be " + tokens.resource());
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> exchange("code", form.getOrDefault("code", ""), form);
            case "refresh_token" -> exchange("refresh", form.getOrDefault("refresh_token", ""), form);
            default ->
                error(
                        HttpStatus.BAD_REQUEST,
                        "unsupported_grant_type",
                        "grant_type must be authorization_code or refresh_token");
        };
    }

    private ResponseEntity<Object> exchange(String kind, String token, Map<String, String> form) {
        // The end of a stolen family has to be committed, so it is a result and not an exception.
        Optional<AgentTokens.Pair> pair = transactions.write(() -> {
            var found = tokens.grant(kind, token).filter(grant -> matches(grant, form));
            if (found.isEmpty() || found.get().expired()) return Optional.<AgentTokens.Pair>empty();
            if (found.get().used()) {
                tokens.endFamily(found.get().family());
                return Optional.<AgentTokens.Pair>empty();
            }
            return Optional.of(tokens.exchange(token, found.get()));
        });
        if (pair.isEmpty())
            return error(
                    HttpStatus.BAD_REQUEST,
                    "invalid_grant",
                    "The " + (kind.equals("code") ? "code" : "refresh token")
                            + " is unknown, expired, used, or for another client. Connect again.");
        return answer(
                HttpStatus.OK,
                Map.of(
                        "access_token",
                        pair.get().access(),
                        "token_type",
                        "Bearer",
                        "expires_in",
                        AgentTokens.ACCESS_SECONDS,
                        "refresh_token",
                        pair.get().refresh()));
    }

    private static boolean matches(AgentTokens.Grant grant, Map<String, String> form) {
        if (!grant.clientId().equals(form.get("client_id"))) return false;
        String challenge = grant.challenge();
        if (challenge == null) return true;
        return String.valueOf(grant.redirectUri()).equals(form.get("redirect_uri"))
                && challenge.equals(challenge(form.get("code_verifier")));
    }

    private static String challenge(@Nullable String verifier) {
        if (verifier == null || !verifier.matches("[A-Za-z0-9._~-]{43,128}")) return "";
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Revokes a token of a client and all others of the same consent (RFC 7009). An unknown token is no error. */
    @PostMapping(value = "/oauth/revoke", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Object> revokeToken(@RequestParam Map<String, String> form) {
        transactions.write(() -> tokens.revoke(form.getOrDefault("token", ""), form.getOrDefault("client_id", "")));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).build();
    }
}
