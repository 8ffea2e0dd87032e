-- A post may be a thread: the parts after the first, each published as a reply to the one before.
alter table social_post add column thread jsonb not null default '[]';

-- The parts of a thread that are on the platform: a later attempt continues after them.
create table social_thread_part (
    workspace_id uuid not null,
    queue_id uuid not null,
    part integer not null,
    reference jsonb not null,
    permalink text not null,
    published_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, queue_id, part),
    constraint social_thread_part_of foreign key (workspace_id, queue_id)
        references social_post (workspace_id, queue_id) on delete cascade
);
call fanfare_tenant_table('social_thread_part');
