package io.fanfare.planning;

import io.fanfare.search.SearchSource;
import org.springframework.stereotype.Component;

/** Tasks in the search. */
@Component
class TaskSearch implements SearchSource {
    @Override
    public String kind() {
        return "task";
    }

    @Override
    public String permission() {
        return "plan.read";
    }

    @Override
    public String select() {
        return """
                select t.id, t.campaign_id, cast(null as uuid) as draft_id, t.title, cast(null as text) as subtitle,
                       t.description as body, t.status, cast(null as text) as channel, m.person_id as owner_id, t.tags,
                       t.updated_at
                  from planning_task t
                  left join planning_member m on m.workspace_id = t.workspace_id and m.id = t.assignee_id
                 where t.workspace_id = :workspace and t.deleted_at is null""";
    }
}
