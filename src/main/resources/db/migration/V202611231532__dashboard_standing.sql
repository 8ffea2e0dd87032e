-- What the checks say of a campaign, and the last entry of its activity that they had seen. Checking takes some statements for each
-- campaign; a list of campaigns takes one.
create table dashboard_standing (
    workspace_id uuid not null,
    campaign_id uuid not null,
    readiness integer not null,
    blocked boolean not null,
    warned boolean not null,
    seen uuid,
    checked_at timestamptz not null,
    primary key (workspace_id, campaign_id),
    foreign key (workspace_id, campaign_id) references campaign (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('dashboard_standing');

insert into kernel_ready (workspace_id, lane, due_at)
select distinct workspace_id, 'dashboard', fanfare_now() from campaign
on conflict do nothing;
