-- People that a workspace writes to. E-mail is as it was given; address is its canonical form, once in a workspace.
create table audience_contact (
    workspace_id uuid not null,
    id uuid not null,
    email text not null,
    address text not null,
    first_name text,
    last_name text,
    time_zone text,
    locale text,
    tags text[] not null default '{}',
    attributes jsonb not null default '{}',
    status text not null default 'active',
    -- The last import that made or changed it.
    import_id uuid,
    version integer not null default 1,
    created_at timestamptz not null default fanfare_now(),
    updated_at timestamptz not null default fanfare_now(),
    -- What a search looks at: words begin behind a blank, so that two letters find the beginning of a name.
    words text not null generated always as
        (lower(' ' || email || ' ' || coalesce(first_name, '') || ' ' || coalesce(last_name, ''))) stored,
    primary key (workspace_id, id),
    constraint contact_exists unique (workspace_id, address),
    constraint audience_contact_status check (status in ('active', 'unsubscribed', 'bounced', 'complained', 'suppressed'))
);
call fanfare_tenant_table('audience_contact');
create index audience_contact_status_id on audience_contact (workspace_id, status, id);
create index audience_contact_words on audience_contact using gin (workspace_id, words gin_trgm_ops);
create index audience_contact_tags on audience_contact using gin (workspace_id, tags);

-- Operators that are not leakproof can't use an index under a policy: this filters by the workspace itself and answers ids.
-- The plan depends on how rare the words are, so it is made for each search.
create function audience_seek(patterns text[], tag text, chosen text, following uuid, most integer) returns setof uuid
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    query text := 'select c.id from audience_contact c where c.workspace_id = current_setting(''app.workspace_id'')::uuid';
begin
    for i in 1 .. coalesce(array_length(patterns, 1), 0) loop
        query := query || format(' and c.words like $1[%s]', i);
    end loop;
    if tag is not null then query := query || ' and c.tags @> array[$2]'; end if;
    if chosen is not null then query := query || ' and c.status = $3'; end if;
    if following is not null then query := query || ' and c.id < $4'; end if;
    return query execute query || ' order by c.id desc limit $5' using patterns, tag, chosen, following, most;
end $$;
revoke all on function audience_seek(text[], text, text, uuid, integer) from public;
grant execute on function audience_seek(text[], text, text, uuid, integer) to fanfare_app;

-- What a contact did, as it happened.
create table audience_event (
    workspace_id uuid not null,
    id uuid not null,
    contact_id uuid not null,
    kind text not null,
    at timestamptz not null,
    item_kind text,
    item_id uuid,
    campaign_id uuid,
    detail text,
    primary key (workspace_id, id),
    foreign key (workspace_id, contact_id) references audience_contact (workspace_id, id) on delete cascade,
    constraint audience_event_kind check (kind in ('opened', 'clicked', 'bought', 'visited', 'unsubscribed'))
);
call fanfare_tenant_table('audience_event');
create index audience_event_contact on audience_event (workspace_id, contact_id, id);

-- The same in one row for each contact and kind, which is what the rules of a segment ask.
create table audience_tally (
    workspace_id uuid not null,
    contact_id uuid not null,
    kind text not null,
    n bigint not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    primary key (workspace_id, contact_id, kind),
    foreign key (workspace_id, contact_id) references audience_contact (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('audience_tally');

create table audience_segment (
    workspace_id uuid not null,
    id uuid not null,
    name text not null,
    rules jsonb not null,
    archived boolean not null default false,
    version integer not null default 1,
    created_by uuid,
    created_at timestamptz not null default fanfare_now(),
    updated_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id)
);
call fanfare_tenant_table('audience_segment');

-- A value of an attribute as a number, where it is one or is written as one: a table of contacts holds texts only.
create function audience_number(value jsonb) returns numeric
    language sql immutable parallel safe
    return case jsonb_typeof(value)
        when 'number' then (value #>> '{}')::numeric
        when 'string' then case when value #>> '{}' ~ '^[+-]?[0-9]{1,30}(\.[0-9]{1,30})?$' then (value #>> '{}')::numeric end
    end;

-- The same for a date or a time; one without an offset is of UTC.
create function audience_time(value jsonb) returns timestamptz
    language sql stable parallel safe
    return case when jsonb_typeof(value) = 'string'
         and value #>> '{}' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?$'
        then case when not pg_input_is_valid(value #>> '{}', 'timestamp with time zone') then null
                  when value #>> '{}' ~ '(Z|[+-][0-9]{2}:[0-9]{2})$' and length(value #>> '{}') > 10 then (value #>> '{}')::timestamptz
                  else (value #>> '{}')::timestamp at time zone 'UTC' end
    end;

create table audience_import (
    workspace_id uuid not null,
    id uuid not null,
    file_name text not null,
    file_hash text not null,
    charset text not null,
    separator text not null,
    columns jsonb not null,
    on_duplicate text not null,
    state text not null default 'queued',
    rows bigint not null,
    -- How far it has come, and what of that: written in the transaction of the rows themselves.
    processed bigint not null default 0,
    created bigint not null default 0,
    updated bigint not null default 0,
    skipped bigint not null default 0,
    rejected bigint not null default 0,
    error text,
    created_by uuid,
    created_at timestamptz not null default fanfare_now(),
    started_at timestamptz,
    finished_at timestamptz,
    primary key (workspace_id, id),
    constraint audience_import_state check (state in ('queued', 'running', 'done', 'failed')),
    constraint audience_import_duplicate check (on_duplicate in ('update', 'skip'))
);
call fanfare_tenant_table('audience_import');
create index audience_import_open on audience_import (workspace_id, id) where state in ('queued', 'running');

create table audience_import_error (
    workspace_id uuid not null,
    import_id uuid not null,
    row bigint not null,
    "column" text,
    message text not null,
    primary key (workspace_id, import_id, row),
    foreign key (workspace_id, import_id) references audience_import (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('audience_import_error');

-- What stays of the suppressed address of a person who was erased: enough to know it again, not enough to read it.
create function audience_veil(workspace uuid, address text) returns text
    language sql immutable parallel safe
    return 'sha256:' || encode(sha256(convert_to(workspace::text || ':' || address, 'UTF8')), 'hex');
