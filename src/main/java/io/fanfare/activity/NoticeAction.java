package io.fanfare.activity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the mail of a notification offers instead of opening it in the app. The room that it is about implements it. */
public interface NoticeAction {
    /** An address within the server, and the words of its button. */
    record Offer(String path, String action) {}

    /** For one person, about the subject of a notification, in a mail of this time; empty if there is nothing to offer. */
    Optional<Offer> offer(UUID person, String kind, @Nullable UUID subject, Instant mailed);
}
