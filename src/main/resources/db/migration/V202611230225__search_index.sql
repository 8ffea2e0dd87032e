-- What can be found by its words. Each row is written in the transaction that changes the thing.
create table search_document (
    workspace_id uuid not null,
    kind text not null,
    id uuid not null,
    campaign_id uuid,
    -- The draft that is found through this item.
    draft_id uuid,
    title text not null,
    subtitle text,
    body text not null,
    status text,
    channel text,
    owner_id uuid,
    tags text[] not null,
    plain_title text not null,
    words tsvector not null,
    updated_at timestamptz not null,
    primary key (workspace_id, kind, id)
);
call fanfare_tenant_table('search_document');
create index search_document_campaign on search_document (workspace_id, campaign_id);
create index search_document_changed on search_document (workspace_id, updated_at desc);
create index search_document_words on search_document using gin (workspace_id, words);
create index search_document_alike on search_document using gin (workspace_id, plain_title gin_trgm_ops);

-- Reached as functions because these operators can't use an index under a policy.
create function search_seek(query tsquery, kinds text[]) returns table (kind text, id uuid, score real)
    language sql stable security definer set search_path = public
begin atomic
    select d.kind, d.id, ts_rank(d.words, query) from search_document d
     where d.workspace_id = current_setting('app.workspace_id')::uuid and d.words @@ query and d.kind = any(kinds);
end;
revoke all on function search_seek(tsquery, text[]) from public;
grant execute on function search_seek(tsquery, text[]) to fanfare_app;

create function search_alike(plain text, kinds text[]) returns table (kind text, id uuid, score real)
    language sql stable security definer set search_path = public
    set pg_trgm.word_similarity_threshold = 0.5
begin atomic
    select d.kind, d.id, word_similarity(plain, d.plain_title) from search_document d
     where d.workspace_id = current_setting('app.workspace_id')::uuid and plain <% d.plain_title and d.kind = any(kinds);
end;
revoke all on function search_alike(text, text[]) from public;
grant execute on function search_alike(text, text[]) to fanfare_app;

-- What exists already is indexed by the lane.
insert into kernel_ready (workspace_id, lane, due_at)
select workspace_id, 'search', fanfare_now() from identity_workspace
on conflict do nothing;
