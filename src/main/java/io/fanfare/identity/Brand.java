package io.fanfare.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How one brand of the workspace looks and speaks; {@code key} is the name that other systems call it by. */
record Brand(
        UUID id,
        String name,
        String key,
        List<String> colors,
        List<String> fonts,
        @Nullable UUID logoAssetId,
        @Nullable String voice,
        List<String> bannedWords,
        List<String> requiredWords) {

    /** What is given to make or change a brand; the key follows from the name unless told. */
    record Details(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(min = 1, max = 100) String key,

            @Size(max = 50)
            List<@NotNull @Pattern(regexp = "#[0-9a-fA-F]{6}", message = "is no colour such as #1a2b3c") String> colors,

            @Size(max = 20) List<@NotBlank @Size(max = 100) String> fonts,
            @Nullable UUID logoAssetId,
            @Nullable @Size(max = 4000) String voice,
            @Size(max = 500) List<@NotBlank @Size(max = 100) String> bannedWords,
            @Size(max = 500) List<@NotBlank @Size(max = 100) String> requiredWords) {
        Details {
            colors = Objects.requireNonNullElse(colors, List.of());
            fonts = Objects.requireNonNullElse(fonts, List.of());
            bannedWords = Objects.requireNonNullElse(bannedWords, List.of());
            requiredWords = Objects.requireNonNullElse(requiredWords, List.of());
        }

        Brand as(UUID id) {
            return new Brand(
                    id,
                    name,
                    key == null ? Slug.of(name, "brand") : key,
                    colors,
                    fonts,
                    logoAssetId,
                    voice,
                    bannedWords,
                    requiredWords);
        }
    }

    Details details() {
        return new Details(name, key, colors, fonts, logoAssetId, voice, bannedWords, requiredWords);
    }
}
