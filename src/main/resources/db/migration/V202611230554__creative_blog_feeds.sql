-- Blogs that a campaign follows.
create table creative_blog_feed (
    workspace_id uuid not null,
    id uuid not null,
    campaign_id uuid not null,
    url text not null,
    name text not null,
    channels text[] not null,
    state text not null,
    problem text,
    failures integer not null default 0,
    etag text,
    last_modified text,
    read_at timestamptz,
    due_at timestamptz not null,
    created_by uuid,
    created_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint creative_blog_feed_state check (state in ('following', 'stopped')),
    constraint blog_feed_exists unique (workspace_id, campaign_id, url)
);
call fanfare_tenant_table('creative_blog_feed');
create index creative_blog_feed_due on creative_blog_feed (workspace_id, due_at) where state = 'following';

-- The posts of such a blog that are known: those that it had before, and those that drafts were made of.
create table creative_blog_feed_entry (
    workspace_id uuid not null,
    id uuid not null,
    feed_id uuid not null,
    keys text[] not null,
    done boolean not null,
    attempts integer not null default 0,
    blog_post_id uuid,
    primary key (workspace_id, id),
    constraint creative_blog_feed_entry_of foreign key (workspace_id, feed_id)
        references creative_blog_feed (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('creative_blog_feed_entry');
create index creative_blog_feed_entry_feed on creative_blog_feed_entry (workspace_id, feed_id);
