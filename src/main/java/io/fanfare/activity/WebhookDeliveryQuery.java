package io.fanfare.activity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters and the page of what was sent to a webhook. */
record WebhookDeliveryQuery(
        Webhook.@Nullable Delivered state,
        @Nullable String event,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable UUID after,
        @Nullable Integer limit) {}
