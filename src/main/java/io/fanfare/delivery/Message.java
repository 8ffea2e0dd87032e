package io.fanfare.delivery;

import io.fanfare.delivery.channels.MailAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a room has to say, before a channel makes bytes of it. */
public sealed interface Message {
    /** Somebody's e-mail; headers are extra ones such as List-Unsubscribe. */
    record Mail(
            MailAddress from,
            MailAddress to,
            @Nullable MailAddress replyTo,
            String subject,
            String html,
            String text,
            Map<String, String> headers)
            implements Message {}

    /** A post for the newsroom or an account on a social platform; what its files show by their ids. */
    record Post(
            UUID postId,
            @Nullable String title,
            String text,
            List<UUID> assetIds,
            Map<UUID, String> altTexts,
            @Nullable String link,
            @Nullable UUID accountId)
            implements Message {}

    /** Not sent after all, and why: it is kept as {@code excluded}. */
    record Excluded(String reason) implements Message {}
}
