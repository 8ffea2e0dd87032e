package io.fanfare.delivery;

import io.fanfare.delivery.channels.MailAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The content of a delivery, before a channel turns it into bytes. */
public sealed interface Message {
    /** An e-mail; {@code headers} are additional ones such as List-Unsubscribe. */
    record Mail(
            MailAddress from,
            MailAddress to,
            @Nullable MailAddress replyTo,
            String subject,
            String html,
            String text,
            Map<String, String> headers)
            implements Message {}

    /**
     * A post for the newsroom or for an account on a social platform. Alternative texts are keyed by asset id; {@code thread} holds
     * the parts that follow as replies.
     */
    record Post(
            UUID postId,
            @Nullable String title,
            String text,
            List<UUID> assetIds,
            Map<UUID, String> altTexts,
            @Nullable String link,
            @Nullable UUID accountId,
            List<Part> thread)
            implements Message {
        /** A part of a thread. */
        public record Part(String text, List<UUID> assetIds, Map<UUID, String> altTexts) {}
    }

    /** A message in a chat: its blocks, and the text where they can't be shown. */
    record Chat(String text, List<Map<String, Object>> blocks) implements Message {}

    /** An event of the workspace; the body is sent as it is. */
    record Event(UUID id, String body) implements Message {}

    /** Deliberately not sent: the row becomes {@code excluded}. */
    record Excluded(Cause cause, String reason) implements Message {
        /** What a message was excluded for. */
        public enum Cause {
            SUPPRESSED,
            CONTENT,
            GONE
        }
    }
}
