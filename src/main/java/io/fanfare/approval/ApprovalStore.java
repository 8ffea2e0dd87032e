package io.fanfare.approval;

import io.fanfare.approval.ScopeState.Decision;
import io.fanfare.approval.ScopeState.Entry;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.approval.ScopeState.Status;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of scopes, items and decisions. */
@Component
class ApprovalStore {
    private final Sql sql;

    ApprovalStore(Sql sql) {
        this.sql = sql;
    }

    /** A campaign as approvals know it. {@code closed} says why nothing can be decided any more, e.g. {@code archived}. */
    record CampaignRow(
            UUID campaignId, String title, @Nullable String closed) {}

    /** Adds the campaign, or gives it its new name. */
    void putCampaign(UUID campaign, String title) {
        sql.of("""
                insert into approval_campaign (campaign_id, title) values (:campaign, :title)
                on conflict (workspace_id, campaign_id) do update set title = excluded.title""").bind("campaign", campaign).bind("title", title).run();
    }

    void setClosed(UUID campaign, @Nullable String reason) {
        sql.of("""
                update approval_campaign set closed = :reason
                 where workspace_id = :workspace and campaign_id = :campaign""").bind("campaign", campaign).bind("reason", reason).run();
    }

    void forget(UUID campaign) {
        for (String table : List.of(
                "approval_item",
                "approval_scope",
                "approval_decision",
                "approval_mark",
                "approval_version",
                "approval_facts",
                "approval_change",
                "approval_comment",
                "approval_share",
                "approval_review",
                "approval_campaign"))
            sql.of("delete from " + table + " where workspace_id = :workspace and campaign_id = :campaign")
                    .bind("campaign", campaign)
                    .run();
    }

    CampaignRow campaign(UUID campaign) {
        return sql.of("select * from approval_campaign where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .one(CampaignRow.class);
    }

    Map<UUID, String> titles(Collection<UUID> campaigns) {
        return campaigns(campaigns).stream().collect(Collectors.toMap(CampaignRow::campaignId, CampaignRow::title));
    }

    List<CampaignRow> campaigns(Collection<UUID> campaigns) {
        return sql.of(
                        "select * from approval_campaign where workspace_id = :workspace and campaign_id = any(:campaigns)")
                .array("campaigns", "uuid", campaigns)
                .list(CampaignRow.class);
    }

    int insertScopes(UUID campaign, Collection<Scope> scopes, String policy) {
        return sql.of("""
                insert into approval_scope (campaign_id, scope, policy)
                select :campaign, s, :policy from unnest(:scopes) as s
                on conflict (workspace_id, campaign_id, scope) do nothing""")
                .bind("campaign", campaign)
                .bind("scopes", scopes)
                .bind("policy", policy)
                .run();
    }

    void setPolicy(UUID campaign, Collection<Scope> scopes, String policy) {
        sql.of("""
                update approval_scope set policy = :policy
                 where workspace_id = :workspace and campaign_id = :campaign and scope = any(:scopes)""")
                .bind("campaign", campaign)
                .bind("scopes", scopes)
                .bind("policy", policy)
                .run();
    }

    void putItem(UUID campaign, Scope scope, Item item, String digest) {
        var actor = Current.get().actor();
        sql.of("""
                insert into approval_item (campaign_id, scope, kind, item_id, title, digest, draft, uses, own_words, made_of,
                                           changed_by, changed_by_name, authors)
                values (:campaign, :scope, :kind, :item, :title, :digest, :draft, :uses, :ownWords,
                        (select o.digest from approval_item o
                          where o.workspace_id = :workspace and o.campaign_id = :campaign and o.scope = :scope
                            and not :ownWords and o.kind || ':' || o.item_id = any(:uses)),
                        :by, :byName, array_remove(array[cast(:by as uuid)], null))
                on conflict (workspace_id, campaign_id, scope, kind, item_id) do update
                   set title = excluded.title, digest = excluded.digest,
                       draft = excluded.draft, uses = excluded.uses, own_words = excluded.own_words, made_of = excluded.made_of,
                       kept = case when approval_item.digest is distinct from excluded.digest
                                   then '{}' else approval_item.kept end,
                       authors = case when approval_item.digest is distinct from excluded.digest
                                      then array_remove(approval_item.authors, :by) || excluded.authors
                                      else approval_item.authors end,
                       changed_by = case when approval_item.digest is distinct from excluded.digest
                                         then excluded.changed_by else approval_item.changed_by end,
                       changed_by_name = case when approval_item.digest is distinct from excluded.digest
                                              then excluded.changed_by_name else approval_item.changed_by_name end,
                       changed_at = case when approval_item.digest is distinct from excluded.digest
                                         then excluded.changed_at else approval_item.changed_at end""")
                .bind("campaign", campaign)
                .bind("scope", scope)
                .bind("kind", item.kind())
                .bind("item", item.id())
                .bind("title", item.title())
                .bind("digest", digest)
                .bind("draft", item.draft())
                .bind("uses", scope == Scope.CONTENT ? item.uses() : List.of())
                .bind("ownWords", scope != Scope.CONTENT || item.ownWords())
                .bind("by", actor.personId())
                .bind("byName", actor.name())
                .run();
    }

    /** Removes an item from every scope except those in {@code staying}; its row stays, so that the change has an author. */
    void removeItem(UUID campaign, String kind, UUID item, Collection<Scope> staying) {
        var actor = Current.get().actor();
        sql.of("""
                update approval_item
                   set digest = null, authors = array_remove(array_append(authors, cast(:by as uuid)), null),
                       changed_by = :by, changed_by_name = :byName, changed_at = fanfare_now()
                 where workspace_id = :workspace and campaign_id = :campaign and kind = :kind and item_id = :item
                   and digest is not null and not scope = any(:staying)""")
                .bind("campaign", campaign)
                .bind("kind", kind)
                .bind("item", item)
                .bind("staying", staying)
                .bind("by", actor.personId())
                .bind("byName", actor.name())
                .run();
    }

    Map<Scope, ScopeState> states(UUID campaign) {
        return states(List.of(campaign)).getOrDefault(campaign, Map.of());
    }

    /** The scopes of many campaigns, in two queries. */
    Map<UUID, Map<Scope, ScopeState>> states(Collection<UUID> campaigns) {
        var rows = sql.of(
                        "select * from approval_scope where workspace_id = :workspace and campaign_id = any(:campaigns)")
                .array("campaigns", "uuid", campaigns)
                .list(ScopeState.Row.class);
        var items = sql.of("""
                select * from approval_item
                 where workspace_id = :workspace and campaign_id = any(:campaigns)
                 order by campaign_id, scope, kind, item_id""").array("campaigns", "uuid", campaigns).list(ItemRow.class).stream()
                .collect(Collectors.groupingBy(ItemRow::campaignId, Collectors.groupingBy(ItemRow::scope)));
        var states = new HashMap<UUID, Map<Scope, ScopeState>>();
        for (var row : rows) {
            var ofCampaign = items.getOrDefault(row.campaignId(), Map.of());
            var basis = ScopeState.Basis.of(ofCampaign.getOrDefault(Scope.STRATEGY, List.of()));
            states.computeIfAbsent(row.campaignId(), any -> new EnumMap<>(Scope.class))
                    .put(row.scope(), new ScopeState(row, ofCampaign.getOrDefault(row.scope(), List.of()), basis));
        }
        return states;
    }

    /** Stores how far the approval of each item is, where that has changed. */
    void setStandings(UUID campaign, ScopeState state) {
        var standings = state.standings();
        var changed = state.items().stream()
                .filter(item -> item.digest() != null && item.standing() != standings.get(item.key()))
                .toList();
        if (changed.isEmpty()) return;
        sql.of("""
                update approval_item i set standing = c.standing
                  from unnest(:kinds, :items, :standings) as c (kind, item_id, standing)
                 where i.workspace_id = :workspace and i.campaign_id = :campaign and i.scope = :scope
                   and i.kind = c.kind and i.item_id = c.item_id""")
                .bind("campaign", campaign)
                .bind("scope", state.row().scope())
                .array("kinds", "text", changed.stream().map(ItemRow::kind).toList())
                .array("items", "uuid", changed.stream().map(ItemRow::itemId).toList())
                .array(
                        "standings",
                        "text",
                        changed.stream().map(item -> standings.get(item.key())).toList())
                .run();
    }

    /** How far the approval of items of {@code :campaigns} is, over all scopes; an item that was not compared yet needs approval. */
    static final String STANDINGS = """
            select a.kind, a.item_id,
                   case when bool_or(a.standing = 'changes_requested') then 'changes_requested'
                        when bool_or(a.standing = 'approval_lost') then 'approval_lost'
                        when bool_or(coalesce(a.standing, 'needs_approval') = 'needs_approval') then 'needs_approval'
                        when bool_or(a.standing = 'in_review') then 'in_review'
                        else 'approved' end as standing
              from approval_item a
             where a.workspace_id = :workspace and a.campaign_id = any(:campaigns) and a.digest is not null
             group by a.kind, a.item_id""";

    /** The standing of one item. */
    record ItemStanding(String kind, UUID itemId, Standing standing) {}

    List<ItemStanding> standings(Collection<UUID> campaigns, Collection<UUID> items) {
        return sql.of("select s.* from (" + STANDINGS + ") s where s.item_id = any(:items)")
                .array("campaigns", "uuid", campaigns)
                .array("items", "uuid", items)
                .list(ItemStanding.class);
    }

    /** The campaigns with items that were not compared since standings are stored. */
    List<UUID> uncompared(int most) {
        return sql.of("""
                select distinct campaign_id from approval_item
                 where workspace_id = :workspace and standing is null and digest is not null limit :most""").bind("most", most).list(UUID.class);
    }

    void setStatus(UUID campaign, Scope scope, Status status) {
        sql.of("""
                update approval_scope set status = :status
                 where workspace_id = :workspace and campaign_id = :campaign and scope = :scope and status <> :status""")
                .bind("campaign", campaign)
                .bind("scope", scope)
                .bind("status", status)
                .run();
    }

    /** The request that opened a rejected scope again was withdrawn. */
    void forgetRequest(UUID campaign, Scope scope) {
        sql.of("""
                update approval_scope set reopened = false
                 where workspace_id = :workspace and campaign_id = :campaign and scope = :scope and reopened""").bind("campaign", campaign).bind("scope", scope).run();
    }

    /** The stored status of a scope, and whether a review is open and whether it has planned items. */
    record ScopeSummary(UUID campaignId, Scope scope, Status status, boolean open, boolean empty) {}

    /** How far the scopes of campaigns are. */
    Sql.Statement summaries(Collection<UUID> campaigns) {
        return sql.of("""
                select s.campaign_id, s.scope, s.status,
                       s.review_id is not null as open,
                       not exists (select 1 from approval_item i
                                    where i.workspace_id = s.workspace_id and i.campaign_id = s.campaign_id
                                      and i.scope = s.scope and i.digest is not null and not i.draft) as empty
                  from approval_scope s
                 where s.workspace_id = :workspace and s.campaign_id = any(:campaigns)""").array("campaigns", "uuid", campaigns);
    }

    /**
     * What is stored of a decision. {@code kind} is {@code changes_requested} or null; {@code withheld} are the scheduled items
     * that an approval leaves out.
     */
    record NewDecision(
            Decision decision,
            List<Entry> manifest,
            String digest,
            boolean ownWork,
            @Nullable String comment,
            @Nullable String kind,
            List<String> withheld) {}

    /** Makes the decision the current one of its scope, and adds it to the history. */
    void decide(ScopeState state, NewDecision decision) {
        var actor = Current.get().actor();
        var row = state.row();
        boolean approved = decision.decision() == Decision.APPROVED;
        sql.of("""
                update approval_scope
                   set decision = :decision, manifest = :manifest, digest = :digest, decided_by = :by,
                       decided_by_name = :byName, decided_at = fanfare_now(), reason = :reason, kind = :kind,
                       approved_manifest = case when :decision = 'approved' then :manifest else approved_manifest end,
                       reopened = false, basis = :basis, withheld = :withheld
                 where workspace_id = :workspace and campaign_id = :campaign and scope = :scope""")
                .bind("campaign", row.campaignId())
                .bind("scope", row.scope())
                .bind("decision", decision.decision())
                .bind("manifest", Json.of(decision.manifest()))
                .bind("digest", decision.digest())
                .bind("basis", state.basis().digest())
                .bind("by", actor.personId())
                .bind("byName", actor.name())
                .bind("reason", approved ? null : decision.comment())
                .bind("kind", decision.kind())
                .bind("withheld", decision.withheld())
                .run();
        sql.of("""
                insert into approval_decision (id, campaign_id, scope, review_id, stage, decision, decided_by, decided_by_name,
                                               own_work, comment, digest, manifest)
                values (:id, :campaign, :scope, :review, 'review', :decision, :by, :byName, :ownWork, :comment, :digest, :manifest)""")
                .bind("id", Ids.next())
                .bind("campaign", row.campaignId())
                .bind("scope", row.scope())
                .bind("review", row.reviewId())
                .bind("decision", decision.decision())
                .bind("by", actor.personId())
                .bind("byName", actor.name())
                .bind("ownWork", decision.ownWork())
                .bind("comment", decision.comment())
                .bind("digest", decision.digest())
                .bind("manifest", Json.of(decision.manifest()))
                .run();
        if (approved) clearAuthors(row, decision.manifest());
    }

    /** Approved items have no authors until the next change; items that the decision left out keep theirs. */
    private void clearAuthors(ScopeState.Row row, List<Entry> approved) {
        sql.of("""
                update approval_item set authors = '{}'
                 where workspace_id = :workspace and campaign_id = :campaign and scope = :scope and authors <> '{}'
                   and (digest is null or kind || ':' || item_id = any(:approved))""")
                .bind("campaign", row.campaignId())
                .bind("scope", row.scope())
                .bind("approved", approved.stream().map(Entry::key).toList())
                .run();
    }

    /** A past decision, as the approvals list it and as a receipt holds it. */
    record PastDecision(
            UUID id,
            Scope scope,
            @Nullable UUID reviewId,
            String stage,
            Decision decision,
            @Nullable UUID decidedBy,
            String decidedByName,
            boolean ownWork,
            @Nullable String comment,
            String digest,
            Instant at) {}

    /** The latest decisions of a campaign, newest first. */
    List<PastDecision> decisions(UUID campaign) {
        return sql.of("""
                select * from approval_decision
                 where workspace_id = :workspace and campaign_id = :campaign
                 order by id desc limit 200""").bind("campaign", campaign).list(PastDecision.class);
    }

    /** The newest approval of each scope whose manifest contains the item, or an item whose content it takes. */
    List<PastDecision> approvalsOf(UUID campaign, String kind, UUID item) {
        return sql.of("""
                select distinct on (scope) * from approval_decision
                 where workspace_id = :workspace and campaign_id = :campaign and decision = 'approved'
                   and exists (select 1 from jsonb_array_elements(manifest) as m
                                where (m ->> 'kind') || ':' || (m ->> 'id') = :item
                                   or (m ->> 'kind') || ':' || (m ->> 'id') in (
                                          select unnest(i.uses) from approval_item i
                                           where i.workspace_id = :workspace and i.campaign_id = :campaign
                                             and i.kind || ':' || i.item_id = :item))
                 order by scope, id desc""")
                .bind("campaign", campaign)
                .bind("item", Item.key(kind, item))
                .list(PastDecision.class);
    }

    boolean hasContent(@Nullable UUID exceptCampaign) {
        return sql.of("""
                select 1 from approval_item
                 where workspace_id = :workspace and scope = 'content' and campaign_id is distinct from :except::uuid
                 limit 1""").bind("except", exceptCampaign).exists();
    }
}
