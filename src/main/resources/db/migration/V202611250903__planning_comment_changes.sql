-- A comment that was changed says so; one that was deleted keeps its place where others have answered it.
alter table planning_task_comment add column edited_at timestamptz;
alter table planning_task_comment add column deleted_at timestamptz;
