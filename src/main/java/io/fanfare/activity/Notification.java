package io.fanfare.activity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A notification in the app. It is unread as long as {@code readAt} is missing. {@code can} lists what you may do with it. */
record Notification(
        UUID id,
        String kind,
        String title,
        String text,
        EntrySubject subject,
        @Nullable UUID campaignId,
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
        Notification notification() {
            return new Notification(
                    id,
                    kind,
                    title,
                    text,
                    new EntrySubject(subjectKind, subjectId, subjectTitle),
                    campaignId,
                    createdAt,
                    readAt,
                    readAt == null ? List.of("readNotification") : List.of());
        }
    }
}
