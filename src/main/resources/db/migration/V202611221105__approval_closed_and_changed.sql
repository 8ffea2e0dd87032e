-- An archived or ended campaign closes its reviews and takes no decisions; the campaign room says which.
alter table approval_campaign add column closed text;
update approval_campaign a set closed = case when c.archived then 'archived' else c.status end
  from campaign c
 where c.workspace_id = a.workspace_id and c.id = a.campaign_id
   and (c.archived or c.status in ('completed', 'cancelled'));

-- Whether an item changed after the review was requested.
alter table approval_review add column changed boolean not null default false;

update approval_review r set closed_at = fanfare_now(), outcome = 'withdrawn'
  from approval_campaign a
 where a.workspace_id = r.workspace_id and a.campaign_id = r.campaign_id and a.closed is not null and r.closed_at is null;
update approval_stage s set state = 'skipped'
  from approval_review r
 where r.workspace_id = s.workspace_id and r.id = s.review_id and r.outcome = 'withdrawn' and s.state = 'open';
update approval_scope s set review_id = null
  from approval_review r
 where r.workspace_id = s.workspace_id and r.id = s.review_id and r.outcome = 'withdrawn';
