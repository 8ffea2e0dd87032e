package io.fanfare.creative;

import io.fanfare.search.SearchSource;
import org.springframework.stereotype.Component;

/** Creatives in the search, with the texts of all channels. */
@Component
class CreativeSearch implements SearchSource {
    @Override
    public String kind() {
        return Creative.KIND;
    }

    @Override
    public String permission() {
        return "content.read";
    }

    @Override
    public String select() {
        return """
                select c.id, c.campaign_id, cast(null as uuid) as draft_id, c.name as title, cast(null as text) as subtitle,
                       (select string_agg(part #>> '{}', ' ')
                          from jsonb_path_query(jsonb_build_array(c.components, c.channels),
                                                'strict $.** ? (@.type() == "string")') part
                         where part #>> '{}' !~ '^[0-9a-f-]{36}$') as body,
                       'draft' as status, c.platform as channel, c.created_by as owner_id, cast('{}' as text[]) as tags, c.updated_at
                  from creative_creative c where c.workspace_id = :workspace and not c.archived""";
    }
}
