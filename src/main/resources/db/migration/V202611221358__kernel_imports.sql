-- Imports of every kind of file. Those of contacts move here; a later migration drops audience_import, which a node of the
-- previous version may still use.
create table kernel_import (
    workspace_id uuid not null,
    id uuid not null,
    kind text not null,
    file_name text not null,
    file_hash text not null,
    charset text not null,
    separator text not null,
    header boolean not null,
    -- Whether \" is a quotation mark within a quoted cell.
    backslashes boolean not null default false,
    columns jsonb not null,
    options jsonb not null default '{}',
    warnings text[] not null default '{}',
    state text not null default 'queued',
    rows bigint not null,
    -- The progress: written in the transaction that stores the rows.
    processed bigint not null default 0,
    created bigint not null default 0,
    updated bigint not null default 0,
    skipped bigint not null default 0,
    rejected bigint not null default 0,
    error text,
    created_by uuid,
    created_at timestamptz not null default fanfare_now(),
    started_at timestamptz,
    finished_at timestamptz,
    primary key (workspace_id, id),
    constraint kernel_import_state check (state in ('queued', 'running', 'done', 'failed'))
);
call fanfare_tenant_table('kernel_import');
create index kernel_import_open on kernel_import (workspace_id, id) where state in ('queued', 'running');

create table kernel_import_error (
    workspace_id uuid not null,
    import_id uuid not null,
    row bigint not null,
    "column" text,
    message text not null,
    -- The cells of the row for the report; null if they are too long, expired or erased.
    cells jsonb,
    primary key (workspace_id, import_id, row),
    foreign key (workspace_id, import_id) references kernel_import (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('kernel_import_error');

-- The previous version stops at an import that is failed, and stores no more of its rows.
lock table audience_import in share row exclusive mode;
insert into kernel_import (workspace_id, id, kind, file_name, file_hash, charset, separator, header, columns, options, warnings,
                           state, rows, processed, created, updated, skipped, rejected, error, created_by, created_at,
                           started_at, finished_at)
select workspace_id, id, 'contacts', file_name, file_hash, charset, separator, header,
       (select coalesce(jsonb_agg(jsonb_build_object('header', c ->> 'header', 'field', case c ->> 'field'
                   when 'attribute' then 'attributes.' || (c ->> 'name')
                   when 'first_name' then 'firstName'
                   when 'last_name' then 'lastName'
                   when 'time_zone' then 'timeZone'
                   when 'opt_out' then 'optOut'
                   when 'opt_in' then 'optIn'
                   else c ->> 'field' end) order by n), '[]')
          from jsonb_array_elements(columns) with ordinality as e (c, n)),
       jsonb_build_object('onDuplicate', on_duplicate), warnings,
       state, rows, processed, created, updated, skipped, rejected, error, created_by, created_at, started_at, finished_at
  from audience_import;
insert into kernel_import_error (workspace_id, import_id, row, "column", message)
select workspace_id, import_id, row, "column", message from audience_import_error;
insert into kernel_ready (workspace_id, lane, due_at)
select distinct workspace_id, 'kernel_import', fanfare_now() from kernel_import where state in ('queued', 'running')
on conflict do nothing;
update audience_import set state = 'failed' where state in ('queued', 'running');

-- Rejected rows may be personal data of people who are not in the workspace.
create function kernel_forget_rejected_rows() returns bigint
    language sql security definer set search_path = public
begin atomic
    with gone as (
        update kernel_import_error e set cells = null
          from kernel_import i
         where i.workspace_id = e.workspace_id and i.id = e.import_id and e.cells is not null
           and i.finished_at < fanfare_now() - interval '30 days'
        returning 1)
    select count(*) from gone;
end;
revoke all on function kernel_forget_rejected_rows() from public;
grant execute on function kernel_forget_rejected_rows() to fanfare_app;
