-- What new campaigns can be made from: structure and offsets, no date, person, recipient or figure.
create table launch_template (
    workspace_id uuid not null,
    id uuid not null,
    name text not null,
    description text,
    category text not null,
    type text not null,
    tags text[] not null default '{}',
    content jsonb not null,
    placeholders jsonb not null,
    archived boolean not null default false,
    version integer not null default 1,
    created_at timestamptz not null default fanfare_now(),
    updated_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id)
);
call fanfare_tenant_table('launch_template');
create index launch_template_list on launch_template (workspace_id, archived, updated_at desc, id);

-- The campaigns that were made from a template; the template can be one of the product.
create table launch_template_use (
    workspace_id uuid not null,
    campaign_id uuid not null,
    template_id uuid not null,
    template_version integer not null,
    person_id uuid not null,
    used_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, campaign_id)
);
call fanfare_tenant_table('launch_template_use');
create index launch_template_use_list on launch_template_use (workspace_id, template_id, used_at desc, campaign_id);
