-- What an item is called, for the lists of results; and runs that only try, in the background, what a bulk operation would do.
alter table gateway_bulk_item add column title text;
alter table gateway_bulk add column dry_run boolean not null default false;
