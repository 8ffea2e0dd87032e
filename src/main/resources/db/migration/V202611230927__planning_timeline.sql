-- The plan of a campaign: where it is anchored. The dates of its tasks follow from their links.
create table planning_timeline (
    workspace_id uuid not null,
    campaign_id uuid not null,
    template text,
    anchor text not null,
    anchor_date date not null,
    direction text not null,
    target date,
    country text,
    buffer_days integer,
    version integer not null default 1,
    created_at timestamptz not null default fanfare_now(),
    updated_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, campaign_id),
    foreign key (workspace_id, campaign_id) references campaign (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('planning_timeline');

create table planning_milestone (
    workspace_id uuid not null,
    id uuid not null,
    campaign_id uuid not null,
    name text not null,
    position integer not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, campaign_id) references planning_timeline (workspace_id, campaign_id) on delete cascade
);
call fanfare_tenant_table('planning_milestone');
create index planning_milestone_campaign on planning_milestone (workspace_id, campaign_id, position);

