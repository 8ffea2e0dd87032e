package io.fanfare.identity;

import io.fanfare.kernel.Sql;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Passkeys: public keys of people. */
@Component
class PasskeyStore {
    private final Sql sql;

    PasskeyStore(Sql sql) {
        this.sql = sql;
    }

    /** False if this passkey is registered already. */
    boolean insert(Passkey.Stored passkey) {
        return sql.of("""
                        insert into identity_passkey
                               (id, person_id, credential_id, name, attested, sign_count, transports, synced)
                        values (:id, :personId, :credentialId, :name, :attested, :signCount, :transports, :synced)
                        on conflict (credential_id) do nothing""").bind(passkey).run() == 1;
    }

    List<Passkey> list(UUID person) {
        return sql.of("""
                select id, name, synced, created_at, last_used_at from identity_passkey
                 where person_id = :person order by created_at desc, id desc""").bind("person", person).list(Passkey.class);
    }

    Optional<Passkey> find(UUID person, UUID id) {
        return sql.of("""
                select id, name, synced, created_at, last_used_at from identity_passkey
                 where person_id = :person and id = :id""").bind("person", person).bind("id", id).find(Passkey.class);
    }

    Optional<Passkey.Stored> findByCredential(byte[] credential) {
        return sql.of("""
                select id, person_id, name, credential_id, attested, sign_count, transports, synced
                  from identity_passkey where credential_id = :credential for update""").bind("credential", credential).find(Passkey.Stored.class);
    }

    List<Passkey.Stored> stored(UUID person) {
        return sql.of("""
                select id, person_id, name, credential_id, attested, sign_count, transports, synced
                  from identity_passkey where person_id = :person""").bind("person", person).list(Passkey.Stored.class);
    }

    void used(UUID id, long signCount) {
        sql.of("update identity_passkey set sign_count = :count, last_used_at = fanfare_now() where id = :id")
                .bind("id", id)
                .bind("count", signCount)
                .run();
    }

    void rename(UUID id, String name) {
        sql.of("update identity_passkey set name = :name where id = :id")
                .bind("id", id)
                .bind("name", name)
                .run();
    }

    void delete(UUID id) {
        sql.of("delete from identity_passkey where id = :id").bind("id", id).run();
    }

    void deleteAll(UUID person) {
        sql.of("delete from identity_passkey where person_id = :person")
                .bind("person", person)
                .run();
    }
}
