-- Which pictures the newsroom shows: asked for each picture at a public address.
create table social_newsroom_picture (
    workspace_id uuid not null,
    asset_id uuid not null,
    post_id uuid not null,
    primary key (workspace_id, asset_id, post_id)
);
call fanfare_tenant_table('social_newsroom_picture');
create index social_newsroom_picture_post on social_newsroom_picture (workspace_id, post_id);
insert into social_newsroom_picture (workspace_id, asset_id, post_id)
select distinct e.workspace_id, a.id, e.post_id from social_newsroom_entry e, unnest(e.asset_ids) as a(id);
