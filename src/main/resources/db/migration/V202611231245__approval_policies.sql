-- How reviews are decided. Each change is another version; open reviews keep theirs.
create table approval_policy (
    workspace_id uuid not null,
    name text not null,
    version integer not null,
    terms jsonb not null,
    changed_by uuid,
    changed_by_name text not null,
    at timestamptz not null default fanfare_now(),
    primary key (workspace_id, name, version)
);
call fanfare_tenant_table('approval_policy');
