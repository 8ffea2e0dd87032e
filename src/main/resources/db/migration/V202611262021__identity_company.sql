-- The identity provider of a workspace; the client secret is sealed.
create table identity_connection (
    workspace_id uuid not null,
    name text not null,
    issuer text not null,
    client_id text not null,
    client_secret bytea,
    scopes text[] not null,
    groups_claim text not null,
    trusts_addresses boolean not null default false,
    created_by uuid not null,
    created_at timestamptz not null default fanfare_now(),
    last_sign_in_at timestamptz,
    primary key (workspace_id)
);
call fanfare_tenant_table('identity_connection');

-- E-mail domains that a workspace claims. The one that has proven a domain is in identity_domain_owner.
create table identity_domain (
    workspace_id uuid not null,
    id uuid not null,
    domain text not null,
    token text not null,
    proven_at timestamptz,
    checked_at timestamptz,
    created_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint identity_domain_once unique (workspace_id, domain)
);
call fanfare_tenant_table('identity_domain');

create table identity_domain_owner (
    domain text primary key,
    workspace_id uuid not null,
    company_only boolean not null default false
);
create index identity_domain_owner_workspace on identity_domain_owner (workspace_id);
grant select, insert, update, delete on identity_domain_owner to fanfare_app;

-- Who signs in with the identity provider: issuer and subject are the identity, never the address.
create table identity_company_login (
    workspace_id uuid not null,
    issuer text not null,
    subject text not null,
    person_id uuid not null references identity_person,
    created_at timestamptz not null default fanfare_now(),
    last_at timestamptz,
    primary key (workspace_id, issuer, subject)
);
call fanfare_tenant_table('identity_company_login');
create index identity_company_login_person on identity_company_login (workspace_id, person_id);

-- The refresh token of the identity provider for a session, sealed: with it, Fanfare asks whether the person still has access.
alter table identity_refresh add column provider_token bytea;

-- An owner who may sign in with a password and a second factor although their domain signs in with the company.
alter table identity_member add column break_glass boolean not null default false;

-- People whom a provisioning service manages. A person without access has no membership, but stays here.
create table identity_scim_user (
    workspace_id uuid not null,
    id uuid not null,
    person_id uuid not null references identity_person,
    user_name text not null,
    external_id text,
    active boolean not null,
    attributes jsonb not null,
    version integer not null default 1,
    created_at timestamptz not null default fanfare_now(),
    updated_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint identity_scim_user_person unique (workspace_id, person_id)
);
call fanfare_tenant_table('identity_scim_user');
create unique index identity_scim_user_name on identity_scim_user (workspace_id, lower(user_name));
create index identity_scim_user_external on identity_scim_user (workspace_id, external_id);

create table identity_scim_group (
    workspace_id uuid not null,
    id uuid not null,
    display_name text not null,
    external_id text,
    version integer not null default 1,
    created_at timestamptz not null default fanfare_now(),
    updated_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id)
);
call fanfare_tenant_table('identity_scim_group');
create unique index identity_scim_group_name on identity_scim_group (workspace_id, lower(display_name));

create table identity_scim_member (
    workspace_id uuid not null,
    group_id uuid not null,
    user_id uuid not null,
    primary key (workspace_id, group_id, user_id)
);
call fanfare_tenant_table('identity_scim_member');
create index identity_scim_member_user on identity_scim_member (workspace_id, user_id);

-- The token of the provisioning service; only its hash is stored, and identity_key_lookup leads from it to the workspace.
create table identity_scim_token (
    workspace_id uuid not null,
    id uuid not null,
    prefix text not null,
    created_by uuid not null,
    created_at timestamptz not null default fanfare_now(),
    last_used_at timestamptz,
    primary key (workspace_id)
);
call fanfare_tenant_table('identity_scim_token');

-- What counts when a person signs in to a workspace, asked before it is entered.
create function identity_sign_in_policy(place uuid, person uuid)
    returns table (second_factor_required boolean, company boolean, break_glass boolean)
    language sql stable security definer
    set search_path = public, pg_temp as $$
    select coalesce((select s.second_factor_required from identity_security s where s.workspace_id = place), false),
           exists (select 1 from identity_connection c where c.workspace_id = place),
           exists (select 1 from identity_member m
                    where m.workspace_id = place and m.person_id = person and m.break_glass and m.role = 'owner')
$$;
revoke execute on function identity_sign_in_policy(uuid, uuid) from public;
grant execute on function identity_sign_in_policy(uuid, uuid) to fanfare_app;
