-- The people who do tasks. Someone who was removed stays as a row, for the tasks that they finished.
create table planning_member (
    workspace_id uuid not null,
    id uuid not null,
    person_id uuid,
    name text not null,
    email text,
    role text,
    skills jsonb not null default '[]',
    time_zone text not null,
    country text,
    week jsonb not null,
    days_off jsonb not null default '[]',
    max_concurrent integer not null,
    slack_user_id text,
    active boolean not null,
    removed_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default fanfare_now(),
    updated_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id)
);
call fanfare_tenant_table('planning_member');
create unique index planning_member_person on planning_member (workspace_id, person_id) where removed_at is null;
create unique index planning_member_email on planning_member (workspace_id, lower(email)) where removed_at is null;

-- What has to be done. A deleted task stays as a row, so that what refers to it can name it.
create table planning_task (
    workspace_id uuid not null,
    id uuid not null,
    campaign_id uuid,
    title text not null,
    description text,
    kind text not null,
    status text not null,
    priority text not null,
    assignee_id uuid,
    skills jsonb not null default '[]',
    estimate_hours numeric(9, 2),
    estimate_low numeric(9, 2),
    estimate_high numeric(9, 2),
    actual_hours numeric(9, 2) not null default 0,
    duration_days integer,
    start_date date,
    due_date date,
    started_at timestamptz,
    review_at timestamptz,
    completed_at timestamptz,
    blocked_reason text,
    milestone_id uuid,
    subject jsonb,
    checklist jsonb not null default '[]',
    tags text[] not null default '{}',
    pinned boolean not null default false,
    repeat jsonb,
    planned_start date,
    planned_finish date,
    critical boolean,
    due_planned boolean not null default false,
    reopened integer not null default 0,
    deleted_at timestamptz,
    version integer not null default 1,
    created_by uuid not null,
    created_at timestamptz not null default fanfare_now(),
    updated_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, campaign_id) references campaign (workspace_id, id) on delete cascade,
    constraint planning_task_status check (status in ('todo', 'in_progress', 'in_review', 'done', 'blocked', 'cancelled')),
    constraint planning_task_reason check ((status = 'blocked') = (blocked_reason is not null))
);
call fanfare_tenant_table('planning_task');
create index planning_task_campaign on planning_task (workspace_id, campaign_id, status) where deleted_at is null;
create index planning_task_assignee on planning_task (workspace_id, assignee_id, status) where deleted_at is null;
create index planning_task_due on planning_task (workspace_id, due_date, id) where deleted_at is null;
create index planning_task_update on planning_task (workspace_id, updated_at desc, id) where deleted_at is null;
create index planning_task_words on planning_task using gin (workspace_id,
    (lower(title || ' ' || coalesce(description, ''))) gin_trgm_ops);
create index planning_task_tags on planning_task using gin (workspace_id, tags);

-- Operators for text and tags can't use an index under a policy, so the function filters by workspace itself.
create function planning_seek(words text, tag text) returns setof uuid
    language sql stable security definer set search_path = public
begin atomic
    select t.id from planning_task t
     where t.workspace_id = current_setting('app.workspace_id')::uuid
       and (words is null or lower(t.title || ' ' || coalesce(t.description, '')) like words)
       and (tag is null or t.tags @> array[tag]);
end;
revoke all on function planning_seek(text, text) from public;
grant execute on function planning_seek(text, text) to fanfare_app;

-- A task waits for another: FS with its start for the finish of the other, SS for its start, FF and SF with its own finish.
create table planning_link (
    workspace_id uuid not null,
    to_id uuid not null,
    from_id uuid not null,
    type text not null,
    lag_days integer not null,
    primary key (workspace_id, to_id, from_id),
    foreign key (workspace_id, to_id) references planning_task (workspace_id, id) on delete cascade,
    foreign key (workspace_id, from_id) references planning_task (workspace_id, id) on delete cascade,
    constraint planning_link_type check (type in ('fs', 'ss', 'ff', 'sf'))
);
call fanfare_tenant_table('planning_link');
create index planning_link_from on planning_link (workspace_id, from_id);
