package io.fanfare.identity;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the identity provider at each refresh whether the person of a session still has access there, if it gave a token to ask with. */
@Component
class CompanyAccess {
    private static final Logger LOG = LoggerFactory.getLogger(CompanyAccess.class);

    private final ConnectionStore connections;
    private final SessionStore sessions;
    private final Oidc oidc;
    private final Transactions transactions;

    CompanyAccess(ConnectionStore connections, SessionStore sessions, Oidc oidc, Transactions transactions) {
        this.connections = connections;
        this.sessions = sessions;
        this.oidc = oidc;
        this.transactions = transactions;
    }

    /** True once the provider refuses. A provider that does not answer refuses nobody: the session is over after some hours anyway. */
    boolean hasEnded(SessionStore.StoredToken kept) {
        UUID company = kept.company();
        if (company == null) return false;
        return Current.house(company, "company sign-in").call(() -> {
            var connection = transactions.read(connections::find);
            var token = transactions.read(() -> sessions.providerToken(kept.family(), company));
            if (connection.isEmpty() || token.isEmpty()) return false;
            try {
                var provider = oidc.provider(connection.get().issuer());
                var secret = transactions.read(connections::secret);
                var renewed = oidc.exchange(
                        provider,
                        connection.get(),
                        secret,
                        Map.of("grant_type", "refresh_token", "refresh_token", token.get()));
                String next = renewed.refreshToken();
                if (next != null) transactions.write(() -> sessions.keepProviderToken(kept.family(), company, next));
                return false;
            } catch (Oidc.NotGranted gone) {
                return "invalid_grant".equals(gone.getMessage());
            } catch (Refused unusable) {
                LOG.warn("An identity provider could not be asked about a session: {}", unusable.sentence());
                return false;
            }
        });
    }
}
