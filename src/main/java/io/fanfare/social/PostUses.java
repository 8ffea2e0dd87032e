package io.fanfare.social;

import io.fanfare.kernel.Sql;
import io.fanfare.library.AssetUses;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The files that posts use; a cancelled post uses none. */
@Component
class PostUses implements AssetUses {
    private final Sql sql;

    PostUses(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Use> uses(Collection<UUID> assetIds) {
        return sql.of("""
                select a.id as asset_id, 'post' as kind, p.queue_id as id,
                       coalesce(nullif(p.title, ''), left(p.text, 80)) as title, p.campaign_id
                  from social_post p, unnest(p.asset_ids) as a(id)
                 where p.workspace_id = :workspace and p.status <> 'cancelled' and p.asset_ids && cast(:assets as uuid[])
                   and a.id = any(:assets)
                union
                select cast(a.id as uuid), 'post', p.queue_id, coalesce(nullif(p.title, ''), left(p.text, 80)), p.campaign_id
                  from social_post p, jsonb_array_elements(p.thread) as part,
                       jsonb_array_elements_text(part -> 'assetIds') as a(id)
                 where p.workspace_id = :workspace and p.status <> 'cancelled' and p.thread <> '[]'
                   and a.id = any(cast(:assets as text[]))
                 limit 1000""").array("assets", "uuid", assetIds).list(Use.class);
    }
}
