create table identity_brand (
    workspace_id uuid not null,
    id uuid not null,
    name text not null,
    key text not null,
    colors text[] not null,
    fonts text[] not null,
    logo_asset_id uuid,
    voice text,
    banned_words text[] not null,
    required_words text[] not null,
    created_at timestamptz not null default fanfare_now(),
    updated_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint brand_key_taken unique (workspace_id, key)
);
call fanfare_tenant_table('identity_brand');

create table identity_credential (
    workspace_id uuid not null,
    id uuid not null,
    kind text not null,
    name text not null,
    settings jsonb not null,
    -- Sealed for this workspace and this row: it opens nowhere else.
    secret bytea not null,
    created_by uuid not null,
    created_at timestamptz not null default fanfare_now(),
    last_test jsonb,
    primary key (workspace_id, id)
);
call fanfare_tenant_table('identity_credential');
create index identity_credential_kind on identity_credential (workspace_id, kind, created_at);
