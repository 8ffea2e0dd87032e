-- When time alone may change what the checks say of a campaign, and the figures that they had seen. Campaigns checked before are due.
alter table dashboard_standing add column turns_at timestamptz;
alter table dashboard_standing add column figures_at timestamptz;
update dashboard_standing set checked_at = timestamptz '1970-01-01 00:00:00+00';

insert into kernel_ready (workspace_id, lane, due_at)
select distinct workspace_id, 'dashboard', fanfare_now() from dashboard_standing
on conflict (workspace_id, lane) do update set due_at = least(kernel_ready.due_at, excluded.due_at);
