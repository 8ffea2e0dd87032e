package io.fanfare.activity;

import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Subject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records what people do with webhooks, and says what time it is. */
@Component
class WebhookChanges {
    private final Audit audit;
    private final Now now;

    WebhookChanges(Audit audit, Now now) {
        this.audit = audit;
        this.now = now;
    }

    Instant now() {
        return now.instant();
    }

    /** What the audit trail keeps of a webhook: the rest of its address may be secret, so a digest says whether it changed. */
    private record Recorded(String host, String addressDigest, List<String> events, boolean active) {
        static @Nullable Recorded of(@Nullable Webhook webhook) {
            if (webhook == null) return null;
            String digest = Json.sha256(webhook.url()).substring(0, 16);
            return new Recorded(WebhookChanges.host(webhook.url()), digest, webhook.events(), webhook.active());
        }
    }

    void record(Webhook webhook, @Nullable Webhook before, @Nullable Webhook after) {
        audit.record(subject(webhook), Recorded.of(before), Recorded.of(after));
    }

    void rotated(Webhook webhook) {
        audit.record(subject(webhook), null, Map.of("secret", "rotated"));
    }

    void tested(Webhook webhook, String answer) {
        audit.record(subject(webhook), null, Map.of("test", answer));
    }

    private static Subject subject(Webhook webhook) {
        return Subject.of(WebhookStore.KIND, webhook.id(), host(webhook.url()));
    }

    /** What people call a webhook. */
    static String host(String url) {
        return URI.create(url).getHost();
    }

    /** The body of a test. */
    static byte[] test(UUID webhook, Instant at) {
        var data =
                WebhookReport.plain(Subject.of(WebhookStore.KIND, webhook, "")).orElseThrow();
        var event = new WebhookEvent(WebhookType.WEBHOOK_TEST.text(), at, data);
        return Json.of(event).text().getBytes(StandardCharsets.UTF_8);
    }
}
