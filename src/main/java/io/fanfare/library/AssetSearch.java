package io.fanfare.library;

import io.fanfare.search.SearchSource;
import org.springframework.stereotype.Component;

/** Files in the search; the other sizes of a picture are found through the first. */
@Component
class AssetSearch implements SearchSource {
    @Override
    public String kind() {
        return "asset";
    }

    @Override
    public String permission() {
        return "content.read";
    }

    @Override
    public String select() {
        return """
                select a.id, cast(null as uuid) as campaign_id, cast(null as uuid) as draft_id, a.asset_name as title,
                       nullif(a.title, a.asset_name) as subtitle,
                       concat_ws(' ', a.description, a.ad_copy_text, a.headline_text, a.cta_text) as body,
                       cast(null as text) as status, cast(null as text) as channel, a.uploaded_by as owner_id, a.tags, a.updated_at
                  from library_asset a
                 where a.workspace_id = :workspace and a.deleted_at is null and a.variant_of is null""";
    }
}
