package io.fanfare.identity;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes of an authenticator app: RFC 6238 with SHA-1, six digits and steps of 30 seconds, as all of these apps expect. */
final class Totp {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SECRET_BYTES = 20;
    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;
    /** Clocks of phones differ. */
    private static final int MOST_STEPS_OFF = 1;

    private Totp() {}

    static byte[] secret() {
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** The step that a code is of, within one step of now and after the one that was used last. */
    static OptionalLong stepOf(byte[] secret, String code, Instant now, long lastUsed) {
        long current = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        byte[] sent = code.replace(" ", "").getBytes(StandardCharsets.UTF_8);
        long found = -1;
        for (long step = current - MOST_STEPS_OFF; step <= current + MOST_STEPS_OFF; step++)
            if (MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.UTF_8), sent) && step > lastUsed)
                found = step;
        return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
    }

    static String code(byte[] secret, Instant at) {
        return code(secret, Math.floorDiv(at.getEpochSecond(), STEP_SECONDS));
    }

    private static String code(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
            return String.format(Locale.ROOT, "%06d", number % MODULUS);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The address that an app reads from a QR code. */
    static String uri(byte[] secret, String account) {
        return "otpauth://totp/Fanfare:" + encoded(account) + "?secret=" + base32(secret)
                + "&issuer=Fanfare&algorithm=SHA1&digits=6&period=30";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String base32(byte[] bytes) {
        var text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte next : bytes) {
            buffer = (buffer << 8 | next & 0xff) & 0xffff;
            bits += 8;
            while (bits >= 5) {
                text.append(BASE32.charAt(buffer >> bits - 5 & 31));
                bits -= 5;
            }
        }
        if (bits > 0) text.append(BASE32.charAt(buffer << 5 - bits & 31));
        return text.toString();
    }

    /** A code to write down, of 50 random bits: {@code xxxxx-xxxxx}. */
    static String recoveryCode() {
        var bytes = new byte[10];
        RANDOM.nextBytes(bytes);
        String text = base32(bytes).toLowerCase(Locale.ROOT);
        return text.substring(0, 5) + "-" + text.substring(5, 10);
    }
}
