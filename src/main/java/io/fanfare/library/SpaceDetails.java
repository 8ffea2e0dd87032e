package io.fanfare.library;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fanfare.kernel.Currencies;
import io.fanfare.kernel.Refused;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The details of a space; snake_case names are accepted too. */
@JsonIgnoreProperties({"ctr", "roas"})
record SpaceDetails(
        @JsonAlias("campaign_name") @NotBlank @Size(max = 300)
        String campaignName,

        Space.@NotNull Platform platform,

        @JsonAlias("external_campaign_id") @Nullable @Size(max = 300)
        String externalCampaignId,

        @Nullable @Size(max = 10_000) String description,

        @JsonAlias("campaign_objective") @Nullable @Size(max = 2000)
        String campaignObjective,

        @JsonAlias("target_audience") @Nullable @Size(max = 200)
        Map<@Size(max = 200) String, @Nullable Object> targetAudience,

        @Nullable @DecimalMin("0") @Digits(integer = 15, fraction = 4)
        BigDecimal budget,

        @Nullable @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code, e.g. EUR")
        String currency,

        @JsonAlias("import_source") Space.@Nullable ImportSource importSource,

        @JsonAlias("import_metadata") @Nullable @Size(max = 200)
        Map<@Size(max = 200) String, @Nullable Object> importMetadata,

        @JsonAlias("imported_at") @Nullable Instant importedAt,

        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 100) String> tags,

        @Nullable @Size(max = 200) String category,
        @JsonAlias("is_template") @Nullable Boolean isTemplate,

        @JsonAlias("template_metadata") @Nullable @Size(max = 200)
        Map<@Size(max = 200) String, @Nullable Object> templateMetadata,

        @JsonAlias("is_active") @Nullable Boolean isActive,
        @JsonAlias("is_archived") @Nullable Boolean isArchived,
        @JsonAlias("brand_id") @Nullable @Size(max = 200) String brandId,
        @JsonAlias("deleted_at") @Nullable Instant deletedAt) {
    SpaceDetails {
        importSource = Objects.requireNonNullElse(importSource, Space.ImportSource.MANUAL_UPLOAD);
        targetAudience = Objects.requireNonNullElse(targetAudience, Map.of());
        importMetadata = Objects.requireNonNullElse(importMetadata, Map.of());
        templateMetadata = Objects.requireNonNullElse(templateMetadata, Map.of());
        tags = Objects.requireNonNullElse(tags, List.of());
        isTemplate = Boolean.TRUE.equals(isTemplate);
        isActive = !Boolean.FALSE.equals(isActive);
        isArchived = Boolean.TRUE.equals(isArchived);
    }

    SpaceDetails checked(@Nullable Instant deletedBefore) {
        if (currency != null) Currencies.require("currency", currency);
        AssetDetails.requireSmall("targetAudience", targetAudience);
        AssetDetails.requireSmall("importMetadata", importMetadata);
        AssetDetails.requireSmall("templateMetadata", templateMetadata);
        if (deletedAt != null && !deletedAt.equals(deletedBefore))
            throw Refused.invalid("deletedAt", "is set by deleting the space; null restores it");
        return this;
    }
}
