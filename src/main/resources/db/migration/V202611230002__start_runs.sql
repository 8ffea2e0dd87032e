-- A first campaign while it is made: what was asked for, and what each step has made so far.
create table start_run (
    workspace_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    request jsonb not null,
    state text not null,
    made jsonb not null,
    error text,
    created_at timestamptz not null default fanfare_now(),
    updated_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id)
);
call fanfare_tenant_table('start_run');
create index start_run_running on start_run (workspace_id, created_at, id) where state = 'running';

-- People who have hidden the checklist.
create table start_hidden (
    workspace_id uuid not null,
    person_id uuid not null,
    primary key (workspace_id, person_id)
);
call fanfare_tenant_table('start_hidden');
