-- The browser and system that a session was started with, as people recognize them.
alter table identity_refresh add column device text;
