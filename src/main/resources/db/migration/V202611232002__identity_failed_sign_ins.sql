-- Failed sign-ins with addresses that belong to no workspace, for the operator: one row for each network and hour.
create table identity_failed_sign_in (
    network text not null,
    hour timestamptz not null,
    tries integer not null default 1,
    first_at timestamptz not null,
    last_at timestamptz not null,
    address text not null,
    primary key (network, hour)
);
grant select, insert, update, delete on identity_failed_sign_in to fanfare_app;
create index identity_failed_sign_in_hour on identity_failed_sign_in (hour);
