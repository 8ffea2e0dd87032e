-- Reviews follow a policy, in the version of their request; each stage keeps what the policy said of it.
alter table approval_review add column policy text not null default 'simple';
alter table approval_review add column policy_version integer not null default 1;
-- The stage that is open; the first of them if several are.
alter table approval_review add column stage integer not null default 1;
-- When all stages must have decided: as the request says, or before the next item goes out.
alter table approval_review add column due timestamptz;

alter table approval_stage alter column role drop not null;
update approval_stage set role = null;
alter table approval_stage add column terms jsonb not null
    default '{"name": "Review", "role": null, "people": [], "rule": "any", "parallel": false, "baseHours": 8}';
alter table approval_stage add column opened_at timestamptz;
update approval_stage s set opened_at = r.requested_at
  from approval_review r
 where r.workspace_id = s.workspace_id and r.id = s.review_id;

-- In which stage a person decided, and for whom.
alter table approval_mark add column stage integer not null default 1;
alter table approval_mark add column on_behalf uuid[] not null default '{}';
alter table approval_mark add column on_behalf_names text[] not null default '{}';

-- Each thing is said once in each stage.
alter table approval_alarm add column stage integer not null default 1;
alter table approval_alarm drop constraint approval_alarm_pkey;
alter table approval_alarm add primary key (workspace_id, review_id, stage, tier);

-- Who decides for a person while they are away; the dates are in the time zone of that person and included.
create table approval_delegation (
    workspace_id uuid not null,
    person_id uuid not null,
    delegate_id uuid not null,
    starts date not null,
    ends date not null,
    scopes text[] not null default '{}',
    primary key (workspace_id, person_id),
    constraint approval_delegation_dates check (starts <= ends),
    constraint approval_delegation_other check (person_id <> delegate_id)
);
call fanfare_tenant_table('approval_delegation');
