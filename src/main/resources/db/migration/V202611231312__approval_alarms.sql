-- What Fanfare or a person said about a review that waits: the reminder (0), that it is overdue (1), its escalation (2). Each is said
-- once, whatever the clock does.
create table approval_alarm (
    workspace_id uuid not null,
    review_id uuid not null,
    tier integer not null,
    people uuid[] not null default '{}',
    reason text,
    by_name text not null,
    at timestamptz not null default fanfare_now(),
    primary key (workspace_id, review_id, tier),
    foreign key (workspace_id, review_id) references approval_review (workspace_id, id) on delete cascade
);
call fanfare_tenant_table('approval_alarm');
alter table approval_review add column escalated_at timestamptz;
