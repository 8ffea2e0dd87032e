-- The creative that a mailing takes words from, and which of them: subject, preheader, body. What is written by hand is no longer taken.
alter table email_mailing add column creative_id uuid;
alter table email_mailing add column creative_fields text[] not null default '{}';
create index email_mailing_creative on email_mailing (workspace_id, creative_id) where creative_id is not null;
