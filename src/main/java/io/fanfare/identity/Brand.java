package io.fanfare.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The look and voice of one brand of the workspace; {@code key} is its name in other systems. {@code can} lists the operations
 * that the caller may run on it.
 */
record Brand(
        UUID id,
        String name,
        String key,
        List<String> colors,
        List<String> fonts,
        @Nullable UUID logoAssetId,
        @Nullable String voice,
        List<String> bannedWords,
        List<String> requiredWords,
        @Nullable List<String> can) {

    /** The details of a new or changed brand; without a {@code key} it is derived from the name. */
    record Details(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(min = 1, max = 100) String key,

            @JsonProperty(defaultValue = "[]") @Size(max = 50)
            List<@NotNull @Pattern(regexp = "#[0-9a-fA-F]{6}", message = "must be a color, e.g. #1a2b3c") String>
                    colors,

            @JsonProperty(defaultValue = "[]") @Size(max = 20)
            List<@NotBlank @Size(max = 100) String> fonts,

            @Nullable UUID logoAssetId,
            @Nullable @Size(max = 4000) String voice,

            @JsonProperty(defaultValue = "[]") @Size(max = 500)
            List<@NotBlank @Size(max = 100) String> bannedWords,

            @JsonProperty(defaultValue = "[]") @Size(max = 500)
            List<@NotBlank @Size(max = 100) String> requiredWords) {
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
                    requiredWords,
                    null);
        }
    }

    Details details() {
        return new Details(name, key, colors, fonts, logoAssetId, voice, bannedWords, requiredWords);
    }
}
