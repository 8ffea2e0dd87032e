-- What dashboards count of all tasks at once: one pass over this index answers it.
create index planning_task_open on planning_task (workspace_id, campaign_id, due_date, status, assignee_id)
    where deleted_at is null and status not in ('done', 'cancelled');

-- How busy the people of the team are, as of a day. Written after changes of tasks: adding up the hours of everyone's tasks is too much
-- for each look at a dashboard.
create table planning_load (
    workspace_id uuid not null,
    member_id uuid not null,
    day date not null,
    capacity_hours double precision not null,
    assigned_hours double precision not null,
    primary key (workspace_id, member_id),
    foreign key (workspace_id, member_id) references planning_member (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('planning_load');
