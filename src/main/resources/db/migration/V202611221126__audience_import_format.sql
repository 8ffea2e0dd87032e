-- A file without a header row, and what may be wrong with a file as a whole.
alter table audience_import
    add column header boolean not null default true,
    add column warnings text[] not null default '{}';
