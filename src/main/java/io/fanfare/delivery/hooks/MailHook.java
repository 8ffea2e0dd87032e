package io.fanfare.delivery.hooks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How one provider reports bounces and complaints. */
public interface MailHook {
    Pattern MESSAGE_ID = Pattern.compile(
            "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@", Pattern.CASE_INSENSITIVE);

    /** A call as it arrived. The names of {@code headers} are in lower case. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Call(Map<String, String> headers, byte[] body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** As the address of the hook names it. */
    String provider();

    /** The reports of a call about our messages; empty if the call does not come from the provider. */
    Optional<List<Signal>> read(Call call, Map<String, String> secret, Instant now);

    /** The delivery of a Message-ID of ours. */
    static Optional<UUID> delivery(@Nullable String messageId) {
        var ours = MESSAGE_ID.matcher(messageId == null ? "" : messageId);
        return ours.find() ? Optional.of(UUID.fromString(ours.group(1))) : Optional.empty();
    }
}
