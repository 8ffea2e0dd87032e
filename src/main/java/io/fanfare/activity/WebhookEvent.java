package io.fanfare.activity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of a webhook: what happened, and to what. It holds ids and no content: read the resource by its id. Events may arrive twice,
 * then with the same {@code webhook-id}, and not in their order: compare {@code version}.
 *
 * @param type e.g. {@code campaign.launched}
 * @param timestamp when it happened; the header {@code webhook-timestamp} is when it was sent
 */
public record WebhookEvent(String type, Instant timestamp, Data data) {
    /**
     * What it happened to.
     *
     * @param kind what {@code id} names, such as a post or a task. Of an {@code approval}, the id is that of the campaign
     * @param version of the resource after the change, where it has versions
     * @param campaignId the campaign that it belongs to
     * @param scope of an approval: the part of the campaign, e.g. {@code content}
     * @param from the status before
     * @param to the status after, or the decision
     * @param cause of a suppression: {@code unsubscribed}, {@code bounced}, {@code complained} or {@code manual}
     * @param changed the names of the members that changed
     * @param items that were decided on or sent, as {@code kind:id}
     */
    public record Data(
            UUID workspaceId,
            String kind,
            UUID id,
            @Nullable Integer version,
            @Nullable UUID campaignId,
            @Nullable String scope,
            @Nullable String from,
            @Nullable String to,
            @Nullable String cause,
            List<String> changed,
            List<String> items) {}
}
