package io.fanfare.social;

import io.fanfare.search.SearchSource;
import org.springframework.stereotype.Component;

/** Posts in the search. One without a title is named by the start of its text. */
@Component
class PostSearch implements SearchSource {
    @Override
    public String kind() {
        return Post.KIND;
    }

    @Override
    public String permission() {
        return "content.read";
    }

    @Override
    public String select() {
        return """
                select p.queue_id as id, p.campaign_id, p.creative_id as draft_id,
                       coalesce(nullif(p.title, ''), left(regexp_replace(p.text, '\\s+', ' ', 'g'), 120)) as title,
                       cast(null as text) as subtitle,
                       concat_ws(' ', p.text, (select string_agg(part #>> '{}', ' ')
                                                 from jsonb_path_query(p.thread, 'strict $.**.text ? (@.type() == "string")') part)) as body,
                       p.status, p.platform as channel, p.created_by as owner_id, cast('{}' as text[]) as tags, p.updated_at
                  from social_post p where p.workspace_id = :workspace""";
    }
}
