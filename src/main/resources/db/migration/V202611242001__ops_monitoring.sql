-- Alert rules that were changed; the others have the values they come with. The rows of the installation have the workspace 0.
create table ops_alert_rule (
    workspace_id uuid not null,
    metric text not null,
    threshold double precision not null,
    for_minutes integer not null,
    severity text not null,
    channels text[] not null,
    cooldown_minutes integer not null,
    enabled boolean not null,
    primary key (workspace_id, metric),
    constraint ops_alert_rule_severity check (severity in ('warning', 'critical'))
);
call fanfare_tenant_table('ops_alert_rule');

create table ops_alert (
    workspace_id uuid not null,
    id uuid not null,
    metric text not null,
    severity text not null,
    value double precision not null,
    -- Since when the value is beyond its threshold; it fires when it has been for long enough.
    since timestamptz not null,
    fired_at timestamptz,
    state text not null,
    acknowledged_at timestamptz,
    acknowledged_by text,
    note text,
    resolved_at timestamptz,
    primary key (workspace_id, id),
    constraint ops_alert_state check (state in ('pending', 'firing', 'acknowledged', 'resolved'))
);
call fanfare_tenant_table('ops_alert');
create unique index ops_alert_open on ops_alert (workspace_id, metric) where state <> 'resolved';
create index ops_alert_resolved on ops_alert (workspace_id, metric, resolved_at) where state = 'resolved';

-- What broke, by what broke. The rows of the installation count those of all workspaces.
create table ops_error (
    workspace_id uuid not null,
    fingerprint text not null,
    title text not null,
    operation text not null,
    count bigint not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    trace_id text not null,
    primary key (workspace_id, fingerprint)
);
call fanfare_tenant_table('ops_error');
create index ops_error_last on ops_error (workspace_id, last_at);

-- Sizes and adoption of a workspace as they were last counted, and whether its audit chain was complete when it was last verified.
create table ops_usage (
    workspace_id uuid not null primary key,
    counted_at timestamptz not null,
    figures jsonb not null default '{}',
    verified_at timestamptz,
    chain_broken boolean not null default false
);
call fanfare_tenant_table('ops_usage');

create table ops_connection_test (
    workspace_id uuid not null,
    name text not null,
    ok boolean not null,
    at timestamptz not null,
    latency_ms bigint not null,
    detail text not null,
    primary key (workspace_id, name)
);
call fanfare_tenant_table('ops_connection_test');

-- The bodies below are parsed once: a migration can't drop a column that one of them reads.

-- What the ledger has to send now: due, and let pass by its gate. Of one workspace, or of all.
create function ops_ledger(tenant uuid) returns table (workspace_id uuid, due_now bigint, oldest_due timestamptz)
    language sql stable security definer set search_path = public, pg_temp
begin atomic
    with due as (
        select q.workspace_id, q.item_id, q.item_digest, count(*) as n, min(q.due_at) as due_at,
               (array_agg(q.delivery_id))[1] as delivery_id
          from delivery_queue q
         where q.workspace_id = tenant and q.due_at <= fanfare_now()
         group by q.workspace_id, q.item_id, q.item_digest
        union all
        select q.workspace_id, q.item_id, q.item_digest, count(*), min(q.due_at), (array_agg(q.delivery_id))[1]
          from delivery_queue q
         where tenant is null and q.due_at <= fanfare_now()
         group by q.workspace_id, q.item_id, q.item_digest)
    select w.workspace_id, cast(sum(w.n) as bigint), min(greatest(w.due_at, g.not_before))
      from due w
      join delivery d on d.workspace_id = w.workspace_id and d.id = w.delivery_id
      left join delivery_gate g on g.workspace_id = d.workspace_id and g.gate = d.gate
     where d.gate is null
        or (g.open and g.manifest ->> (d.item_kind || ':' || d.item_id) = w.item_digest
            and not d.item_kind || ':' || d.item_id = any (g.paused) and coalesce(g.not_before, w.due_at) <= fanfare_now())
     group by w.workspace_id;
end;

-- Messages whose outcome is unknown.
create function ops_unconfirmed(tenant uuid) returns table (workspace_id uuid, n bigint)
    language sql stable security definer set search_path = public, pg_temp
begin atomic
    select d.workspace_id, count(*) from delivery d
     where d.workspace_id = tenant and d.indexed_state = 'unconfirmed' group by d.workspace_id
    union all
    select d.workspace_id, count(*) from delivery d
     where tenant is null and d.indexed_state = 'unconfirmed' group by d.workspace_id;
end;

-- Since when the oldest entry of the audit trail waits for its seal.
create function ops_unsealed_since(tenant uuid) returns timestamptz
    language sql stable security definer set search_path = public, pg_temp
begin atomic
    select min(at) from (
        select a.at from activity_audit a where a.workspace_id = tenant and a.seq is null
        union all
        select a.at from activity_audit a where tenant is null and a.seq is null) waiting;
end;

-- The workspaces whose figures alert rules look at: those with something to report, and those with an open alert.
create function ops_watched() returns table (workspace_id uuid, oldest_due timestamptz, unconfirmed bigint, chain_broken boolean)
    language sql stable security definer set search_path = public, pg_temp
begin atomic
    with late as (select l.workspace_id, l.oldest_due from ops_ledger(null) l),
         unsure as (select u.workspace_id, u.n from ops_unconfirmed(null) u),
         broken as (select o.workspace_id from ops_usage o where o.chain_broken),
         open as (select distinct a.workspace_id from ops_alert a where a.state <> 'resolved'),
         known as (select l.workspace_id from late l union select u.workspace_id from unsure u
                   union select b.workspace_id from broken b union select o.workspace_id from open o)
    select k.workspace_id, l.oldest_due, coalesce(u.n, 0), b.workspace_id is not null
      from known k
      left join late l on l.workspace_id = k.workspace_id
      left join unsure u on u.workspace_id = k.workspace_id
      left join broken b on b.workspace_id = k.workspace_id
     where k.workspace_id <> '00000000-0000-0000-0000-000000000000';
end;

-- What a workspace has stored and used, in one answer.
create function ops_count(tenant uuid) returns jsonb
    language sql stable security definer set search_path = public, pg_temp
begin atomic
    select jsonb_build_object(
        'members', (select count(*) from identity_member m where m.workspace_id = tenant),
        'campaigns', (select count(*) from campaign c where c.workspace_id = tenant),
        'creatives', (select count(*) from creative_creative c where c.workspace_id = tenant),
        'posts', (select count(*) from social_post p where p.workspace_id = tenant),
        'emails', (select count(*) from email_mailing e where e.workspace_id = tenant),
        'contacts', (select count(*) from audience_contact c where c.workspace_id = tenant),
        'tasks', (select count(*) from planning_task t where t.workspace_id = tenant),
        'files', (select count(*) from library_asset a where a.workspace_id = tenant),
        'fileBytes', (select coalesce(sum(a.file_size), 0) from library_asset a where a.workspace_id = tenant),
        'deliveries', (select coalesce(sum(t.n), 0) from delivery_tally t where t.workspace_id = tenant),
        'auditEntries', (select coalesce(max(c.seq), 0) from activity_chain c where c.workspace_id = tenant),
        'strategiesInUse', (select count(distinct v.campaign_id) from strategy_version v
                             where v.workspace_id = tenant and v.invalidated_at is null),
        'approvalsCompleted', (select count(*) from approval_decision d
                                where d.workspace_id = tenant and d.decision = 'approved'),
        'adviceShown', (select count(distinct (r.campaign_id, r.code, r.subject_id)) from advisor_response r
                         where r.workspace_id = tenant),
        'adviceAccepted', (select count(distinct (r.campaign_id, r.code, r.subject_id)) from advisor_response r
                            where r.workspace_id = tenant and r.response = 'accepted'),
        'rendersSucceeded', (select count(*) from render_job j where j.workspace_id = tenant and j.state = 'published'),
        'renders', (select count(*) from render_job j where j.workspace_id = tenant));
end;

-- The workspaces of the installation with what was last counted, for its operator.
create function ops_workspaces() returns table (id uuid, name text, created_at timestamptz, counted_at timestamptz, figures jsonb,
                                                verified_at timestamptz, chain_broken boolean)
    language sql stable security definer set search_path = public, pg_temp
begin atomic
    select w.workspace_id, w.name, w.created_at, u.counted_at, u.figures, u.verified_at, coalesce(u.chain_broken, false)
      from identity_workspace w left join ops_usage u on u.workspace_id = w.workspace_id;
end;

do $$
declare f text;
begin
    foreach f in array array['ops_ledger(uuid)', 'ops_unconfirmed(uuid)', 'ops_unsealed_since(uuid)', 'ops_watched()',
                             'ops_count(uuid)', 'ops_workspaces()'] loop
        execute 'revoke all on function ' || f || ' from public';
        execute 'grant execute on function ' || f || ' to fanfare_app';
    end loop;
end $$;
