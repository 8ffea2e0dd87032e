-- What stands around the words of a mail (who writes, from where, in which colour), as it was when the mailing began to leave.
alter table email_mailing add column letterhead jsonb;
