package io.fanfare.kernel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The subject of an audit row, and the campaign whose timeline shows it. */
public record Subject(
        String kind,
        @Nullable UUID id,
        @Nullable String title,
        @Nullable UUID campaignId) {
    public static Subject of(String kind, UUID id, String title) {
        return new Subject(kind, id, title, null);
    }
}
