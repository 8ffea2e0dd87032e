-- What needs a person is few among many: the adviser asks for it with every look at a campaign.
create index delivery_trouble on delivery (workspace_id, campaign_id, item_kind) where state in ('unconfirmed', 'failed');
