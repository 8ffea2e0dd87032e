package io.fanfare.approval;

import io.fanfare.approval.ScopeState.Decision;
import io.fanfare.approval.ScopeState.Entry;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.approval.ScopeState.Status;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements of approvals. */
@Component
class ApprovalStore {
    private final Sql sql;

    ApprovalStore(Sql sql) {
        this.sql = sql;
    }

    /** Makes the campaign known or gives it its new name: that is what reviewers read. */
    void putCampaign(UUID campaign, String title) {
        sql.of("""
                insert into approval_campaign (campaign_id, title) values (:campaign, :title)
                on conflict (workspace_id, campaign_id) do update set title = excluded.title""").bind("campaign", campaign).bind("title", title).run();
    }

    void forget(UUID campaign) {
        for (String table :
                List.of("approval_item", "approval_scope", "approval_decision", "approval_review", "approval_campaign"))
            sql.of("delete from " + table + " where workspace_id = :workspace and campaign_id = :campaign")
                    .bind("campaign", campaign)
                    .run();
    }

    String title(UUID campaign) {
        return sql.of("select title from approval_campaign where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .one(String.class);
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

    /** Takes an item out of the scopes that it is in and not named among those that stay. */
    void removeItem(UUID campaign, String kind, UUID item, Collection<Scope> staying) {
        var actor = Current.get().actor();
        sql.of("""
                update approval_item
                   set digest = null, authors = array_remove(array_append(authors, cast(:by as uuid)), null), changed_by = :by, changed_by_name = :byName, changed_at = fanfare_now()
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
        var rows = sql.of("select * from approval_scope where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .list(ScopeState.Row.class);
        Map<Scope, List<ItemRow>> items = sql.of("""
                select * from approval_item
                 where workspace_id = :workspace and campaign_id = :campaign
                 order by scope, kind, item_id""").bind("campaign", campaign).list(ItemRow.class).stream()
                .collect(Collectors.groupingBy(ItemRow::scope));
        var basis = ScopeState.Basis.of(items.getOrDefault(Scope.STRATEGY, List.of()));
        var states = new EnumMap<Scope, ScopeState>(Scope.class);
        for (var row : rows)
            states.put(row.scope(), new ScopeState(row, items.getOrDefault(row.scope(), List.of()), basis));
        return states;
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

    /** The status and whether anything is in it, for the phase of many campaigns at once. */
    record Standing(UUID campaignId, Scope scope, Status status, boolean open, boolean empty) {}

    List<Standing> standings(Collection<UUID> campaigns) {
        return sql.of("""
                select s.campaign_id, s.scope, s.status,
                       s.review_id is not null as open,
                       not exists (select 1 from approval_item i
                                    where i.workspace_id = s.workspace_id and i.campaign_id = s.campaign_id
                                      and i.scope = s.scope and i.digest is not null and not i.draft) as empty
                  from approval_scope s
                 where s.workspace_id = :workspace and s.campaign_id = any(:campaigns)""").array("campaigns", "uuid", campaigns).list(Standing.class);
    }

    void decide(
            UUID campaign,
            Scope scope,
            Decision decision,
            List<Entry> manifest,
            String digest,
            ScopeState.Basis basis,
            @Nullable String reason,
            @Nullable String kind) {
        var actor = Current.get().actor();
        sql.of("""
                update approval_scope
                   set decision = :decision, manifest = :manifest, digest = :digest, decided_by = :by,
                       decided_by_name = :byName, decided_at = fanfare_now(), reason = :reason, kind = :kind,
                       approved_manifest = case when :decision = 'approved' then :manifest else approved_manifest end,
                       reopened = false, review_id = null, basis = :basis
                 where workspace_id = :workspace and campaign_id = :campaign and scope = :scope""")
                .bind("campaign", campaign)
                .bind("scope", scope)
                .bind("decision", decision)
                .bind("manifest", Json.of(manifest))
                .bind("digest", digest)
                .bind("basis", basis.digest())
                .bind("by", actor.personId())
                .bind("byName", actor.name())
                .bind("reason", reason)
                .bind("kind", kind)
                .run();
    }

    /** What is approved has no open authors: the next change begins anew. What the decision left out keeps them. */
    void clearAuthors(UUID campaign, Scope scope, List<Entry> decided) {
        sql.of("""
                update approval_item set authors = '{}'
                 where workspace_id = :workspace and campaign_id = :campaign and scope = :scope and authors <> '{}'
                   and (digest is null or kind || ':' || item_id = any(:decided))""")
                .bind("campaign", campaign)
                .bind("scope", scope)
                .bind("decided", decided.stream().map(Entry::key).toList())
                .run();
    }

    void note(
            UUID campaign,
            Scope scope,
            @Nullable UUID review,
            Decision decision,
            boolean ownWork,
            @Nullable String comment,
            List<Entry> manifest,
            String digest) {
        var actor = Current.get().actor();
        sql.of("""
                insert into approval_decision (id, campaign_id, scope, review_id, stage, decision, decided_by, decided_by_name,
                                               own_work, comment, digest, manifest)
                values (:id, :campaign, :scope, :review, 'review', :decision, :by, :byName, :ownWork, :comment, :digest, :manifest)""")
                .bind("id", Ids.next())
                .bind("campaign", campaign)
                .bind("scope", scope)
                .bind("review", review)
                .bind("decision", decision)
                .bind("by", actor.personId())
                .bind("byName", actor.name())
                .bind("ownWork", ownWork)
                .bind("comment", comment)
                .bind("digest", digest)
                .bind("manifest", Json.of(manifest))
                .run();
    }

    /** A review that is or was asked for. */
    record Review(
            UUID id,
            UUID campaignId,
            @Nullable String title,
            Scope scope,
            Urgency urgency,
            @Nullable String message,
            List<UUID> reviewers,
            String digest,
            @Nullable UUID requestedBy,
            String requestedByName,
            Instant requestedAt,
            @Nullable Instant closedAt,
            @Nullable String outcome) {}

    /** How soon an answer is needed. */
    enum Urgency {
        LOW,
        NORMAL,
        HIGH,
        URGENT
    }

    /** One stage of a review. */
    record Stage(
            UUID reviewId,
            int position,
            String name,
            String role,
            String state,
            @Nullable Instant deadline) {}

    void openReview(Review review, Stage stage) {
        sql.of("""
                insert into approval_review (id, campaign_id, scope, urgency, message, reviewers, digest, requested_by, requested_by_name)
                values (:id, :campaignId, :scope, :urgency, :message, :to, :digest, :requestedBy, :requestedByName)""").bind(review).array("to", "uuid", review.reviewers()).run();
        sql.of("""
                insert into approval_stage (review_id, position, name, role, state, deadline)
                values (:reviewId, :position, :name, :role, :state, :deadline)""").bind(stage).run();
        sql.of("""
                update approval_scope set review_id = :review, reopened = reopened or coalesce(decision = 'rejected', false)
                 where workspace_id = :workspace and campaign_id = :campaign and scope = :scope""")
                .bind("review", review.id())
                .bind("campaign", review.campaignId())
                .bind("scope", review.scope())
                .run();
    }

    void closeReview(UUID review, Decision outcome) {
        sql.of("""
                update approval_review set closed_at = fanfare_now(), outcome = :outcome
                 where workspace_id = :workspace and id = :id and closed_at is null""").bind("id", review).bind("outcome", outcome).run();
        sql.of("update approval_stage set state = :outcome where workspace_id = :workspace and review_id = :id")
                .bind("id", review)
                .bind("outcome", outcome)
                .run();
    }

    List<Approvals.OpenReview> openReviews(UUID campaign) {
        return sql.of("""
                select r.id, r.scope, r.urgency, r.requested_by_name, r.requested_at, s.deadline
                  from approval_scope a
                  join approval_review r on r.workspace_id = a.workspace_id and r.id = a.review_id
                  left join approval_stage s on s.workspace_id = r.workspace_id and s.review_id = r.id and s.position = 1
                 where a.workspace_id = :workspace and a.campaign_id = :campaign""").bind("campaign", campaign).list(Approvals.OpenReview.class);
    }

    List<Stage> stages(UUID campaign) {
        return sql.of("""
                select s.* from approval_stage s
                  join approval_scope a on a.workspace_id = s.workspace_id and a.review_id = s.review_id
                 where s.workspace_id = :workspace and a.campaign_id = :campaign
                 order by s.position""").bind("campaign", campaign).list(Stage.class);
    }

    /** A decision as it is shown and as a receipt holds it. */
    record Decided(
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

    /** The last decisions of a campaign, newest first. */
    List<Decided> decisions(UUID campaign) {
        return sql.of("""
                select * from approval_decision
                 where workspace_id = :workspace and campaign_id = :campaign
                 order by id desc limit 200""").bind("campaign", campaign).list(Decided.class);
    }

    /** Those whose manifest held an item, or what it takes its words from: newest of each scope. */
    List<Decided> decisionsAbout(UUID campaign, String kind, UUID item) {
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
                .list(Decided.class);
    }

    /** What waits for a person: open reviews that name them or nobody, their own requests left out where others could answer. */
    Page<Review> inbox(UUID person, Page.Range range) {
        var items = sql.of("""
                select r.*, c.title from approval_review r
                  join approval_campaign c on c.workspace_id = r.workspace_id and c.campaign_id = r.campaign_id
                 where r.workspace_id = :workspace and r.closed_at is null
                   and (cardinality(r.reviewers) = 0 or :person = any(r.reviewers))
                 order by case r.urgency when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end, r.id
                 limit :limit offset :offset""")
                .bind("person", person)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Review.class);
        long total = sql.of("""
                select count(*) from approval_review
                 where workspace_id = :workspace and closed_at is null
                   and (cardinality(reviewers) = 0 or :person = any(reviewers))""").bind("person", person).one(Long.class);
        return Page.of(items, total, range);
    }
}
