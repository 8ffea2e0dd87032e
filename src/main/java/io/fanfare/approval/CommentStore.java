package io.fanfare.approval;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of comments. */
@Component
class CommentStore {
    private final Sql sql;

    CommentStore(Sql sql) {
        this.sql = sql;
    }

    void insert(Review review, Comment.Row comment) {
        sql.of("""
                insert into approval_comment (id, review_id, campaign_id, scope, parent, text, anchor, mentions, internal,
                                              by_id, by_name)
                values (:id, :reviewId, :campaignId, :scope, :parent, :text, :anchor, :mentions, :internal, :byId, :byName)""")
                .bind(comment)
                .bind("campaignId", review.campaignId())
                .bind("scope", review.scope())
                .bind("anchor", comment.anchor() == null ? null : Json.of(comment.anchor()))
                .array("mentions", "uuid", comment.mentions())
                .run();
    }

    void resolve(UUID id, @Nullable String by) {
        sql.of("""
                update approval_comment
                   set resolved_at = case when cast(:by as text) is null then null else fanfare_now() end, resolved_by = :by
                 where workspace_id = :workspace and id = :id""").bind("id", id).bind("by", by).run();
    }

    /**
     * Resolves the open conversations about these items in the reviews of a scope: what was said about them is settled. Without
     * items, everything that is open there.
     */
    void resolve(UUID campaign, Scope scope, @Nullable List<String> items, String by) {
        sql.of("""
                update approval_comment set resolved_at = fanfare_now(), resolved_by = :by
                 where workspace_id = :workspace and campaign_id = :campaign and scope = :scope and parent is null
                   and resolved_at is null
                   and (:all or (anchor -> 'item' ->> 'kind') || ':' || (anchor -> 'item' ->> 'id') = any(:items))""")
                .bind("campaign", campaign)
                .bind("scope", scope)
                .bind("by", by)
                .bind("all", items == null)
                .bind("items", items == null ? List.of() : items)
                .run();
    }

    Optional<Comment.Row> find(Review review, UUID id) {
        return sql.of("""
                select * from approval_comment
                 where workspace_id = :workspace and campaign_id = :campaign and scope = :scope and id = :id""")
                .bind("campaign", review.campaignId())
                .bind("scope", review.scope())
                .bind("id", id)
                .find(Comment.Row.class);
    }

    /** Whether an item belongs to a campaign, or did before it was removed. */
    boolean isItem(UUID campaign, String kind, UUID id) {
        return sql.of("""
                select 1 from approval_item
                 where workspace_id = :workspace and campaign_id = :campaign and kind = :kind and item_id = :id limit 1""")
                .bind("campaign", campaign)
                .bind("kind", kind)
                .bind("id", id)
                .exists();
    }

    /** What a person wrote about items in any review of the campaign, or about a scope, and no one has resolved; oldest first. */
    List<String> open(Review review, UUID person, List<String> items) {
        return sql.of("""
                select text from approval_comment
                 where workspace_id = :workspace and campaign_id = :campaign and by_id = :person and parent is null
                   and resolved_at is null
                   and case when cardinality(:items) = 0 then scope = :scope else anchor -> 'item' ->> 'id' = any(:items) end
                 order by id limit 100""")
                .bind("campaign", review.campaignId())
                .bind("scope", review.scope())
                .bind("person", person)
                .bind("items", items)
                .list(String.class);
    }

    /** The comments on a scope, also those of its earlier reviews, oldest first. */
    List<Comment.Row> of(Review review) {
        return sql.of("""
                select * from approval_comment
                 where workspace_id = :workspace and campaign_id = :campaign and scope = :scope
                 order by id limit 1000""")
                .bind("campaign", review.campaignId())
                .bind("scope", review.scope())
                .list(Comment.Row.class);
    }

    /** The comments of a campaign that are not resolved, oldest first. */
    List<Comment.Row> open(UUID campaign) {
        return sql.of("""
                select * from approval_comment
                 where workspace_id = :workspace and campaign_id = :campaign and resolved_at is null
                 order by id limit 1000""").bind("campaign", campaign).list(Comment.Row.class);
    }
}
