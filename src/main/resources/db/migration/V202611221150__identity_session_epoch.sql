-- Access tokens carry this number; a new password raises it, and every token given out before ends at once.
alter table identity_person add column session_epoch int not null default 0;
