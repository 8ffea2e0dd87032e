-- The template that a campaign was made from.
alter table campaign add column template_id uuid;
