package io.fanfare.activity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that a person should know, in the app. Unread while {@code readAt} is absent. */
record Notification(
        UUID id,
        String kind,
        String title,
        String text,
        Thing subject,
        @Nullable UUID campaignId,
        Instant createdAt,
        @Nullable Instant readAt) {

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
                    new Thing(subjectKind, subjectId, subjectTitle),
                    campaignId,
                    createdAt,
                    readAt);
        }
    }
}
