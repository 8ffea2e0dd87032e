package io.fanfare.social;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A part of a thread after the first: its text, its files and their alternative texts. */
public record ThreadPart(
        @NotBlank @Size(max = ThreadPart.LONGEST) String text,
        @Size(max = PostDetails.MOST_ASSETS) List<@NotNull UUID> assetIds,

        @Size(max = PostDetails.MOST_ASSETS)
        Map<UUID, @NotBlank @Size(max = PostDetails.LONGEST_ALT) String> altTexts) {
    static final int LONGEST = 10_000;

    public ThreadPart {
        assetIds = Objects.requireNonNullElse(assetIds, List.of());
        altTexts = Objects.requireNonNullElse(altTexts, Map.of());
    }

    static ThreadPart of(String text) {
        return new ThreadPart(text, List.of(), Map.of());
    }
}
