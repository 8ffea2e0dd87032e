package io.fanfare.activity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification in the app. It is unread as long as {@code readAt} is missing; it is also marked as read when its matter is
 * settled, e.g. when someone else has decided the review. {@code can} lists what you may do with it.
 */
record Notification(
        UUID id,
        String kind,
        String title,
        String text,
        EntrySubject subject,
        @Nullable UUID campaignId,
        @Nullable String campaignName,
        Instant createdAt,
        @Nullable Instant readAt,
        List<String> can) {

    /** Its row. */
    record Row(
            UUID id,
            String kind,
            String title,
            String text,
            String subjectKind,
            @Nullable UUID subjectId,
            @Nullable String subjectTitle,
            @Nullable UUID campaignId,
            Instant createdAt,
            @Nullable Instant readAt) {
        Notification notification(Map<UUID, String> campaigns) {
            return new Notification(
                    id,
                    kind,
                    title,
                    text,
                    new EntrySubject(subjectKind, subjectId, subjectTitle),
                    campaignId,
                    campaignId == null ? null : campaigns.get(campaignId),
                    createdAt,
                    readAt,
                    readAt == null ? List.of("readNotification", "deleteNotification") : List.of("deleteNotification"));
        }
    }
}
