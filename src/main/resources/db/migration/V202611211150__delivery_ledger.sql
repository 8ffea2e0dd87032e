-- Whether what is planned behind a gate may leave: approvals write approved and manifest, a pause writes halted.
create table delivery_gate (
    workspace_id uuid not null,
    gate uuid not null,
    approved boolean not null default false,
    halted boolean not null default false,
    open boolean not null generated always as (approved and not halted) stored,
    manifest jsonb not null default '{}',
    manifest_digest text not null default '',
    primary key (workspace_id, gate)
);
call fanfare_tenant_table('delivery_gate');

-- The ledger: everything that leaves the house is a row here before it leaves.
create table delivery (
    workspace_id uuid not null,
    id uuid not null,
    channel text not null,
    lane text not null,
    target text not null,
    item_kind text not null,
    item_id uuid not null,
    item_digest text not null,
    campaign_id uuid,
    gate uuid,
    payload jsonb,
    state text not null default 'planned',
    reason text,
    due_at timestamptz not null,
    fence bigint not null default 0,
    claimed_by text,
    lease_until timestamptz,
    attempts integer not null default 0,
    provider text,
    provider_ref text,
    bytes_hash text,
    manifest_digest text,
    submitted_at timestamptz,
    accepted_at timestamptz,
    confirmed_at timestamptz,
    created_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint delivery_once unique (workspace_id, channel, target, item_digest),
    constraint delivery_state check (state in ('planned', 'claimed', 'submitted', 'accepted', 'confirmed',
                                               'unconfirmed', 'failed', 'cancelled', 'excluded')),
    constraint delivery_lane check (lane in ('single', 'bulk')),
    -- Only what the house itself writes to one person (a password reset) leaves without an approval.
    constraint delivery_gated check (gate is not null or item_kind = 'letter')
);
call fanfare_tenant_table('delivery');
create index delivery_due on delivery (workspace_id, lane, channel, due_at) where state = 'planned';
create index delivery_leased on delivery (workspace_id, lease_until) where state in ('claimed', 'submitted');
create index delivery_item on delivery (workspace_id, item_kind, item_id);
create index delivery_campaign on delivery (workspace_id, campaign_id, id);
create index delivery_by_state on delivery (workspace_id, state, id);

create table delivery_attempt (
    workspace_id uuid not null,
    delivery_id uuid not null,
    id uuid not null,
    at timestamptz not null default fanfare_now(),
    outcome text not null,
    detail text,
    primary key (workspace_id, delivery_id, id),
    foreign key (workspace_id, delivery_id) references delivery (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('delivery_attempt');

-- How fast an account outside may be spoken to. A provider counts all workspaces of one app together, so this is a house table.
create table delivery_bucket (
    bucket text primary key,
    tokens double precision not null,
    refilled_at timestamptz not null
);
grant select, insert, update, delete on delivery_bucket to fanfare_app;

-- Mail that the built-in capture caught.
create table delivery_captured (
    workspace_id uuid not null,
    id uuid not null,
    recipient text not null,
    sender text not null,
    subject text not null,
    message_id text not null,
    at timestamptz not null default fanfare_now(),
    source bytea not null,
    primary key (workspace_id, id)
);
call fanfare_tenant_table('delivery_captured');
create index delivery_captured_to on delivery_captured (workspace_id, recipient, id);
