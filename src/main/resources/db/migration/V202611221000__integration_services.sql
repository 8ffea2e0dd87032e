-- MCP servers of others. The secret is sealed: a token, or what OAuth gave. The verifier belongs to a consent that is under way.
create table integration_service (
    workspace_id uuid not null,
    id uuid not null,
    kind text not null,
    name text not null,
    url text not null,
    auth_type text not null,
    secret bytea,
    -- The time until which one node renews the token; the others use what there is.
    renewing_until timestamptz,
    channel text,
    state text not null,
    reason text,
    protocol_version text,
    last_test jsonb,
    failures integer not null default 0,
    test_at timestamptz not null,
    pulled_at timestamptz,
    version integer not null default 1,
    created_by uuid not null,
    created_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint integration_service_kind check (kind in ('slack_manager', 'marketing_agent', 'mailjet_agent', 'custom')),
    constraint integration_service_auth check (auth_type in ('none', 'bearer', 'oauth')),
    constraint integration_service_state check (state in ('connected', 'failing', 'needs_attention', 'authorizing'))
);
call fanfare_tenant_table('integration_service');
create index integration_service_test on integration_service (workspace_id, test_at);

-- What a server offers, and what a person allowed: the digest covers all that a person was shown.
create table integration_tool (
    workspace_id uuid not null,
    service_id uuid not null,
    name text not null,
    definition jsonb not null,
    digest text not null,
    offered boolean not null default true,
    allowed jsonb,
    allowed_digest text,
    allowed_by uuid,
    allowed_at timestamptz,
    primary key (workspace_id, service_id, name),
    foreign key (workspace_id, service_id) references integration_service (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('integration_tool');

-- One call of a tool. It is written before the call as unconfirmed, and with its outcome afterwards.
create table integration_call (
    workspace_id uuid not null,
    id uuid not null,
    service_id uuid not null,
    tool text not null,
    actor_name text not null,
    arguments jsonb not null,
    state text not null default 'unconfirmed',
    ms integer,
    text text not null default '',
    structured jsonb,
    detail text,
    at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, service_id) references integration_service (workspace_id, id) on delete cascade,
    constraint integration_call_state check (state in ('done', 'failed', 'not_sent', 'unconfirmed'))
);
call fanfare_tenant_table('integration_call');
create index integration_call_service on integration_call (workspace_id, service_id, id);

create table integration_flow (
    workspace_id uuid not null,
    id uuid not null,
    name text not null,
    description text,
    steps jsonb not null,
    version integer not null default 1,
    created_by uuid not null,
    created_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id)
);
call fanfare_tenant_table('integration_flow');

-- A run keeps the steps as they were when it started.
create table integration_run (
    workspace_id uuid not null,
    id uuid not null,
    flow_id uuid not null,
    name text not null,
    input jsonb not null,
    services jsonb not null,
    state text not null default 'queued',
    reason text,
    due_at timestamptz not null default fanfare_now(),
    cancelled_by text,
    person_id uuid not null,
    person_name text not null,
    created_at timestamptz not null default fanfare_now(),
    finished_at timestamptz,
    primary key (workspace_id, id),
    constraint integration_run_state check (state in ('queued', 'running', 'done', 'failed', 'compensating', 'compensated', 'needs_attention'))
);
call fanfare_tenant_table('integration_run');
create index integration_run_due on integration_run (workspace_id, due_at) where state in ('queued', 'running', 'compensating');

create table integration_run_step (
    workspace_id uuid not null,
    run_id uuid not null,
    position integer not null,
    name text not null,
    step jsonb not null,
    state text not null default 'waiting',
    -- Counts the calls; the outcome of an earlier one changes nothing.
    attempt integer not null default 0,
    result jsonb,
    error text,
    undo_state text,
    undo_attempt integer not null default 0,
    undo_error text,
    started_at timestamptz,
    finished_at timestamptz,
    primary key (workspace_id, run_id, position),
    foreign key (workspace_id, run_id) references integration_run (workspace_id, id) on delete cascade,
    constraint integration_run_step_state check (state in ('waiting', 'running', 'done', 'failed', 'skipped', 'unconfirmed')),
    constraint integration_run_step_undo check (undo_state in ('waiting', 'running', 'done', 'failed', 'unconfirmed'))
);
call fanfare_tenant_table('integration_run_step');
