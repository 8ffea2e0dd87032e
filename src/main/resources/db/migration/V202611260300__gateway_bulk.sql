-- One operation for many subjects: each is called by itself, as the one who asked.
create table gateway_bulk (
    workspace_id uuid not null,
    id uuid not null,
    kind text not null,
    -- What each item gets; the subjects are its items.
    change jsonb not null default '{}',
    stop_on_error boolean not null default false,
    state text not null default 'queued',
    -- The one that this undoes.
    undoes uuid,
    actor_kind text not null,
    actor_id uuid not null,
    person_id uuid,
    actor_name text not null,
    created_at timestamptz not null default fanfare_now(),
    finished_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, undoes) references gateway_bulk (workspace_id, id) on delete cascade,
    constraint gateway_bulk_state check (state in ('queued', 'running', 'done', 'cancelled')),
    constraint gateway_bulk_actor check (actor_kind in ('person', 'api_key'))
);
call fanfare_tenant_table('gateway_bulk');
create index gateway_bulk_open on gateway_bulk (workspace_id, id) where state in ('queued', 'running');
create unique index gateway_bulk_undoes on gateway_bulk (workspace_id, undoes) where undoes is not null;

create table gateway_bulk_item (
    workspace_id uuid not null,
    bulk_id uuid not null,
    position integer not null,
    subject_id uuid not null,
    -- What only this item gets, such as the digest that was shown.
    own jsonb,
    state text not null default 'waiting',
    -- The call as it was decided on, so that a repetition after a crash is the same one.
    step jsonb,
    -- The call that puts back what this one changed.
    undo jsonb,
    error jsonb,
    primary key (workspace_id, bulk_id, position),
    foreign key (workspace_id, bulk_id) references gateway_bulk (workspace_id, id) on delete cascade,
    constraint gateway_bulk_item_state check (state in ('waiting', 'done', 'failed', 'skipped'))
);
call fanfare_tenant_table('gateway_bulk_item');
create index gateway_bulk_item_waiting on gateway_bulk_item (workspace_id, bulk_id, position) where state = 'waiting';
