package io.fanfare.identity;

import io.fanfare.kernel.Envelope;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
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
import org.springframework.stereotype.Component;

/**
 * Refresh tokens: each is valid once and for thirty days. Its successor is computed from it, so that two tabs that refresh at
 * the same moment get the same one, and only hashes are stored.
 */
@Component
class SessionStore {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sql sql;
    private final SecretKey successors;

    SessionStore(Sql sql, Envelope envelope) {
        this.sql = sql;
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
            @Nullable String device) {}

    /** The result of a refresh. */
    sealed interface Rotation {
        record Rotated(UUID personId, UUID workspaceId, String successor) implements Rotation {}

        record Refused(String why) implements Rotation {}
    }

    static String random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A session of a person that has not ended; {@code device} is unknown for programs. */
    record OpenSession(UUID id, @Nullable String device, Instant startedAt, Instant lastActiveAt, boolean current) {}

    String start(UUID person, UUID workspace, @Nullable String device) {
        String token = random();
        insert(token, Ids.next(), person, workspace, device);
        return token;
    }

    /** The session that a refresh token belongs to. */
    Optional<UUID> family(@Nullable String token) {
        return token == null
                ? Optional.empty()
                : sql.of("select family from identity_refresh where token_hash = :hash")
                        .bind("hash", Json.sha256(token))
                        .find(UUID.class);
    }

    /** The sessions of a person, last used first. */
    List<OpenSession> open(UUID person, @Nullable UUID own) {
        return sql.of("""
                select family as id, max(device) as device, min(created_at) as started_at,
                       max(created_at) as last_active_at, coalesce(family = :own, false) as current
                  from identity_refresh where person_id = :person
                 group by family
                having bool_or(revoked_at is null and used_at is null and expires_at > fanfare_now())
                 order by coalesce(family = :own, false) desc, max(created_at) desc
                 limit 100""").bind("person", person).bind("own", own).list(OpenSession.class);
    }

    /** Ends a session of a person; false if they have no such session. */
    boolean end(UUID person, UUID family) {
        return sql.of("""
                update identity_refresh set revoked_at = fanfare_now()
                 where person_id = :person and family = :family and revoked_at is null""").bind("person", person).bind("family", family).run() > 0;
    }

    void endOthers(UUID person, @Nullable UUID own) {
        sql.of("""
                update identity_refresh set revoked_at = fanfare_now()
                 where person_id = :person and family is distinct from :own and revoked_at is null""").bind("person", person).bind("own", own).run();
    }

    /** Exchanges a token for its successor. A token that was used before has been copied, so its family ends. */
    Rotation rotate(String token) {
        var found = find(token);
        if (found.isEmpty() || found.get().expired()) return new Rotation.Refused("Your session has ended.");
        var kept = found.get();
        if (kept.revoked()) return new Rotation.Refused("Your session was ended.");
        if (!kept.used()) return new Rotation.Rotated(kept.personId(), kept.workspaceId(), use(token, kept));
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
        return new Rotation.Rotated(first.personId(), first.workspaceId(), newest);
    }

    private String use(String token, StoredToken kept) {
        sql.of("update identity_refresh set used_at = fanfare_now() where token_hash = :hash")
                .bind("hash", Json.sha256(token))
                .run();
        String next = successor(token);
        insert(next, kept.family(), kept.personId(), kept.workspaceId(), kept.device());
        return next;
    }

    private void insert(String token, UUID family, UUID person, UUID workspace, @Nullable String device) {
        sql.of("""
                insert into identity_refresh (token_hash, family, person_id, workspace_id, device, expires_at)
                values (:hash, :family, :person, :place, :device, fanfare_now() + interval '30 days')""")
                .bind("hash", Json.sha256(token))
                .bind("family", family)
                .bind("person", person)
                .bind("place", workspace)
                .bind("device", device)
                .run();
    }

    private Optional<StoredToken> find(String token) {
        return sql.of("""
                select family, person_id, workspace_id, used_at is not null as used,
                       coalesce(used_at > fanfare_now() - interval '10 seconds', false) as graced,
                       revoked_at is not null as revoked, expires_at < fanfare_now() as expired, device
                  from identity_refresh where token_hash = :hash for update""").bind("hash", Json.sha256(token)).find(StoredToken.class);
    }

    /** Ends the session of a token; which one, unless it had ended before. */
    Optional<StoredToken> end(@Nullable String token) {
        var kept = token == null ? Optional.<StoredToken>empty() : find(token);
        kept.ifPresent(known -> revokeFamily(known.family()));
        return kept.filter(known -> !known.revoked() && !known.expired());
    }

    private void revokeFamily(UUID family) {
        sql.of("update identity_refresh set revoked_at = fanfare_now() where family = :family and revoked_at is null")
                .bind("family", family)
                .run();
    }

    void endAll(UUID person) {
        sql.of(
                        "update identity_refresh set revoked_at = fanfare_now() where person_id = :person and revoked_at is null")
                .bind("person", person)
                .run();
    }

    /** Ends the sessions of a person in one workspace. */
    void endAll(UUID person, UUID workspace) {
        sql.of("""
                update identity_refresh set revoked_at = fanfare_now()
                 where person_id = :person and workspace_id = :place and revoked_at is null""").bind("person", person).bind("place", workspace).run();
    }

    /** Deletes expired refresh tokens and reset links. */
    void forget() {
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
