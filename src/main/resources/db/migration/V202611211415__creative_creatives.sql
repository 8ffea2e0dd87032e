-- What campaigns say, with every version of it.
create table creative_creative (
    workspace_id uuid not null,
    id uuid not null,
    campaign_id uuid not null,
    name text not null,
    kind text not null,
    platform text,
    mode text not null,
    brief text,
    blog_post_id uuid,
    components jsonb not null,
    writers jsonb not null,
    revision integer not null default 1,
    version integer not null default 1,
    strategy_id uuid,
    strategy_version integer,
    digest text not null,
    archived boolean not null default false,
    created_by uuid,
    created_at timestamptz not null default fanfare_now(),
    updated_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint creative_creative_kind check (kind in ('text', 'image', 'video', 'email')),
    constraint creative_creative_mode check (mode in ('ai', 'manual', 'hybrid'))
);
call fanfare_tenant_table('creative_creative');
create index creative_creative_campaign on creative_creative (workspace_id, campaign_id, id);

create table creative_revision (
    workspace_id uuid not null,
    creative_id uuid not null,
    revision integer not null,
    components jsonb not null,
    writers jsonb not null,
    cause text not null,
    strategy_version integer,
    by_name text not null,
    at timestamptz not null default fanfare_now(),
    primary key (workspace_id, creative_id, revision),
    constraint creative_revision_of foreign key (workspace_id, creative_id)
        references creative_creative (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('creative_revision');

create table creative_proposal (
    workspace_id uuid not null,
    id uuid not null,
    creative_id uuid not null,
    base_revision integer not null,
    components jsonb not null,
    writer text not null,
    created_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint creative_proposal_of foreign key (workspace_id, creative_id)
        references creative_creative (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('creative_proposal');
create index creative_proposal_creative on creative_proposal (workspace_id, creative_id);

-- Posts of elsewhere, and what was made of them.
create table creative_blog_post (
    workspace_id uuid not null,
    id uuid not null,
    campaign_id uuid,
    title text not null,
    date text,
    author jsonb,
    authors text[] not null default '{}',
    tags text[] not null default '{}',
    description text,
    format text not null,
    content text not null,
    source_url text,
    words integer not null,
    created_by uuid,
    created_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint creative_blog_post_format check (format in ('markdown', 'html'))
);
call fanfare_tenant_table('creative_blog_post');
create index creative_blog_post_campaign on creative_blog_post (workspace_id, campaign_id);

create table creative_repurposed (
    workspace_id uuid not null,
    content_id uuid not null,
    blog_post_id uuid not null,
    campaign_id uuid,
    creative_id uuid,
    platform text not null,
    format text not null,
    body jsonb not null,
    length integer not null,
    "limit" integer not null,
    writer text not null,
    status text not null default 'draft',
    status_by text,
    status_at timestamptz,
    created_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, content_id),
    constraint creative_repurposed_status check (status in ('draft', 'approved', 'published', 'rejected')),
    constraint creative_repurposed_of foreign key (workspace_id, blog_post_id)
        references creative_blog_post (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('creative_repurposed');
create index creative_repurposed_post on creative_repurposed (workspace_id, blog_post_id, content_id);
create index creative_repurposed_campaign on creative_repurposed (workspace_id, campaign_id);
