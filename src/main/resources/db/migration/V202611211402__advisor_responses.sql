-- What people answered to an advice. The last answer counts; a dismissed advice comes back when its evidence is another.
create table advisor_response (
    workspace_id uuid not null,
    id uuid not null,
    campaign_id uuid not null,
    code text not null,
    subject_kind text not null,
    subject_id uuid,
    response text not null,
    until timestamptz,
    note text,
    evidence text not null,
    answered_by uuid,
    answered_by_name text not null,
    at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint advisor_response_response check (response in ('accepted', 'dismissed', 'snoozed')),
    constraint advisor_response_until check (response <> 'snoozed' or until is not null)
);
call fanfare_tenant_table('advisor_response');
create index advisor_response_campaign on advisor_response (workspace_id, campaign_id, id);
