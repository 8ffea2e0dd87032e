-- Decisions that rules of a policy made: the rule, its policy in its version, what it knew and the reason it states.
alter table approval_mark add column auto jsonb;
alter table approval_change drop constraint approval_change_action;
alter table approval_change add constraint approval_change_action check (action in ('keep', 'restart', 'auto'));
