package io.fanfare.delivery.hooks;

import io.fanfare.delivery.hooks.Signal.Kind;
import io.fanfare.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The signed event webhook of SendGrid for mails that were sent by its SMTP server: ECDSA over the time and the raw body.
 * Opens and clicks are counted by our own links.
 */
@Component
class SendGridHook implements MailHook {
    private static final Duration WINDOW = Duration.ofMinutes(10);

    @Override
    public String provider() {
        return "sendgrid";
    }

    @Override
    public Optional<List<Signal>> read(Call call, Map<String, String> secret, Instant now) {
        String time = call.header("x-twilio-email-event-webhook-timestamp");
        if (!isRecent(time, now) || !isSigned(call, time, secret.getOrDefault("webhookKey", "")))
            return Optional.empty();
        var signals = new ArrayList<Signal>();
        try {
            for (var event : Json.read(new String(call.body(), StandardCharsets.UTF_8), JsonNode.class))
                signal(event).ifPresent(signals::add);
        } catch (JacksonException unreadable) {
            return Optional.of(List.of());
        }
        return Optional.of(signals);
    }

    private static boolean isRecent(String time, Instant now) {
        if (!time.matches("\\d{1,12}")) return false;
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now);
        return age.abs().compareTo(WINDOW) <= 0;
    }

    /** {@code key}: the public key as SendGrid shows it, base64 of a SubjectPublicKeyInfo. */
    static boolean isSigned(Call call, String time, String key) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key))));
            signature.update(time.getBytes(StandardCharsets.UTF_8));
            signature.update(call.body());
            return signature.verify(Base64.getDecoder().decode(call.header("x-twilio-email-event-webhook-signature")));
        } catch (GeneralSecurityException | IllegalArgumentException forged) {
            return false;
        }
    }

    private static Optional<Signal> signal(JsonNode event) {
        var delivery = MailHook.delivery(text(event, "smtp-id"));
        String status = text(event, "status");
        var kind = kind(event, status);
        if (delivery.isEmpty() || kind == null) return Optional.empty();
        String reason = text(event, "reason");
        return Optional.of(new Signal(delivery.get(), kind, status, reason == null ? text(event, "response") : reason));
    }

    private static @Nullable Kind kind(JsonNode event, @Nullable String status) {
        return switch (String.valueOf(text(event, "event"))) {
            case "delivered" -> Kind.DELIVERED;
            case "deferred" -> Kind.DEFERRED;
            case "bounce" -> "blocked".equals(text(event, "type")) ? Kind.BLOCKED : Kind.ofFailure(status);
            case "dropped" -> Kind.BLOCKED;
            case "spamreport" -> Kind.COMPLAINED;
            case "unsubscribe", "group_unsubscribe" -> Kind.UNSUBSCRIBED;
            default -> null;
        };
    }

    private static @Nullable String text(JsonNode event, String name) {
        var value = event.get(name);
        return value == null || !value.isString() ? null : value.stringValue();
    }
}
