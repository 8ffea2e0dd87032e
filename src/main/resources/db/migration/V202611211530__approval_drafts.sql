-- What exists but is not planned by itself is covered by a decision without needing one; what is made wholly of another
-- item is approved with that; and a decision rests on the strategy that held when it was taken.
alter table approval_item add column draft boolean not null default false;
alter table approval_item add column uses text[] not null default '{}';
alter table approval_item add column own_words boolean not null default true;
alter table approval_scope add column basis text;
