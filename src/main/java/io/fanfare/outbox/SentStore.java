package io.fanfare.outbox;

import io.fanfare.campaign.Campaigns;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The SQL of the list of sent items: one statement over the items of all kinds, the ledger's tallies and the campaigns. */
@Component
class SentStore {
    private final Sql sql;
    private final CampaignOutbox outbox;

    SentStore(Sql sql, CampaignOutbox outbox) {
        this.sql = sql;
        this.outbox = outbox;
    }

    /** An item of the page. */
    record Line(
            Calendar.Kind kind,
            UUID id,
            UUID campaignId,
            String campaignName,
            String campaignZone,
            Instant at,
            long messages,
            Map<Delivery.State, Long> states) {}

    /** How many items have messages in a state. */
    record Count(Delivery.State state, int items) {}

    /** The items of a page in their order, the number of all, and of those with messages in each state. */
    record Lines(List<Line> lines, List<Count> counts, long total) {}

    Lines lines(SentQuery query) {
        return sql.of(TEXT.formatted(outbox.select(), Ledger.tallies(), Campaigns.select(), query.order()))
                .bind("campaign", query.campaignId())
                .bind("channel", query.channel())
                .bind("words", query.words())
                .bind("state", query.state())
                .bind("limit", query.range().limit())
                .bind("offset", query.range().offset())
                .one(Lines.class);
    }

    private static final String TEXT = """
            with found as materialized (
                select i.kind, i.id, i.campaign_id, i.title, coalesce(i.at, i.updated_at) as at, c.name as campaign_name,
                       c.time_zone as campaign_zone, m.messages, m.states
                  from (%1$s) i
                  join (select t.item_kind, t.item_id, sum(t.n)::bigint as messages, jsonb_object_agg(t.state, t.n) as states
                          from (%2$s) t group by t.item_kind, t.item_id) m on m.item_kind = i.kind and m.item_id = i.id
                  join (%3$s) c on c.id = i.campaign_id
                 where (cast(:campaign as uuid) is null or i.campaign_id = :campaign)
                   and (cast(:channel as text) is null or i.channel = :channel)
                   and (cast(:words as text) is null or strpos(lower(i.title), :words) > 0)),
            chosen as (select * from found where cast(:state as text) is null or jsonb_exists(states, :state))
            select (select count(*) from chosen) as total,
                   (select jsonb_agg(jsonb_build_object('state', n.state, 'items', n.items))
                      from (select k as state, count(*) as items from found, jsonb_object_keys(states) k group by k) n) as counts,
                   (select jsonb_agg(to_jsonb(l)) from (
                        select kind, id, campaign_id as "campaignId", campaign_name as "campaignName", campaign_zone as "campaignZone",
                               at, messages, states
                          from chosen order by %4$s limit :limit offset :offset) l) as lines""";
}
