-- Each time a mail was opened or one of its links was followed. Neither an address nor a program's name is kept.
create table delivery_hit (
    workspace_id uuid not null,
    id uuid not null,
    delivery_id uuid not null,
    item_kind text not null,
    item_id uuid not null,
    kind text not null,
    human boolean not null,
    -- The first of its kind by a person: these are counted for who, the others for how often.
    first boolean not null,
    -- Why it is taken for a machine's.
    machine text,
    url text,
    at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint delivery_hit_kind check (kind in ('open', 'click')),
    constraint delivery_hit_first check (human or not first),
    foreign key (workspace_id, delivery_id) references delivery (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('delivery_hit');
create index delivery_hit_delivery on delivery_hit (workspace_id, delivery_id, kind, at);
create unique index delivery_hit_once on delivery_hit (workspace_id, delivery_id, kind) where first;
create index delivery_hit_item on delivery_hit (workspace_id, item_id, kind, human, first);
