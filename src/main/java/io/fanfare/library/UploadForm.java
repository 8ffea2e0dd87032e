package io.fanfare.library;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Texts;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The parts of an upload beside the file, in camelCase or, for clients of origin D, in snake_case. */
record UploadForm(
        @JsonAlias("asset_name") @Nullable String assetName,
        @JsonAlias("asset_type") Asset.@Nullable AssetType assetType,
        @Nullable String title,
        @Nullable String description,
        @Nullable String tags,
        @JsonAlias("brand_id") @Nullable String brandId,
        @JsonAlias("external_asset_id") @Nullable String externalAssetId,
        @JsonAlias("ad_copy_text") @Nullable String adCopyText,
        @JsonAlias("headline_text") @Nullable String headlineText,
        @JsonAlias("cta_text") @Nullable String ctaText,
        @JsonAlias("platform_metadata") @Nullable String platformMetadata,
        @Nullable Boolean restore,
        @JsonAlias("skip_duplicate_check") @Nullable Boolean skipDuplicateCheck) {
    private static final int LONGEST_NAME = 300;

    /** A form that has only tags. */
    static UploadForm tagged(@Nullable String tags) {
        return new UploadForm(null, null, null, null, tags, null, null, null, null, null, null, null, null);
    }

    boolean anotherCopy() {
        return Boolean.TRUE.equals(skipDuplicateCheck);
    }

    /** The details of a file of this name and type. */
    AssetDetails details(@Nullable UUID space, String fileName, Asset.AssetType found) {
        var all = Arrays.asList(
                assetName, title, description, tags, brandId, externalAssetId, adCopyText, headlineText, ctaText);
        for (String text : all)
            if (text != null && text.indexOf(0) >= 0)
                throw Refused.invalid("file", "its description contains the character U+0000");
        return new AssetDetails(
                assetName == null ? readable(fileName) : assetName,
                found,
                externalAssetId,
                title,
                description,
                adCopyText,
                headlineText,
                ctaText,
                space,
                brandId,
                Tags.of(tags),
                metadata(platformMetadata),
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
            AssetDetails.requireSmall("platformMetadata", read);
            return read;
        } catch (JacksonException malformed) {
            throw Refused.invalid("platformMetadata", "must be a JSON object");
        }
    }

    /** A JSON object of any members. */
    private record Members(@JsonValue Map<String, @Nullable Object> members) {
        @JsonCreator
        Members {}
    }
}
