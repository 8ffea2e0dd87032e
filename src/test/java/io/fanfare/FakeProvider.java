package io.fanfare;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fanfare.kernel.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Identity providers for OpenID Connect that also lie. Each has an issuer of its own; {@code next} says who signs in. */
public final class FakeProvider {
    private static final Map<String, FakeProvider> ALL = new ConcurrentHashMap<>();
    private static final HttpServer SERVER = start();

    private final String path = "/idp-" + UUID.randomUUID();
    private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();
    private RSAKey key = newKey();
    private Map<String, Object> claims = Map.of();
    /** What is sent in place of the right claims. */
    public UnaryOperator<JWTClaimsSet.Builder> lie = UnaryOperator.identity();
    /** How a token is signed: {@code RS256}, {@code none}, {@code HS256}, or with a {@code foreign} key. */
    public String signed = "RS256";

    public boolean hangs;
    public boolean huge;
    public boolean revoked;
    public String named = "";

    public FakeProvider() {
        ALL.put(path, this);
    }

    public static int port() {
        return SERVER.getAddress().getPort();
    }

    public String issuer() {
        return "http://localhost:" + port() + path;
    }

    /** The person who signs in next. */
    public void next(Map<String, Object> who) {
        claims = who;
    }

    public void rotateKeys() {
        key = newKey();
    }

    /** A person signs in there: where the browser is sent back to. */
    public String authorize(String address) {
        var query = fields(URI.create(address).getRawQuery());
        String code = UUID.randomUUID().toString();
        asked.put(code, query);
        return query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state") + "&iss="
                + java.net.URLEncoder.encode(issuer(), StandardCharsets.UTF_8);
    }

    private static HttpServer start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                String[] parts = exchange.getRequestURI().getPath().split("/", 3);
                var provider = ALL.get("/" + parts[1]);
                if (provider == null) send(exchange, 404, "{}");
                else provider.answer(exchange, parts[2]);
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange, String what) throws IOException {
        if (hangs) return;
        if (huge) {
            send(exchange, 200, "[\"" + "x".repeat(1 << 20) + "\"]");
            return;
        }
        switch (what) {
            case ".well-known/openid-configuration" ->
                send(
                        exchange,
                        200,
                        Json.of(Map.of(
                                        "issuer",
                                        named.isEmpty() ? issuer() : named,
                                        "authorization_endpoint",
                                        issuer() + "/authorize",
                                        "token_endpoint",
                                        issuer() + "/token",
                                        "jwks_uri",
                                        issuer() + "/keys"))
                                .text());
            case "keys" -> send(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
            case "token" -> token(exchange);
            default -> send(exchange, 404, "{}");
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        var form = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if ("refresh_token".equals(form.get("grant_type"))) {
            send(
                    exchange,
                    revoked ? 400 : 200,
                    revoked ? "{\"error\":\"invalid_grant\"}" : "{\"access_token\":\"again\"}");
            return;
        }
        var query = asked.remove(form.getOrDefault("code", ""));
        if (query == null || !challenge(form.get("code_verifier")).equals(query.get("code_challenge"))) {
            send(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("access_token", "an access token");
        answer.put("refresh_token", "a refresh token");
        answer.put("id_token", idToken(query));
        send(exchange, 200, Json.of(answer).text());
    }

    private String idToken(Map<String, String> query) {
        var now = Instant.now();
        var right = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(query.get("client_id"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("auth_time", now.getEpochSecond())
                .claim("nonce", query.get("nonce"));
        claims.forEach(right::claim);
        var set = lie.apply(right).build();
        try {
            if (signed.equals("none")) return new PlainJWT(set).serialize();
            if (signed.equals("HS256")) {
                var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), set);
                token.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
                return token.serialize();
            }
            var with = signed.equals("foreign") ? newKey() : key;
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    set);
            token.sign(new RSASSASigner(with));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String form) {
        var fields = new HashMap<String, String>();
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
