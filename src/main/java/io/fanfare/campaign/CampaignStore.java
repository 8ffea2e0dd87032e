package io.fanfare.campaign;

import io.fanfare.activity.Notifications;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import io.fanfare.search.ListSearch;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of campaigns. */
@Component
class CampaignStore implements Notifications.CampaignNames {
    /** The names of campaigns. */
    static final String LINES = "select c.id, c.name, c.time_zone from campaign c where c.workspace_id = :workspace";

    private final Sql sql;
    private final ListSearch search;

    CampaignStore(Sql sql, ListSearch search) {
        this.sql = sql;
        this.search = search;
    }

    Campaign insert(CampaignDetails details, String timeZone, String currency) {
        return sql.of("""
                with made as (
                insert into campaign (id, name, type, objective, description, start_date, end_date, time_zone, budget_amount,
                                      currency, channels, priority, tags, brand_id, owner_id, created_by)
                values (:id, :name, coalesce(:type, 'custom'), :objective, :description, :startDate, :endDate, :zone, :amount,
                        :currency, :channels, coalesce(:priority, 'normal'), :tags, :brandId, coalesce(:ownerId, :me), :me)
                returning *),
                tagged as (
                insert into campaign_link_tags (campaign_id, tags, slug)
                select :id, tags, :slug from campaign_link_default where workspace_id = :workspace)
                select * from made""")
                .bind("slug", LinkTags.slug(details.name()))
                .bind(details)
                .bind("id", Ids.next())
                .bind("zone", timeZone)
                .bind("amount", amount(details))
                .bind("currency", currency)
                .bind("channels", words(details.channels()))
                .bind("tags", words(details.tags()))
                .bind("ownerId", details.ownerId())
                .bind("me", Current.get().person())
                .one(Campaign.class);
    }

    Campaign update(UUID id, CampaignDetails details, Campaign before) {
        return sql.of("""
                update campaign
                   set name = :name, type = :type, objective = :objective, description = :description,
                       start_date = :startDate, end_date = :endDate, time_zone = :zone, budget_amount = :amount,
                       currency = :currency, channels = :channels, priority = :priority, tags = :tags,
                       brand_id = :brandId, owner_id = :owner, version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id
                returning *""")
                .bind(details)
                .bind("id", id)
                .bind("type", details.type() == null ? Campaign.Type.CUSTOM : details.type())
                .bind("priority", details.priority() == null ? Campaign.Priority.NORMAL : details.priority())
                .bind("zone", details.timeZone() == null ? before.timeZone() : details.timeZone())
                .bind("amount", amount(details))
                .bind("currency", currency(details, before.currency()))
                .bind("channels", words(details.channels()))
                .bind("tags", words(details.tags()))
                .bind("owner", details.ownerId() == null ? before.ownerId() : details.ownerId())
                .one(Campaign.class);
    }

    /** A campaign made of another tags its links as that did, under its own name. */
    void copyLinkTags(UUID from, Campaign to) {
        sql.of("""
                insert into campaign_link_tags (campaign_id, tags, slug)
                select :to, tags, :slug from campaign_link_tags where workspace_id = :workspace and campaign_id = :from
                on conflict (workspace_id, campaign_id) do update set tags = excluded.tags""")
                .bind("from", from)
                .bind("to", to.id())
                .bind("slug", LinkTags.slug(to.name()))
                .run();
    }

    private static List<String> words(@Nullable List<String> words) {
        return words == null ? List.of() : words;
    }

    private static @Nullable BigDecimal amount(CampaignDetails details) {
        return details.budget() == null ? null : details.budget().amount();
    }

    static String currency(CampaignDetails details, String otherwise) {
        var budget = details.budget();
        return budget == null || budget.currency() == null ? otherwise : budget.currency();
    }

    Optional<Campaign> find(UUID id) {
        return sql.of("select * from campaign where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(Campaign.class);
    }

    /** As {@link #find}, in one message with another statement. */
    Optional<Campaign> find(UUID id, Sql.Companion<?, ?> other) {
        return sql.of("select * from campaign where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .with(other)
                .find(Campaign.class);
    }

    /** Locks the row until the transaction ends, so that moves of one campaign are serial. */
    Campaign lock(UUID id) {
        return sql.of("select * from campaign where workspace_id = :workspace and id = :id for update")
                .bind("id", id)
                .one(Campaign.class);
    }

    List<Campaign> list(Collection<UUID> ids) {
        return sql.of("select * from campaign where workspace_id = :workspace and id = any(:ids)")
                .array("ids", "uuid", ids)
                .list(Campaign.class);
    }

    @Override
    public Map<UUID, String> names(Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : list(ids).stream().collect(Collectors.toMap(Campaign::id, Campaign::name));
    }

    private static final String FILTER = """
            where c.workspace_id = :workspace and c.archived = :archivedOnly
              and (cast(:status as text) is null or c.status = :status)
              and (cast(:type as text) is null or c.type = :type)
              and (cast(:priority as text) is null or c.priority = :priority)
              and (cast(:channel as text) is null or :channel = any(c.channels))
              and (cast(:owner as uuid) is null or c.owner_id = :owner)
              and (cast(:brandId as text) is null or c.brand_id = :brandId)
              and (cast(:from as date) is null or c.end_date is null or c.end_date >= :from)
              and (cast(:to as date) is null or c.start_date is null or c.start_date <= :to)
              and (cast(:words as text) is null or c.id in (select search_ids(cast(:words as tsquery), 'campaign')))
              and (cast(:tag as text) is null or c.id in (select campaign_seek(null, cast(:tag as text))))""";

    Page<Campaign> page(CampaignQuery query) {
        var range = query.range();
        String words = search.words("campaign", query.q());
        var items = filtered(
                        "select c.* from campaign c " + FILTER + " order by " + query.order()
                                + ", c.id limit :limit offset :offset",
                        query,
                        words)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Campaign.class);
        long total = filtered("select count(*) from campaign c " + FILTER, query, words)
                .one(Long.class);
        return Page.of(items, total, range);
    }

    /** All that match, without what only a page of them needs; how far they are is not known here. */
    List<CampaignLine> lines(CampaignQuery query) {
        return filtered(
                        """
                select c.id, c.name, c.status, c.type, c.start_date, c.end_date, c.time_zone, c.budget_amount, c.currency, c.owner_id,
                       '' as phase, false as held
                  from campaign c\s""" + FILTER + " order by " + query.order() + ", c.id",
                        query,
                        search.words("campaign", query.q()))
                .list(CampaignLine.class);
    }

    private Sql.Statement filtered(String text, CampaignQuery query, @Nullable String words) {
        return sql.of(text)
                .bind(query)
                .bind("archivedOnly", query.archivedOnly())
                .bind("words", words);
    }

    Campaign move(UUID id, Campaign.Status to, @Nullable String reason) {
        return sql.of("""
                update campaign set status = :to, status_reason = :reason, version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id
                returning *""").bind("id", id).bind("to", to).bind("reason", reason).one(Campaign.class);
    }

    Campaign archive(UUID id, boolean archived) {
        return sql.of("""
                update campaign set archived = :archived, version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id
                returning *""").bind("id", id).bind("archived", archived).one(Campaign.class);
    }

    void setTimeline(UUID id) {
        sql.of("update campaign set timeline = true where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }

    void setTemplate(UUID id, UUID template) {
        sql.of("update campaign set template_id = :template where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .bind("template", template)
                .run();
    }

    void delete(UUID id) {
        sql.of("delete from campaign where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }

    /** The budget share of a channel. */
    record Allocation(String channel, BigDecimal amount) {}

    List<Allocation> allocations(UUID campaign) {
        return sql.of("""
                select channel, amount from campaign_allocation
                 where workspace_id = :workspace and campaign_id = :campaign order by channel""").bind("campaign", campaign).list(Allocation.class);
    }

    Campaign setBudget(UUID campaign, String currency, BigDecimal total, List<Allocation> allocations) {
        var after = sql.of("""
                update campaign set budget_amount = :total, currency = :currency, version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id
                returning *""")
                .bind("id", campaign)
                .bind("total", total)
                .bind("currency", currency)
                .one(Campaign.class);
        sql.of("delete from campaign_allocation where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
        for (var allocation : allocations)
            sql.of(
                            "insert into campaign_allocation (campaign_id, channel, amount) values (:campaign, :channel, :amount)")
                    .bind("campaign", campaign)
                    .bind(allocation)
                    .run();
        return after;
    }

    boolean launched(@Nullable UUID except) {
        return sql.of("""
                select 1 from campaign
                 where workspace_id = :workspace and status in ('active', 'paused', 'completed')
                   and id is distinct from :except::uuid
                 limit 1""").bind("except", except).exists();
    }
}
