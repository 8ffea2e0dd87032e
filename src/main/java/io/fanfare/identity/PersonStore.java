package io.fanfare.identity;

import io.fanfare.kernel.Sql;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** People, and the tokens with which they set a new password. */
@Component
class PersonStore {
    private final Sql sql;

    PersonStore(Sql sql) {
        this.sql = sql;
    }

    void insert(Person person) {
        sql.of("""
                insert into identity_person (id, email, name, password_hash, demo)
                values (:id, :email, :name, :passwordHash, :demo)""").bind(person).run();
    }

    Optional<Person> find(UUID id) {
        return sql.of("""
                select id, email, name, password_hash, last_workspace_id, demo, session_epoch
                  from identity_person where id = :id""").bind("id", id).find(Person.class);
    }

    Optional<Person> findByEmail(String email) {
        return sql.of("""
                select id, email, name, password_hash, last_workspace_id, demo, session_epoch
                  from identity_person where lower(email) = lower(:email)""").bind("email", email).find(Person.class);
    }

    /** Whether a person exists who does not belong to the demo workspace. */
    boolean anybody() {
        return sql.of("select 1 from identity_person where not demo limit 1").exists();
    }

    boolean nobodyAtAll() {
        return !sql.of("select 1 from identity_person limit 1").exists();
    }

    /** Only one registration at a time may find the installation empty. */
    void lockSignUp() {
        sql.of("select pg_advisory_xact_lock(hashtextextended('identity sign-up', 0)) is null")
                .exists();
    }

    void joined(UUID person, UUID workspace) {
        sql.of("""
                update identity_person set workspaces = array_append(workspaces, :joined)
                 where id = :id and not (:joined = any(workspaces))""").bind("id", person).bind("joined", workspace).run();
    }

    void left(UUID person, UUID workspace) {
        sql.of("update identity_person set workspaces = array_remove(workspaces, :left) where id = :id")
                .bind("id", person)
                .bind("left", workspace)
                .run();
    }

    void lastWorkspace(UUID person, UUID workspace) {
        sql.of("""
                update identity_person set last_workspace_id = :last
                 where id = :id and last_workspace_id is distinct from :last""").bind("id", person).bind("last", workspace).run();
    }

    /** Sets a password; access tokens given out before end at once. */
    void password(UUID person, String hash) {
        sql.of("update identity_person set password_hash = :hash, session_epoch = session_epoch + 1 where id = :id")
                .bind("id", person)
                .bind("hash", hash)
                .run();
    }

    void rename(UUID person, String name) {
        sql.of("update identity_person set name = :name where id = :id")
                .bind("id", person)
                .bind("name", name)
                .run();
    }

    /** Renames a person who belongs to no other workspace. */
    void renameIfOnlyHere(UUID person, String name) {
        sql.of("""
                update identity_person set name = :name
                 where id = :id and name <> :name and workspaces <@ array[:workspace]::uuid[]
                   and not exists (select 1 from identity_member m
                                    where m.workspace_id = :workspace and m.person_id = :id and m.role = 'owner')""").bind("id", person).bind("name", name).run();
    }

    /** Stores a reset token, unless this person got one within the last minute. */
    boolean insertReset(UUID person, String tokenHash) {
        return sql.of("""
                insert into identity_reset (token_hash, person_id, expires_at)
                select :hash, :person, fanfare_now() + interval '1 hour'
                 where not exists (select 1 from identity_reset
                                    where person_id = :person and created_at > fanfare_now() - interval '1 minute')""").bind("hash", tokenHash).bind("person", person).run() == 1;
    }

    Optional<Person> findByReset(String tokenHash) {
        return sql.of("""
                select p.id, p.email, p.name, p.password_hash, p.last_workspace_id, p.demo, p.session_epoch
                  from identity_reset r join identity_person p on p.id = r.person_id
                 where r.token_hash = :hash and r.used_at is null and r.expires_at > fanfare_now()""").bind("hash", tokenHash).find(Person.class);
    }

    /** Uses a reset token, and deletes all others of that person; false if another request used it first. */
    boolean useReset(String tokenHash) {
        var person = sql.of("""
                update identity_reset set used_at = fanfare_now()
                 where token_hash = :hash and used_at is null and expires_at > fanfare_now()
                returning person_id""").bind("hash", tokenHash).find(UUID.class);
        person.ifPresent(id -> sql.of("delete from identity_reset where person_id = :id")
                .bind("id", id)
                .run());
        return person.isPresent();
    }
}
