-- What is known of a campaign on one channel from one source: locked while its figures move, so that roll-ups are exact.
create table analytics_feed (
    workspace_id uuid not null,
    campaign_id uuid not null,
    channel text not null,
    source text not null,
    -- The zone in which hours make days. It stays as it was at the first figure, or an hour that is restated would move.
    time_zone text not null,
    has_days boolean not null default false,
    has_hours boolean not null default false,
    first_day date not null,
    last_day date not null,
    reported_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, campaign_id, channel, source)
);
call fanfare_tenant_table('analytics_feed');

-- One figure of each kind for one thing and one day or hour ('-infinity': the whole day). Null: not reported.
create table analytics_fact (
    workspace_id uuid not null,
    campaign_id uuid not null,
    day date not null,
    channel text not null,
    source text not null,
    entity text not null default '',
    hour timestamptz not null default '-infinity',
    -- False for a whole day of which the hours are known too.
    counted boolean not null default true,
    -- '' where there is no money in it.
    currency text not null default '',
    key text,
    impressions bigint,
    reach bigint,
    clicks bigint,
    conversions numeric(20, 4),
    engagements bigint,
    sent bigint,
    delivered bigint,
    opens bigint,
    posts bigint,
    spend numeric(22, 6),
    revenue numeric(22, 6),
    primary key (workspace_id, campaign_id, day, channel, source, entity, hour)
);
call fanfare_tenant_table('analytics_fact');
create unique index analytics_fact_key on analytics_fact (workspace_id, campaign_id, key) where key is not null;

-- The sums that every reading starts from; moved by the difference in the statement that writes the facts.
create table analytics_daily (
    workspace_id uuid not null,
    campaign_id uuid not null,
    day date not null,
    channel text not null,
    source text not null,
    currency text not null,
    impressions bigint not null default 0,
    reach bigint not null default 0,
    clicks bigint not null default 0,
    conversions numeric not null default 0,
    engagements bigint not null default 0,
    sent bigint not null default 0,
    delivered bigint not null default 0,
    opens bigint not null default 0,
    posts bigint not null default 0,
    spend numeric not null default 0,
    revenue numeric not null default 0,
    primary key (workspace_id, campaign_id, day, channel, source, currency)
);
call fanfare_tenant_table('analytics_daily');

-- What the house itself has seen and not yet folded into facts: added here without a lock, taken out in batches.
create table analytics_event (
    workspace_id uuid not null,
    id uuid not null,
    campaign_id uuid not null,
    channel text not null,
    entity text not null,
    measure text not null,
    n integer not null,
    at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id)
);
call fanfare_tenant_table('analytics_event');
