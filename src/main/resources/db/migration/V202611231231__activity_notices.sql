-- How a person wants to be notified, as far as it differs from the default.
create table activity_preference (
    workspace_id uuid not null,
    person_id uuid not null,
    settings jsonb not null,
    updated_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, person_id)
);
call fanfare_tenant_table('activity_preference');

-- Whether the person wants to see it in the app; what is not shown there may still be mailed.
alter table activity_notification add column in_app boolean not null default true;

-- A notification that is mailed, alone or with others. It has no letter until that is planned in the ledger.
create table activity_notice (
    workspace_id uuid not null,
    id uuid not null,
    notification_id uuid not null,
    person_id uuid not null,
    due_at timestamptz not null,
    letter_id uuid,
    primary key (workspace_id, id)
);
call fanfare_tenant_table('activity_notice');
create index activity_notice_due on activity_notice (workspace_id, due_at) where letter_id is null;
create index activity_notice_letter on activity_notice (workspace_id, letter_id) where letter_id is not null;

-- A mail of notifications to one person; its state is a row of the ledger.
create table activity_letter (
    workspace_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    kind text not null,
    created_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id)
);
call fanfare_tenant_table('activity_letter');
create index activity_letter_person on activity_letter (workspace_id, person_id, created_at);

-- A notification goes to a member of the workspace only, so it needs no approval.
alter table delivery drop constraint delivery_gated;
alter table delivery add constraint delivery_gated check (gate is not null or item_kind in ('letter', 'mailing_test', 'notice')) not valid;
alter table delivery validate constraint delivery_gated;
