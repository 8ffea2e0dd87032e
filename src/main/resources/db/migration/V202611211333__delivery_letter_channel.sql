-- What waited to leave as a mail of the workspace leaves as a letter of the house.
update delivery set channel = 'letter' where item_kind = 'letter' and channel = 'email';
