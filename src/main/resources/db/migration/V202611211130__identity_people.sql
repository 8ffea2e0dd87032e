-- House tables: a person may belong to many workspaces, and signing in comes before any workspace is known.
create table identity_person (
    id uuid primary key,
    email text not null,
    name text not null,
    password_hash text not null,
    -- In the order they were joined; kept here so that no question has to look through the members of all workspaces.
    workspaces uuid[] not null default '{}',
    last_workspace_id uuid,
    demo boolean not null default false,
    created_at timestamptz not null default fanfare_now()
);
create unique index email_taken on identity_person (lower(email));
grant select, insert, update on identity_person to fanfare_app;

create table identity_refresh (
    token_hash text primary key,
    family uuid not null,
    person_id uuid not null references identity_person,
    workspace_id uuid not null,
    created_at timestamptz not null default fanfare_now(),
    expires_at timestamptz not null,
    used_at timestamptz,
    revoked_at timestamptz
);
create index identity_refresh_family on identity_refresh (family);
create index identity_refresh_person on identity_refresh (person_id, workspace_id);
grant select, insert, update, delete on identity_refresh to fanfare_app;

create table identity_reset (
    token_hash text primary key,
    person_id uuid not null references identity_person,
    created_at timestamptz not null default fanfare_now(),
    expires_at timestamptz not null,
    used_at timestamptz
);
create index identity_reset_person on identity_reset (person_id, created_at);
grant select, insert, update, delete on identity_reset to fanfare_app;

create table identity_throttle (
    key text primary key,
    tries integer not null,
    tried_at timestamptz not null,
    paused_until timestamptz
);
create index identity_throttle_age on identity_throttle (tried_at);
grant select, insert, update, delete on identity_throttle to fanfare_app;

create table identity_slug (
    slug text primary key,
    workspace_id uuid not null
);
grant select, insert on identity_slug to fanfare_app;

create table identity_key_lookup (
    key_hash text primary key,
    workspace_id uuid not null,
    key_id uuid not null
);
grant select, insert, delete on identity_key_lookup to fanfare_app;

create table identity_workspace (
    workspace_id uuid primary key,
    name text not null,
    slug text not null,
    time_zone text not null,
    currency text not null,
    brand jsonb not null default '{"colors": []}',
    self_approval text not null default 'while_alone' check (self_approval in ('while_alone', 'never')),
    postal_address text,
    demo boolean not null default false,
    created_at timestamptz not null default fanfare_now()
);
call fanfare_tenant_table('identity_workspace');

create table identity_member (
    workspace_id uuid not null,
    person_id uuid not null,
    role text not null check (role in ('owner', 'admin', 'manager', 'editor', 'reviewer', 'analyst', 'viewer')),
    stage_roles text[] not null default '{}',
    joined_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, person_id)
);
call fanfare_tenant_table('identity_member');
create index identity_member_role on identity_member (workspace_id, role);

create table identity_invitation (
    workspace_id uuid not null,
    id uuid not null,
    email text not null,
    role text not null,
    stage_roles text[] not null default '{}',
    invited_by uuid not null,
    created_at timestamptz not null default fanfare_now(),
    expires_at timestamptz not null,
    accepted_at timestamptz,
    primary key (workspace_id, id)
);
call fanfare_tenant_table('identity_invitation');
create index identity_invitation_email on identity_invitation (workspace_id, lower(email));

create table identity_api_key (
    workspace_id uuid not null,
    id uuid not null,
    name text not null,
    prefix text not null,
    scopes text[] not null,
    created_by uuid not null,
    created_at timestamptz not null default fanfare_now(),
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz,
    primary key (workspace_id, id)
);
call fanfare_tenant_table('identity_api_key');

-- The one question across workspaces: where does this person belong?
create function identity_memberships(person uuid)
    returns table (id uuid, name text, slug text, role text)
    language sql stable security definer
    set search_path = public, pg_temp as $$
    select w.workspace_id, w.name, w.slug, m.role
      from identity_person p
     cross join unnest(p.workspaces) with ordinality as joined (workspace_id, place)
      join identity_member m on m.workspace_id = joined.workspace_id and m.person_id = p.id
      join identity_workspace w on w.workspace_id = joined.workspace_id
     where p.id = person
     order by joined.place
$$;
revoke execute on function identity_memberships(uuid) from public;
grant execute on function identity_memberships(uuid) to fanfare_app;
