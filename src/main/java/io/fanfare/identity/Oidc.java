package io.fanfare.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.OutgoingRefused;
import io.fanfare.kernel.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Calls to identity providers: their configuration, their keys, and their tokens. What they answer is small and comes in time. */
@Component
class Oidc {
    private static final String CONFIGURATION = "/.well-known/openid-configuration";
    private static final int LARGEST = 512 << 10;
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final Outgoing outgoing;
    private final Cache<String, Provider> providers = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();
    private final Cache<String, JWKSet> keys = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();
    /** Keys are read again for an unknown one, but not for each of many forged tokens. */
    private final Cache<String, Boolean> readLately = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    Oidc(Outgoing outgoing) {
        this.outgoing = outgoing;
    }

    /** A provider as its configuration describes it. */
    record Provider(String issuer, URI authorization, URI token, URI keys, boolean secretInBody, boolean namesIssuer) {}

    /** What a provider returned for a code or a refresh token. */
    record Tokens(
            @Nullable String idToken,
            @Nullable String accessToken,
            @Nullable String refreshToken) {
        @Override
        public String toString() {
            return "tokens";
        }
    }

    /** The provider refused a grant: the code was used, or the person has no access any more. */
    static final class NotGranted extends Exception {
        private static final long serialVersionUID = 1;

        NotGranted(String error) {
            super(error, null, false, false);
        }
    }

    void forget(String issuer) {
        providers.invalidate(issuer);
    }

    Provider provider(String issuer) {
        return providers.get(issuer, this::discover);
    }

    private Provider discover(String issuer) {
        var address = uri(issuer, issuer.replaceAll("/+$", "") + CONFIGURATION);
        var configuration = json(address);
        String named = configuration.at("/issuer").asString("");
        if (!named.equals(issuer))
            throw unusable("It calls itself " + named + ". Enter the issuer exactly as the provider writes it.");
        var methods = configuration.at("/token_endpoint_auth_methods_supported");
        boolean basic = methods.isMissingNode()
                || methods.valueStream().anyMatch(method -> method.asString("").equals("client_secret_basic"));
        return new Provider(
                issuer,
                endpoint(configuration, issuer, "authorization_endpoint"),
                endpoint(configuration, issuer, "token_endpoint"),
                endpoint(configuration, issuer, "jwks_uri"),
                !basic,
                configuration
                        .at("/authorization_response_iss_parameter_supported")
                        .asBoolean(false));
    }

    private URI endpoint(JsonNode configuration, String issuer, String name) {
        return uri(issuer, configuration.at("/" + name).asString(""));
    }

    /** Tokens and codes travel encrypted, except to a server that the operator lists. */
    private URI uri(String issuer, String text) {
        URI address;
        try {
            address = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw unusable("It has an invalid address: " + issuer + ".");
        }
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        if (address.getHost() == null || !secure && !outgoing.isListed(address))
            throw unusable("Its addresses must start with https.");
        return address;
    }

    /** The keys of a provider; read again if it has rotated them. */
    JWKSet keys(Provider provider, @Nullable String wanted) {
        var known = keys.get(provider.issuer(), issuer -> read(provider));
        boolean missing = wanted != null && known.getKeyByKeyId(wanted) == null;
        if (!missing || readLately.asMap().putIfAbsent(provider.issuer(), true) != null) return known;
        var fresh = read(provider);
        keys.put(provider.issuer(), fresh);
        return fresh;
    }

    private JWKSet read(Provider provider) {
        try {
            return JWKSet.parse(json(provider.keys()).toString());
        } catch (ParseException malformed) {
            throw unusable("Its keys can't be read.");
        }
    }

    private JsonNode json(URI address) {
        try {
            var answer =
                    outgoing.send(Outgoing.Request.get(address).atMost(LARGEST).within(LONGEST));
            if (answer.ok()) return parsed(answer);
            throw unusable(address + " answered " + answer.status() + ".");
        } catch (OutgoingRefused refused) {
            throw unusable(String.valueOf(refused.getMessage()));
        } catch (IOException unreached) {
            throw unusable("It does not answer: " + unreached.getMessage() + ".");
        }
    }

    private static JsonNode parsed(Outgoing.Answer answer) {
        try {
            return Json.read(new String(answer.bytes(), StandardCharsets.UTF_8), JsonNode.class);
        } catch (RuntimeException malformed) {
            throw unusable("It answered something other than JSON.");
        }
    }

    Tokens exchange(Provider provider, Connection connection, Optional<String> secret, Map<String, String> grant)
            throws NotGranted {
        var form = new TreeMap<>(grant);
        boolean inBody = secret.isEmpty() || provider.secretInBody();
        if (inBody) form.put("client_id", connection.clientId());
        if (inBody && secret.isPresent()) form.put("client_secret", secret.get());
        var request = Outgoing.Request.post(
                        provider.token(),
                        "application/x-www-form-urlencoded",
                        form(form).getBytes(StandardCharsets.UTF_8))
                .with("Accept", "application/json")
                .atMost(LARGEST)
                .within(LONGEST);
        if (!inBody) {
            String pair = encoded(connection.clientId()) + ":" + encoded(secret.get());
            request = request.with(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return sent(request);
    }

    private Tokens sent(Outgoing.Request request) throws NotGranted {
        try {
            var answer = outgoing.send(request);
            if (answer.status() == 400 || answer.status() == 401)
                throw new NotGranted(parsed(answer).at("/error").asString("refused"));
            if (!answer.ok()) throw unusable("Its token endpoint answered " + answer.status() + ".");
            var tokens = parsed(answer);
            return new Tokens(text(tokens, "id_token"), text(tokens, "access_token"), text(tokens, "refresh_token"));
        } catch (OutgoingRefused refused) {
            throw unusable(String.valueOf(refused.getMessage()));
        } catch (IOException unreached) {
            throw unusable("It does not answer: " + unreached.getMessage() + ".");
        }
    }

    private static @Nullable String text(JsonNode tokens, String name) {
        return tokens.at("/" + name).isString() ? tokens.at("/" + name).asString() : null;
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static Refused unusable(String why) {
        return Refused.unprocessable("provider_unusable", "The identity provider can't be used. " + why);
    }
}
