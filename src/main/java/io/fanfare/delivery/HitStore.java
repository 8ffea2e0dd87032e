package io.fanfare.delivery;

import io.fanfare.kernel.Sql;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements of opens and clicks. A hit inserts a row and locks none that another transaction could wait for. */
@Component
class HitStore {
    /** Hits of one mail beyond this number are not stored, so that repeated requests can't fill the table. */
    private static final int MOST = 200;

    private final Sql sql;

    HitStore(Sql sql) {
        this.sql = sql;
    }

    /** Stores a hit; empty if there are too many already. */
    Optional<Tracking.Hit> insert(
            UUID id, Delivery delivery, Tracking.Kind kind, @Nullable String machine, Tracking.@Nullable Link link) {
        var kept = insert(id, delivery, kind, machine, link, true);
        // Of two at the same moment only one can be the first.
        return kept.isPresent() ? kept : insert(id, delivery, kind, machine, link, false);
    }

    private Optional<Tracking.Hit> insert(
            UUID id,
            Delivery delivery,
            Tracking.Kind kind,
            @Nullable String machine,
            Tracking.@Nullable Link link,
            boolean first) {
        return sql.of("""
                insert into delivery_hit (id, delivery_id, item_kind, item_id, kind, human, first, machine, url, position)
                select :id, :delivery, :itemKind, :item, :kind, :human,
                       :first and :human and not exists (
                           select 1 from delivery_hit h
                            where h.workspace_id = :workspace and h.delivery_id = :delivery and h.kind = :kind and h.first),
                       :machine, :url, :position
                 where (select count(*) from (
                           select 1 from delivery_hit h
                            where h.workspace_id = :workspace and h.delivery_id = :delivery and h.kind = :kind
                            limit :most) as known) < :most
                on conflict do nothing
                returning id, kind, human, first, at""")
                .bind("id", id)
                .bind("delivery", delivery.id())
                .bind("itemKind", delivery.itemKind())
                .bind("item", delivery.itemId())
                .bind("kind", kind)
                .bind("human", machine == null)
                .bind("first", first)
                .bind("machine", machine)
                .bind("url", link == null ? null : link.url())
                .bind("position", link == null ? null : link.position())
                .bind("most", MOST)
                .find(Tracking.Hit.class);
    }

    /** How many links of a mail other than this one were followed within the seconds before now. */
    int others(UUID delivery, String url, int seconds) {
        return sql.of("""
                select count(distinct url) from delivery_hit
                 where workspace_id = :workspace and delivery_id = :delivery and kind = 'click'
                   and at > fanfare_now() - make_interval(secs => :seconds) and url <> :url""")
                .bind("delivery", delivery)
                .bind("url", url)
                .bind("seconds", seconds)
                .one(Integer.class);
    }

    /** Marks the hits of the last seconds as a machine's; returns which of them had been the first by a person. */
    List<Boolean> revise(UUID delivery, int seconds, String machine) {
        return sql.of("""
                update delivery_hit set human = false, first = false, machine = :machine
                 where workspace_id = :workspace and delivery_id = :delivery and kind = 'click' and human
                   and at > fanfare_now() - make_interval(secs => :seconds)
                returning old.first""")
                .bind("delivery", delivery)
                .bind("machine", machine)
                .bind("seconds", seconds)
                .list(Boolean.class);
    }

    /** Hits of one item and kind. */
    record Count(UUID itemId, Tracking.Kind kind, long raw, long human, long distinct) {}

    List<Count> counts(String itemKind, Collection<UUID> items) {
        return sql.of("""
                select item_id, kind, count(*) as raw, count(*) filter (where human) as human,
                       count(*) filter (where first) as "distinct"
                  from delivery_hit
                 where workspace_id = :workspace and item_kind = :kind and item_id = any(:items)
                 group by item_id, kind""").bind("kind", itemKind).array("items", "uuid", items).list(Count.class);
    }

    List<Tracking.LinkClicks> links(String itemKind, UUID item) {
        return sql.of("""
                select position, url, count(*) as clicks, count(distinct delivery_id) as people from delivery_hit
                 where workspace_id = :workspace and item_id = :item and item_kind = :itemKind and kind = 'click' and human
                 group by position, url order by clicks desc, position nulls last, url limit 200""").bind("item", item).bind("itemKind", itemKind).list(Tracking.LinkClicks.class);
    }

    List<Tracking.Hour> hours(String itemKind, UUID item) {
        return sql.of("""
                select date_trunc('hour', at) as at, count(*) filter (where kind = 'open') as opens,
                       count(*) filter (where kind = 'click') as clicks
                  from delivery_hit
                 where workspace_id = :workspace and item_id = :item and item_kind = :itemKind and human
                 group by 1 order by 1 limit 72""").bind("item", item).bind("itemKind", itemKind).list(Tracking.Hour.class);
    }
}
