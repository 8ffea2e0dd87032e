-- Pictures and videos to be made. A job is claimed with a fence that grows: who works with an older one writes nothing.
create table render_job (
    workspace_id uuid not null,
    id uuid not null,
    campaign_id uuid not null,
    creative_id uuid,
    type text not null,
    provider text not null,
    model text,
    params jsonb not null,
    state text not null default 'queued',
    auto_submit boolean not null,
    -- Handed in: before that the job waits for somebody to submit it.
    handed_in boolean not null,
    due_at timestamptz not null default fanfare_now(),
    fence integer not null default 0,
    claimed_until timestamptz,
    -- Written before the provider is called: without a provider's id beside it nobody knows whether the call arrived.
    submitting_at timestamptz,
    submission text,
    provider_job_id text,
    looks integer not null default 0,
    polled_at timestamptz,
    -- What the provider said in the end, by webhook or by poll, whichever came first.
    outcome jsonb,
    current_step integer not null default 0,
    total_steps integer not null default 0,
    estimated_time integer,
    hash text,
    regeneration_count integer not null default 0,
    primary_asset uuid,
    variant_assets uuid[] not null default '{}',
    poster_asset uuid,
    error jsonb,
    troubles integer not null default 0,
    retry_count integer not null default 0,
    max_retries integer not null,
    created_by uuid not null,
    created_at timestamptz not null default fanfare_now(),
    started_at timestamptz,
    completed_at timestamptz,
    version integer not null default 1,
    primary key (workspace_id, id),
    constraint render_job_state check (state in ('queued', 'running', 'published', 'failed', 'cancelled')),
    constraint render_job_published check (state <> 'published' or primary_asset is not null)
);
call fanfare_tenant_table('render_job');
create index render_job_campaign on render_job (workspace_id, campaign_id, id desc);
create index render_job_creative on render_job (workspace_id, creative_id, id desc) where creative_id is not null;
create index render_job_open on render_job (workspace_id, provider, type, due_at) where state in ('queued', 'running');
create unique index render_job_provider on render_job (workspace_id, provider, provider_job_id) where provider_job_id is not null;

create table render_log (
    workspace_id uuid not null,
    job_id uuid not null,
    id uuid not null,
    at timestamptz not null default fanfare_now(),
    level text not null,
    message text not null,
    primary key (workspace_id, job_id, id),
    foreign key (workspace_id, job_id) references render_job (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('render_log');
