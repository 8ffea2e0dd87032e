-- Contacts in the order of their address or their name. A page starts after the contact that the last one ended with.
create index audience_contact_by_email on audience_contact (workspace_id, (coalesce(address, '')), id);
create index audience_contact_by_name on audience_contact
    (workspace_id, (lower(coalesce(nullif(trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), ''), email, ''))), id);

-- As audience_seek, in another order.
create function audience_seek_by(patterns text[], tag text, chosen text, following uuid, most integer, ordering text, descending boolean)
    returns setof uuid
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    key text := case ordering
        when 'email' then 'coalesce(c.address, '''')'
        when 'name' then 'lower(coalesce(nullif(trim(coalesce(c.first_name, '''') || '' '' || coalesce(c.last_name, '''')), ''''), c.email, ''''))'
        else 'c.id' end;
    query text := 'select c.id from audience_contact c where c.workspace_id = current_setting(''app.workspace_id'')::uuid';
    direction text := case when descending then ' desc' else '' end;
begin
    for i in 1 .. coalesce(array_length(patterns, 1), 0) loop
        query := query || format(' and c.words like $1[%s]', i);
    end loop;
    if tag is not null then query := query || ' and c.tags @> array[$2]'; end if;
    if chosen is not null then query := query || ' and c.status = $3'; end if;
    if following is not null then
        query := query || format(' and (%s, c.id) %s (select %s, f.id from audience_contact f where f.workspace_id = current_setting(''app.workspace_id'')::uuid and f.id = $4)',
                                 key, case when descending then '<' else '>' end, replace(key, 'c.', 'f.'));
    end if;
    return query execute query || format(' order by %s%s, c.id%s limit $5', key, direction, direction)
        using patterns, tag, chosen, following, most;
end $$;
revoke all on function audience_seek_by(text[], text, text, uuid, integer, text, boolean) from public;
grant execute on function audience_seek_by(text[], text, text, uuid, integer, text, boolean) to fanfare_app;
