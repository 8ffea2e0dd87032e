-- Mail that the built-in capture stored has reached no mail server: a state of its own, not confirmed.
alter table delivery drop constraint delivery_state;
alter table delivery add constraint delivery_state
    check (state in ('planned', 'claimed', 'submitted', 'accepted', 'confirmed', 'captured', 'unconfirmed', 'failed',
                     'cancelled', 'excluded'));
update delivery set state = 'captured', accepted_at = null, confirmed_at = null
 where provider = 'capture' and state = 'confirmed';

-- What a row was excluded for: suppressed, content or gone. The reason is for people.
alter table delivery add column exclusion text;
update delivery set exclusion = case when reason = 'suppressed' then 'suppressed'
                                     when reason like '%is gone' then 'gone' else 'content' end
 where state = 'excluded';

-- Posts are addressed to the id of an account, because its handle can change. People see the handle.
alter table delivery add column target_name text;
update delivery d set target_name = d.target, target = p.account_id::text
  from social_post p
 where p.workspace_id = d.workspace_id and p.queue_id = d.item_id and d.item_kind = 'post' and p.account_id is not null;
