-- When events of a workspace were last folded: whichever node works next knows how long it has been quiet.
create table analytics_folding (
    workspace_id uuid not null primary key,
    folded_at timestamptz not null
);
call fanfare_tenant_table('analytics_folding');
