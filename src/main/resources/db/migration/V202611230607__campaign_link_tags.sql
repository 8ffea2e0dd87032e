-- The tags that the links of a campaign get, and those that new campaigns begin with. The short name of the campaign is kept, so that
-- renaming it does not change its links.
create table campaign_link_tags (
    workspace_id uuid not null,
    campaign_id uuid not null,
    tags jsonb not null,
    slug text not null,
    primary key (workspace_id, campaign_id),
    foreign key (workspace_id, campaign_id) references campaign (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('campaign_link_tags');

create table campaign_link_default (
    workspace_id uuid not null,
    tags jsonb not null,
    primary key (workspace_id)
);
call fanfare_tenant_table('campaign_link_default');
