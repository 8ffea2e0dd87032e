package io.fanfare.identity;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.SignedToken;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Passkeys as WebAuthn defines them. A challenge is a token that we signed: it expires, names what it is for, and is valid once.
 * Attestation is not asked for, so any authenticator that verifies its user will do.
 */
@Component
class WebAuthn {
    static final Duration CHALLENGE_LIFE = Duration.ofMinutes(5);
    private static final int UUID_BYTES = 16;
    private static final List<PublicKeyCredentialParameters> ALGORITHMS = List.of(
            parameters(COSEAlgorithmIdentifier.ES256),
            parameters(COSEAlgorithmIdentifier.EdDSA),
            parameters(COSEAlgorithmIdentifier.RS256));

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter attested = new AttestedCredentialDataConverter(converter);
    private final SignedToken signed;
    private final BaseUrl baseUrl;
    private final InstantSource clock;

    WebAuthn(SignedToken signed, BaseUrl baseUrl, InstantSource machineClock) {
        this.signed = signed;
        this.baseUrl = baseUrl;
        this.clock = machineClock;
    }

    /** What a challenge is for; a response to one is never valid for another. */
    enum Use {
        REGISTER,
        SIGN_IN,
        REAUTHENTICATE;

        String purpose() {
            return "identity passkey " + name();
        }
    }

    /** A valid assertion, with what the authenticator now says about its use. */
    record Verified(Passkey.Stored passkey, long signCount, String challenge) {}

    /** A challenge for one person, or for whoever answers. */
    String challenge(Use use, @Nullable UUID person) {
        var fields = Map.of("nonce", Ids.next() + SessionStore.random(), "person", String.valueOf(person));
        return signed.sign(use.purpose(), fields, clock.instant().plus(CHALLENGE_LIFE));
    }

    /** The domain that passkeys are bound to. */
    String rpId() {
        String host = Objects.requireNonNullElse(URI.create(baseUrl.ofRequest()).getHost(), "");
        if (host.isEmpty() || host.matches("[0-9.]+|\\[.*"))
            throw Refused.unprocessable(
                    "passkeys_need_a_name",
                    "Passkeys need a server with a domain name. Ask the operator to set FANFARE_BASE_URL, and open that address.");
        return host;
    }

    /** What a browser needs to create a passkey. */
    Map<String, Object> creationOptions(Person person, List<Passkey.Stored> known) {
        return Map.of(
                "challenge",
                challenge(Use.REGISTER, person.id()),
                "rp",
                Map.of("id", rpId(), "name", "Fanfare"),
                "user",
                Map.of("id", text(bytes(person.id())), "name", person.email(), "displayName", person.name()),
                "pubKeyCredParams",
                ALGORITHMS.stream()
                        .map(each -> Map.of(
                                "type", "public-key", "alg", each.getAlg().getValue()))
                        .toList(),
                "timeout",
                CHALLENGE_LIFE.toMillis(),
                "attestation",
                "none",
                "authenticatorSelection",
                Map.of("residentKey", "required", "requireResidentKey", true, "userVerification", "required"),
                "excludeCredentials",
                known.stream().map(WebAuthn::descriptor).toList());
    }

    /** What a browser needs to use a passkey: any of this server, or one of these. */
    Map<String, Object> requestOptions(String challenge, List<Passkey.Stored> allowed) {
        return Map.of(
                "challenge",
                challenge,
                "rpId",
                rpId(),
                "timeout",
                CHALLENGE_LIFE.toMillis(),
                "userVerification",
                "required",
                "allowCredentials",
                allowed.stream().map(WebAuthn::descriptor).toList());
    }

    private static Map<String, Object> descriptor(Passkey.Stored passkey) {
        return Map.of("type", "public-key", "id", text(passkey.credentialId()), "transports", passkey.transports());
    }

    /** A new passkey, with its challenge in place of nothing that is stored. */
    record Registered(Passkey.Stored passkey, String challenge) {}

    Registered registered(Person person, String name, Map<String, Object> credential) {
        try {
            RegistrationData data =
                    manager.parseRegistrationResponseJSON(Json.of(credential).text());
            String challenge = answered(Use.REGISTER, data.getCollectedClientData(), person.id());
            manager.verify(data, new RegistrationParameters(server(challenge), ALGORITHMS, true, true));
            var authenticator =
                    Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            var key = Objects.requireNonNull(authenticator.getAttestedCredentialData());
            return new Registered(
                    new Passkey.Stored(
                            Ids.next(),
                            person.id(),
                            name,
                            key.getCredentialId(),
                            attested.convert(key),
                            authenticator.getSignCount(),
                            transports(data),
                            authenticator.isFlagBS()),
                    challenge);
        } catch (WebAuthnException | NullPointerException | IllegalArgumentException wrong) {
            throw invalid();
        }
    }

    private static List<String> transports(RegistrationData data) {
        return data.getTransports() == null
                ? List.of()
                : data.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .toList();
    }

    /** The response of a browser to a challenge, which may still be of anyone. */
    AuthenticationData read(Map<String, Object> credential) {
        try {
            return manager.parseAuthenticationResponseJSON(Json.of(credential).text());
        } catch (WebAuthnException | NullPointerException | IllegalArgumentException wrong) {
            throw invalid();
        }
    }

    /** Refuses a response that this passkey did not give to a challenge of ours. */
    @SuppressWarnings("NullAway") // the library marks its arrays as elements that may be null
    Verified verified(Use use, AuthenticationData data, Passkey.Stored passkey) {
        try {
            String challenge =
                    answered(use, data.getCollectedClientData(), use == Use.SIGN_IN ? null : passkey.personId());
            byte[] owner = data.getUserHandle();
            if (owner != null && !java.util.Arrays.equals(owner, bytes(passkey.personId()))) throw invalid();
            var known = new CredentialRecordImpl(
                    new NoneAttestationStatement(),
                    null,
                    null,
                    null,
                    passkey.signCount(),
                    attested.convert(passkey.attested()),
                    null,
                    null,
                    null,
                    passkey.transports().stream()
                            .map(AuthenticatorTransport::create)
                            .collect(Collectors.toSet()));
            manager.verify(data, new AuthenticationParameters(server(challenge), known, null, true, true));
            return new Verified(
                    passkey, Objects.requireNonNull(data.getAuthenticatorData()).getSignCount(), challenge);
        } catch (MaliciousCounterValueException copied) {
            throw Refused.unauthorized(
                    "passkey_copied",
                    "This passkey was used by two devices that don't know of each other, so it may have been copied. Sign in otherwise and remove it.");
        } catch (WebAuthnException | NullPointerException | IllegalArgumentException wrong) {
            throw invalid();
        }
    }

    /** The challenge in a response, if we gave it for this use and person and it has not expired. */
    private String answered(Use use, @Nullable CollectedClientData client, @Nullable UUID person) {
        String challenge = text(Objects.requireNonNull(client).getChallenge().getValue());
        boolean ours = signed.read(use.purpose(), challenge)
                .filter(fields -> String.valueOf(person).equals(fields.get("person")))
                .isPresent();
        if (!ours)
            throw Refused.unauthorized("challenge_expired", "This took too long or is no longer valid. Start again.");
        return challenge;
    }

    private ServerProperty server(String challenge) {
        return ServerProperty.builder()
                .origin(new Origin(baseUrl.ofRequest()))
                .rpId(rpId())
                .challenge(new DefaultChallenge(Base64.getUrlDecoder().decode(challenge)))
                .build();
    }

    private static Refused invalid() {
        return Refused.unauthorized("passkey_invalid", "This passkey is unknown here or its response is invalid.");
    }

    private static PublicKeyCredentialParameters parameters(COSEAlgorithmIdentifier algorithm) {
        return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(UUID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
