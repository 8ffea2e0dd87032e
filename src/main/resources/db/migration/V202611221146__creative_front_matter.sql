-- All fields of the front matter of a blog post: slug, aliases, translator and whatever else it has.
alter table creative_blog_post add column front_matter jsonb not null default '{}';
