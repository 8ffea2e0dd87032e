-- A mailing that is sent at this time because a person asked for it, and that can be stopped until then.
alter table email_mailing add column sends_at timestamptz;
create index email_mailing_sends on email_mailing (workspace_id, sends_at) where sends_at is not null;
