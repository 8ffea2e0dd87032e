package io.fanfare.activity;

import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Subject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

    void record(Webhook webhook, @Nullable Object before, @Nullable Object after) {
        audit.record(Subject.of(WebhookStore.KIND, webhook.id(), host(webhook.url())), before, after);
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
