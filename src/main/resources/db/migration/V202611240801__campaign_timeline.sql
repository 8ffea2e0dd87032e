-- Whether the campaign has a timeline, so that reading a campaign answers it without another statement.
alter table campaign add column timeline boolean not null default false;
update campaign c set timeline = true
 where exists (select 1 from planning_timeline t where t.workspace_id = c.workspace_id and t.campaign_id = c.id);
