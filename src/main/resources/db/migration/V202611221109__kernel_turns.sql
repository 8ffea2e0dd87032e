-- A turn has an id of its own, so that one whose lease expired can't end the turn that another worker took since.
alter table kernel_ready add column turn uuid;
create index kernel_ready_turn on kernel_ready (turn) where turn is not null;
