-- Which of the links of a mail was followed, from 0: two links may lead to one address.
alter table delivery_hit add column position integer;
