-- What dashboards of all campaigns add up: each day by channel, and what each campaign has spent. What facts add is
-- appended in their statement, so that ingests of different campaigns don't wait for each other's rows; a lane puts rows together.
create table analytics_day (
    workspace_id uuid not null,
    day date not null,
    id uuid not null default uuidv7(),
    channel text not null,
    currency text not null,
    -- How many facts these are; a day without any has no figures.
    facts bigint not null,
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
    primary key (workspace_id, day, id)
);
call fanfare_tenant_table('analytics_day');

create table analytics_spent (
    workspace_id uuid not null,
    campaign_id uuid not null,
    id uuid not null default uuidv7(),
    currency text not null,
    spend numeric not null,
    primary key (workspace_id, campaign_id, id)
);
call fanfare_tenant_table('analytics_spent');

insert into analytics_day (workspace_id, day, channel, currency, facts, impressions, reach, clicks, conversions, engagements,
                           sent, delivered, opens, posts, spend, revenue)
select workspace_id, day, channel, currency, count(*), coalesce(sum(impressions), 0), coalesce(sum(reach), 0), coalesce(sum(clicks), 0),
       coalesce(sum(conversions), 0), coalesce(sum(engagements), 0), coalesce(sum(sent), 0), coalesce(sum(delivered), 0),
       coalesce(sum(opens), 0), coalesce(sum(posts), 0), coalesce(sum(spend), 0), coalesce(sum(revenue), 0)
  from analytics_fact where counted group by workspace_id, day, channel, currency;

insert into analytics_spent (workspace_id, campaign_id, currency, spend)
select workspace_id, campaign_id, currency, sum(spend)
  from analytics_daily group by workspace_id, campaign_id, currency having sum(spend) <> 0;

-- Figures of all campaigns are no longer read from the figures of each.
drop index analytics_daily_day;
