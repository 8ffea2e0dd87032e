package io.fanfare.identity;

import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Programs that registered as OAuth clients, and where each may be sent back to. */
@Component
class OAuthClients {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int MOST_ADDRESSES = 10;

    private final Sql sql;

    OAuthClients(Sql sql) {
        this.sql = sql;
    }

    /** A client: its name and address are what it says of itself. */
    record Client(String clientId, String name, @Nullable String clientUri, List<String> redirectUris) {
        /** Exactly one of its addresses; only the port of a loopback address may differ. */
        boolean allows(String uri) {
            return redirectUris.contains(uri)
                    || redirectUris.stream().anyMatch(known -> isLoopback(known) && sameButPort(known, uri));
        }
    }

    static String checked(String uri) {
        if (uri.length() > 2000) throw Refused.invalid("redirect_uris", "must have at most 2,000 characters each");
        var parsed = parsed(uri).orElseThrow(() -> Refused.invalid("redirect_uris", "must be absolute URIs"));
        boolean safe = "https".equals(parsed.getScheme()) && parsed.getHost() != null
                || "http".equals(parsed.getScheme()) && LOOPBACK.contains(String.valueOf(parsed.getHost()));
        if (!safe || parsed.getRawFragment() != null || parsed.getRawUserInfo() != null)
            throw Refused.invalid(
                    "redirect_uris", "must be https, or http on localhost, 127.0.0.1 or [::1], without a fragment");
        return uri;
    }

    static void requireFew(List<String> uris) {
        if (uris.isEmpty() || uris.size() > MOST_ADDRESSES)
            throw Refused.invalid("redirect_uris", "must have 1 to " + MOST_ADDRESSES + " entries");
    }

    private static Optional<URI> parsed(String uri) {
        try {
            return Optional.of(new URI(uri));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isLoopback(String uri) {
        return parsed(uri)
                .filter(known -> "http".equals(known.getScheme()) && LOOPBACK.contains(String.valueOf(known.getHost())))
                .isPresent();
    }

    private static boolean sameButPort(String known, String uri) {
        return withoutPort(known).equals(withoutPort(uri));
    }

    private static Optional<String> withoutPort(String uri) {
        return parsed(uri)
                .map(u -> u.getScheme() + "://" + u.getRawUserInfo() + "@" + u.getHost() + u.getRawPath() + "?"
                        + u.getRawQuery() + "#" + u.getRawFragment());
    }

    void insert(Client client) {
        sql.of("""
                insert into identity_oauth_client (client_id, name, client_uri, redirect_uris)
                values (:clientId, :name, :clientUri, :redirectUris)""").bind(client).run();
    }

    Optional<Client> find(String id) {
        return sql.of(
                        "select client_id, name, client_uri, redirect_uris from identity_oauth_client where client_id = :id")
                .bind("id", id)
                .find(Client.class);
    }

    void used(String id) {
        sql.of("update identity_oauth_client set used_at = fanfare_now() where client_id = :id")
                .bind("id", id)
                .run();
    }

    /** Deletes registrations that led to no consent within a day. */
    void forget() {
        sql.of(
                        "delete from identity_oauth_client where used_at is null and created_at < fanfare_now() - interval '1 day'")
                .run();
    }
}
