-- Whether the links of texts worked when they were last checked; a link that is no longer in any text does no harm here.
create table creative_link (
    workspace_id uuid not null,
    url text not null,
    state text not null,
    status integer,
    reason text,
    checked_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, url),
    constraint creative_link_state check (state in ('ok', 'dead', 'unclear')),
    constraint creative_link_url check (length(url) <= 2000)
);
call fanfare_tenant_table('creative_link');
create index creative_link_dead on creative_link (workspace_id, checked_at desc) where state = 'dead';

-- Hashtags that are used together.
create table creative_hashtag_set (
    workspace_id uuid not null,
    id uuid not null,
    name text not null,
    hashtags text[] not null,
    created_by uuid,
    created_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id)
);
call fanfare_tenant_table('creative_hashtag_set');
create unique index creative_hashtag_set_name on creative_hashtag_set (workspace_id, lower(name));
