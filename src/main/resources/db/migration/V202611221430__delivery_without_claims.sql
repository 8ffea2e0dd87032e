-- Rows go from planned to submitted in one step. What an earlier version had claimed was not submitted.
update delivery set state = 'planned', fence = fence + 1, claimed_by = null, lease_until = null where state = 'claimed';

-- The few submitted rows are found by delivery_by_state: an index less to write for every row, twice.
drop index delivery_leased;

-- Planned rows are found by delivery_waiting, whatever the planner believes about their number.
drop index delivery_by_state;
create index delivery_by_state on delivery (workspace_id, state, id) where state <> 'planned';
