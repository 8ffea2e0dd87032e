-- The views of lists that a person has saved: a name for the filters and the order in the address of a list.
create table identity_view (
    workspace_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    list text not null,
    name text not null,
    query text not null,
    created_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id)
);
call fanfare_tenant_table('identity_view');
create index identity_view_person on identity_view (workspace_id, person_id, list, id);
