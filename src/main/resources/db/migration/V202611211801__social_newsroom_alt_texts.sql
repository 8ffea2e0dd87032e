-- What the pictures of a post show, for those who don't see them, as it was approved.
alter table social_newsroom_entry add column alt_texts jsonb not null default '{}';
