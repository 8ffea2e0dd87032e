package io.fanfare.library;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Records;
import io.fanfare.kernel.Refused;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The editable description of a file; its bytes never change. */
@JsonIgnoreProperties({"ctr", "roas"})
record AssetDetails(
        @NotBlank @Size(max = 300) String assetName,
        Asset.@NotNull AssetType assetType,
        @Nullable @Size(max = 300) String externalAssetId,
        @Nullable @Size(max = 500) String title,
        @Nullable @Size(max = 10_000) String description,
        @Nullable @Size(max = 20_000) String adCopyText,
        @Nullable @Size(max = 2000) String headlineText,
        @Nullable @Size(max = 500) String ctaText,
        @Nullable UUID campaignSpaceId,
        @Nullable @Size(max = 200) String brandId,

        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 100) String> tags,

        @Nullable @Size(max = 200) Map<@Size(max = 200) String, @Nullable Object> platformMetadata,
        @Nullable @Size(max = 200) Map<@Size(max = 200) String, @Nullable Object> platformVariants,
        @Nullable Instant deletedAt) {
    private static final int LARGEST_MAP = 64_000;

    AssetDetails {
        tags = Objects.requireNonNullElse(tags, List.of());
        platformMetadata = Objects.requireNonNullElse(platformMetadata, Map.of());
        platformVariants = Objects.requireNonNullElse(platformVariants, Map.of());
    }

    /** Pictures and videos keep their type; files are deleted by their own operation. */
    AssetDetails checkedFor(Asset before) {
        FileContents.requireType(before.mimeType(), assetType);
        if (deletedAt != null && !deletedAt.equals(before.deletedAt()))
            throw Refused.invalid("deletedAt", "is set by deleting the file; null restores it");
        requireSmall("platformMetadata", platformMetadata);
        requireSmall("platformVariants", platformVariants);
        return this;
    }

    /** The same details, with the file restored. */
    AssetDetails restored() {
        return Records.with(this, "deletedAt", null);
    }

    /** Limits the size of free-form members. */
    static void requireSmall(String field, @Nullable Object value) {
        if (value != null && Json.of(value).text().length() > LARGEST_MAP)
            throw Refused.invalid(field, "must be at most 64,000 characters");
    }
}
