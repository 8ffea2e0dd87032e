package io.fanfare.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The signature of a call from Slack: HMAC-SHA256 over version, time and the raw body; a call older than five minutes is a replay. */
public final class SlackSignature {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private SlackSignature() {}

    /** Whether a call is signed with this secret and not too old. */
    public static boolean fits(
            String secret, @Nullable String time, @Nullable String signature, byte[] body, Instant now) {
        if (secret.isEmpty() || time == null || signature == null || !time.matches("\\d{1,12}")) return false;
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now);
        if (age.abs().compareTo(WINDOW) > 0) return false;
        return MessageDigest.isEqual(
                sign(secret, time, body).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    static String sign(String secret, String time, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(("v0:" + time + ":").getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
