package io.fanfare.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Envelope;
import io.fanfare.kernel.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/** Signed access tokens of people: JSON web tokens that name a person, a workspace and the epoch of their sessions. */
@Component
class AccessTokens {
    static final Duration LIFE = Duration.ofMinutes(15);
    private static final int MOST_REMEMBERED = 10_000;
    private static final String AUDIENCE = "fanfare";
    private static final String WORKSPACE = "workspace";
    private static final String EPOCH = "epoch";
    private static final String SESSION = "sid";
    private static final String PROVED_AT = "auth_time";
    private static final String SECOND_FACTOR = "mfa";
    private static final String COMPANY = "company";

    private final JwtEncoder encoder;
    private final JwtDecoder decoder;
    private final InstantSource clock;
    /** A signature that was valid stays valid, so it is checked once; whether the token has expired is checked each time. */
    private final Cache<String, Claims> valid = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(LIFE)
            .build();

    AccessTokens(Envelope envelope, InstantSource machineClock) {
        var key = envelope.deriveKey("identity access token");
        var hs256 = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        hs256.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(Duration.ZERO), new JwtAudienceValidator(AUDIENCE)));
        this.decoder = hs256;
        this.encoder = new NimbusJwtEncoder(new ImmutableSecret<>(key));
        this.clock = machineClock;
    }

    /** What a token says. */
    record Claims(UUID person, UUID workspace, int epoch, Instant expiresAt, Current.@Nullable Session session) {}

    String issue(Person person, UUID workspace, Current.Session session) {
        var now = clock.instant();
        var claims = JwtClaimsSet.builder()
                .subject(person.id().toString())
                .audience(List.of(AUDIENCE))
                .claim(WORKSPACE, workspace.toString())
                .claim(EPOCH, person.sessionEpoch())
                .claim(SESSION, session.id().toString())
                .claim(PROVED_AT, session.provedAt().getEpochSecond())
                .claim(SECOND_FACTOR, session.secondFactor())
                .issuedAt(now)
                .expiresAt(now.plus(LIFE));
        if (session.company() != null) claims.claim(COMPANY, session.company().toString());
        return encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(MacAlgorithm.HS256).build(), claims.build()))
                .getTokenValue();
    }

    /** A session as it is now: whether its person proved who they are within ten minutes. */
    Current.@Nullable Session now(Current.@Nullable Session session) {
        if (session == null) return null;
        boolean recent = clock.instant().isBefore(session.provedAt().plus(RecentSignIn.LIFE));
        return new Current.Session(session.id(), session.provedAt(), recent, session.secondFactor(), session.company());
    }

    Claims read(String token) {
        var known = seen(token);
        if (known.isPresent()) return known.get();
        var claims = decoded(token);
        valid.put(token, claims);
        return claims;
    }

    /** The claims of a token that was read here before and has not expired. */
    Optional<Claims> seen(String token) {
        return Optional.ofNullable(valid.getIfPresent(token))
                .filter(claims -> clock.instant().isBefore(claims.expiresAt()));
    }

    private Claims decoded(String token) {
        try {
            Jwt jwt = decoder.decode(token);
            // Tokens of the version before have no epoch; they end within minutes.
            int epoch = jwt.getClaim(EPOCH) instanceof Number number ? number.intValue() : 0;
            return new Claims(
                    UUID.fromString(jwt.getSubject()),
                    UUID.fromString(jwt.getClaimAsString(WORKSPACE)),
                    epoch,
                    java.util.Objects.requireNonNull(jwt.getExpiresAt()),
                    session(jwt));
        } catch (JwtException notOurs) {
            throw Refused.unauthorized("This token is invalid or has expired. Sign in again.");
        }
    }

    /** Tokens of the version before name no session. */
    private static Current.@Nullable Session session(Jwt jwt) {
        String id = jwt.getClaimAsString(SESSION);
        String company = jwt.getClaimAsString(COMPANY);
        if (id == null || !(jwt.getClaim(PROVED_AT) instanceof Number provedAt)) return null;
        return new Current.Session(
                UUID.fromString(id),
                Instant.ofEpochSecond(provedAt.longValue()),
                false,
                Boolean.TRUE.equals(jwt.getClaim(SECOND_FACTOR)),
                company == null ? null : UUID.fromString(company));
    }
}
