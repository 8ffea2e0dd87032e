package io.fanfare.creative;

import io.fanfare.search.SearchSource;
import org.springframework.stereotype.Component;

/** Imported blog posts in the search. */
@Component
class BlogPostSearch implements SearchSource {
    @Override
    public String kind() {
        return "blog_post";
    }

    @Override
    public String permission() {
        return "content.read";
    }

    @Override
    public String select() {
        return """
                select b.id, b.campaign_id, cast(null as uuid) as draft_id, b.title, b.description as subtitle,
                       regexp_replace(left(b.content, 100000), '<[^>]*>', ' ', 'g') as body,
                       cast(null as text) as status, cast(null as text) as channel, b.created_by as owner_id, b.tags,
                       b.created_at as updated_at
                  from creative_blog_post b where b.workspace_id = :workspace""";
    }
}
