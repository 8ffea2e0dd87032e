create extension if not exists pg_trgm;
create extension if not exists btree_gin;

create table campaign (
    workspace_id uuid not null,
    id uuid not null,
    name text not null,
    status text not null default 'draft',
    type text not null default 'custom',
    objective text,
    description text,
    start_date date,
    end_date date,
    time_zone text not null,
    budget_amount numeric(19, 4),
    currency text not null,
    channels text[] not null default '{}',
    priority text not null default 'normal',
    tags text[] not null default '{}',
    brand_id text,
    owner_id uuid not null,
    archived boolean not null default false,
    version integer not null default 1,
    created_by uuid not null,
    created_at timestamptz not null default fanfare_now(),
    updated_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint campaign_status check (status in ('draft', 'planning', 'active', 'paused', 'completed', 'cancelled')),
    constraint campaign_dates check (end_date >= start_date)
);
call fanfare_tenant_table('campaign');
create index campaign_by_status on campaign (workspace_id, archived, status, updated_at desc);
create index campaign_by_update on campaign (workspace_id, archived, updated_at desc);
-- Found by any part of a word; reached through campaign_seek, because these operators can't use an index under a policy.
create index campaign_words on campaign using gin (workspace_id,
    (lower(name || ' ' || coalesce(objective, '') || ' ' || coalesce(description, ''))) gin_trgm_ops);
create index campaign_tags on campaign using gin (workspace_id, tags);

create function campaign_seek(words text, tag text) returns setof uuid
    language sql stable security definer set search_path = public
begin atomic
    select c.id from campaign c
     where c.workspace_id = current_setting('app.workspace_id')::uuid
       and (words is null or lower(c.name || ' ' || coalesce(c.objective, '') || ' ' || coalesce(c.description, '')) like words)
       and (tag is null or c.tags @> array[tag]);
end;
revoke all on function campaign_seek(text, text) from public;
grant execute on function campaign_seek(text, text) to fanfare_app;

-- The budget as it is planned, by channel.
create table campaign_allocation (
    workspace_id uuid not null,
    campaign_id uuid not null,
    channel text not null,
    amount numeric(19, 4) not null,
    primary key (workspace_id, campaign_id, channel),
    foreign key (workspace_id, campaign_id) references campaign (workspace_id, id) on delete cascade,
    constraint campaign_allocation_amount check (amount >= 0)
);
call fanfare_tenant_table('campaign_allocation');
