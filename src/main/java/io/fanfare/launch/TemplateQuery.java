package io.fanfare.launch;

import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Page;
import io.fanfare.launch.CampaignTemplate.Category;
import org.jspecify.annotations.Nullable;

/** The filters of a list of templates. */
record TemplateQuery(
        @Nullable Category category,
        Campaign.@Nullable Type type,
        @Nullable String tag,
        @Nullable String q,
        @Nullable Boolean archived,
        @Nullable Integer limit,
        @Nullable Integer offset) {
    boolean archivedOnly() {
        return Boolean.TRUE.equals(archived);
    }

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }
}
