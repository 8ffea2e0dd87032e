package io.fanfare.library;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Texts;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;
import tools.jackson.core.JacksonException;

/** The parts of an upload beside the file, in camelCase or, as origin D writes them, in snake_case. */
record UploadForm(
        @Nullable String assetName,
        @BindParam("asset_name") @Nullable String snakeName,
        Asset.@Nullable AssetType assetType,
        @BindParam("asset_type") Asset.@Nullable AssetType snakeType,
        @Nullable String title,
        @Nullable String description,
        @Nullable String tags,
        @Nullable String brandId,
        @BindParam("brand_id") @Nullable String snakeBrand,
        @Nullable String externalAssetId,
        @BindParam("external_asset_id") @Nullable String snakeExternalId,
        @Nullable String adCopyText,
        @BindParam("ad_copy_text") @Nullable String snakeAdCopy,
        @Nullable String headlineText,
        @BindParam("headline_text") @Nullable String snakeHeadline,
        @Nullable String ctaText,
        @BindParam("cta_text") @Nullable String snakeCta,
        @Nullable String platformMetadata,
        @BindParam("platform_metadata") @Nullable String snakeMetadata,
        @Nullable Boolean restore,
        @BindParam("skip_duplicate_check") @Nullable Boolean skipDuplicateCheck) {
    private static final int LONGEST_NAME = 300;

    /** The form of a file about which only its tags are known. */
    static UploadForm tagged(@Nullable String tags) {
        return new UploadForm(
                null, null, null, null, null, null, tags, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null);
    }

    Asset.@Nullable AssetType type() {
        return assetType == null ? snakeType : assetType;
    }

    boolean anotherCopy() {
        return Boolean.TRUE.equals(skipDuplicateCheck);
    }

    /** What the form says about a file of this name and type. */
    AssetDetails details(@Nullable UUID space, String fileName, Asset.AssetType found) {
        String name = either(assetName, snakeName);
        var all = Arrays.asList(
                name,
                title,
                description,
                tags,
                either(brandId, snakeBrand),
                either(externalAssetId, snakeExternalId),
                either(adCopyText, snakeAdCopy),
                either(headlineText, snakeHeadline),
                either(ctaText, snakeCta));
        for (String text : all)
            if (text != null && text.indexOf(0) >= 0)
                throw Refused.invalid("file", "its description contains the character U+0000");
        return new AssetDetails(
                name == null ? readable(fileName) : name,
                found,
                either(externalAssetId, snakeExternalId),
                title,
                description,
                either(adCopyText, snakeAdCopy),
                either(headlineText, snakeHeadline),
                either(ctaText, snakeCta),
                space,
                either(brandId, snakeBrand),
                Tags.of(tags),
                metadata(either(platformMetadata, snakeMetadata)),
                null,
                null);
    }

    /** The name of a file without its folders. */
    static String readable(String fileName) {
        String base = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String readable = base.replace("\0", "");
        return readable.isBlank() ? "file" : Texts.cut(readable, LONGEST_NAME);
    }

    private static @Nullable Map<String, @Nullable Object> metadata(@Nullable String json) {
        if (json == null || json.isBlank()) return null;
        try {
            Map<String, @Nullable Object> read = Json.read(json, Members.class).members();
            AssetDetails.small("platformMetadata", read);
            return read;
        } catch (JacksonException malformed) {
            throw Refused.invalid("platformMetadata", "must be a JSON object");
        }
    }

    private static @Nullable String either(@Nullable String camel, @Nullable String snake) {
        return camel == null ? snake : camel;
    }

    /** A JSON object of any members. */
    private record Members(@JsonValue Map<String, @Nullable Object> members) {
        @JsonCreator
        Members {}
    }
}
