package io.fanfare.launch;

import io.fanfare.search.SearchSource;
import org.springframework.stereotype.Component;

/** The workspace's own templates in the search. */
@Component
class CampaignTemplateSearch implements SearchSource {
    @Override
    public String kind() {
        return CampaignTemplate.KIND;
    }

    @Override
    public String permission() {
        return "campaign.read";
    }

    @Override
    public String select() {
        return """
                select t.id, cast(null as uuid) as campaign_id, cast(null as uuid) as draft_id, t.name as title,
                       t.description as subtitle, cast(null as text) as body, cast(null as text) as status,
                       cast(null as text) as channel, cast(null as uuid) as owner_id, t.tags, t.updated_at
                  from launch_template t where t.workspace_id = :workspace and not t.archived""";
    }
}
