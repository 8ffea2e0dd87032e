-- What kind of entry it is. It is sealed as the beginning of content_hash, so that a node of the version before seals it too;
-- entries of that version have none and are changes.
alter table activity_audit add column entry_class text;
alter table activity_audit add constraint activity_audit_class
    check (entry_class is null or content_hash ^@ (entry_class || ':')) not valid;
alter table activity_audit validate constraint activity_audit_class;
create index activity_audit_class on activity_audit (workspace_id, entry_class, id);
-- Entries that still have their texts, oldest first: what retention erases.
create index activity_audit_texts on activity_audit (workspace_id, at) where salt is not null;

-- The end of a chain at some time, signed. What was handed out can't be denied later.
create table activity_checkpoint (
    workspace_id uuid not null,
    seq bigint not null,
    hash text not null,
    at timestamptz not null,
    fingerprint text not null,
    signature text not null,
    primary key (workspace_id, seq)
);
call fanfare_tenant_table('activity_checkpoint');
revoke update, delete on activity_checkpoint from fanfare_app;

-- How long entries keep their texts; a workspace without a row keeps them for a year.
create table activity_retention (
    workspace_id uuid not null primary key,
    days integer,
    classes jsonb not null default '[]',
    hold_until timestamptz,
    hold_reason text,
    constraint activity_retention_days check (days >= 30),
    constraint activity_retention_hold check ((hold_until is null) = (hold_reason is null))
);
call fanfare_tenant_table('activity_retention');
revoke delete on activity_retention from fanfare_app;

-- The public keys that this installation has signed with. The private ones are derived from the secret key.
create table activity_signing_key (
    fingerprint text not null primary key,
    public_key text not null,
    created_at timestamptz not null default fanfare_now()
);
grant select, insert on activity_signing_key to fanfare_app;

-- Each workspace with an audit trail has its daily care; one that has its turn already is left as it is.
create function activity_care() returns bigint
    language sql security definer set search_path = public, pg_temp as $$
    with marked as (
        insert into kernel_ready (workspace_id, lane, due_at)
        select workspace_id, 'activity_care', fanfare_now() from activity_chain
        on conflict (workspace_id, lane) do nothing
        returning 1)
    select count(*) from marked
$$;
revoke all on function activity_care() from public;
grant execute on function activity_care() to fanfare_app;
