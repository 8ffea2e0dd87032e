package io.fanfare.library;

import io.fanfare.kernel.Records;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of the workspace. {@code fileHash} is the SHA-256 of its bytes, {@code fileSize} their number, {@code
 * duration} is in seconds. {@code fileUrl} and {@code thumbnailUrl} need the same token as this request. {@code
 * publicUrl} and {@code gcsPath} are empty while files are private and stored by this server. A deleted file has
 * {@code deletedAt} and can be restored. Further sizes of a picture have {@code variantOf}; {@code variants} is their number.
 * {@code crop} says which part of which picture a cropped one shows.
 */
public record Asset(
        UUID id,
        @Nullable UUID campaignSpaceId,
        String assetName,
        AssetType assetType,
        @Nullable String externalAssetId,
        String mimeType,
        long fileSize,
        String fileHash,
        @Nullable String title,
        @Nullable String description,
        @Nullable String adCopyText,
        @Nullable String headlineText,
        @Nullable String ctaText,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Double duration,
        long impressions,
        long clicks,
        long conversions,
        BigDecimal spend,
        Map<String, @Nullable Object> platformMetadata,
        Map<String, @Nullable Object> platformVariants,
        List<String> tags,
        int reusedCount,
        @Nullable Instant lastReusedAt,
        @Nullable UUID duplicateOf,
        @Nullable UUID variantOf,
        int variants,
        @Nullable Crop crop,
        @Nullable String brandId,
        @Nullable UUID userId,
        Source source,
        Instant uploadedAt,
        Instant updatedAt,
        @Nullable Instant deletedAt,
        int version,
        @Nullable BigDecimal ctr,
        @Nullable String fileUrl,
        @Nullable String publicUrl,
        @Nullable String storagePath,
        @Nullable String gcsPath,
        @Nullable String thumbnailUrl,
        @Nullable List<String> can) {
    public Asset {
        ctr = impressions == 0
                ? null
                : BigDecimal.valueOf(clicks).divide(BigDecimal.valueOf(impressions), MathContext.DECIMAL32);
    }

    /** The part of a picture with this ratio of width to height that lies around a point, given as shares of its width and height. */
    public record Crop(UUID assetId, double ratio, double x, double y) {}

    /** The type of a file: pictures and videos by their content, texts and documents also by their purpose. */
    public enum AssetType {
        IMAGE,
        VIDEO,
        AD_COPY,
        HEADLINE,
        DESCRIPTION,
        CALL_TO_ACTION,
        DOCUMENT,
        PERFORMANCE_DATA,
        OTHER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where a file came from. */
    public enum Source {
        UPLOAD,
        RENDER,
        IMPORT
    }

    public boolean isPicture() {
        return mimeType.startsWith("image/");
    }

    public boolean isVideo() {
        return mimeType.startsWith("video/");
    }

    /** The response to an upload of bytes that are stored already. */
    Asset asDuplicate() {
        return Records.with(this, "duplicateOf", id);
    }

    /** With the addresses under which it can be read, and the operations that the caller may run on it. */
    Asset at(String base, UUID workspace, List<String> permitted) {
        String file = base + address(id);
        return Records.with(
                this,
                "fileUrl",
                file,
                "storagePath",
                workspace + "/" + fileHash.substring(0, 2) + "/" + fileHash,
                "thumbnailUrl",
                isPicture() || isVideo() ? file + "?rendition=thumb" : null,
                "can",
                permitted);
    }

    /** The path of the bytes of a file, without the server. */
    static String address(UUID id) {
        return "/api/campaign-assets/" + id + "/file";
    }

    AssetDetails details() {
        return new AssetDetails(
                assetName,
                assetType,
                externalAssetId,
                title,
                description,
                adCopyText,
                headlineText,
                ctaText,
                campaignSpaceId,
                brandId,
                tags,
                platformMetadata,
                platformVariants,
                deletedAt);
    }
}
