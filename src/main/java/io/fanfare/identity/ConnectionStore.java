package io.fanfare.identity;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Envelope;
import io.fanfare.kernel.Sql;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The identity provider of the workspace, and who signs in with it. */
@Component
class ConnectionStore {
    private final Sql sql;
    private final Envelope envelope;

    ConnectionStore(Sql sql, Envelope envelope) {
        this.sql = sql;
        this.envelope = envelope;
    }

    Optional<Connection> find() {
        return sql.of("""
                select name, issuer, client_id, client_secret is not null as has_secret, scopes, groups_claim, trusts_addresses,
                       created_at, last_sign_in_at
                  from identity_connection where workspace_id = :workspace""").find(Connection.class);
    }

    /** The secret in the clear; empty for a public client. */
    Optional<String> secret() {
        return sql.of("""
                select client_secret from identity_connection
                 where workspace_id = :workspace and client_secret is not null""")
                .find(byte[].class)
                .map(bytes -> new String(envelope.open(bytes, place()), StandardCharsets.UTF_8));
    }

    /** Stores a connection; without a new secret, the one of the same client stays. */
    void put(Connections.Details details, @Nullable String secret) {
        sql.of("""
                insert into identity_connection
                       (name, issuer, client_id, client_secret, scopes, groups_claim, trusts_addresses, created_by)
                values (:name, :issuer, :clientId, :sealed, :scopes, :groupsClaim, :trustsAddresses, :by)
                on conflict (workspace_id) do update
                   set name = excluded.name, issuer = excluded.issuer, client_id = excluded.client_id,
                       client_secret = excluded.client_secret, scopes = excluded.scopes,
                       groups_claim = excluded.groups_claim, trusts_addresses = excluded.trusts_addresses""")
                .bind(details)
                .bind("sealed", secret == null ? null : envelope.seal(secret.getBytes(StandardCharsets.UTF_8), place()))
                .bind("by", Current.get().person())
                .run();
    }

    void delete() {
        sql.of("delete from identity_connection where workspace_id = :workspace")
                .run();
        sql.of("delete from identity_company_login where workspace_id = :workspace")
                .run();
    }

    void used() {
        sql.of("update identity_connection set last_sign_in_at = fanfare_now() where workspace_id = :workspace")
                .run();
    }

    Optional<UUID> findPerson(String issuer, String subject) {
        return sql.of("""
                update identity_company_login set last_at = fanfare_now()
                 where workspace_id = :workspace and issuer = :issuer and subject = :subject
                returning person_id""").bind("issuer", issuer).bind("subject", subject).find(UUID.class);
    }

    void link(String issuer, String subject, UUID person) {
        sql.of("""
                insert into identity_company_login (issuer, subject, person_id, last_at)
                values (:issuer, :subject, :person, fanfare_now())""")
                .bind("issuer", issuer)
                .bind("subject", subject)
                .bind("person", person)
                .run();
    }

    private static String place() {
        return "identity_connection " + Current.get().workspace();
    }
}
