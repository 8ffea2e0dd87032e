package io.fanfare.library;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filters of a list of spaces, in camelCase or, for clients of origin D, in snake_case. */
record SpaceQuery(
        Space.@Nullable Platform platform,
        @JsonAlias("brand_id") @Nullable String brandId,
        @Nullable String tags,
        @Nullable String category,
        @JsonAlias("import_source") Space.@Nullable ImportSource importSource,
        @JsonAlias("external_campaign_id") @Nullable String externalCampaignId,
        @JsonAlias("is_active") @Nullable Boolean active,
        @JsonAlias("is_archived") @Nullable Boolean archived,
        @Nullable Boolean deleted,
        @JsonAlias("is_template") @Nullable Boolean isTemplate,
        @Nullable String search,
        @Nullable Integer limit,
        @Nullable Integer offset) {

    List<String> tagList() {
        return Tags.of(tags);
    }

    boolean inBin() {
        return Boolean.TRUE.equals(deleted);
    }
}
