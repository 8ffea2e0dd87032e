-- An answer may hold what is shown once, so it is kept sealed. What was kept before is good for a day only and is let go.
truncate kernel_idempotency;
alter table kernel_idempotency alter column answer type bytea using convert_to(answer, 'UTF8');
