-- How often a lane of a workspace has failed since it last worked, and why.
alter table kernel_ready add column failures integer not null default 0;
alter table kernel_ready add column failed_at timestamptz;
alter table kernel_ready add column error text;

-- The nodes of the installation, each with the time of its last heartbeat and its figures then.
create table kernel_node (
    id uuid primary key,
    name text not null,
    version text not null,
    started_at timestamptz not null,
    seen_at timestamptz not null,
    figures jsonb not null default '{}'
);
grant select, insert, update, delete on kernel_node to fanfare_app;
