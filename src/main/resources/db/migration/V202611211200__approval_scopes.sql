-- The campaigns that have approvals, under the name that reviewers read.
create table approval_campaign (
    workspace_id uuid not null,
    campaign_id uuid not null,
    title text not null,
    primary key (workspace_id, campaign_id)
);
call fanfare_tenant_table('approval_campaign');

-- What is waiting to leave, by scope: one row an item, with its canonical digest. A removed item stays, without a digest,
-- so that it can be said who took it away.
create table approval_item (
    workspace_id uuid not null,
    campaign_id uuid not null,
    scope text not null,
    kind text not null,
    item_id uuid not null,
    title text not null,
    digest text,
    changed_by uuid,
    changed_by_name text not null,
    changed_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, campaign_id, scope, kind, item_id),
    constraint approval_item_scope check (scope in ('strategy', 'content', 'schedule', 'ads'))
);
call fanfare_tenant_table('approval_item');

-- The last decision on a scope with what it was about; the status follows from comparing that with the items.
create table approval_scope (
    workspace_id uuid not null,
    campaign_id uuid not null,
    scope text not null,
    status text not null default 'pending',
    decision text,
    manifest jsonb not null default '[]',
    digest text,
    decided_by uuid,
    decided_by_name text,
    decided_at timestamptz,
    reason text,
    kind text,
    policy text not null default 'default',
    reopened boolean not null default false,
    review_id uuid,
    primary key (workspace_id, campaign_id, scope),
    constraint approval_scope_scope check (scope in ('strategy', 'content', 'schedule', 'ads')),
    constraint approval_scope_status check (status in ('pending', 'approved', 'rejected', 'needs_review')),
    constraint approval_scope_decision check (decision in ('approved', 'rejected'))
);
call fanfare_tenant_table('approval_scope');

-- One asking for a review; its stages are decided in the order of their position.
create table approval_review (
    workspace_id uuid not null,
    id uuid not null,
    campaign_id uuid not null,
    scope text not null,
    urgency text not null,
    message text,
    reviewers uuid[] not null default '{}',
    digest text not null,
    requested_by uuid,
    requested_by_name text not null,
    requested_at timestamptz not null default fanfare_now(),
    closed_at timestamptz,
    outcome text,
    primary key (workspace_id, id),
    constraint approval_review_urgency check (urgency in ('low', 'normal', 'high', 'urgent'))
);
call fanfare_tenant_table('approval_review');
create index approval_review_open on approval_review (workspace_id, id) where closed_at is null;
create index approval_review_campaign on approval_review (workspace_id, campaign_id, scope);

create table approval_stage (
    workspace_id uuid not null,
    review_id uuid not null,
    position integer not null,
    name text not null,
    role text not null,
    state text not null default 'open',
    deadline timestamptz,
    primary key (workspace_id, review_id, position),
    foreign key (workspace_id, review_id) references approval_review (workspace_id, id) on delete cascade,
    constraint approval_stage_state check (state in ('waiting', 'open', 'approved', 'rejected', 'skipped'))
);
call fanfare_tenant_table('approval_stage');

-- Every decision ever taken, with the exact manifest it was about.
create table approval_decision (
    workspace_id uuid not null,
    id uuid not null,
    campaign_id uuid not null,
    scope text not null,
    review_id uuid,
    stage text not null,
    decision text not null,
    decided_by uuid,
    decided_by_name text not null,
    own_work boolean not null default false,
    comment text,
    digest text not null,
    manifest jsonb not null,
    at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id)
);
call fanfare_tenant_table('approval_decision');
create index approval_decision_campaign on approval_decision (workspace_id, campaign_id, scope, id);
