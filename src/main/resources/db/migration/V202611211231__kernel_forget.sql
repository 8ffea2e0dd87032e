-- Answers kept for an Idempotency-Key are good for a day. This forgets them in all workspaces, which no workspace could.
create function kernel_forget_answers() returns bigint
    language sql security definer set search_path = public
begin atomic
    with gone as (
        delete from kernel_idempotency where created_at < fanfare_now() - interval '24 hours' returning 1)
    select count(*) from gone;
end;
revoke all on function kernel_forget_answers() from public;
grant execute on function kernel_forget_answers() to fanfare_app;
