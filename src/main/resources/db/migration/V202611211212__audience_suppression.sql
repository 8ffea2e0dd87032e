-- Addresses that get no mailing of this workspace any more.
create table audience_suppression (
    workspace_id uuid not null,
    id uuid not null,
    email text not null,
    reason text not null,
    source text,
    at timestamptz not null default fanfare_now(),
    primary key (workspace_id, id),
    constraint audience_suppression_email unique (workspace_id, email),
    constraint audience_suppression_reason check (reason in ('unsubscribed', 'bounced', 'complained', 'manual'))
);
call fanfare_tenant_table('audience_suppression');
