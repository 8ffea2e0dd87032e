-- Everybody who changed an item since it was last approved, and what was approved last: a rejection in between, or a
-- comma by somebody else, makes nobody less of an author.
alter table approval_item add column authors uuid[] not null default '{}';
update approval_item set authors = array[changed_by] where changed_by is not null;
alter table approval_scope add column approved_manifest jsonb not null default '[]';
update approval_scope set approved_manifest = manifest where decision = 'approved';
