package io.fanfare.start;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The first steps of a workspace and which of them are done. {@code empty} means that there is no campaign
 * yet but the sample. */
record Checklist(
        List<Task> tasks,
        int done,
        boolean hidden,
        boolean empty,
        @Nullable UUID sampleCampaignId) {
    /** The tasks, in their order. */
    enum TaskName {
        BRAND,
        SENDER,
        CONTACTS,
        CONTENT,
        REVIEWER,
        LAUNCH
    }

    /** A task; {@code detail} is the fact that makes it done. */
    record Task(TaskName name, boolean done, @Nullable String detail) {}
}
