-- The sample campaign is made like a first campaign, and is removed with what it has made.
alter table start_run add column sample boolean not null default false;
