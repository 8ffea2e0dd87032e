package io.fanfare.kernel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of Standard Webhooks 1.0: HMAC-SHA256 over id, time and the raw body; a call older than five minutes is a replay. */
public final class WebhookSignature {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private WebhookSignature() {}

    public static boolean fits(String secret, Map<String, String> headers, byte[] body, Instant now) {
        String id = headers.getOrDefault("webhook-id", "");
        String time = headers.getOrDefault("webhook-timestamp", "");
        if (id.isEmpty() || !time.matches("\\d{1,12}")) return false;
        if (Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now)
                        .abs()
                        .compareTo(WINDOW)
                > 0) return false;
        byte[] expected = sign(secret, id, time, body);
        boolean fits = false;
        for (String signature : headers.getOrDefault("webhook-signature", "").split(" ")) {
            if (!signature.startsWith("v1,")) continue;
            fits |= MessageDigest.isEqual(expected, decoded(signature.substring(3)));
        }
        return fits && expected.length > 0;
    }

    /** The value of the header {@code webhook-signature}: one signature for each secret. */
    public static String header(List<String> secrets, String id, String time, byte[] body) {
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(sign(secret, id, time, body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] sign(String secret, String id, String time, byte[] body) {
        byte[] key = decoded(secret.startsWith("whsec_") ? secret.substring(6) : secret);
        if (key.length == 0) return new byte[0];
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + time + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }
}
