-- Whether anything of an item is still to leave, without counting what has left.
create index delivery_unfinished on delivery (workspace_id, item_id) where state in ('planned', 'claimed', 'submitted');
