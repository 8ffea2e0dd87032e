-- How many rows of each item are in each state, moved by the statements that change states. Claimed rows count as planned.
create table delivery_tally (
    workspace_id uuid not null,
    campaign_id uuid not null,
    item_kind text not null,
    item_id uuid not null,
    state text not null,
    -- Why rows were excluded; empty for the other states.
    cause text not null default '',
    n bigint not null,
    primary key (workspace_id, item_id, item_kind, state, cause)
);
call fanfare_tenant_table('delivery_tally');
create index delivery_tally_campaign on delivery_tally (workspace_id, campaign_id);

insert into delivery_tally (workspace_id, campaign_id, item_kind, item_id, state, cause, n)
select workspace_id, campaign_id, item_kind, item_id, case when state = 'claimed' then 'planned' else state end,
       coalesce(exclusion, ''), count(*)
  from delivery where campaign_id is not null
 group by 1, 2, 3, 4, 5, 6;

-- What is planned is found item by item, whatever number of rows each has: see Claims.waiting.
create index delivery_waiting on delivery (workspace_id, lane, item_id, item_digest, due_at) where state = 'planned';
drop index delivery_due;
-- Answered by the tallies.
drop index delivery_unfinished;
