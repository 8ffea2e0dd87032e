-- Cancelled while nobody could call it back any more: should it turn out not to have been taken, it is not tried again.
alter table delivery add column revoked boolean not null default false;
