-- A person chose to send everything of a campaign now, and can still undo it.
create table launch_publication (
    workspace_id uuid not null,
    campaign_id uuid not null,
    at timestamptz not null,
    primary key (workspace_id, campaign_id)
);
call fanfare_tenant_table('launch_publication');
