package io.fanfare.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A brand kit: how pictures, e-mails and newsroom pages look and sound. {@code colors} are the primary, the accent and the
 * background color, {@code fonts} those of headings and body text; {@code key} is the name of the brand in other systems.
 * Campaigns without a brand use the one with {@code isDefault}. {@code can} lists the operations that the caller may run on it.
 */
record Brand(
        UUID id,
        String name,
        String key,
        boolean isDefault,
        List<String> colors,
        List<String> fonts,
        @Nullable UUID logoAssetId,
        @Nullable String voice,
        List<String> bannedWords,
        List<String> requiredWords,
        @Nullable Sender sender,
        @Nullable String postalAddress,
        @Nullable List<String> can) {

    /** The sender of new e-mails. */
    record Sender(
            @Nullable @Size(max = 200) String name,
            @EmailAddress String email) {}

    /** The details of a new or changed brand; without a {@code key} it is derived from the name. */
    record Details(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(min = 1, max = 100) String key,
            @Nullable Boolean isDefault,

            @JsonProperty(defaultValue = "[]")
            @Size(max = 3, message = "must be at most three colors: primary, accent and background")
            List<@NotNull @Pattern(regexp = "#[0-9a-fA-F]{6}", message = "must be a color, e.g. #1a2b3c") String>
                    colors,

            @JsonProperty(defaultValue = "[]")
            @Size(max = 2, message = "must be at most two fonts: one for headings, one for body text")
            List<@NotNull @Pattern(regexp = BrandFonts.PATTERN, message = BrandFonts.MESSAGE) String> fonts,

            @Nullable UUID logoAssetId,
            @Nullable @Size(max = 4000) String voice,

            @JsonProperty(defaultValue = "[]") @Size(max = 500)
            List<@NotBlank @Size(max = 100) String> bannedWords,

            @JsonProperty(defaultValue = "[]") @Size(max = 500)
            List<@NotBlank @Size(max = 100) String> requiredWords,

            @Nullable @Valid Sender sender,
            @Nullable @Size(max = 500) String postalAddress) {
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
                    Boolean.TRUE.equals(isDefault),
                    colors,
                    fonts,
                    logoAssetId,
                    voice,
                    bannedWords,
                    requiredWords,
                    sender,
                    postalAddress,
                    null);
        }
    }

    Details details() {
        return new Details(
                name,
                key,
                isDefault,
                colors,
                fonts,
                logoAssetId,
                voice,
                bannedWords,
                requiredWords,
                sender,
                postalAddress);
    }

    BrandKit kit() {
        return new BrandKit(
                id,
                name,
                colors,
                fonts,
                logoAssetId,
                voice,
                sender == null ? null : sender.email(),
                sender == null ? null : sender.name(),
                postalAddress);
    }
}
