package io.fanfare.activity;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be decided by a button in a chat message about a notification. The room that it is about implements it. */
public interface NoticeButtons {
    /** What the button decides on, such as a review and the digest that was shown; empty if this person has nothing to decide. */
    Optional<Map<String, String>> of(UUID person, String kind, @Nullable UUID subject);

    /** Approves it as the caller. Refuses as the page would; returns what to say. */
    String approve(Map<String, String> about);
}
