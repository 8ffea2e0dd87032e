create table email_mailing (
    workspace_id uuid not null,
    id uuid not null,
    campaign_id uuid not null,
    name text not null,
    status text not null default 'draft',
    subject text not null,
    preheader text,
    "from" jsonb not null,
    reply_to text,
    markdown text,
    mjml text,
    -- As they were sent, in their order; lists leave them out.
    recipients jsonb not null default '[]',
    recipient_count integer not null default 0,
    scheduled_for timestamptz,
    local_time timestamp,
    time_zone text,
    digest text not null,
    -- What the expansion into single mails left out, and how many it made.
    excluded jsonb,
    mails integer,
    archived boolean not null default false,
    version integer not null default 1,
    created_by uuid,
    created_at timestamptz not null default fanfare_now(),
    updated_at timestamptz not null default fanfare_now(),
    sending_since timestamptz,
    sent_at timestamptz,
    primary key (workspace_id, id),
    constraint email_mailing_status check (status in ('draft', 'scheduled', 'sending', 'paused', 'sent', 'cancelled'))
);
call fanfare_tenant_table('email_mailing');
create index email_mailing_campaign on email_mailing (workspace_id, campaign_id, id);
create index email_mailing_due on email_mailing (workspace_id, scheduled_for) where status = 'scheduled';

-- Readers of a mailing who wanted no more; each once.
create table email_unsubscribe (
    workspace_id uuid not null,
    mailing_id uuid not null,
    delivery_id uuid not null,
    at timestamptz not null default fanfare_now(),
    primary key (workspace_id, mailing_id, delivery_id)
);
call fanfare_tenant_table('email_unsubscribe');
