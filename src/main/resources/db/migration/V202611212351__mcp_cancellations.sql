-- A request that an agent gave up. The node that works on it looks here between two steps, and it may be another one.
create table mcp_cancellation (
    workspace_id uuid not null,
    agent_id uuid not null,
    request text not null,
    at timestamptz not null default fanfare_now(),
    primary key (workspace_id, agent_id, request)
);
call fanfare_tenant_table('mcp_cancellation');
