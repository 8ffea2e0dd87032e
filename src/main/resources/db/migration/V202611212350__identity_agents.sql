-- An agent that works in a workspace over MCP, for the person who connected it: by OAuth, or with an API key (which then has the same id).
create table identity_agent (
    workspace_id uuid not null,
    id uuid not null,
    kind text not null,
    name text not null,
    client_id text,
    person_id uuid not null,
    scopes text[] not null,
    -- What the person could do when they connected it; it never gets more.
    role text not null,
    daily_writes integer not null,
    daily_spend numeric(14, 2) not null,
    created_at timestamptz not null default fanfare_now(),
    last_used_at timestamptz,
    stopped_at timestamptz,
    removed_at timestamptz,
    primary key (workspace_id, id),
    constraint identity_agent_kind check (kind in ('oauth', 'api_key'))
);
call fanfare_tenant_table('identity_agent');
create index identity_agent_new on identity_agent (workspace_id, created_at desc, id);

-- What an agent has done on a day, in the time zone of its workspace: its caps are checked here, on whichever node it calls.
create table identity_agent_day (
    workspace_id uuid not null,
    agent_id uuid not null,
    day date not null,
    writes integer not null default 0,
    spend numeric(14, 2) not null default 0,
    primary key (workspace_id, agent_id, day),
    foreign key (workspace_id, agent_id) references identity_agent (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('identity_agent_day');

-- A program that asked to be known as an OAuth client. It is not known to any workspace yet.
create table identity_oauth_client (
    client_id text primary key,
    name text not null,
    client_uri text,
    redirect_uris text[] not null,
    created_at timestamptz not null default fanfare_now(),
    used_at timestamptz
);
grant select, insert, update, delete on identity_oauth_client to fanfare_app;

-- Codes, access tokens and refresh tokens by their hash; those of one consent have one family.
create table identity_oauth_token (
    token_hash text primary key,
    kind text not null,
    family uuid not null,
    workspace_id uuid not null,
    agent_id uuid not null,
    client_id text not null,
    resource text not null,
    -- Of a code: where it was sent, and what its verifier hashes to.
    redirect_uri text,
    challenge text,
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint identity_oauth_token_kind check (kind in ('code', 'access', 'refresh'))
);
create index identity_oauth_token_family on identity_oauth_token (family);
create index identity_oauth_token_agent on identity_oauth_token (agent_id);
create index identity_oauth_token_expired on identity_oauth_token (expires_at);
grant select, insert, update, delete on identity_oauth_token to fanfare_app;
