package io.fanfare.library;

import io.fanfare.kernel.Refused;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/** The filters of a list of files, in camelCase or, as origin D writes them, in snake_case. */
record AssetQuery(
        Asset.@Nullable AssetType type,
        @BindParam("asset_type") Asset.@Nullable AssetType snakeType,
        @Nullable String tags,
        @Nullable String fileName,
        @BindParam("file_name") @Nullable String snakeFileName,
        @Nullable Boolean deleted,
        @Nullable Boolean archived,
        @BindParam("is_archived") @Nullable Boolean snakeArchived,
        @Nullable UUID similarTo,
        @BindParam("similar_to") @Nullable UUID snakeSimilarTo,
        @Nullable String brandId,
        @BindParam("brand_id") @Nullable String snakeBrand,
        @Nullable UUID spaceId,
        @BindParam("space_id") @Nullable UUID snakeSpace,
        @BindParam("campaign_space_id") @Nullable UUID campaignSpace,
        @Nullable Integer limit,
        @Nullable Integer offset) {

    Asset.@Nullable AssetType typeOrAlias() {
        return type == null ? snakeType : type;
    }

    List<String> tagList() {
        return Tags.of(tags);
    }

    @Nullable
    String namePart() {
        return fileName == null ? snakeFileName : fileName;
    }

    /** Whether the bin is asked for; {@code archived} is what origin A calls it. */
    boolean inBin() {
        return Boolean.TRUE.equals(deleted) || Boolean.TRUE.equals(archived) || Boolean.TRUE.equals(snakeArchived);
    }

    @Nullable
    UUID likeAsset() {
        return similarTo == null ? snakeSimilarTo : similarTo;
    }

    @Nullable
    String brand() {
        return brandId == null ? snakeBrand : brandId;
    }

    @Nullable
    UUID space() {
        if (spaceId != null) return spaceId;
        return snakeSpace == null ? campaignSpace : snakeSpace;
    }

    /** The same filters within one space, which the path has named already. */
    AssetQuery within(UUID space) {
        // Binding fills spaceId from the path, too.
        if (space() != null && !space.equals(space()))
            throw Refused.invalid("spaceId", "is already in the path; leave it out");
        return new AssetQuery(
                typeOrAlias(),
                null,
                tags,
                namePart(),
                null,
                inBin(),
                null,
                null,
                likeAsset(),
                null,
                brand(),
                null,
                space,
                null,
                null,
                limit,
                offset);
    }
}
