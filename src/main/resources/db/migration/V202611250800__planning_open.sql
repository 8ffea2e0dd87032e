-- What dashboards count of all open tasks: by campaign, by due date and by person. Each statement that changes tasks appends what it adds
-- and takes away, so that changes of different tasks don't wait for each other's rows; a lane puts rows together.
create table planning_open (
    workspace_id uuid not null,
    part text not null,
    id uuid not null default uuidv7(),
    campaign_id uuid,
    due_date date,
    member_id uuid,
    open bigint not null,
    blocked bigint not null,
    primary key (workspace_id, part, id),
    constraint planning_open_part check (part in ('campaign', 'due', 'member'))
);
call fanfare_tenant_table('planning_open');

insert into planning_open (workspace_id, part, campaign_id, due_date, member_id, open, blocked)
select workspace_id, case grouping(campaign_id, due_date, assignee_id) when 3 then 'campaign' when 5 then 'due' else 'member' end,
       campaign_id, due_date, assignee_id, count(*), count(*) filter (where status = 'blocked')
  from planning_task
 where deleted_at is null and status not in ('done', 'cancelled')
 group by grouping sets ((workspace_id, campaign_id), (workspace_id, due_date), (workspace_id, assignee_id));

-- Open tasks of a few days.
create index planning_task_open_due on planning_task (workspace_id, due_date, campaign_id, status)
    where deleted_at is null and status not in ('done', 'cancelled');
