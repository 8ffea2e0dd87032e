-- Things behind a gate that are held back by themselves, as kind:id. Beside the manifest, so that one lock covers both.
alter table delivery_gate add column paused text[] not null default '{}';
