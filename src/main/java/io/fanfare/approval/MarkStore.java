package io.fanfare.approval;

import io.fanfare.approval.ReviewDetails.EligiblePerson;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of decisions on single items. */
@Component
class MarkStore {
    private final Sql sql;

    MarkStore(Sql sql) {
        this.sql = sql;
    }

    /** A decision on one item. */
    enum Verdict {
        APPROVED,
        CHANGES_REQUESTED
    }

    /**
     * What a person decided about one version of an item, under one strategy, in one stage; {@code onBehalf} are those for whom
     * they decided too, and {@code auto} the rule that decided where no person did.
     */
    record Mark(
            UUID id,
            UUID reviewId,
            int stage,
            String kind,
            UUID itemId,
            String title,
            String digest,
            @Nullable String basis,
            Verdict decision,
            @Nullable String comment,
            @Nullable UUID decidedBy,
            String decidedByName,
            List<UUID> onBehalf,
            List<String> onBehalfNames,
            Instant at,
            AutoStore.@Nullable Auto auto) {
        String key() {
            return Item.key(kind, itemId);
        }
    }

    /** In which stage the caller decides, and for whom. */
    record Voice(int stage, List<EligiblePerson> onBehalf) {}

    void insert(
            UUID review,
            Voice voice,
            ScopeState state,
            List<ItemRow> items,
            Verdict decision,
            @Nullable String comment) {
        var actor = Current.get().actor();
        sql.of("""
                insert into approval_mark (id, review_id, round, stage, campaign_id, kind, item_id, title, digest, basis, decision,
                                           comment, decided_by, decided_by_name, on_behalf, on_behalf_names)
                select m.id, :review,
                       (select r.round from approval_review r where r.workspace_id = :workspace and r.id = :review),
                       :stage, :campaign, m.kind, m.item, m.title, m.digest, :basis, :decision, :comment, :by,
                       :byName, :onBehalf, :onBehalfNames
                  from unnest(:ids, :kinds, :items, :titles, :digests) as m (id, kind, item, title, digest)""")
                .array("ids", "uuid", items.stream().map(item -> Ids.next()).toList())
                .bind("kinds", items.stream().map(ItemRow::kind).toList())
                .array("items", "uuid", items.stream().map(ItemRow::itemId).toList())
                .bind("titles", items.stream().map(ItemRow::title).toList())
                .bind(
                        "digests",
                        items.stream()
                                .map(item -> String.valueOf(item.digest()))
                                .toList())
                .bind("review", review)
                .bind("stage", voice.stage())
                .array(
                        "onBehalf",
                        "uuid",
                        voice.onBehalf().stream().map(EligiblePerson::id).toList())
                .array(
                        "onBehalfNames",
                        "text",
                        voice.onBehalf().stream().map(EligiblePerson::name).toList())
                .bind("campaign", state.row().campaignId())
                .bind("basis", state.basis().digest())
                .bind("decision", decision)
                .bind("comment", comment)
                .bind("by", actor.personId())
                .bind("byName", actor.name())
                .run();
    }

    /** The last request for changes of each item in any review of a scope, by {@link Item#key}. */
    Map<String, Mark> requested(UUID campaign, Scope scope) {
        return sql.of("""
                select distinct on (m.kind, m.item_id) m.*
                  from approval_mark m
                  join approval_review r on r.workspace_id = m.workspace_id and r.id = m.review_id
                 where m.workspace_id = :workspace and m.campaign_id = :campaign and r.scope = :scope
                   and m.decision = 'changes_requested'
                 order by m.kind, m.item_id, m.id desc""").bind("campaign", campaign).bind("scope", scope).list(Mark.class).stream()
                .collect(Collectors.toMap(Mark::key, mark -> mark));
    }

    /** In the order in which they were made. */
    List<Mark> of(UUID review) {
        return of(List.of(review));
    }

    /** Those of several reviews, in the order in which they were made. */
    List<Mark> of(Collection<UUID> reviews) {
        return sql.of("""
                select * from approval_mark
                 where workspace_id = :workspace and review_id = any(:reviews) order by id""").array("reviews", "uuid", reviews).list(Mark.class);
    }

    /** Those that count: all since everything was decided again. */
    List<Mark> counting(Collection<UUID> reviews) {
        return sql.of("""
                select m.* from approval_mark m
                  join approval_review r on r.workspace_id = m.workspace_id and r.id = m.review_id and r.round = m.round
                 where m.workspace_id = :workspace and m.review_id = any(:reviews) order by m.id""").array("reviews", "uuid", reviews).list(Mark.class);
    }

    /** Those of these reviews in which rules decided. */
    List<UUID> automatic(Collection<UUID> reviews) {
        return sql.of("""
                select distinct review_id from approval_mark
                 where workspace_id = :workspace and review_id = any(:reviews) and auto is not null""").array("reviews", "uuid", reviews).list(UUID.class);
    }

    /** The approvals of an item in all reviews of a scope, in the order in which they were made. */
    List<Mark> approvals(UUID campaign, Scope scope, String item) {
        return sql.of("""
                select m.* from approval_mark m
                  join approval_review r on r.workspace_id = m.workspace_id and r.id = m.review_id
                 where m.workspace_id = :workspace and r.workspace_id = :workspace and m.campaign_id = :campaign
                   and r.scope = :scope and m.decision = 'approved' and m.kind || ':' || m.item_id = :item
                 order by m.id""")
                .bind("campaign", campaign)
                .bind("scope", scope)
                .bind("item", item)
                .list(Mark.class);
    }

    /** Those about these items, by {@link Item#key}. */
    List<Mark> of(Collection<UUID> reviews, Collection<String> items) {
        return sql.of("""
                select * from approval_mark
                 where workspace_id = :workspace and review_id = any(:reviews)
                   and kind || ':' || item_id = any(:items) order by id""")
                .array("reviews", "uuid", reviews)
                .bind("items", items)
                .list(Mark.class);
    }
}
