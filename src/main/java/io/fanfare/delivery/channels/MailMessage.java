package io.fanfare.delivery.channels;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mail to one person, before it becomes bytes.
 *
 * @param messageId with its angle brackets; always the same for one delivery
 * @param headers additional headers such as {@code List-Unsubscribe}; none that this record or MIME sets
 */
public record MailMessage(
        String messageId,
        Instant date,
        MailAddress from,
        MailAddress to,
        @Nullable MailAddress replyTo,
        String subject,
        String html,
        String text,
        Map<String, String> headers) {
    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?A-~]{1,200}@[!-;=?A-~]{1,200}>");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,75}");
    private static final Pattern TAKEN = Pattern.compile(
            "(?i)from|sender|to|cc|bcc|reply-to|subject|date|message-id|return-path|received|mime-version|content-.*");

    public MailMessage {
        if (!MESSAGE_ID.matcher(messageId).matches()) {
            throw new IllegalArgumentException("A message id looks like <left@right>");
        }
        for (var name : headers.keySet()) {
            if (!HEADER_NAME.matcher(name).matches() || TAKEN.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "Not a header that can be added: " + name.replaceAll("\\p{Cntrl}", "?"));
            }
        }
    }
}
