-- The calendar reads mailings by the time at which they were sent, or are planned.
create index email_mailing_sent on email_mailing (workspace_id, sending_since) where sending_since is not null;
create index email_mailing_planned on email_mailing (workspace_id, scheduled_for) where scheduled_for is not null;
