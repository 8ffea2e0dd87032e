package io.fanfare.library;

import io.fanfare.kernel.Records;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as it ran on one platform, with its files and figures: {@code ctr} is clicks per impression, {@code roas} revenue
 * per money spent. Spaces with {@code isTemplate} are templates.
 */
record Space(
        UUID id,
        String campaignName,
        Platform platform,
        @Nullable String externalCampaignId,
        @Nullable String description,
        @Nullable String campaignObjective,
        Map<String, @Nullable Object> targetAudience,
        @Nullable BigDecimal budget,
        @Nullable String currency,
        ImportSource importSource,
        Map<String, @Nullable Object> importMetadata,
        @Nullable Instant importedAt,
        List<String> tags,
        @Nullable String category,
        boolean isTemplate,
        Map<String, @Nullable Object> templateMetadata,
        long totalImpressions,
        long totalClicks,
        BigDecimal totalSpend,
        long totalConversions,
        BigDecimal totalRevenue,
        @Nullable BigDecimal ctr,
        @Nullable BigDecimal roas,
        long assetCount,
        long totalAssetSizeBytes,
        boolean isActive,
        boolean isArchived,
        @Nullable String brandId,
        UUID userId,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt,
        int version,
        @Nullable List<String> can) {
    Space {
        ctr = ratio(BigDecimal.valueOf(totalClicks), BigDecimal.valueOf(totalImpressions));
        roas = ratio(totalRevenue, totalSpend);
    }

    public enum Platform {
        GOOGLE_ADS,
        META,
        LINKEDIN,
        TWITTER,
        TIKTOK,
        SNAPCHAT,
        PINTEREST,
        REDDIT,
        AMAZON_ADS,
        MICROSOFT_ADS,
        YOUTUBE,
        OTHER
    }

    /** The source of the space. */
    public enum ImportSource {
        MANUAL_UPLOAD,
        PLATFORM_API,
        CSV_IMPORT,
        BULK_IMPORT
    }

    /** With the operations that the caller may run on it. */
    Space with(@Nullable List<String> permitted) {
        return Records.with(this, "can", permitted);
    }

    private static @Nullable BigDecimal ratio(BigDecimal part, BigDecimal total) {
        return total.signum() == 0 ? null : part.divide(total, MathContext.DECIMAL32);
    }

    SpaceDetails details() {
        return new SpaceDetails(
                campaignName,
                platform,
                externalCampaignId,
                description,
                campaignObjective,
                targetAudience,
                budget,
                currency,
                importSource,
                importMetadata,
                importedAt,
                tags,
                category,
                isTemplate,
                templateMetadata,
                isActive,
                isArchived,
                brandId,
                deletedAt);
    }
}
