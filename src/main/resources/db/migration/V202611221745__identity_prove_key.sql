-- Everything about an API key that a request depends on, as one text; null if the key can't be used.
create function identity_key_stamp(key uuid) returns text
    language sql stable as $$
    select concat_ws(' ', k.name, k.scopes, k.created_by, k.role, m.role)
      from identity_api_key k
      join identity_member m on m.workspace_id = k.workspace_id and m.person_id = k.created_by
     where k.workspace_id = fanfare_workspace() and k.id = key and k.revoked_at is null
       and (k.expires_at is null or k.expires_at > fanfare_now()) $$;

-- Fails unless the key is what it was when it was last looked up, and once a minute, so that its last use is stored.
create function identity_prove_key(key uuid, stamp text) returns void
    language plpgsql stable as $$
begin
    if identity_key_stamp(key) is distinct from stamp
       or not exists (select 1 from identity_api_key k
                       where k.workspace_id = fanfare_workspace() and k.id = key
                         and k.last_used_at >= fanfare_now() - interval '1 minute') then
        raise exception 'the caller has changed' using errcode = 'FF401';
    end if;
end $$;
