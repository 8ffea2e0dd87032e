-- What was reported about messages after they were sent: one row of each kind for a message.
create table delivery_signal (
    workspace_id uuid not null,
    delivery_id uuid not null,
    kind text not null,
    -- The address does not exist.
    hard boolean not null,
    -- RFC 3463.
    status text,
    item_kind text not null,
    item_id uuid not null,
    at timestamptz not null default fanfare_now(),
    primary key (workspace_id, delivery_id, kind)
);
call fanfare_tenant_table('delivery_signal');
create index delivery_signal_item on delivery_signal (workspace_id, item_id, item_kind);
