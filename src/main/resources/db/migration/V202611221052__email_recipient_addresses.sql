-- Finds the mailings that name an address without reading every recipient list: an erasure must not take minutes.
-- A hash, so that the address itself is stored in one place only; what is found is compared with the list.
create table email_recipient (
    workspace_id uuid not null,
    address_hash bigint not null,
    mailing_id uuid not null,
    primary key (workspace_id, address_hash, mailing_id)
);
call fanfare_tenant_table('email_recipient');
create index email_recipient_mailing on email_recipient (workspace_id, mailing_id);
insert into email_recipient (workspace_id, address_hash, mailing_id)
select distinct m.workspace_id, hashtextextended(lower(trim(r ->> 'email')), 0), m.id
  from email_mailing m, jsonb_array_elements(m.recipients) r;
