-- Why the campaign has its status, e.g. why it was paused.
alter table campaign add column status_reason text;
