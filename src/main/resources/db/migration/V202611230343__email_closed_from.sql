-- The status of a mailing before it was cancelled, and before it was archived, so that it can be restored as it was.
alter table email_mailing add column closed_from text, add column archived_from text;
