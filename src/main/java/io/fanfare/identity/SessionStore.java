package io.fanfare.identity;

import io.fanfare.kernel.ClientNetwork;
import io.fanfare.kernel.Envelope;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Refresh tokens: each is valid once and for thirty days. Its successor is computed from it, so that two tabs that refresh at
 * the same moment get the same one, and only hashes are stored.
 */
@Component
class SessionStore {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sql sql;
    private final Envelope envelope;
    private final SecretKey successors;

    SessionStore(Sql sql, Envelope envelope) {
        this.sql = sql;
        this.envelope = envelope;
        this.successors = envelope.deriveKey("identity refresh successor");
    }

    /** A stored refresh token; while it is {@code graced}, a second use counts as another tab. */
    record StoredToken(
            UUID family,
            UUID personId,
            UUID workspaceId,
            boolean used,
            boolean graced,
            boolean revoked,
            boolean expired,
            @Nullable String device,
            Instant authenticatedAt,
            boolean secondFactor,
            @Nullable UUID company) {
        Authentication authentication() {
            return new Authentication(authenticatedAt, secondFactor, company);
        }
    }

    /** Where a session is used. */
    record Origin(@Nullable String device, @Nullable String network) {
        static Origin of(HttpServletRequest request) {
            return new Origin(
                    Device.of(request.getHeader(HttpHeaders.USER_AGENT)), ClientNetwork.of(request.getRemoteAddr()));
        }
    }

    /** A session that has just begun. */
    record Started(UUID id, String token) {}

    /** The result of a refresh. */
    sealed interface Rotation {
        record Rotated(StoredToken of, String successor) implements Rotation {}

        record Refused(String why) implements Rotation {}
    }

    static String random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A session of a person that has not ended; {@code device} is unknown for programs, {@code network} is where it was last used. */
    record OpenSession(
            UUID id,
            @Nullable String device,
            @Nullable String network,
            Instant startedAt,
            Instant lastActiveAt,
            boolean secondFactor,
            boolean company,
            boolean current) {}

    Started start(UUID person, UUID workspace, Authentication by, Origin origin) {
        var started = new Started(Ids.next(), random());
        var first = new StoredToken(
                started.id(),
                person,
                workspace,
                false,
                false,
                false,
                false,
                origin.device(),
                by.at(),
                by.secondFactor(),
                by.company());
        insert(started.token(), first, origin.network());
        return started;
    }

    /** The person of a session has just proved who they are. */
    void proved(UUID family, Instant at) {
        sql.of("update identity_refresh set authenticated_at = :at where family = :family")
                .bind("at", at)
                .bind("family", family)
                .run();
    }

    void keepProviderToken(UUID family, UUID workspace, String providerToken) {
        byte[] plain = providerToken.getBytes(StandardCharsets.UTF_8);
        sql.of("""
                update identity_refresh set provider_token = :sealed
                 where family = :family and used_at is null""")
                .bind("sealed", envelope.seal(plain, "identity_refresh " + workspace))
                .bind("family", family)
                .run();
    }

    /** The refresh token of the provider for a session, if it gave one. */
    Optional<String> providerToken(UUID family, UUID workspace) {
        return sql.of("""
                select provider_token from identity_refresh
                 where family = :family and provider_token is not null order by created_at desc limit 1""")
                .bind("family", family)
                .find(byte[].class)
                .map(bytes ->
                        new String(envelope.open(bytes, "identity_refresh " + workspace), StandardCharsets.UTF_8));
    }

    /** A session has got a second factor. */
    void provedSecondFactor(UUID family) {
        sql.of("update identity_refresh set second_factor = true where family = :family")
                .bind("family", family)
                .run();
    }

    /** The session that a refresh token belongs to. */
    Optional<UUID> family(@Nullable String token) {
        return token == null
                ? Optional.empty()
                : sql.of("select family from identity_refresh where token_hash = :hash")
                        .bind("hash", Json.sha256(token))
                        .find(UUID.class);
    }

    /** The sessions of a person, in all workspaces or in one, last used first. */
    List<OpenSession> open(UUID person, @Nullable UUID own, @Nullable UUID workspace) {
        return sql.of("""
                select family as id, max(device) as device,
                       (array_agg(network order by created_at desc))[1] as network, min(created_at) as started_at,
                       max(created_at) as last_active_at, bool_or(second_factor) as second_factor,
                       bool_or(company is not null) as company, coalesce(family = :own, false) as current
                  from identity_refresh where person_id = :person
                   and (cast(:place as uuid) is null or workspace_id = :place)
                 group by family
                having bool_or(revoked_at is null and used_at is null and expires_at > fanfare_now())
                 order by coalesce(family = :own, false) desc, max(created_at) desc
                 limit 100""")
                .bind("person", person)
                .bind("own", own)
                .bind("place", workspace)
                .list(OpenSession.class);
    }

    /** Ends a session of a person; false if they have no such session. */
    boolean end(UUID person, UUID family) {
        return ended("person_id = :person and family = :family")
                        .bind("person", person)
                        .bind("family", family)
                        .run()
                > 0;
    }

    /** Ends a session of a person in one workspace; false if they have no such session there. */
    boolean end(UUID person, UUID family, UUID workspace) {
        return ended("person_id = :person and family = :family and workspace_id = :place")
                        .bind("person", person)
                        .bind("family", family)
                        .bind("place", workspace)
                        .run()
                > 0;
    }

    /** Ends sessions, and with them the access tokens that were given out for them. */
    private Sql.Statement ended(String which) {
        return sql.of("""
                with ended as (update identity_refresh set revoked_at = fanfare_now()
                                where %s and revoked_at is null
                               returning family)
                insert into identity_ended (session_id) select distinct family from ended
                on conflict (session_id) do nothing""".formatted(which));
    }

    void endOthers(UUID person, @Nullable UUID own) {
        ended("person_id = :person and family is distinct from :own")
                .bind("person", person)
                .bind("own", own)
                .run();
    }

    /** Exchanges a token for its successor. A token that was used before has been copied, so its family ends. */
    Rotation rotate(String token, Origin origin) {
        var found = find(token);
        if (found.isEmpty() || found.get().expired()) return new Rotation.Refused("Your session has ended.");
        var kept = found.get();
        if (kept.revoked()) return new Rotation.Refused("Your session was ended.");
        if (!kept.used()) return new Rotation.Rotated(kept, use(token, kept, origin));
        if (kept.graced()) return rotated(token, kept);
        revokeFamily(kept.family());
        return new Rotation.Refused("Your session was used in two places, so it has ended in both.");
    }

    /** Another tab was first: the newest token of the family, which that tab has too. */
    private Rotation rotated(String token, StoredToken first) {
        String newest = successor(token);
        Optional<StoredToken> kept = find(newest);
        while (kept.isPresent() && kept.get().used()) {
            newest = successor(newest);
            kept = find(newest);
        }
        return new Rotation.Rotated(first, newest);
    }

    private String use(String token, StoredToken kept, Origin origin) {
        sql.of("update identity_refresh set used_at = fanfare_now() where token_hash = :hash")
                .bind("hash", Json.sha256(token))
                .run();
        String next = successor(token);
        insert(next, kept, origin.network());
        return next;
    }

    private void insert(String token, StoredToken of, @Nullable String network) {
        sql.of("""
                insert into identity_refresh (token_hash, family, person_id, workspace_id, device, network,
                                              authenticated_at, second_factor, company, expires_at)
                values (:hash, :family, :personId, :place, :device, :network, :authenticatedAt, :secondFactor, :company,
                        fanfare_now() + interval '30 days')""")
                .bind(of)
                .bind("hash", Json.sha256(token))
                .bind("place", of.workspaceId())
                .bind("network", network)
                .run();
    }

    private Optional<StoredToken> find(String token) {
        return sql.of("""
                select family, person_id, workspace_id, used_at is not null as used,
                       coalesce(used_at > fanfare_now() - interval '10 seconds', false) as graced,
                       revoked_at is not null as revoked, expires_at < fanfare_now() as expired, device,
                       coalesce(authenticated_at, created_at) as authenticated_at, second_factor, company
                  from identity_refresh where token_hash = :hash for update""").bind("hash", Json.sha256(token)).find(StoredToken.class);
    }

    /** Ends the session of a token; which one, unless it had ended before. */
    Optional<StoredToken> end(@Nullable String token) {
        var kept = token == null ? Optional.<StoredToken>empty() : find(token);
        kept.ifPresent(known -> revokeFamily(known.family()));
        return kept.filter(known -> !known.revoked() && !known.expired());
    }

    private void revokeFamily(UUID family) {
        ended("family = :family").bind("family", family).run();
    }

    void endAll(UUID person) {
        ended("person_id = :person").bind("person", person).run();
    }

    /** Ends the sessions of a person in one workspace. */
    void endAll(UUID person, UUID workspace) {
        ended("person_id = :person and workspace_id = :place")
                .bind("person", person)
                .bind("place", workspace)
                .run();
    }

    /** Deletes expired refresh tokens, reset links and challenges, and ended sessions whose access tokens have expired. */
    void forget() {
        sql.of("delete from identity_ended where at < fanfare_now() - interval '1 day'")
                .run();
        sql.of("delete from identity_spent where expires_at < fanfare_now()").run();
        sql.of("delete from identity_refresh where expires_at < fanfare_now()").run();
        sql.of("delete from identity_reset where expires_at < fanfare_now()").run();
    }

    private String successor(String token) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(successors);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
