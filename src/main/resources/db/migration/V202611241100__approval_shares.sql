-- Links that show a review to someone without an account. Rows stay when a link ends, so that its decisions keep their name.
create table approval_share (
    workspace_id uuid not null,
    id uuid not null,
    review_id uuid not null,
    campaign_id uuid not null,
    email text,
    may text[] not null,
    created_by uuid,
    created_by_name text not null,
    created_at timestamptz not null default fanfare_now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    primary key (workspace_id, id)
);
call fanfare_tenant_table('approval_share');
create index approval_share_review on approval_share (workspace_id, review_id);
