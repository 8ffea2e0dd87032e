-- What the digests of items stand for: of their current versions, and of those that people decided on. A change is classified
-- against the latter.
create table approval_facts (
    workspace_id uuid not null,
    campaign_id uuid not null,
    scope text not null,
    kind text not null,
    item_id uuid not null,
    digest text not null,
    facts jsonb not null,
    primary key (workspace_id, campaign_id, scope, kind, item_id, digest)
);
call fanfare_tenant_table('approval_facts');

-- Changes after which a policy kept a decision, or had all stages decide again. Rows are only added.
create table approval_change (
    workspace_id uuid not null,
    id uuid not null,
    campaign_id uuid not null,
    scope text not null,
    kind text not null,
    item_id uuid not null,
    title text not null,
    review_id uuid,
    action text not null,
    change text not null,
    decided text,
    digest text not null,
    compared text[] not null,
    rules text[] not null,
    policy text not null,
    policy_version integer not null,
    by_name text not null,
    at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint approval_change_action check (action in ('keep', 'restart'))
);
call fanfare_tenant_table('approval_change');
create index approval_change_item on approval_change (workspace_id, campaign_id, scope, kind, item_id);

-- The versions whose decisions are good for the current one.
alter table approval_item add column kept text[] not null default '{}';
-- A decision counts in the round of its review in which it was made.
alter table approval_review add column round integer not null default 1;
alter table approval_mark add column round integer not null default 1;
