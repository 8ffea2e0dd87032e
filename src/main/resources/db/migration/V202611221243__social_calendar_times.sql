-- The calendar reads posts by the time at which they were published.
create index social_post_published on social_post (workspace_id, published_at) where published_at is not null;
