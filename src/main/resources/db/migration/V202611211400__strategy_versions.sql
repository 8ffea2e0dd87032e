-- Versions of a campaign's strategy: what was said stays as it was (json and not jsonb keeps the order of its members), a newer
-- one only makes it invalid.
create table strategy_version (
    workspace_id uuid not null,
    id uuid not null,
    campaign_id uuid not null,
    version integer not null,
    details json not null,
    created_by uuid,
    created_by_name text not null,
    created_at timestamptz not null default fanfare_now(),
    invalidated_at timestamptz,
    invalidated_by text,
    invalidation_reason text,
    primary key (workspace_id, id),
    constraint strategy_version_number unique (workspace_id, campaign_id, version),
    constraint strategy_version_invalidated check ((invalidated_at is null) = (invalidation_reason is null))
);
call fanfare_tenant_table('strategy_version');
