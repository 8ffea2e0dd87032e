-- The launch of a campaign, step by step; whoever picks it up goes on where it stopped.
create table launch_step (
    workspace_id uuid not null,
    campaign_id uuid not null,
    position integer not null,
    name text not null,
    state text not null default 'pending',
    started_at timestamptz,
    finished_at timestamptz,
    error text,
    primary key (workspace_id, campaign_id, position),
    constraint launch_step_name check (name in ('validate', 'schedule', 'publish', 'monitor')),
    constraint launch_step_state check (state in ('pending', 'running', 'done', 'failed', 'skipped'))
);
call fanfare_tenant_table('launch_step');
create index launch_step_unfinished on launch_step (workspace_id, state, name);
