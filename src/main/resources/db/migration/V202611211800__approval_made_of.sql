-- What is made wholly of another item is approved with that only as it was when its words were taken.
alter table approval_item add column made_of text;
update approval_item i set made_of = o.digest
  from approval_item o
 where not i.own_words and o.workspace_id = i.workspace_id and o.campaign_id = i.campaign_id and o.scope = i.scope
   and o.kind || ':' || o.item_id = any(i.uses);
