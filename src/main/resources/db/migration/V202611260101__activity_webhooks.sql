-- Addresses that events of the workspace are sent to. The secrets are sealed; the old one signs as well until its time ends.
create table activity_webhook (
    workspace_id uuid not null,
    id uuid not null,
    url text not null,
    events text[] not null,
    active boolean not null default true,
    secret bytea not null,
    old_secret bytea,
    old_secret_until timestamptz,
    failing_since timestamptz,
    reason text,
    version integer not null default 1,
    created_by uuid not null,
    created_at timestamptz not null,
    primary key (workspace_id, id)
);
call fanfare_tenant_table('activity_webhook');

-- What happened, as it is sent: every attempt and every replay sends these very bytes under this id.
create table activity_event (
    workspace_id uuid not null,
    id uuid not null,
    type text not null,
    at timestamptz not null,
    body text not null,
    primary key (workspace_id, id)
);
call fanfare_tenant_table('activity_event');
create index activity_event_at on activity_event (workspace_id, at, id);

-- Which event goes to which webhook, and how far it got; the ledger has the row that is sent.
create table activity_webhook_delivery (
    workspace_id uuid not null,
    webhook_id uuid not null,
    event_id uuid not null,
    state text not null default 'pending',
    next_at timestamptz,
    primary key (workspace_id, webhook_id, event_id),
    constraint activity_webhook_delivery_state check (state in ('pending', 'delivered', 'failed', 'cancelled'))
);
call fanfare_tenant_table('activity_webhook_delivery');

-- One call and what came back. The fence says which submission of the ledger it was.
create table activity_webhook_attempt (
    workspace_id uuid not null,
    webhook_id uuid not null,
    event_id uuid not null,
    id uuid not null,
    fence bigint not null,
    at timestamptz not null,
    status integer,
    ms integer not null,
    body text not null,
    detail text,
    primary key (workspace_id, webhook_id, event_id, id)
);
call fanfare_tenant_table('activity_webhook_attempt');
