-- A launch that can still be undone: the status before it, and until when.
create table launch_undo (
    workspace_id uuid not null,
    campaign_id uuid not null,
    status text not null,
    until timestamptz not null,
    primary key (workspace_id, campaign_id)
);
call fanfare_tenant_table('launch_undo');
