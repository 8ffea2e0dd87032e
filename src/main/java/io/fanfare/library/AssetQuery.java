package io.fanfare.library;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.fanfare.kernel.Orders;
import io.fanfare.kernel.Records;
import io.fanfare.kernel.Refused;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters of a list of files, in camelCase or, for clients of origin D, in snake_case. */
record AssetQuery(
        @JsonAlias("asset_type") Asset.@Nullable AssetType type,
        @Nullable String tags,
        @JsonAlias("file_name") @Nullable String fileName,
        @Nullable Boolean deleted,
        @JsonAlias("is_archived") @Nullable Boolean archived,
        @JsonAlias("similar_to") @Nullable UUID similarTo,
        @JsonAlias("variant_of") @Nullable UUID variantOf,
        @JsonAlias("brand_id") @Nullable String brandId,

        @JsonAlias({"space_id", "campaign_space_id"}) @Nullable
        UUID spaceId,

        @Nullable String sort,
        @Nullable Integer limit,
        @Nullable Integer offset) {
    private static final Orders<String> ORDERS = Orders.of("createdAt", "a.id%s")
            .and("name", "lower(a.asset_name)%s")
            .and("size", "a.file_size%s")
            .and("type", "a.asset_type%s");

    /** The default is the newest first. */
    String order() {
        return Orders.sql(ORDERS.chosen(sort, "-createdAt")) + ", a.id desc";
    }

    List<String> tagList() {
        return Tags.of(tags);
    }

    /** Whether deleted files are listed; {@code archived} is the name of origin A. */
    boolean inBin() {
        return Boolean.TRUE.equals(deleted) || Boolean.TRUE.equals(archived);
    }

    /** The same filters within the space of the path, which binds {@code spaceId} as well. */
    AssetQuery within(UUID space) {
        if (spaceId != null && !space.equals(spaceId))
            throw Refused.invalid("spaceId", "is already in the path; leave it out");
        return Records.with(this, "spaceId", space);
    }
}
