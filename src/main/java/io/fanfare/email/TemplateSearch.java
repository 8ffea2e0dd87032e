package io.fanfare.email;

import io.fanfare.search.SearchSource;
import org.springframework.stereotype.Component;

/** The workspace's own templates in the search. */
@Component
class TemplateSearch implements SearchSource {
    @Override
    public String kind() {
        return "template";
    }

    @Override
    public String permission() {
        return "content.read";
    }

    @Override
    public String select() {
        return """
                select t.id, cast(null as uuid) as campaign_id, cast(null as uuid) as draft_id, t.name as title,
                       t.description as subtitle, t.preheader as body, cast(null as text) as status, 'email' as channel,
                       t.created_by as owner_id, cast('{}' as text[]) as tags, t.updated_at
                  from email_template t where t.workspace_id = :workspace and not t.archived""";
    }
}
