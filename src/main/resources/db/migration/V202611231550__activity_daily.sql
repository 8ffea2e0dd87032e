-- When the daily mail of a person comes next: what they have to do today, with what can wait. A person who wants none has no row.
create table activity_daily (
    workspace_id uuid not null,
    person_id uuid not null,
    due_at timestamptz not null,
    primary key (workspace_id, person_id)
);
call fanfare_tenant_table('activity_daily');
create index activity_daily_due on activity_daily (workspace_id, due_at);
