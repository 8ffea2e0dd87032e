package io.fanfare.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Signed tokens for links and callback addresses, without a table row. Anyone can read what they carry; only we can write it.
 *
 * <p>A token is URL-safe base64 of the body and 128 bits of HMAC-SHA256. Each purpose has its own key, so a token of one
 * purpose is not valid for another. Two ids make 64 characters.
 */
public final class SignedToken {
    private static final int MAC_BYTES = 16;
    private static final int ID_BYTES = 16;
    private static final int LONGEST = 4096;
    private static final byte IDS = 1;
    private static final byte FIELDS = 2;
    private static final byte TEXT = 3;

    private final Envelope envelope;
    private final InstantSource clock;
    private final Map<String, List<SecretKey>> keys = new ConcurrentHashMap<>();

    public SignedToken(Envelope envelope, InstantSource clock) {
        this.envelope = envelope;
        this.clock = clock;
    }

    /** A token that does not expire, as for links in sent mail. */
    public String sign(String purpose, UUID... ids) {
        var body = ByteBuffer.allocate(ids.length * ID_BYTES);
        for (var id : ids) {
            body.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
        return signed(purpose, IDS, body.array());
    }

    /** The ids in the order they were given, or empty when we did not sign this for this purpose. */
    public Optional<List<UUID>> readIds(String purpose, String token) {
        return body(purpose, IDS, token).map(bytes -> {
            var body = ByteBuffer.wrap(bytes);
            var ids = new ArrayList<UUID>();
            while (body.remaining() >= ID_BYTES) {
                ids.add(new UUID(body.getLong(), body.getLong()));
            }
            return List.copyOf(ids);
        });
    }

    /** A token that does not expire and carries a text behind two ids, such as the address that a link leads to. */
    public String sign(String purpose, UUID first, UUID second, String text) {
        var bytes = text.getBytes(UTF_8);
        var body = ByteBuffer.allocate(2 * ID_BYTES + bytes.length);
        for (var id : List.of(first, second)) {
            body.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
        return signed(purpose, TEXT, body.put(bytes).array());
    }

    /** Two ids and a text. */
    public record Signed(UUID first, UUID second, String text) {}

    /** The ids and the text, or empty when we did not sign this for this purpose. */
    public Optional<Signed> readText(String purpose, String token) {
        return body(purpose, TEXT, token).map(bytes -> {
            var body = ByteBuffer.wrap(bytes);
            var first = new UUID(body.getLong(), body.getLong());
            var second = new UUID(body.getLong(), body.getLong());
            return new Signed(first, second, UTF_8.decode(body).toString());
        });
    }

    /** A token that is valid until the given instant, to the second. */
    public String sign(String purpose, Map<String, String> fields, Instant expires) {
        var body = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(body)) {
            out.writeLong(expires.getEpochSecond());
            for (var field : new TreeMap<>(fields).entrySet()) {
                out.writeUTF(field.getKey());
                out.writeUTF(field.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return signed(purpose, FIELDS, body.toByteArray());
    }

    /** The fields, or empty when we did not sign this for this purpose or it has expired. */
    public Optional<Map<String, String>> read(String purpose, String token) {
        return body(purpose, FIELDS, token).flatMap(bytes -> {
            var fields = new TreeMap<String, String>();
            try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                if (in.readLong() <= clock.instant().getEpochSecond()) {
                    return Optional.empty();
                }
                while (in.available() > 0) {
                    fields.put(in.readUTF(), in.readUTF());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Optional.of(Map.copyOf(fields));
        });
    }

    private String signed(String purpose, byte form, byte[] body) {
        var mac = mac(keys(purpose).getFirst(), form, body);
        var token =
                ByteBuffer.allocate(body.length + MAC_BYTES).put(body).put(mac).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private Optional<byte[]> body(String purpose, byte form, String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token.getBytes(UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length < MAC_BYTES) {
            return Optional.empty();
        }
        var body = Arrays.copyOf(bytes, bytes.length - MAC_BYTES);
        var mac = Arrays.copyOfRange(bytes, body.length, bytes.length);
        return keys(purpose).stream().anyMatch(key -> MessageDigest.isEqual(mac, mac(key, form, body)))
                ? Optional.of(body)
                : Optional.empty();
    }

    /** Derived once: a mail contains a token for each of its links. */
    private List<SecretKey> keys(String purpose) {
        return keys.computeIfAbsent(purpose, name -> envelope.deriveKeys("token " + name));
    }

    /** The form is signed but not transmitted: both sides know it, and the link stays short. */
    private static byte[] mac(SecretKey key, byte form, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(form);
            return Arrays.copyOf(mac.doFinal(body), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is missing in this Java", e);
        }
    }
}
