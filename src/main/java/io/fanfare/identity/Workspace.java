package io.fanfare.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.kernel.Currencies;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A workspace: only its members see what belongs to it. */
public record Workspace(
        UUID id,
        String name,
        String slug,
        String timeZone,
        String currency,
        Branding brand,
        SelfApproval selfApproval,
        @Nullable String postalAddress,
        Brand.@Nullable Sender sender,
        boolean demo) {

    /** Whether the author of a change may approve it: while the workspace has no other member, or never. */
    public enum SelfApproval {
        WHILE_ALONE,
        NEVER
    }

    /** The look of the default brand; colors as {@code #1a2b3c}, primary, accent and background. */
    public record Branding(
            @JsonProperty(defaultValue = "[]")
            @Size(max = 3, message = "must be at most three colors: primary, accent and background")
            List<@NotNull @Pattern(regexp = "#[0-9a-fA-F]{6}", message = "must be a color, e.g. #1a2b3c") String>
                    colors,

            @Nullable @Pattern(regexp = BrandFonts.PATTERN, message = BrandFonts.MESSAGE)
            String font,

            @Nullable UUID logoAssetId) {
        public Branding {
            colors = Objects.requireNonNullElse(colors, List.of());
        }
    }

    /** What may be changed of a workspace. */
    record Details(
            @NotBlank @Size(max = 200) String name,
            @NotNull String timeZone,
            @NotNull String currency,
            @Valid Branding brand,
            @NotNull SelfApproval selfApproval,
            @Nullable @Size(max = 500) String postalAddress) {
        Details {
            brand = Objects.requireNonNullElse(brand, new Branding(List.of(), null, null));
        }

        Details checked() {
            checkTimeZone(timeZone);
            Currencies.require("currency", currency);
            return this;
        }
    }

    Details details() {
        return new Details(name, timeZone, currency, brand, selfApproval, postalAddress);
    }

    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    static void checkTimeZone(String timeZone) {
        if (!ZoneId.getAvailableZoneIds().contains(timeZone))
            throw Refused.invalid("timeZone", "must be an IANA time zone, e.g. Europe/Berlin");
    }
}
