-- Until this time nothing of the gate is submitted: a launch can be undone before it sends anything.
alter table delivery_gate add column not_before timestamptz;
