-- Binds the workspace for one statement that only reads, sent in the same message as that statement: the two are one
-- transaction, without BEGIN and COMMIT.
create function fanfare_read(workspace uuid) returns void
    language plpgsql as $$
begin
    execute format('set local app.workspace_id = %L', workspace);
    set local transaction_read_only = on;
end $$;
