-- Calendar subscriptions; their signed addresses are valid as long as the row exists.
create table outbox_feed (
    workspace_id uuid not null,
    id uuid not null,
    campaign_id uuid,
    created_by uuid not null,
    created_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id)
);
call fanfare_tenant_table('outbox_feed');
