package io.fanfare.identity;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Authenticator;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Envelope;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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

/**
 * Bearer tokens: signed access tokens of people, and API keys of programs. A token names the person and the workspace; the
 * permissions are read from the member's row at each request, so that a change of role, a removal or a new password takes
 * effect at once.
 */
@Component
class Tokens implements Authenticator {
    static final Duration LIFE = Duration.ofMinutes(15);
    private static final String AUDIENCE = "fanfare";
    private static final String WORKSPACE = "workspace";
    private static final String EPOCH = "epoch";
    private static final String UNKNOWN = "This token is invalid or has expired. Sign in again.";

    private final JwtEncoder encoder;
    private final JwtDecoder decoder;
    private final Transactions transactions;
    private final MemberStore members;
    private final ApiKeyStore keys;

    Tokens(Envelope envelope, Transactions transactions, MemberStore members, ApiKeyStore keys) {
        var key = envelope.deriveKey("identity access token");
        var hs256 = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        hs256.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(Duration.ZERO), new JwtAudienceValidator(AUDIENCE)));
        this.decoder = hs256;
        this.encoder = new NimbusJwtEncoder(new ImmutableSecret<>(key));
        this.transactions = transactions;
        this.members = members;
        this.keys = keys;
    }

    String issue(Person person, UUID workspace) {
        var now = Instant.now();
        var claims = JwtClaimsSet.builder()
                .subject(person.id().toString())
                .audience(List.of(AUDIENCE))
                .claim(WORKSPACE, workspace.toString())
                .claim(EPOCH, person.sessionEpoch())
                .issuedAt(now)
                .expiresAt(now.plus(LIFE))
                .build();
        return encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(MacAlgorithm.HS256).build(), claims))
                .getTokenValue();
    }

    @Override
    public Current authenticate(String bearer, UUID requestId, @Nullable String idempotencyKey) {
        return bearer.startsWith(ApiKey.START)
                ? program(bearer, requestId, idempotencyKey)
                : person(bearer, requestId, idempotencyKey);
    }

    private Current person(String bearer, UUID requestId, @Nullable String idempotencyKey) {
        UUID person;
        UUID workspace;
        int epoch;
        try {
            Jwt jwt = decoder.decode(bearer);
            person = UUID.fromString(jwt.getSubject());
            workspace = UUID.fromString(jwt.getClaimAsString(WORKSPACE));
            // Tokens of the version before have none; they end within minutes.
            epoch = jwt.getClaim(EPOCH) instanceof Number number ? number.intValue() : 0;
        } catch (JwtException notOurs) {
            throw Refused.unauthorized(UNKNOWN);
        }
        var member = member(workspace, person);
        if (member.sessionEpoch() != epoch)
            throw Refused.unauthorized("The password was changed since you signed in. Sign in again.");
        return current(workspace, person, member, requestId, idempotencyKey);
    }

    private MemberStore.Caller member(UUID workspace, UUID person) {
        return Current.house(workspace, "sign-in")
                .call(() -> transactions.read(() -> members.findCaller(person)))
                .orElseThrow(
                        () -> Refused.unauthorized("You are no longer a member of this workspace. Sign in again."));
    }

    private static Current current(
            UUID workspace, UUID person, MemberStore.Caller member, UUID requestId, @Nullable String idempotencyKey) {
        return new Current(
                workspace,
                Actor.person(person, member.name()),
                member.role().text(),
                member.role().permissions(),
                requestId,
                idempotencyKey);
    }

    @Override
    public Current again(Current caller) {
        var actor = caller.actor();
        return switch (actor.kind()) {
            case PERSON -> {
                UUID person = Objects.requireNonNull(actor.id());
                var member = member(caller.workspace(), person);
                yield current(caller.workspace(), person, member, caller.requestId(), caller.idempotencyKey());
            }
            case API_KEY ->
                key(
                        caller.workspace(),
                        Objects.requireNonNull(actor.id()),
                        caller.requestId(),
                        caller.idempotencyKey());
            case SYSTEM -> caller;
        };
    }

    private Current program(String bearer, UUID requestId, @Nullable String idempotencyKey) {
        var place = transactions
                .read(() -> keys.lookUp(bearer))
                .orElseThrow(() -> Refused.unauthorized("This API key is unknown or was revoked."));
        return key(place.workspaceId(), place.keyId(), requestId, idempotencyKey);
    }

    private Current key(UUID workspace, UUID id, UUID requestId, @Nullable String idempotencyKey) {
        return Current.house(workspace, "sign-in").call(() -> {
            var key = transactions
                    .read(() -> keys.findUsable(id))
                    .orElseThrow(
                            () -> Refused.unauthorized("This API key has expired or was revoked. Create a new one."));
            var role = key.memberRole();
            if (role == null)
                throw Refused.unauthorized(
                        "The creator of this API key is no longer a member of the workspace. Create a new one.");
            if (key.unusedForAMinute()) transactions.write(() -> keys.used(key.id()));
            return new Current(
                    workspace,
                    new Actor(Actor.Kind.API_KEY, key.id(), key.createdBy(), key.name()),
                    role.text(),
                    key.permitted(role),
                    requestId,
                    idempotencyKey);
        });
    }
}
