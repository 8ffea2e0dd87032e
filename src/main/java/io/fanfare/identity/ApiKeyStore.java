package io.fanfare.identity;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** API keys; of the secret only its hash is stored. */
@Component
class ApiKeyStore {
    /** Fails unless the key of this id has this stamp. */
    static final String PROOF = "identity_prove_key(?, ?)";

    private final Sql sql;

    ApiKeyStore(Sql sql) {
        this.sql = sql;
    }

    /** Where a key belongs. */
    record Place(UUID workspaceId, UUID keyId) {}

    /** {@code hash}: of the secret. */
    Optional<Place> lookUp(String hash) {
        return sql.of("select workspace_id, key_id from identity_key_lookup where key_hash = :hash")
                .bind("hash", hash)
                .find(Place.class);
    }

    /** A key that is neither revoked nor expired, with the present role of its person; the role is null for a former member. */
    Optional<ApiKey.Usable> findUsable(UUID id) {
        return sql.of("""
                select k.id, k.name, k.scopes, k.created_by, k.role, m.role as member_role,
                       coalesce(k.last_used_at < fanfare_now() - interval '1 minute', true) as unused_for_a_minute,
                       identity_key_stamp(k.id) as stamp
                  from identity_api_key k
                  left join identity_member m on m.workspace_id = :workspace and m.person_id = k.created_by
                 where k.workspace_id = :workspace and k.id = :id and k.revoked_at is null
                   and (k.expires_at is null or k.expires_at > fanfare_now())""").bind("id", id).find(ApiKey.Usable.class);
    }

    void used(UUID id) {
        sql.of("update identity_api_key set last_used_at = fanfare_now() where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }

    void insert(ApiKey key, Role role, String secret) {
        sql.of("""
                insert into identity_api_key (id, name, prefix, scopes, created_by, created_at, expires_at, role)
                values (:id, :name, :prefix, :scopes, :createdBy, :createdAt, :expiresAt, :role)""").bind(key).bind("role", role).run();
        sql.of("insert into identity_key_lookup (key_hash, workspace_id, key_id) values (:hash, :workspace, :id)")
                .bind("hash", Json.sha256(secret))
                .bind("id", key.id())
                .run();
    }

    Optional<ApiKey> find(UUID id) {
        return sql.of("""
                select k.id, k.name, k.prefix, k.scopes, k.created_at, k.created_by, p.name as created_by_name,
                       k.expires_at, k.last_used_at
                  from identity_api_key k
                  left join identity_person p on p.id = k.created_by
                 where k.workspace_id = :workspace and k.id = :id and k.revoked_at is null""").bind("id", id).find(ApiKey.class);
    }

    List<ApiKey> list(Page.Range range) {
        return sql.of("""
                select k.id, k.name, k.prefix, k.scopes, k.created_at, k.created_by, p.name as created_by_name,
                       k.expires_at, k.last_used_at
                  from identity_api_key k
                  left join identity_person p on p.id = k.created_by
                 where k.workspace_id = :workspace and k.revoked_at is null
                 order by k.created_at desc, k.id desc
                 limit :limit offset :offset""")
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(ApiKey.class);
    }

    long count() {
        return sql.of("select count(*) from identity_api_key where workspace_id = :workspace and revoked_at is null")
                .one(Long.class);
    }

    void revoke(UUID id) {
        sql.of("""
                update identity_api_key set revoked_at = fanfare_now()
                 where workspace_id = :workspace and id = :id and revoked_at is null""").bind("id", id).run();
        sql.of("delete from identity_key_lookup where key_id = :id")
                .bind("id", id)
                .run();
    }

    /** Revokes the keys of a person and disconnects their agents, so that a new invitation does not bring them back. */
    void revokeAllOf(UUID person) {
        sql.of(
                        "select id from identity_api_key where workspace_id = :workspace and created_by = :person and revoked_at is null")
                .bind("person", person)
                .list(UUID.class)
                .forEach(this::revoke);
        sql.of("""
                update identity_agent set removed_at = fanfare_now()
                 where workspace_id = :workspace and person_id = :person and removed_at is null""").bind("person", person).run();
    }
}
