-- The day on which people last set the dates of a plan, when its critical tasks were last found, and the due dates that people
-- were notified about.
alter table planning_timeline add column planned_on date;
alter table planning_timeline add column marked_at timestamptz;
update planning_timeline set planned_on = cast(updated_at as date);
alter table planning_task add column due_noticed date;
alter table planning_task add column overdue_noticed date;

insert into kernel_ready (workspace_id, lane, due_at)
select distinct workspace_id, 'planning', fanfare_now() from planning_task
on conflict do nothing;
