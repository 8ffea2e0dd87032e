-- A letter of the house may hold a link that opens an account: of captured ones, each is for its reader alone.
alter table delivery_captured add column letter boolean not null default false;
