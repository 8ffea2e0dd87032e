package io.fanfare.campaign;

import io.fanfare.search.SearchSource;
import org.springframework.stereotype.Component;

/** Campaigns in the search, also archived ones. */
@Component
class CampaignSearch implements SearchSource {
    @Override
    public String kind() {
        return "campaign";
    }

    @Override
    public String permission() {
        return "campaign.read";
    }

    @Override
    public String select() {
        return """
                select c.id, c.id as campaign_id, cast(null as uuid) as draft_id, c.name as title, cast(null as text) as subtitle,
                       concat_ws(' ', c.objective, c.description) as body,
                       case when c.archived then 'archived' else c.status end as status,
                       cast(null as text) as channel, c.owner_id, c.tags, c.updated_at
                  from campaign c where c.workspace_id = :workspace""";
    }
}
