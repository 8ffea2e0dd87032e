package io.fanfare.approval;

import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The SQL of decisions that rules made. */
@Component
class AutoStore {
    private final Sql sql;

    AutoStore(Sql sql) {
        this.sql = sql;
    }

    /** The rule that approved an item, its policy in its version, what it knew, and the reason it states. */
    record Auto(String rule, String policy, int policyVersion, Map<String, Object> inputs, String because) {}

    /** How many items of a review were approved by rules. */
    int count(UUID review) {
        return sql.of("""
                select count(*) from approval_mark
                 where workspace_id = :workspace and review_id = :review and auto is not null""").bind("review", review).one(Integer.class);
    }

    void insert(Review review, ScopeState state, int stage, ItemRow item, Auto auto) {
        sql.of("""
                insert into approval_mark (id, review_id, round, stage, campaign_id, kind, item_id, title, digest, basis,
                                           decision, comment, decided_by_name, auto)
                values (:id, :review,
                        (select r.round from approval_review r where r.workspace_id = :workspace and r.id = :review),
                        :stage, :campaign, :kind, :item, :title, :digest, :basis, 'approved', null, :name, :auto)""")
                .bind("id", Ids.next())
                .bind("review", review.id())
                .bind("stage", stage)
                .bind("campaign", review.campaignId())
                .bind("kind", item.kind())
                .bind("item", item.itemId())
                .bind("title", item.title())
                .bind("digest", String.valueOf(item.digest()))
                .bind("basis", state.basis().digest())
                .bind("name", AutoApprovals.NAME)
                .bind("auto", Json.of(auto))
                .run();
    }
}
