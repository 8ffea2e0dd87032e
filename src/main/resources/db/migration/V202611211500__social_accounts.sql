-- Accounts on platforms outside; what they sign in with is sealed.
create table social_account (
    workspace_id uuid not null,
    id uuid not null,
    platform text not null,
    service text not null,
    remote_id text not null,
    handle text not null,
    name text,
    status text not null default 'connected',
    reason text,
    limits jsonb not null default '{}',
    secret bytea,
    connected_by uuid,
    connected_at timestamptz not null default fanfare_now(),
    checked_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint social_account_once unique (workspace_id, platform, service, remote_id),
    constraint social_account_status check (status in ('connected', 'needs_reconnect', 'disconnected'))
);
call fanfare_tenant_table('social_account');

alter table social_post add column account_id uuid;
alter table social_post add column creative_id uuid;
alter table social_post add column own_words boolean not null default true;
alter table social_post add column alt_texts jsonb not null default '{}';
create index social_post_account on social_post (workspace_id, account_id, scheduled_for);
create index social_post_creative on social_post (workspace_id, creative_id);
