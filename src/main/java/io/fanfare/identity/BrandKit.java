package io.fanfare.identity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What later rooms use of a brand: colors by role (primary, accent, background), fonts (heading, body), logo and sender. */
public record BrandKit(
        UUID id,
        String name,
        List<String> colors,
        List<String> fonts,
        @Nullable UUID logoAssetId,
        @Nullable String voice,
        @Nullable String senderEmail,
        @Nullable String senderName,
        @Nullable String postalAddress) {
    /** The first color, if the brand has colors. */
    public Optional<String> primary() {
        return colors.stream().findFirst();
    }

    /** The font of headings. */
    public Optional<String> headingFont() {
        return fonts.stream().findFirst();
    }

    /** The font of body text; the one of headings if there is no other. */
    public Optional<String> bodyFont() {
        return fonts.isEmpty() ? Optional.empty() : Optional.of(fonts.getLast());
    }
}
