package io.fanfare.library;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/** The filters of a list of spaces, in camelCase or, as origin D writes them, in snake_case. */
record SpaceQuery(
        Space.@Nullable Platform platform,
        @Nullable String brandId,
        @BindParam("brand_id") @Nullable String snakeBrand,
        @Nullable String tags,
        @Nullable String category,
        Space.@Nullable ImportSource importSource,
        @BindParam("import_source") Space.@Nullable ImportSource snakeSource,
        @Nullable String externalCampaignId,
        @BindParam("external_campaign_id") @Nullable String snakeExternalId,
        @Nullable Boolean active,
        @BindParam("is_active") @Nullable Boolean snakeActive,
        @Nullable Boolean archived,
        @BindParam("is_archived") @Nullable Boolean snakeArchived,
        @Nullable Boolean deleted,
        @Nullable Boolean isTemplate,
        @BindParam("is_template") @Nullable Boolean snakeTemplate,
        @Nullable String search,
        @Nullable Integer limit,
        @Nullable Integer offset) {

    @Nullable
    String brand() {
        return brandId == null ? snakeBrand : brandId;
    }

    List<String> tagList() {
        return Tags.of(tags);
    }

    Space.@Nullable ImportSource source() {
        return importSource == null ? snakeSource : importSource;
    }

    @Nullable
    String externalId() {
        return externalCampaignId == null ? snakeExternalId : externalCampaignId;
    }

    @Nullable
    Boolean activeOnly() {
        return active == null ? snakeActive : active;
    }

    @Nullable
    Boolean archivedOnly() {
        return archived == null ? snakeArchived : archived;
    }

    boolean inBin() {
        return Boolean.TRUE.equals(deleted);
    }

    @Nullable
    Boolean templatesOnly() {
        return isTemplate == null ? snakeTemplate : isTemplate;
    }
}
