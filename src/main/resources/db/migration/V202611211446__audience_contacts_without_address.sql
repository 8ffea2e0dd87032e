-- A table may hold people whose address nobody knows yet. The same row again is the same person.
alter table audience_contact alter column email drop not null;
alter table audience_contact alter column address drop not null;
alter table audience_contact add column row_key text;
alter table audience_contact add constraint audience_contact_row unique (workspace_id, row_key);
alter table audience_contact alter column words
    set expression as (lower(' ' || coalesce(email, '') || ' ' || coalesce(first_name, '') || ' ' || coalesce(last_name, '')));
