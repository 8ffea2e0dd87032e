-- How far the approval of each item is, so that lists and calendars read it without comparing all items of a campaign.
alter table approval_item add column standing text;
alter table approval_item add constraint approval_item_standing
    check (standing in ('approved', 'in_review', 'needs_approval', 'approval_lost', 'changes_requested'));
create index approval_item_id on approval_item (workspace_id, item_id);

-- Items that exist already are compared by the lane.
insert into kernel_ready (workspace_id, lane, due_at)
select distinct workspace_id, 'standing', fanfare_now() from approval_campaign
on conflict do nothing;
