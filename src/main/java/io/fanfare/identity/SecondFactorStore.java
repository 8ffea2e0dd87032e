package io.fanfare.identity;

import io.fanfare.kernel.Envelope;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Authenticator apps, their secrets sealed, and the hashes of recovery codes. */
@Component
class SecondFactorStore {
    private static final int RECOVERY_CODES = 10;

    private final Sql sql;
    private final Envelope envelope;

    SecondFactorStore(Sql sql, Envelope envelope) {
        this.sql = sql;
        this.envelope = envelope;
    }

    private record Sealed(byte[] secret, @Nullable Instant confirmedAt, long lastStep) {}

    /** An authenticator app with its secret in the clear. */
    record App(byte[] secret, @Nullable Instant confirmedAt, long lastStep) {
        boolean confirmed() {
            return confirmedAt != null;
        }
    }

    /** What a person can prove who they are with, beside a password. */
    record Factors(boolean app, int recoveryCodes, int passkeys) {
        boolean any() {
            return app || passkeys > 0;
        }

        List<String> methods() {
            var methods = new ArrayList<String>();
            if (app) methods.add("totp");
            if (app && recoveryCodes > 0) methods.add("recovery_code");
            if (passkeys > 0) methods.add("passkey");
            return methods;
        }
    }

    Factors factors(UUID person) {
        return sql.of("""
                select exists (select 1 from identity_totp where person_id = :person and confirmed_at is not null) as app,
                       (select count(*) from identity_recovery_code
                         where person_id = :person and used_at is null)::integer as recovery_codes,
                       (select count(*) from identity_passkey where person_id = :person)::integer as passkeys""").bind("person", person).one(Factors.class);
    }

    Optional<App> find(UUID person) {
        return sql.of("select secret, confirmed_at, last_step from identity_totp where person_id = :person for update")
                .bind("person", person)
                .find(Sealed.class)
                .map(kept -> new App(envelope.open(kept.secret(), place(person)), kept.confirmedAt(), kept.lastStep()));
    }

    /** Begins to set an app up; one that is in use stays as it is. */
    void begin(UUID person, byte[] secret) {
        sql.of("""
                insert into identity_totp (person_id, secret) values (:person, :secret)
                on conflict (person_id) do update set secret = excluded.secret, last_step = 0
                 where identity_totp.confirmed_at is null""")
                .bind("person", person)
                .bind("secret", envelope.seal(secret, place(person)))
                .run();
    }

    void confirm(UUID person) {
        sql.of(
                        "update identity_totp set confirmed_at = fanfare_now() where person_id = :person and confirmed_at is null")
                .bind("person", person)
                .run();
    }

    /** Uses a code of this step; false if one of it or of a later step was used. */
    boolean use(UUID person, long step) {
        return sql.of("update identity_totp set last_step = :step where person_id = :person and last_step < :step")
                        .bind("person", person)
                        .bind("step", step)
                        .run()
                == 1;
    }

    boolean useRecoveryCode(UUID person, String code) {
        return sql.of("""
                        update identity_recovery_code set used_at = fanfare_now()
                         where person_id = :person and code_hash = :hash and used_at is null""").bind("person", person).bind("hash", hash(code)).run() == 1;
    }

    /** New recovery codes, which replace all others. */
    List<String> renewRecoveryCodes(UUID person) {
        deleteRecoveryCodes(person);
        var codes = new ArrayList<String>();
        while (codes.size() < RECOVERY_CODES) codes.add(Totp.recoveryCode());
        sql.of("insert into identity_recovery_code (person_id, code_hash) select :person, unnest(:hashes)")
                .bind("person", person)
                .array(
                        "hashes",
                        "text",
                        codes.stream().map(SecondFactorStore::hash).toList())
                .run();
        return codes;
    }

    /** Removes the app and its recovery codes; false if there is none in use. */
    boolean delete(UUID person) {
        deleteRecoveryCodes(person);
        return sql.of("delete from identity_totp where person_id = :person and confirmed_at is not null")
                        .bind("person", person)
                        .run()
                == 1;
    }

    /** Uses a challenge; false if it was used before. */
    boolean spend(String challenge, Instant expires) {
        return sql.of("insert into identity_spent (hash, expires_at) values (:hash, :expires) on conflict do nothing")
                        .bind("hash", Json.sha256(challenge))
                        .bind("expires", expires)
                        .run()
                == 1;
    }

    private void deleteRecoveryCodes(UUID person) {
        sql.of("delete from identity_recovery_code where person_id = :person")
                .bind("person", person)
                .run();
    }

    private static String hash(String code) {
        return Json.sha256(code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", ""));
    }

    private static String place(UUID person) {
        return "identity_totp " + person;
    }
}
