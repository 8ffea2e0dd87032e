package io.fanfare.approval;

import io.fanfare.approval.ApprovalStore.CampaignRow;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads how far the approval of items is, as it was stored with their last change: without comparing their scopes again. */
@Component
class FeedbackStore {
    private final Sql sql;

    FeedbackStore(Sql sql) {
        this.sql = sql;
    }

    /** A scope without the items of its decision. */
    record ScopeRow(
            Scope scope,
            @Nullable UUID reviewId,
            @Nullable String decidedByName,
            @Nullable Instant decidedAt,
            @Nullable String reason) {}

    Optional<CampaignRow> campaign(UUID campaign) {
        return sql.of("select * from approval_campaign where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .find(CampaignRow.class);
    }

    List<ScopeRow> scopes(UUID campaign) {
        return sql.of("""
                select scope, review_id, decided_by_name, decided_at, reason from approval_scope
                 where workspace_id = :workspace and campaign_id = :campaign""").bind("campaign", campaign).list(ScopeRow.class);
    }

    /** The rows of an item as {@code kind:id} and of those that take its content, in every scope; of all items without one. */
    List<ItemRow> items(UUID campaign, @Nullable String item) {
        return sql.of("""
                select i.* from approval_item i
                 where i.workspace_id = :workspace and i.campaign_id = :campaign and i.digest is not null
                   and (cast(:item as text) is null or exists (
                        select 1 from approval_item u
                         where u.workspace_id = i.workspace_id and u.campaign_id = i.campaign_id and u.kind = i.kind
                           and u.item_id = i.item_id and u.scope = 'content'
                           and (u.kind || ':' || u.item_id = :item or :item = any(u.uses))))
                 order by i.scope, i.kind, i.item_id""").bind("campaign", campaign).bind("item", item).list(ItemRow.class);
    }
}
