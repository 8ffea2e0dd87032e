package io.fanfare.creative;

import io.fanfare.approval.Manifest;
import io.fanfare.creative.CampaignItem.Group;
import io.fanfare.creative.CampaignItem.Kind;
import io.fanfare.creative.CampaignItem.State;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Sql;
import io.fanfare.outbox.CampaignOutbox;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The SQL of the list of a campaign's items: one statement over all rooms, which say what of their items a list needs. It filters, counts and
 * sorts all items of the campaign; only those of the page are then read.
 */
@Component
class CampaignItemStore {
    private static final List<String> STATES =
            Stream.of(State.values()).map(CampaignItemStore::word).toList();
    private static final List<String> PAST = Stream.of(State.values())
            .filter(state -> Group.of(state, null) == Group.PAST)
            .map(CampaignItemStore::word)
            .toList();
    private static final List<String> OUT = Stream.of(State.values())
            .filter(State::isOut)
            .map(CampaignItemStore::word)
            .toList();

    /** Creatives that no post or mailing uses. */
    private static final String UNUSED = """
            select 'creative' as kind, c.id, c.name as title,
                   concat_ws(' ', c.components ->> 'caption', c.components ->> 'cta', c.components ->> 'hashtags',
                             c.components ->> 'markdown', c.components ->> 'preheader') as words,
                   case when c.kind = 'email' then 'email' else coalesce(c.platform, 'any') end as channel,
                   'draft' as status, cast(null as timestamptz) as at, c.created_by as owner, c.updated_at
              from creative_creative c
             where c.workspace_id = :workspace and c.campaign_id = :campaign and c.archived = :archived
               and (c.archived or c.id not in (select p.creative_id from planned p
                                                where p.creative_id is not null and p.status <> 'cancelled'))""";

    private final Sql sql;
    private final CampaignOutbox outbox;

    CampaignItemStore(Sql sql, CampaignOutbox outbox) {
        this.sql = sql;
        this.outbox = outbox;
    }

    /** An item of the page. */
    record Line(Kind kind, UUID id, State state) {}

    /** How many items are in a state. */
    record Count(State state, int items) {}

    /** The items of a page in their order, and the number of all that match in each state. */
    record Lines(List<Line> lines, List<Count> counts) {}

    /** What went out in a period or is among {@code others}. */
    record Outgoing(Instant from, Instant to, Collection<UUID> others, int most) {}

    Lines page(UUID campaign, CampaignItemQuery query) {
        return found(campaign, query, PAGE.formatted(query.order()))
                .bind("state", query.state())
                .array("states", "text", STATES)
                .bind("limit", query.range().limit())
                .bind("offset", query.range().offset())
                .one(Lines.class);
    }

    List<Line> sent(UUID campaign, Outgoing period) {
        return found(campaign, CampaignItemQuery.ALL, """
                select kind, id, state from found
                 where state = any(:out) and (at >= :from and at < :to or id = any(:others)) order by at desc, id limit :most""")
                .array("out", "text", OUT)
                .bind("from", period.from())
                .bind("to", period.to())
                .array("others", "uuid", period.others())
                .bind("most", period.most())
                .list(Line.class);
    }

    private Sql.Statement found(UUID campaign, CampaignItemQuery query, String result) {
        return sql.of("with planned as materialized (" + PLANNED.formatted(outbox.select()) + "), item as (" + ALL
                        + "), found as materialized (" + FOUND.formatted(Ledger.tallies(), Manifest.standings()) + ") "
                        + result)
                .bind("campaign", campaign)
                .array("campaigns", "uuid", List.of(campaign))
                .bind("archived", query.archivedOnly())
                .bind("words", query.words())
                .bind("kind", query.kind())
                .bind("channel", query.channel())
                .bind("owner", query.owner())
                .array("past", "text", PAST);
    }

    /** Searched here, so that texts are not carried on. */
    private static final String PLANNED = """
            select u.kind, u.id, u.creative_id, u.title, u.channel, u.status, u.at, u.owner, u.updated_at,
                   (cast(:words as text) is null or strpos(lower(u.title), :words) > 0 or strpos(lower(u.words), :words) > 0) as hit
              from (%s) u where u.campaign_id = :campaign and u.archived = :archived""";

    private static final String ALL = """
            select p.kind, p.id, p.title, p.channel, p.status, p.at, p.owner, p.updated_at from planned p where p.hit
            union all
            select d.kind, d.id, d.title, d.channel, d.status, d.at, d.owner, d.updated_at from (""" + UNUSED + """
            ) d
             where cast(:words as text) is null or strpos(lower(d.title), :words) > 0 or strpos(lower(d.words), :words) > 0""";

    /** A draft needs no approval before it has a time; one that was reviewed shows it. */
    private static final String FOUND = """
            select g.*, case when g.state = any(:past) then 2 when g.at is null then 1 else 0 end as part
              from (select i.kind, i.id, i.title, i.channel, i.at, i.updated_at,
                           case when i.status = 'publishing' then 'sending'
                                when i.status = 'sent' and (select bool_or(t.state = 'captured')
                                                                   and not bool_or(t.state in ('accepted', 'confirmed'))
                                                              from (%s) t where t.item_id = i.id and t.item_kind = i.kind) then 'captured'
                                when i.status not in ('draft', 'scheduled') then i.status
                                when a.standing in ('in_review', 'changes_requested') then a.standing
                                when i.status = 'scheduled' and a.standing in ('needs_approval', 'approval_lost') then 'needs_approval'
                                else i.status end as state
                      from item i
                      left join (%s) a on a.kind = i.kind and a.item_id = i.id
                     where (cast(:kind as text) is null or i.kind = :kind)
                       and (cast(:channel as text) is null or i.channel = :channel)
                       and (cast(:owner as uuid) is null or i.owner = :owner)) g""";

    private static final String PAGE = """
            select (select jsonb_agg(jsonb_build_object('state', n.state, 'items', n.items))
                      from (select state, count(*) as items from found group by state) n) as counts,
                   (select jsonb_agg(jsonb_build_object('kind', l.kind, 'id', l.id, 'state', l.state))
                      from (select kind, id, state from found
                             where cast(:state as text) is null or state = :state
                             order by %s limit :limit offset :offset) l) as lines""";

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
