-- Spaces: what a campaign on some platform consisted of, to be looked at and used again.
create table library_space (
    workspace_id uuid not null,
    id uuid not null,
    campaign_name text not null,
    platform text not null,
    external_campaign_id text,
    description text,
    campaign_objective text,
    target_audience jsonb,
    budget numeric(19, 4),
    currency text,
    import_source text not null,
    import_metadata jsonb not null,
    imported_at timestamptz,
    tags text[] not null,
    category text,
    is_template boolean not null default false,
    template_metadata jsonb not null,
    total_impressions bigint not null default 0,
    total_clicks bigint not null default 0,
    total_spend numeric(19, 4) not null default 0,
    total_conversions bigint not null default 0,
    total_revenue numeric(19, 4) not null default 0,
    is_active boolean not null,
    is_archived boolean not null,
    brand_id text,
    user_id uuid not null,
    created_at timestamptz not null default fanfare_now(),
    updated_at timestamptz not null default fanfare_now(),
    deleted_at timestamptz,
    version integer not null default 1,
    primary key (workspace_id, id)
);
call fanfare_tenant_table('library_space');
create index library_space_newest on library_space (workspace_id, created_at desc) where deleted_at is null;
create index library_space_words on library_space using gin (workspace_id,
    (lower(campaign_name || ' ' || coalesce(description, '') || ' ' || coalesce(campaign_objective, ''))) gin_trgm_ops);
create index library_space_tags on library_space using gin (workspace_id, tags);

alter table library_asset
    add column campaign_space_id uuid,
    add column external_asset_id text,
    add column title text,
    add column description text,
    add column ad_copy_text text,
    add column headline_text text,
    add column cta_text text,
    add column duration double precision,
    add column impressions bigint not null default 0,
    add column clicks bigint not null default 0,
    add column conversions bigint not null default 0,
    add column spend numeric(19, 4) not null default 0,
    add column platform_metadata jsonb not null default '{}',
    add column platform_variants jsonb not null default '{}',
    add column tags text[] not null default '{}',
    add column reused_count integer not null default 0,
    add column last_reused_at timestamptz,
    add column duplicate_of uuid,
    add column brand_id text,
    add column source text not null default 'upload',
    -- How a picture looks, in 64 bits: those of pictures that look alike differ in few.
    add column look bigint,
    add column updated_at timestamptz not null default fanfare_now(),
    add column deleted_at timestamptz,
    add column version integer not null default 1,
    drop constraint library_asset_file,
    add foreign key (workspace_id, campaign_space_id) references library_space (workspace_id, id);
-- The same bytes are one asset, unless somebody wanted another of them on purpose.
create unique index library_asset_file on library_asset (workspace_id, file_hash)
    where duplicate_of is null and deleted_at is null;
create index library_asset_hash on library_asset (workspace_id, file_hash);
create index library_asset_space on library_asset (workspace_id, campaign_space_id, id desc);
create index library_asset_type on library_asset (workspace_id, asset_type, id desc);
create index library_asset_words on library_asset using gin (workspace_id, (lower(asset_name)) gin_trgm_ops);
create index library_asset_tags on library_asset using gin (workspace_id, tags);

-- Smaller pictures of a file, made when somebody first asks.
create table library_rendition (
    workspace_id uuid not null,
    asset_id uuid not null,
    rendition text not null,
    mime_type text not null,
    file_hash text not null,
    file_size bigint not null,
    made_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, asset_id, rendition),
    foreign key (workspace_id, asset_id) references library_asset (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('library_rendition');
create index library_rendition_hash on library_rendition (workspace_id, file_hash);

-- What a file was used for, as somebody told it.
create table library_reuse (
    workspace_id uuid not null,
    id uuid not null,
    asset_id uuid not null,
    reused_in_type text not null,
    reused_in_id text,
    reused_in_name text,
    reuse_context jsonb not null,
    user_id uuid,
    at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, asset_id) references library_asset (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('library_reuse');
create index library_reuse_asset on library_reuse (workspace_id, asset_id, id desc);

-- Reached as a function because these operators can't use an index under a policy.
create function library_seek(words text, labels text[], alike bigint, apart integer) returns setof uuid
    language sql stable security definer set search_path = public
begin atomic
    select a.id from library_asset a
     where a.workspace_id = current_setting('app.workspace_id')::uuid
       and (words is null or lower(a.asset_name) like words)
       and (labels is null or a.tags @> labels)
       and (alike is null or bit_count((a.look # alike)::bit(64)) <= apart);
end;
revoke all on function library_seek(text, text[], bigint, integer) from public;
grant execute on function library_seek(text, text[], bigint, integer) to fanfare_app;

create function library_space_seek(words text, labels text[]) returns setof uuid
    language sql stable security definer set search_path = public
begin atomic
    select s.id from library_space s
     where s.workspace_id = current_setting('app.workspace_id')::uuid
       and (words is null or lower(s.campaign_name || ' ' || coalesce(s.description, '') || ' '
                                   || coalesce(s.campaign_objective, '')) like words)
       and (labels is null or s.tags @> labels);
end;
revoke all on function library_space_seek(text, text[]) from public;
grant execute on function library_space_seek(text, text[]) to fanfare_app;
