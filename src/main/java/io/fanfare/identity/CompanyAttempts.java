package io.fanfare.identity;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Envelope;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A sign-in with a company from its first redirect to its last. What it needs in between is sealed in a cookie of the browser that began
 * it, so a response that another browser brings, or that nobody asked for, is refused.
 */
@Component
class CompanyAttempts {
    static final Duration LIFE = Duration.ofMinutes(10);
    private static final String PLACE = "identity company attempt";

    private final ConnectionStore connections;
    private final Oidc oidc;
    private final CompanyMembers members;
    private final SecondFactorStore spent;
    private final SignIn signIn;
    private final Envelope envelope;
    private final Transactions transactions;

    CompanyAttempts(
            ConnectionStore connections,
            Oidc oidc,
            CompanyMembers members,
            SecondFactorStore spent,
            SignIn signIn,
            Envelope envelope,
            Transactions transactions) {
        this.connections = connections;
        this.oidc = oidc;
        this.members = members;
        this.spent = spent;
        this.signIn = signIn;
        this.envelope = envelope;
        this.transactions = transactions;
    }

    /** What the browser keeps until it comes back. */
    record Attempt(
            UUID workspace, String state, String nonce, String verifier, String next, boolean again, Instant expires) {}

    /** Where the browser goes, and what it keeps. */
    record Begun(URI address, String sealed) {}

    /** A new session, and the page to open. */
    record Done(Session.Opened opened, String next) {}

    Begun begin(UUID workspace, String email, String next, boolean again, String redirectUri) {
        var connection = connection(workspace);
        var provider = oidc.provider(connection.issuer());
        var attempt = new Attempt(
                workspace,
                SessionStore.random(),
                SessionStore.random(),
                SessionStore.random(),
                next,
                again,
                signIn.now().plus(LIFE));
        var query = new TreeMap<>(Map.of(
                "response_type", "code",
                "client_id", connection.clientId(),
                "redirect_uri", redirectUri,
                "scope", String.join(" ", connection.scopes()),
                "state", attempt.state(),
                "nonce", attempt.nonce(),
                "code_challenge", challenge(attempt.verifier()),
                "code_challenge_method", "S256",
                "login_hint", email));
        if (again) query.putAll(Map.of("prompt", "login", "max_age", "0"));
        String address = provider.authorization().toString();
        return new Begun(URI.create(address + (address.contains("?") ? "&" : "?") + Oidc.form(query)), sealed(attempt));
    }

    Done finish(@Nullable String sealed, Map<String, String> response, String redirectUri, HttpServletRequest request) {
        var attempt = opened(sealed, response.getOrDefault("state", ""));
        if (!transactions.write(() -> spent.spend(attempt.state(), attempt.expires())))
            throw Refused.unauthorized("company_attempt_unknown", "This sign-in was finished already. Start again.");
        if (response.containsKey("error"))
            throw Refused.unauthorized("company_refused", "Your company's identity provider refused the sign-in.");
        var connection = connection(attempt.workspace());
        var provider = oidc.provider(connection.issuer());
        String issuer = response.get("iss");
        if (issuer == null ? provider.namesIssuer() : !issuer.equals(connection.issuer()))
            throw Refused.unauthorized("company_token_invalid", "The response is of another identity provider.");
        var tokens = exchanged(attempt, connection, provider, response.getOrDefault("code", ""), redirectUri);
        var token = IdToken.parse(tokens.idToken());
        token.require(
                oidc.keys(provider, token.keyId()),
                new IdToken.Expected(
                        connection.issuer(),
                        connection.clientId(),
                        attempt.nonce(),
                        tokens.accessToken(),
                        signIn.now()));
        var identity = token.identity(connection.groupsClaim());
        requireFresh(attempt, identity);
        var opened = Current.house(attempt.workspace(), "company sign-in")
                .call(() -> transactions.write(() -> {
                    var person = members.admitted(connection, identity);
                    var by = new Authentication(provedAt(identity), false, attempt.workspace());
                    var session = signIn.start(person, attempt.workspace(), by, request);
                    members.keep(session, tokens.refreshToken());
                    return session;
                }));
        return new Done(opened, attempt.next());
    }

    /** A person who is signed in at the provider for hours has not just proved who they are. */
    private Instant provedAt(IdToken.Identity identity) {
        var at = identity.authenticatedAt();
        var now = signIn.now();
        return at == null ? now.minus(RecentSignIn.LIFE) : at.isAfter(now) ? now : at;
    }

    private void requireFresh(Attempt attempt, IdToken.Identity identity) {
        var at = identity.authenticatedAt();
        if (attempt.again()
                && (at == null || at.isBefore(attempt.expires().minus(LIFE).minusSeconds(60))))
            throw Refused.unauthorized(
                    "company_not_fresh", "Your company's identity provider did not ask you to sign in again.");
    }

    private Oidc.Tokens exchanged(
            Attempt attempt, Connection connection, Oidc.Provider provider, String code, String redirectUri) {
        var secret = Current.house(attempt.workspace(), "company sign-in")
                .call(() -> transactions.read(connections::secret));
        try {
            return oidc.exchange(
                    provider,
                    connection,
                    secret,
                    Map.of(
                            "grant_type",
                            "authorization_code",
                            "code",
                            code,
                            "redirect_uri",
                            redirectUri,
                            "code_verifier",
                            attempt.verifier()));
        } catch (Oidc.NotGranted refused) {
            throw Refused.unauthorized(
                    "company_refused", "Your company's identity provider refused the code: " + refused.getMessage());
        }
    }

    private Connection connection(UUID workspace) {
        return Current.house(workspace, "company sign-in")
                .call(() -> transactions.read(connections::find))
                .orElseThrow(() -> Refused.unprocessable(
                        "no_company_sign_in", "No company sign-in is set up for this domain. Use a password."));
    }

    private String sealed(Attempt attempt) {
        byte[] plain = Json.of(attempt).text().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(envelope.seal(plain, PLACE));
    }

    private Attempt opened(@Nullable String sealed, String state) {
        if (sealed != null && !sealed.isEmpty()) {
            try {
                byte[] plain = envelope.open(Base64.getUrlDecoder().decode(sealed), PLACE);
                var attempt =
                        Objects.requireNonNull(Json.read(new String(plain, StandardCharsets.UTF_8), Attempt.class));
                if (attempt.expires().isAfter(signIn.now())
                        && MessageDigest.isEqual(
                                attempt.state().getBytes(StandardCharsets.UTF_8),
                                state.getBytes(StandardCharsets.UTF_8))) return attempt;
            } catch (IllegalArgumentException | Envelope.CannotOpen foreign) {
                throw unknown();
            }
        }
        throw unknown();
    }

    private static Refused unknown() {
        return Refused.unauthorized(
                "company_attempt_unknown",
                "This sign-in was not started in this browser, or took too long. Start on the sign-in page.");
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
