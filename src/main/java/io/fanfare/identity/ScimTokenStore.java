package io.fanfare.identity;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The token of the provisioning service; of the secret only its hash is stored. */
@Component
class ScimTokenStore {
    static final String START = "fns_";

    private final Sql sql;

    ScimTokenStore(Sql sql) {
        this.sql = sql;
    }

    /** The token as it is shown: how it begins, and when it was last used. */
    record Token(
            UUID id,
            String prefix,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    Optional<Token> find() {
        return sql.of(
                        "select id, prefix, created_at, last_used_at from identity_scim_token where workspace_id = :workspace")
                .find(Token.class);
    }

    /** A new token, which replaces the one before. */
    String renew() {
        delete();
        String secret = START + SessionStore.random();
        var id = Ids.next();
        sql.of("insert into identity_scim_token (id, prefix, created_by) values (:id, :prefix, :by)")
                .bind("id", id)
                .bind("prefix", secret.substring(0, 10))
                .bind("by", Current.get().person())
                .run();
        sql.of("insert into identity_key_lookup (key_hash, workspace_id, key_id) values (:hash, :workspace, :id)")
                .bind("hash", Json.sha256(secret))
                .bind("id", id)
                .run();
        return secret;
    }

    void delete() {
        find().ifPresent(token -> sql.of("delete from identity_key_lookup where key_id = :id")
                .bind("id", token.id())
                .run());
        sql.of("delete from identity_scim_token where workspace_id = :workspace")
                .run();
    }

    /** The workspace of a token. */
    Optional<UUID> workspaceOf(String secret) {
        if (!secret.startsWith(START)) return Optional.empty();
        return sql.of("select workspace_id from identity_key_lookup where key_hash = :hash")
                .bind("hash", Json.sha256(secret))
                .find(UUID.class);
    }

    void used() {
        sql.of("""
                update identity_scim_token set last_used_at = fanfare_now()
                 where workspace_id = :workspace
                   and (last_used_at is null or last_used_at < fanfare_now() - interval '1 minute')""").run();
    }
}
