-- A key stays within the role that its maker had when it was made: a promotion widens no key.
alter table identity_api_key add column role text;
update identity_api_key k set role = m.role
  from identity_member m where m.workspace_id = k.workspace_id and m.person_id = k.created_by;
update identity_api_key set role = 'viewer' where role is null;
alter table identity_api_key alter column role set not null;
