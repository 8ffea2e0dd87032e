package io.fanfare.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what must not be readable in the database (AES-256-GCM), and derives the keys that sign.
 *
 * <p>Sealed bytes are {@code version | key id | iv | ciphertext and tag}. Every purpose has its own key,
 * derived from a master key by HKDF-SHA256. The key id is derived too, so keys need no numbers: sealing uses the first master key,
 * opening the one that sealed.
 */
public final class Envelope {
    private static final byte VERSION = 1;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int HEAD_BYTES = 1 + Integer.BYTES;
    private static final int LEAST_KEY_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<Key> keys = new ArrayList<>();

    public Envelope(byte[] masterKey) {
        this(masterKey, List.of());
    }

    /** The older keys only open what they sealed. */
    public Envelope(byte[] masterKey, List<byte[]> olderKeys) {
        keys.add(Key.of(masterKey));
        olderKeys.forEach(key -> keys.add(Key.of(key)));
    }

    /** Seals for one place: {@code aad} names it (workspace, kind and id of the record), and it opens only there. */
    public byte[] seal(byte[] plain, String aad) {
        var key = keys.getFirst();
        var iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        var head = ByteBuffer.allocate(HEAD_BYTES).put(VERSION).putInt(key.id).array();
        try {
            var ciphertext = cipher(Cipher.ENCRYPT_MODE, key, iv, head, aad).doFinal(plain);
            return ByteBuffer.allocate(HEAD_BYTES + IV_BYTES + ciphertext.length)
                    .put(head)
                    .put(iv)
                    .put(ciphertext)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is missing in this Java", e);
        }
    }

    /** @throws CannotOpen when the bytes were altered, belong to another place, or were sealed with a key we do not have */
    public byte[] open(byte[] sealed, String aad) {
        if (sealed.length < HEAD_BYTES + IV_BYTES + TAG_BYTES || sealed[0] != VERSION) {
            throw new CannotOpen("These bytes are not a sealed envelope of version " + VERSION + ".");
        }
        var head = Arrays.copyOf(sealed, HEAD_BYTES);
        var key = keyOf(ByteBuffer.wrap(head).getInt(1));
        var iv = Arrays.copyOfRange(sealed, HEAD_BYTES, HEAD_BYTES + IV_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, iv, head, aad)
                    .doFinal(sealed, HEAD_BYTES + IV_BYTES, sealed.length - HEAD_BYTES - IV_BYTES);
        } catch (AEADBadTagException e) {
            throw new CannotOpen("The sealed bytes were altered, or were sealed for a record other than " + aad + ".");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is missing in this Java", e);
        }
    }

    /** A 256-bit signing key for one purpose, always the same for a master key and purpose. */
    public SecretKey deriveKey(String purpose) {
        return deriveKeys(purpose).getFirst();
    }

    /** The keys for one purpose from all master keys, the current one first: any of them may have signed. */
    public List<SecretKey> deriveKeys(String purpose) {
        return keys.stream()
                .map(key -> derive(key.master, "HmacSHA256", "derived " + purpose))
                .toList();
    }

    private Key keyOf(int id) {
        return keys.stream()
                .filter(key -> key.id == id)
                .findFirst()
                .orElseThrow(() -> new CannotOpen(
                        "This was sealed with another secret key. Set the key it was sealed with as an older key."));
    }

    private static Cipher cipher(int mode, Key key, byte[] iv, byte[] head, String aad)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.sealing, new GCMParameterSpec(TAG_BYTES * 8, iv));
        cipher.updateAAD(head);
        cipher.updateAAD(aad.getBytes(UTF_8));
        return cipher;
    }

    private static SecretKey derive(SecretKey master, String algorithm, String info) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(master)
                    .addSalt("fanfare".getBytes(UTF_8))
                    .thenExpand(info.getBytes(UTF_8), 32);
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is missing in this Java", e);
        }
    }

    private record Key(SecretKey master, int id, SecretKey sealing) {
        static Key of(byte[] master) {
            if (master.length < LEAST_KEY_BYTES) {
                throw new IllegalArgumentException(
                        "The secret key has " + master.length + " bytes; it needs at least " + LEAST_KEY_BYTES + ".");
            }
            var key = new SecretKeySpec(master, "HKDF");
            var id = ByteBuffer.wrap(derive(key, "Generic", "key id").getEncoded())
                    .getInt();
            return new Key(key, id, derive(key, "AES", "seal"));
        }
    }

    /** Sealed bytes that can't be opened; the message says why and contains no secret. */
    public static final class CannotOpen extends RuntimeException {
        CannotOpen(String message) {
            super(message);
        }
    }
}
