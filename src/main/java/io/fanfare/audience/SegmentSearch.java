package io.fanfare.audience;

import io.fanfare.search.SearchSource;
import org.springframework.stereotype.Component;

/** The workspace's own segments in the search. */
@Component
class SegmentSearch implements SearchSource {
    @Override
    public String kind() {
        return "segment";
    }

    @Override
    public String permission() {
        return "contact.read";
    }

    @Override
    public String select() {
        return """
                select s.id, cast(null as uuid) as campaign_id, cast(null as uuid) as draft_id, s.name as title,
                       cast(null as text) as subtitle, cast(null as text) as body, cast(null as text) as status,
                       cast(null as text) as channel, s.created_by as owner_id, cast('{}' as text[]) as tags, s.updated_at
                  from audience_segment s where s.workspace_id = :workspace and not s.archived""";
    }
}
