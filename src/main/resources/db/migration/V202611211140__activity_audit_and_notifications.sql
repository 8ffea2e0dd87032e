-- What was done, by whom, to what: a row in the transaction of the deed, sealed into the chain of its workspace afterwards.
-- Names, titles and what changed are sealed only through content_hash, so they can be erased (with their salt) and the chain stays whole.
create table activity_audit (
    workspace_id uuid not null,
    id uuid not null,
    at timestamptz not null default fanfare_now(),
    actor_kind text not null,
    actor_id uuid,
    actor_name text,
    operation text not null,
    subject_kind text not null,
    subject_id uuid,
    subject_title text,
    campaign_id uuid,
    before jsonb,
    after jsonb,
    request_id uuid not null,
    salt text,
    content_hash text not null,
    seq bigint,
    hash text,
    primary key (workspace_id, id),
    constraint activity_audit_sealed unique (workspace_id, seq),
    constraint activity_audit_seal check ((seq is null) = (hash is null))
);
call fanfare_tenant_table('activity_audit');
-- Sealing and erasure may touch these; nothing at run time may change or remove what was done.
revoke update, delete on activity_audit from fanfare_app;
grant update (seq, hash, actor_name, subject_title, before, after, salt) on activity_audit to fanfare_app;
create index activity_audit_unsealed on activity_audit (workspace_id, id) where seq is null;
create index activity_audit_campaign on activity_audit (workspace_id, campaign_id, id);
create index activity_audit_subject on activity_audit (workspace_id, subject_id, id);
create index activity_audit_actor on activity_audit (workspace_id, actor_id, id);

-- The end of each chain.
create table activity_chain (
    workspace_id uuid not null primary key,
    seq bigint not null default 0,
    hash text not null,
    sealed_up_to timestamptz
);
call fanfare_tenant_table('activity_chain');
revoke delete on activity_chain from fanfare_app;

-- Workspaces with deeds that a stopped node left unsealed: asked before any workspace is entered.
create function activity_unsealed() returns setof uuid
    language sql stable security definer set search_path = public, pg_temp as $$
    select distinct workspace_id from activity_audit where seq is null and at < fanfare_now() - interval '30 seconds'
$$;
revoke all on function activity_unsealed() from public;
grant execute on function activity_unsealed() to fanfare_app;

create table activity_notification (
    workspace_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    kind text not null,
    title text not null,
    text text not null,
    subject_kind text not null,
    subject_id uuid,
    subject_title text,
    campaign_id uuid,
    created_at timestamptz not null default fanfare_now(),
    read_at timestamptz,
    primary key (workspace_id, id)
);
call fanfare_tenant_table('activity_notification');
create index activity_notification_person on activity_notification (workspace_id, person_id, id);
create index activity_notification_unread on activity_notification (workspace_id, person_id) where read_at is null;
