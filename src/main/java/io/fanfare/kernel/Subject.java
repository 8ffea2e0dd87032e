package io.fanfare.kernel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The subject of an audit row, the campaign whose timeline shows it, and its version after the change where it has one. */
public record Subject(
        String kind,
        @Nullable UUID id,
        @Nullable String title,
        @Nullable UUID campaignId,
        @Nullable Integer version) {
    public Subject(String kind, @Nullable UUID id, @Nullable String title, @Nullable UUID campaignId) {
        this(kind, id, title, campaignId, null);
    }

    public static Subject of(String kind, UUID id, String title) {
        return new Subject(kind, id, title, null);
    }

    public Subject withVersion(int number) {
        return new Subject(kind, id, title, campaignId, number);
    }
}
