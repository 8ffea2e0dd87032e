-- The recipients of a list whose mails are still to be created, counted from its end.
alter table email_mailing add column expand_left integer;
