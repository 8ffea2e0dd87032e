package io.fanfare.planning;

import io.fanfare.campaign.CampaignEvent;
import io.fanfare.kernel.Sql;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * How many tasks are open by campaign, by due date and by person. Every statement that changes tasks appends what it adds and takes away;
 * a lane puts the rows together. Reading adds up what is there, so it may come late.
 */
@Component
class OpenCounts {
    private static final int BATCH = 20_000;

    private static final String GROUPS = """
            select case grouping(campaign_id, due_date, member_id) when 3 then 'campaign' when 5 then 'due' else 'member' end,
                   campaign_id, due_date, member_id, sum(n), coalesce(sum(n) filter (where status = 'blocked'), 0)
              from moved
             group by grouping sets ((campaign_id), (due_date), (member_id))
            having sum(n) <> 0 or sum(n) filter (where status = 'blocked') <> 0""";

    private final Sql sql;

    OpenCounts(Sql sql) {
        this.sql = sql;
    }

    /** A statement that changes tasks, without its {@code returning}, such that they are counted. Its rows are in {@code changed}. */
    static String counted(String statement, String read) {
        return """
                with changed as (
                    %s
                    returning old.campaign_id as was_campaign, old.due_date as was_due, old.assignee_id as was_assignee, old.status as was_status,
                              old.deleted_at is null and old.status not in ('done', 'cancelled') as was_open, new.*
                ), moved as (
                    select was_campaign as campaign_id, was_due as due_date, was_assignee as member_id, was_status as status, -1 as n
                      from changed where was_open
                     union all
                    select campaign_id, due_date, assignee_id, status, 1
                      from changed where deleted_at is null and status not in ('done', 'cancelled')
                ), appended as (
                    insert into planning_open (part, campaign_id, due_date, member_id, open, blocked)
                    %s
                )
                %s""".formatted(statement, GROUPS, read);
    }

    static String counted(String statement) {
        return counted(statement, "select * from changed");
    }

    /** The tasks of a campaign go with it. */
    @EventListener
    void moved(CampaignEvent event) {
        if (!(event instanceof CampaignEvent.Destroyed(var campaign))) return;
        sql.of("""
                with moved as (
                    select campaign_id, due_date, assignee_id as member_id, status, -1 as n from planning_task
                     where workspace_id = :workspace and campaign_id = :campaign and deleted_at is null
                       and status not in ('done', 'cancelled')
                       for update
                )
                insert into planning_open (part, campaign_id, due_date, member_id, open, blocked)
                %s""".formatted(GROUPS)).bind("campaign", campaign).run();
    }

    /**
     * Puts rows together; false if some are left. Rows are found by their place, which they keep until they are deleted: compared by
     * their keys, a table that has grown since it was last analyzed would be read once for each of them.
     */
    boolean merge() {
        return sql.of("""
                with taken as (
                    delete from planning_open
                     where workspace_id = :workspace
                       and ctid = any(array(
                           select place from (
                               select ctid as place, open, blocked,
                                      count(*) over (partition by part, campaign_id, due_date, member_id) as many
                                 from planning_open where workspace_id = :workspace) o
                            where many > 1 or open = 0 and blocked = 0
                            limit :most))
                    returning *
                ), put as (
                    insert into planning_open (part, campaign_id, due_date, member_id, open, blocked)
                    select part, campaign_id, due_date, member_id, sum(open), sum(blocked) from taken
                     group by part, campaign_id, due_date, member_id having sum(open) <> 0 or sum(blocked) <> 0
                )
                select count(*) from taken""").bind("most", BATCH).one(Long.class) < BATCH;
    }
}
