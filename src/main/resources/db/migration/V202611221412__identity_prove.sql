-- Fails unless the member is who they were when they were last looked up: the stamp is their role, session epoch and name.
create function identity_prove(person uuid, stamp text) returns void
    language plpgsql stable as $$
begin
    if not exists (select 1
                     from identity_member m
                     join identity_person p on p.id = m.person_id
                    where m.workspace_id = fanfare_workspace() and m.person_id = person
                      and m.role || ' ' || p.session_epoch || ' ' || p.name = stamp) then
        raise exception 'the caller has changed' using errcode = 'FF401';
    end if;
end $$;
