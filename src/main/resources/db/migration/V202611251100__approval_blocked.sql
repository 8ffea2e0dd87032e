-- Whether it was said that a review has no one who can decide it.
alter table approval_review add column blocked boolean not null default false;
