package io.fanfare.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.fanfare.kernel.Refused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An ID token of OpenID Connect, read and checked as section 3.1.3.7 of its specification asks. */
final class IdToken {
    /** Signatures with keys that only the provider has; never {@code none}, and never a shared secret. */
    private static final Map<JWSAlgorithm, String> ALGORITHMS = Map.of(
            JWSAlgorithm.RS256, "SHA-256",
            JWSAlgorithm.RS384, "SHA-384",
            JWSAlgorithm.RS512, "SHA-512",
            JWSAlgorithm.PS256, "SHA-256",
            JWSAlgorithm.ES256, "SHA-256",
            JWSAlgorithm.ES384, "SHA-384");

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
    private static final Duration OLDEST = Duration.ofMinutes(10);
    private static final int LONGEST = 64 << 10;

    private final SignedJWT token;
    private final JWTClaimsSet claims;

    private IdToken(SignedJWT token, JWTClaimsSet claims) {
        this.token = token;
        this.claims = claims;
    }

    /** What the token has to be for. */
    record Expected(
            String issuer,
            String clientId,
            String nonce,
            @Nullable String accessToken,
            Instant now) {}

    /** Who signed in, as far as the provider says. */
    record Identity(
            String subject,
            String email,
            boolean emailVerified,
            boolean emailRefuted,
            String name,
            boolean saysGroups,
            Set<String> groups,
            @Nullable Instant authenticatedAt) {}

    static IdToken parse(@Nullable String text) {
        try {
            if (text == null || text.length() > LONGEST) throw wrong("has no usable ID token");
            var token = SignedJWT.parse(text);
            return new IdToken(token, token.getJWTClaimsSet());
        } catch (ParseException unsigned) {
            throw wrong("is not a signed JSON web token");
        }
    }

    @Nullable
    String keyId() {
        return token.getHeader().getKeyID();
    }

    /** This token, if every check passes. */
    IdToken require(JWKSet keys, Expected expected) {
        requireSignature(keys);
        try {
            if (!expected.issuer().equals(claims.getIssuer())) throw wrong("is of another issuer");
            var audience = claims.getAudience();
            if (!audience.contains(expected.clientId())) throw wrong("is for another client");
            String party = claims.getStringClaim("azp");
            if (audience.size() > 1 && party == null || party != null && !party.equals(expected.clientId()))
                throw wrong("is for another party");
            if (!expected.nonce().equals(claims.getStringClaim("nonce"))) throw wrong("belongs to another sign-in");
            requireTime(expected.now());
            requireAccessToken(expected.accessToken());
            if (claims.getSubject() == null || claims.getSubject().isBlank()) throw wrong("has no subject");
            return this;
        } catch (ParseException malformed) {
            throw wrong("has a claim of the wrong type");
        }
    }

    private void requireSignature(JWKSet keys) {
        var header = token.getHeader();
        if (!ALGORITHMS.containsKey(header.getAlgorithm())) throw wrong("is signed with " + header.getAlgorithm());
        if (header.getCriticalParams() != null) throw wrong("has a header that is not understood");
        try {
            for (JWK key : new JWKSelector(JWKMatcher.forJWSHeader(header)).select(keys))
                if (key instanceof AsymmetricJWK known
                        && token.verify(new DefaultJWSVerifierFactory().createJWSVerifier(header, known.toPublicKey())))
                    return;
        } catch (JOSEException unusable) {
            throw wrong("can't be verified");
        }
        throw wrong("is not signed by the provider");
    }

    private void requireTime(Instant now) {
        var expires = claims.getExpirationTime();
        var issued = claims.getIssueTime();
        if (expires == null || !now.minus(CLOCK_SKEW).isBefore(expires.toInstant())) throw wrong("has expired");
        if (issued == null
                || issued.toInstant().isAfter(now.plus(CLOCK_SKEW))
                || issued.toInstant().isBefore(now.minus(OLDEST))) throw wrong("was not issued now");
        var begins = claims.getNotBeforeTime();
        if (begins != null && begins.toInstant().isAfter(now.plus(CLOCK_SKEW))) throw wrong("is not valid yet");
    }

    /** The hash is optional in this flow, but if it is there it has to match. */
    private void requireAccessToken(@Nullable String accessToken) throws ParseException {
        String hash = claims.getStringClaim("at_hash");
        if (hash == null) return;
        try {
            String digest =
                    Objects.requireNonNull(ALGORITHMS.get(token.getHeader().getAlgorithm()));
            byte[] all = MessageDigest.getInstance(digest)
                    .digest(String.valueOf(accessToken).getBytes(StandardCharsets.US_ASCII));
            byte[] half = Arrays.copyOf(all, all.length / 2);
            if (accessToken == null
                    || !Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(half)
                            .equals(hash)) throw wrong("belongs to another access token");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Identity identity(String groupsClaim) {
        Object verified = claims.getClaim("email_verified");
        Object groups = claims.getClaim(groupsClaim);
        String email = text("email");
        return new Identity(
                claims.getSubject(),
                email,
                Boolean.TRUE.equals(verified) || "true".equals(verified),
                Boolean.FALSE.equals(verified) || "false".equals(verified),
                text("name").isBlank() ? email.split("@", 2)[0] : text("name"),
                groups != null,
                groups(groups),
                claims.getClaim("auth_time") instanceof Number at ? Instant.ofEpochSecond(at.longValue()) : null);
    }

    private String text(String claim) {
        return claims.getClaim(claim) instanceof String text ? text : "";
    }

    private static Set<String> groups(@Nullable Object claim) {
        var names = claim instanceof Collection<?> many ? many : claim == null ? List.of() : List.of(claim);
        return names.stream().map(String::valueOf).collect(Collectors.toCollection(HashSet::new));
    }

    private static Refused wrong(String why) {
        return Refused.unauthorized(
                "company_token_invalid", "Your company's identity provider sent a token that " + why + ".");
    }
}
