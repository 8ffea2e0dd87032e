-- What people say about a task: conversations of comments and answers.
create table planning_task_comment (
    workspace_id uuid not null,
    id uuid not null,
    task_id uuid not null,
    parent uuid,
    text text not null,
    mentions uuid[] not null default '{}',
    by_id uuid,
    by_name text not null,
    at timestamptz not null default fanfare_now(),
    resolved_at timestamptz,
    resolved_by text,
    primary key (workspace_id, id),
    foreign key (workspace_id, task_id) references planning_task (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('planning_task_comment');
create index planning_task_comment_task on planning_task_comment (workspace_id, task_id, id);
