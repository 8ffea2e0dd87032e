package io.fanfare.activity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Envelope;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The keys that exports and checkpoints of the audit trail are signed with. The private key is derived from the secret key of the
 * installation; each public key stays listed, so that what an earlier one signed can still be checked.
 */
@RestController
@RequestMapping("/api/audit/keys")
class AuditKeys {
    private final Sql sql;
    private final Transactions transactions;
    private final KeyPair pair;
    private final String fingerprint;

    AuditKeys(Sql sql, Transactions transactions, Envelope envelope) {
        this.sql = sql;
        this.transactions = transactions;
        this.pair = pair(envelope.deriveKey("activity audit signature"));
        this.fingerprint = Json.sha256(pair.getPublic().getEncoded());
    }

    /** The generator takes the private key from its source of random bytes, so the same seed gives the same pair. */
    private static KeyPair pair(SecretKey seed) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed.getEncoded()));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Ed25519 is missing in this Java", missing);
        }
    }

    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] seed;

        Fixed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length)
                throw new IllegalStateException("this Java takes " + bytes.length + " bytes for an Ed25519 key");
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void publish() {
        transactions.write(() -> sql.of("""
                insert into activity_signing_key (fingerprint, public_key) values (:fingerprint, :publicKey)
                on conflict (fingerprint) do nothing""")
                .bind("fingerprint", fingerprint)
                .bind("publicKey", publicKey())
                .run());
    }

    /** SHA-256 of the public key, in hex. */
    String fingerprint() {
        return fingerprint;
    }

    /** The public key: X.509, in Base64. */
    String publicKey() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    String sign(String text) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A public key: {@code publicKey} is its X.509 form in Base64, {@code fingerprint} the SHA-256 of that form in hex. */
    record AuditKey(String algorithm, String fingerprint, String publicKey, Instant createdAt, boolean current) {}

    /** The public keys of the installation, newest first. */
    record AuditKeyList(List<AuditKey> keys) {}

    /**
     * Returns the public keys that this installation signs exports and checkpoints of audit trails with (Ed25519). Everyone may read
     * them. Keep the fingerprint outside of Fanfare: it proves that a file comes from this installation. Earlier keys stay in the list.
     */
    @GetMapping
    @Allow("public")
    AuditKeyList listAuditKeys() {
        return new AuditKeyList(sql.of("""
                select 'Ed25519' as algorithm, fingerprint, public_key, created_at, fingerprint = :current as current
                  from activity_signing_key order by fingerprint = :current desc, created_at desc""").bind("current", fingerprint).list(AuditKey.class));
    }
}
