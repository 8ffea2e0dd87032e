-- How the person of a session proved who they are, and from which network it was last used.
alter table identity_refresh add column authenticated_at timestamptz;
alter table identity_refresh add column second_factor boolean not null default false;
alter table identity_refresh add column company uuid;
alter table identity_refresh add column network text;

-- Sessions whose access tokens must not be accepted any more; forgotten when those have expired.
create table identity_ended (
    session_id uuid primary key,
    at timestamptz not null default fanfare_now()
);
grant select, insert, update, delete on identity_ended to fanfare_app;

-- The authenticator app of a person; the secret is sealed. A code of this step or an earlier one was used.
create table identity_totp (
    person_id uuid primary key references identity_person,
    secret bytea not null,
    confirmed_at timestamptz,
    last_step bigint not null default 0,
    created_at timestamptz not null default fanfare_now()
);
grant select, insert, update, delete on identity_totp to fanfare_app;

create table identity_recovery_code (
    person_id uuid not null references identity_person,
    code_hash text not null,
    used_at timestamptz,
    primary key (person_id, code_hash)
);
grant select, insert, update, delete on identity_recovery_code to fanfare_app;

create table identity_passkey (
    id uuid primary key,
    person_id uuid not null references identity_person,
    credential_id bytea not null,
    name text not null,
    attested bytea not null,
    sign_count bigint not null,
    transports text[] not null default '{}',
    synced boolean not null default false,
    created_at timestamptz not null default fanfare_now(),
    last_used_at timestamptz
);
create unique index passkey_taken on identity_passkey (credential_id);
create index identity_passkey_person on identity_passkey (person_id, created_at);
grant select, insert, update, delete on identity_passkey to fanfare_app;

-- Challenges that were answered: each is valid once.
create table identity_spent (
    hash text primary key,
    expires_at timestamptz not null
);
create index identity_spent_age on identity_spent (expires_at);
grant select, insert, update, delete on identity_spent to fanfare_app;

-- What a workspace requires of those who sign in, and the roles of people whom a company manages.
create table identity_security (
    workspace_id uuid not null,
    second_factor_required boolean not null default false,
    default_role text not null default 'viewer',
    role_mappings jsonb not null default '[]',
    primary key (workspace_id),
    constraint identity_security_role check (default_role in ('admin', 'manager', 'editor', 'reviewer', 'analyst', 'viewer'))
);
call fanfare_tenant_table('identity_security');

-- Fails unless the member is who they were when they were last looked up: the stamp is their session (or a dash), role, session epoch and
-- name.
create function identity_prove_session(person uuid, stamp text) returns void
    language plpgsql stable as $$
begin
    if not exists (select 1
                     from identity_member m
                     join identity_person p on p.id = m.person_id
                    where m.workspace_id = fanfare_workspace() and m.person_id = person
                      and m.role || ' ' || p.session_epoch || ' ' || p.name = substr(stamp, position(' ' in stamp) + 1))
       or exists (select 1 from identity_ended e where e.session_id = nullif(split_part(stamp, ' ', 1), '-')::uuid) then
        raise exception 'the caller has changed' using errcode = 'FF401';
    end if;
end $$;
