-- The run-time role fanfare_app neither owns tables nor bypasses their policies; it is made by whoever sets up the database.
grant usage on schema public to fanfare_app;

-- The one clock: the database's, plus an offset that tests and rehearsals set.
create table kernel_clock (
    shift interval not null default interval '0'
);
insert into kernel_clock default values;
grant select, update on kernel_clock to fanfare_app;

create function fanfare_now() returns timestamptz
    language sql stable parallel safe
    return now() + (select shift from kernel_clock);

-- Binds the workspace for one transaction. SET LOCAL inside a function also travels to the workers of a distributed table.
create function fanfare_enter(workspace uuid) returns void
    language plpgsql as $$
begin
    execute format('set local app.workspace_id = %L', workspace);
end $$;

create function fanfare_workspace() returns uuid
    language sql stable parallel safe
    return current_setting('app.workspace_id')::uuid;

-- Makes a table a tenant table: the column that leads it, row level security, what the roles may do.
create procedure fanfare_tenant_table(name text)
    language plpgsql as $$
begin
    execute format('alter table %I alter column workspace_id set default fanfare_workspace()', name);
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy workspace on %I to fanfare_app using (workspace_id = current_setting(''app.workspace_id'')::uuid)', name);
    execute format('create policy owner on %I to %I using (true) with check (true)', name, current_user);
    execute format('grant select, insert, update, delete on %I to fanfare_app', name);
end $$;

-- Which workspace has work in which lane, and from when.
create table kernel_ready (
    workspace_id uuid not null,
    lane text not null,
    due_at timestamptz not null,
    marks bigint not null default 0,
    leased_until timestamptz,
    leased_by text,
    primary key (workspace_id, lane)
);
create index kernel_ready_due on kernel_ready (lane, due_at);
grant select, insert, update, delete on kernel_ready to fanfare_app;

create table kernel_idempotency (
    workspace_id uuid not null,
    actor_id uuid not null,
    operation text not null,
    key text not null,
    request_digest text not null,
    status integer not null,
    answer text not null,
    created_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, actor_id, operation, key)
);
call fanfare_tenant_table('kernel_idempotency');
create index kernel_idempotency_age on kernel_idempotency (workspace_id, created_at);

-- Timers: the table of db-scheduler, under our name.
create table kernel_timer (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures integer,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    state text,
    primary key (task_name, task_instance)
);
create index kernel_timer_due on kernel_timer (execution_time);
create index kernel_timer_heartbeat on kernel_timer (last_heartbeat);
grant select, insert, update, delete on kernel_timer to fanfare_app;
