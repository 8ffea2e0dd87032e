-- Files of the workspace by what they hold: the same bytes are one asset.
create table library_asset (
    workspace_id uuid not null,
    id uuid not null,
    asset_name text not null,
    asset_type text not null,
    mime_type text not null,
    file_size bigint not null,
    file_hash text not null,
    width integer,
    height integer,
    uploaded_by uuid,
    uploaded_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint library_asset_file unique (workspace_id, file_hash)
);
call fanfare_tenant_table('library_asset');
