-- To whom: a segment, whose rules are kept as they were when the sending began; made into mails piece by piece, so that it goes on
-- behind expand_after wherever a server stops.
alter table email_mailing add column segment_id uuid;
alter table email_mailing add column in_contact_zone boolean not null default false;
alter table email_mailing add column expanding boolean not null default false;
alter table email_mailing add column segment_rules jsonb;
alter table email_mailing add column expand_zoned boolean not null default false;
alter table email_mailing add column expand_after uuid;
alter table email_mailing add column expand_last uuid;
create index email_mailing_expanding on email_mailing (workspace_id, id) where expanding;
create index email_mailing_segment on email_mailing (workspace_id, segment_id) where segment_id is not null;

-- Bodies to begin with. Those that are built in are part of the program and not here.
create table email_template (
    workspace_id uuid not null,
    id uuid not null,
    key text not null,
    name text not null,
    description text,
    category text not null,
    preheader text,
    mjml text not null,
    archived boolean not null default false,
    version integer not null default 1,
    created_by uuid,
    created_at timestamptz not null default fanfare_now(),
    updated_at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint template_exists unique (workspace_id, key),
    constraint email_template_category check (category in ('welcome', 'newsletter', 'promotional', 'transactional', 'own'))
);
call fanfare_tenant_table('email_template');
