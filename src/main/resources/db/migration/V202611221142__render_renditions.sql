-- The other forms of a rendered file are renditions of its asset; variant_assets and poster_asset remain for earlier jobs.
alter table render_job add column renditions text[] not null default '{}';
