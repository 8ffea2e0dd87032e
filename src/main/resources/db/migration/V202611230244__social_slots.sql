-- Posting slots: the times of a week at which an account, or a platform without one, usually publishes.
create table social_slot (
    workspace_id uuid not null,
    target text not null,
    slots jsonb not null,
    primary key (workspace_id, target)
);
call fanfare_tenant_table('social_slot');
