package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The identity provider with which a company signs its people in to the workspace: OpenID Connect. */
@RestController
@RequestMapping("/api/security/connection")
class Connections {
    private final ConnectionStore store;
    private final EmailDomainStore domains;
    private final Oidc oidc;
    private final BaseUrl baseUrl;
    private final Transactions transactions;
    private final Audit audit;

    Connections(
            ConnectionStore store,
            EmailDomainStore domains,
            Oidc oidc,
            BaseUrl baseUrl,
            Transactions transactions,
            Audit audit) {
        this.store = store;
        this.domains = domains;
        this.oidc = oidc;
        this.baseUrl = baseUrl;
        this.transactions = transactions;
        this.audit = audit;
    }

    /**
     * An identity provider to connect. Without {@code clientSecret}, the stored one stays if issuer and client are the same. Default scopes:
     * {@code openid email profile}; default {@code groupsClaim}: {@code groups}.
     */
    record Details(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 500) String issuer,
            @NotBlank @Size(max = 500) String clientId,
            @Nullable @Size(max = 1000) String clientSecret,
            @Nullable @Size(max = 20) List<@NotNull @Size(max = 100) String> scopes,
            @Nullable @Size(max = 100) String groupsClaim,
            @Nullable Boolean trustsAddresses) {
        Details {
            scopes = scopes == null || scopes.isEmpty() ? List.of("openid", "email", "profile") : scopes;
            groupsClaim = groupsClaim == null || groupsClaim.isBlank() ? "groups" : groupsClaim;
            trustsAddresses = Objects.requireNonNullElse(trustsAddresses, false);
        }

        @Override
        public String toString() {
            return name + " " + issuer;
        }
    }

    /** The connection, if there is one, and the address to enter at the provider as redirect URI. */
    record CompanyConnection(@Nullable Connection connection, String redirectUri) {}

    /** Returns the identity provider of the workspace and the redirect URI to enter there. */
    @GetMapping
    @Allow("security.read")
    CompanyConnection readConnection() {
        return new CompanyConnection(store.find().orElse(null), CompanySignIn.redirectUri(baseUrl));
    }

    /**
     * Connects an identity provider by OpenID Connect, or replaces the one that is connected. Its configuration is read first: an issuer that does not answer, or names another
     * issuer, is a 422 {@code provider_unusable}. The client secret is encrypted and never returned. Needs a recent sign-in.
     */
    @PostMapping
    @Allow(value = "security.manage", outside = true)
    CompanyConnection connectProvider(@Valid @RequestBody Details details) {
        RecentSignIn.requirePerson();
        var scopes = Objects.requireNonNull(details.scopes());
        if (!scopes.contains("openid")) throw Refused.invalid("scopes", "must contain openid");
        oidc.forget(details.issuer());
        oidc.provider(details.issuer());
        return transactions.write(() -> {
            var before = store.find().orElse(null);
            String secret = details.clientSecret();
            if (secret == null && before != null) {
                boolean same = before.issuer().equals(details.issuer())
                        && before.clientId().equals(details.clientId());
                secret = same ? store.secret().orElse(null) : null;
            }
            store.put(details, secret);
            var after = store.find().orElseThrow();
            audit.record(subject(after.name()), before, after);
            return new CompanyConnection(after, CompanySignIn.redirectUri(baseUrl));
        });
    }

    /**
     * Disconnects the identity provider. Sessions that it began end at their next refresh, and addresses of the workspace's domains sign in
     * with a password again. Needs a recent sign-in.
     */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("security.manage")
    void removeConnection() {
        RecentSignIn.requirePerson();
        var before = store.find().orElseThrow(Refused::notFound);
        store.delete();
        domains.freeAll();
        audit.record(subject(before.name()), before, null);
    }

    private static Subject subject(String name) {
        return Subject.of("connection", Current.get().workspace(), name);
    }
}
