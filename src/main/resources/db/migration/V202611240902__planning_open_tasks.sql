-- How many open tasks a person has, told with their load. Null: stored before.
alter table planning_load add column open_tasks integer;
