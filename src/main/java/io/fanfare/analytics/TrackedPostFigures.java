package io.fanfare.analytics;

import io.fanfare.kernel.Sql;
import io.fanfare.social.PostFigures;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Views and clicks of one post, what is not folded into facts yet among them. */
@Component
class TrackedPostFigures implements PostFigures {
    private final Sql sql;

    TrackedPostFigures(Sql sql) {
        this.sql = sql;
    }

    /** One sum. */
    record Counted(String measure, long n) {}

    @Override
    public Map<String, Long> of(UUID campaignId, UUID postId) {
        return sql.of("""
                select measure, sum(n) as n from (
                    select v.measure, v.n from analytics_fact f
                     cross join lateral (values ('impressions', f.impressions), ('clicks', f.clicks),
                                                ('engagements', f.engagements)) as v (measure, n)
                     where f.workspace_id = :workspace and f.campaign_id = :campaign and f.entity = :entity and f.counted
                       and v.n is not null
                    union all
                    select e.measure, e.n from analytics_event e
                     where e.workspace_id = :workspace and e.campaign_id = :campaign and e.entity = :entity
                       and e.measure in ('impressions', 'clicks', 'engagements')) as seen
                 group by measure""").bind("campaign", campaignId).bind("entity", postId.toString()).list(Counted.class).stream()
                .collect(Collectors.toMap(Counted::measure, Counted::n));
    }
}
