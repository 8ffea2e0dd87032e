-- Planned rows, narrow and apart from the ledger. While they were found by an index of the ledger, each step of a message
-- wrote an entry in each of its indexes. A row is here exactly as long as its delivery is planned.
create table delivery_queue (
    workspace_id uuid not null,
    delivery_id uuid not null,
    lane text not null,
    item_id uuid not null,
    item_digest text not null,
    due_at timestamptz not null,
    primary key (workspace_id, delivery_id)
) with (autovacuum_vacuum_scale_factor = 0.05);
call fanfare_tenant_table('delivery_queue');
create index delivery_queue_next on delivery_queue (workspace_id, lane, item_id, item_digest, due_at);

-- Who submitted which rows, and until when they belong to that node; a submission is deleted when all of its rows have an
-- outcome.
create table delivery_submission (
    workspace_id uuid not null,
    id uuid not null,
    node text not null,
    lease_until timestamptz not null,
    deliveries uuid[] not null,
    primary key (workspace_id, id)
) with (autovacuum_vacuum_scale_factor = 0.05);
call fanfare_tenant_table('delivery_submission');

-- The state where lists look for it. It is null for the states that every message passes through, so that these steps touch
-- no index.
alter table delivery add column indexed_state text
    generated always as (case when state not in ('planned', 'claimed', 'submitted', 'accepted') then state end) stored;
alter table delivery set (fillfactor = 50);

drop index delivery_by_state;
drop index delivery_trouble;
drop index delivery_waiting;
create index delivery_by_state on delivery (workspace_id, indexed_state, id) where indexed_state is not null;
create index delivery_trouble on delivery (workspace_id, campaign_id, item_kind) where indexed_state in ('unconfirmed', 'failed');

-- What an earlier version had claimed was not submitted.
update delivery set state = 'planned', fence = fence + 1, claimed_by = null, lease_until = null where state = 'claimed';

-- Whether the row is in the queue. An earlier version that still runs does not write this column, so whatever it plans or
-- submits fails instead of being forgotten by the queue; what it had submitted before it can still settle.
alter table delivery add column queued boolean not null default false;
update delivery set queued = true where state = 'planned';
alter table delivery alter column queued drop default;
alter table delivery add constraint delivery_queued check (queued = (state = 'planned'));

insert into delivery_queue (workspace_id, delivery_id, lane, item_id, item_digest, due_at)
select workspace_id, id, lane, item_id, item_digest, due_at from delivery where state = 'planned';

insert into delivery_submission (workspace_id, id, node, lease_until, deliveries)
select workspace_id, id, coalesce(claimed_by, ''), coalesce(lease_until, fanfare_now()), array[id]
  from delivery where state = 'submitted';
