-- Posts that are planned or have gone out.
create table social_post (
    workspace_id uuid not null,
    queue_id uuid not null,
    campaign_id uuid not null,
    platform text not null,
    status text not null default 'scheduled',
    scheduled_for timestamptz not null,
    local_time timestamp not null,
    time_zone text not null,
    title text,
    text text not null,
    asset_ids uuid[] not null default '{}',
    link text,
    permalink text,
    digest text not null,
    error text,
    version integer not null default 1,
    created_by uuid,
    created_at timestamptz not null default fanfare_now(),
    updated_at timestamptz not null default fanfare_now(),
    published_at timestamptz,
    primary key (workspace_id, queue_id),
    constraint social_post_status check (status in ('scheduled', 'publishing', 'published', 'unconfirmed', 'failed', 'cancelled'))
);
call fanfare_tenant_table('social_post');
create index social_post_campaign on social_post (workspace_id, campaign_id, scheduled_for);
create index social_post_time on social_post (workspace_id, scheduled_for);

-- What the newsroom shows: a post is there once, whoever delivers it and however often.
create table social_newsroom_entry (
    workspace_id uuid not null,
    post_id uuid not null,
    delivery_id uuid not null,
    campaign_id uuid,
    slug text not null,
    title text,
    text text not null,
    asset_ids uuid[] not null default '{}',
    link text,
    published_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, post_id),
    constraint social_newsroom_entry_slug unique (workspace_id, slug)
);
call fanfare_tenant_table('social_newsroom_entry');
create index social_newsroom_entry_time on social_newsroom_entry (workspace_id, published_at desc, post_id);
