-- Tables of a workspace refer to people without a foreign key, as members do: a key that does not begin with the workspace would check across workspaces.
alter table identity_company_login drop constraint identity_company_login_person_id_fkey;
alter table identity_scim_user drop constraint identity_scim_user_person_id_fkey;
