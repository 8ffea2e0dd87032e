package io.fanfare.social;

import io.fanfare.search.SearchSource;
import org.springframework.stereotype.Component;

/** Connected accounts in the search. */
@Component
class AccountSearch implements SearchSource {
    @Override
    public String kind() {
        return Account.KIND;
    }

    @Override
    public String permission() {
        return "content.read";
    }

    @Override
    public String select() {
        return """
                select a.id, cast(null as uuid) as campaign_id, cast(null as uuid) as draft_id, a.handle as title, a.name as subtitle,
                       a.platform as body, a.status, a.platform as channel, a.connected_by as owner_id,
                       cast('{}' as text[]) as tags, a.connected_at as updated_at
                  from social_account a where a.workspace_id = :workspace and a.status <> 'disconnected'""";
    }
}
