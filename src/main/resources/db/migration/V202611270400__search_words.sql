-- The words of what can be found, with their stems in the languages of the texts: for other forms of a word and for typing errors.
create table search_word (
    workspace_id uuid not null,
    language text not null,
    word text not null,
    stem text not null,
    primary key (workspace_id, language, word)
);
call fanfare_tenant_table('search_word');
create index search_word_stem on search_word (workspace_id, language, stem);
create index search_word_alike on search_word using gin (workspace_id, word gin_trgm_ops);

-- Documents whose words have not been collected yet.
create table search_unread (
    workspace_id uuid not null,
    kind text not null,
    id uuid not null,
    since timestamptz not null default fanfare_now(),
    primary key (workspace_id, kind, id)
);
call fanfare_tenant_table('search_unread');

create function search_unread_workspaces() returns setof uuid
    language sql stable security definer set search_path = public, pg_temp as $$
    select distinct workspace_id from search_unread where since < fanfare_now() - interval '30 seconds'
$$;
revoke all on function search_unread_workspaces() from public;
grant execute on function search_unread_workspaces() to fanfare_app;

-- Words like those that were typed. Reached as a function because its operator can't use an index under a policy.
create function search_near(typed text[]) returns table (typed text, word text)
    language sql stable security definer set search_path = public
    set pg_trgm.word_similarity_threshold = 0.3
begin atomic
    select t.typed, w.word
      from unnest(typed) t (typed)
     cross join lateral (
           select d.word from search_word d
            where d.workspace_id = current_setting('app.workspace_id')::uuid and t.typed <% d.word
            group by d.word
            order by similarity(d.word, t.typed) desc, d.word
            limit 200) w;
end;
revoke all on function search_near(text[]) from public;
grant execute on function search_near(text[]) to fanfare_app;

-- The stem of a word without accents in a language; in a language without stems the word itself.
create function search_stem(language text, word text) returns text
    language sql stable set search_path = pg_catalog as $$
    select coalesce((ts_lexize(case language
                                   when 'ar' then 'arabic_stem'::regdictionary
                                   when 'de' then 'german_stem'::regdictionary
                                   when 'el' then 'greek_stem'::regdictionary
                                   when 'en' then 'english_stem'::regdictionary
                                   when 'es' then 'spanish_stem'::regdictionary
                                   when 'fr' then 'french_stem'::regdictionary
                                   when 'it' then 'italian_stem'::regdictionary
                                   when 'nl' then 'dutch_stem'::regdictionary
                                   when 'pt' then 'portuguese_stem'::regdictionary
                                   when 'ru' then 'russian_stem'::regdictionary
                                   when 'sv' then 'swedish_stem'::regdictionary
                               end, word))[1], word)
$$;

-- What contains the words; without words everything. What contains the words as they were typed comes before what contains other forms
-- of them. Of more than a search counts, any are found and those that were changed last. The plan depends on how frequent the
-- words are, so it is made for each call.
-- A node of the version before still calls search_seek and search_alike while it is replaced.
create function search_hits(query tsquery, exact tsquery, kinds text[], with_status text, with_tag text, with_owner uuid,
                            with_channel text, with_campaign uuid, since timestamptz, until timestamptz, most integer)
    returns table (kind text, id uuid, campaign_id uuid, draft_id uuid, title text, status text, channel text, owner_id uuid,
                   tags text[], updated_at timestamptz, score real)
    language sql stable security definer set search_path = public set plan_cache_mode = force_custom_plan set enable_seqscan = off set random_page_cost = 1.1 set work_mem = '16MB' as $$
    with any_of as materialized (
        select d.kind, d.id, d.campaign_id, d.draft_id, d.title, d.status, d.channel, d.owner_id, d.tags, d.updated_at, d.words
          from search_document d
         where query is not null
           and d.workspace_id = current_setting('app.workspace_id')::uuid
           and d.words @@ query
           and d.kind = any(kinds)
           and (with_status is null or d.status = with_status)
           and (with_tag is null or with_tag = any(d.tags))
           and (with_owner is null or d.owner_id = with_owner)
           and (with_channel is null or d.channel = with_channel)
           and (with_campaign is null or d.campaign_id = with_campaign)
           and (since is null or d.updated_at >= since)
           and (until is null or d.updated_at <= until)
         limit most),
    newest as materialized (
        select d.kind, d.id, d.campaign_id, d.draft_id, d.title, d.status, d.channel, d.owner_id, d.tags, d.updated_at, d.words
          from search_document d
         where (query is null or (select count(*) from any_of) >= most)
           and d.workspace_id = current_setting('app.workspace_id')::uuid
           and (query is null or d.words @@ query)
           and d.kind = any(kinds)
           and (with_status is null or d.status = with_status)
           and (with_tag is null or with_tag = any(d.tags))
           and (with_owner is null or d.owner_id = with_owner)
           and (with_channel is null or d.channel = with_channel)
           and (with_campaign is null or d.campaign_id = with_campaign)
           and (since is null or d.updated_at >= since)
           and (until is null or d.updated_at <= until)
         order by d.updated_at desc
         limit case when query is null then most else 200 end)
    select h.kind, h.id, h.campaign_id, h.draft_id, h.title, h.status, h.channel, h.owner_id, h.tags, h.updated_at,
           case when query is null then 0
                else ts_rank(h.words, query) + case when h.words @@ exact then 1 + ts_rank(h.words, exact) else 0 end end
      from (select * from newest
            union all
            select * from any_of s where not exists (select from newest n where n.kind = s.kind and n.id = s.id)) h
$$;
revoke all on function search_hits(tsquery, tsquery, text[], text, text, uuid, text, uuid, timestamptz, timestamptz, integer) from public;
grant execute on function search_hits(tsquery, tsquery, text[], text, text, uuid, text, uuid, timestamptz, timestamptz, integer) to fanfare_app;

-- The ids of one kind that contain the words, for the lists of the rooms.
create function search_ids(query tsquery, of_kind text) returns setof uuid
    language sql stable security definer set search_path = public set plan_cache_mode = force_custom_plan
begin atomic
    select d.id from search_document d
     where d.workspace_id = current_setting('app.workspace_id')::uuid and d.words @@ query and d.kind = of_kind;
end;
revoke all on function search_ids(tsquery, text) from public;
grant execute on function search_ids(tsquery, text) to fanfare_app;

-- The lane of the index writes everything again, because й stays a letter of its own.
insert into kernel_ready (workspace_id, lane, due_at)
select workspace_id, 'search', fanfare_now() from identity_workspace
on conflict (workspace_id, lane) do update set due_at = least(kernel_ready.due_at, excluded.due_at);

create table search_saved (
    workspace_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    name text not null,
    query jsonb not null,
    shared boolean not null,
    alert text not null,
    alert_at timestamptz,
    -- The results that the person knows, where they want alerts.
    known uuid[] not null default '{}',
    version integer not null default 1,
    created_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id)
);
call fanfare_tenant_table('search_saved');
create index search_saved_person on search_saved (workspace_id, person_id);
create index search_saved_alert on search_saved (workspace_id, alert_at) where alert_at is not null;
