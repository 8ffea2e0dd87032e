package io.fanfare.activity;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Envelope;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The secrets that messages to a webhook are signed with, as Standard Webhooks writes them. */
@Component
class WebhookSecrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private final Envelope envelope;

    WebhookSecrets(Envelope envelope) {
        this.envelope = envelope;
    }

    static String create() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    byte[] seal(UUID webhook, String secret) {
        return envelope.seal(secret.getBytes(StandardCharsets.UTF_8), place(webhook));
    }

    /** Those that sign at this time, the present one first. */
    List<String> open(Webhook.Row webhook, Instant now) {
        var secrets = new ArrayList<String>();
        secrets.add(opened(webhook.id(), webhook.secret()));
        var until = webhook.oldSecretUntil();
        if (webhook.oldSecret() != null && until != null && until.isAfter(now))
            secrets.add(opened(webhook.id(), webhook.oldSecret()));
        return secrets;
    }

    private String opened(UUID webhook, byte[] sealed) {
        return new String(envelope.open(sealed, place(webhook)), StandardCharsets.UTF_8);
    }

    private static String place(UUID webhook) {
        return "activity_webhook " + Current.get().workspace() + " " + webhook;
    }
}
