-- Items that the last approval left out because changes were requested: nothing of them is sent.
alter table approval_scope add column withheld text[] not null default '{}';

-- What people decided about single items of a review, in the version they saw. Rows are only added; the last one counts.
create table approval_mark (
    workspace_id uuid not null,
    id uuid not null,
    review_id uuid not null,
    campaign_id uuid not null,
    kind text not null,
    item_id uuid not null,
    title text not null,
    digest text not null,
    basis text,
    decision text not null,
    comment text,
    decided_by uuid,
    decided_by_name text not null,
    at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint approval_mark_decision check (decision in ('approved', 'changes_requested'))
);
call fanfare_tenant_table('approval_mark');
create index approval_mark_review on approval_mark (workspace_id, review_id, id);

-- What people read of an item when it was approved, so that a later version can be compared with it.
create table approval_version (
    workspace_id uuid not null,
    scope text not null,
    kind text not null,
    item_id uuid not null,
    digest text not null,
    campaign_id uuid not null,
    content jsonb not null,
    at timestamptz not null default fanfare_now(),
    primary key (workspace_id, scope, kind, item_id, digest)
);
call fanfare_tenant_table('approval_version');

create table approval_comment (
    workspace_id uuid not null,
    id uuid not null,
    review_id uuid not null,
    campaign_id uuid not null,
    scope text not null,
    parent uuid,
    text text not null,
    anchor jsonb,
    mentions uuid[] not null default '{}',
    internal boolean not null default false,
    by_id uuid,
    by_name text not null,
    at timestamptz not null default fanfare_now(),
    resolved_at timestamptz,
    resolved_by text,
    primary key (workspace_id, id)
);
call fanfare_tenant_table('approval_comment');
create index approval_comment_scope on approval_comment (workspace_id, campaign_id, scope, id);
