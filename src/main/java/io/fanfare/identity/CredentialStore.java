package io.fanfare.identity;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Credentials of the workspace; their secrets are sealed before they come here. */
@Component
class CredentialStore {
    private final Sql sql;

    CredentialStore(Sql sql) {
        this.sql = sql;
    }

    /** A credential as it is kept. */
    record Sealed(UUID id, Credential.Kind kind, Map<String, Object> settings, byte[] secret) {}

    void insert(Credential credential, byte[] secret) {
        sql.of("""
                insert into identity_credential (id, kind, name, settings, secret, created_by, created_at)
                values (:id, :kind, :name, :settings, :secret, :createdBy, :createdAt)""").bind(credential).bind("secret", secret).run();
        if (credential.lastTest() != null) tested(credential.id(), credential.lastTest());
    }

    List<Credential> list(Page.Range range) {
        return sql.of("""
                select id, kind, name, settings, created_at, created_by, last_test, null as events_url
                  from identity_credential where workspace_id = :workspace
                 order by created_at desc, id desc
                 limit :limit offset :offset""")
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Credential.class);
    }

    long count() {
        return sql.of("select count(*) from identity_credential where workspace_id = :workspace")
                .one(Long.class);
    }

    Optional<Credential> find(UUID id) {
        return sql.of("""
                select id, kind, name, settings, created_at, created_by, last_test, null as events_url
                  from identity_credential where workspace_id = :workspace and id = :id""").bind("id", id).find(Credential.class);
    }

    Optional<Sealed> findSealed(UUID id) {
        return sql.of("""
                select id, kind, settings, secret
                  from identity_credential where workspace_id = :workspace and id = :id""").bind("id", id).find(Sealed.class);
    }

    Optional<UUID> newest(Credential.Kind kind) {
        return sql.of("""
                select id from identity_credential where workspace_id = :workspace and kind = :kind
                 order by created_at desc, id desc limit 1""").bind("kind", kind).find(UUID.class);
    }

    Optional<Sealed> newestSealed(Credential.Kind kind) {
        return sql.of("""
                select id, kind, settings, secret
                  from identity_credential where workspace_id = :workspace and kind = :kind
                 order by created_at desc, id desc limit 1""").bind("kind", kind).find(Sealed.class);
    }

    void tested(UUID id, Credential.LastTest result) {
        sql.of("update identity_credential set last_test = :result where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .bind("result", Json.of(result))
                .run();
    }

    void delete(UUID id) {
        sql.of("delete from identity_credential where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }
}
