-- Posts that a person publishes: Fanfare hands them over when they are due, and the person confirms them.
alter table delivery drop constraint delivery_state;
alter table delivery add constraint delivery_state
    check (state in ('planned', 'claimed', 'submitted', 'accepted', 'confirmed', 'captured', 'unconfirmed', 'failed',
                     'cancelled', 'excluded', 'handed_over'));
alter table social_post drop constraint social_post_status;
alter table social_post add constraint social_post_status
    check (status in ('scheduled', 'publishing', 'handed_over', 'published', 'unconfirmed', 'failed', 'cancelled'));
alter table social_post add column "by" text not null default 'fanfare';
alter table social_post add constraint social_post_by check ("by" in ('fanfare', 'hand'));
alter table social_post add column handed_over_at timestamptz;
alter table social_post add column confirmed_by uuid;
create index social_post_by_hand on social_post (workspace_id, handed_over_at) where status = 'handed_over';
