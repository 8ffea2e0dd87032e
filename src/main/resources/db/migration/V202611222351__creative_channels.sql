-- The components that a channel has of its own, by platform.
alter table creative_creative add column channels jsonb not null default '{}';
alter table creative_revision add column channels jsonb not null default '{}';
