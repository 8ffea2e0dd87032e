package io.fanfare.approval;

import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of reviews and their stages. */
@Component
class ReviewStore {
    private static final String STAGE = "review";

    private final Sql sql;
    private final Ready ready;

    ReviewStore(Sql sql, Ready ready) {
        this.sql = sql;
        this.ready = ready;
    }

    /** One stage of a review. */
    record Stage(
            UUID reviewId,
            int position,
            String name,
            String role,
            String state,
            @Nullable Instant deadline) {}

    void open(Review review) {
        sql.of("""
                insert into approval_review (id, campaign_id, scope, urgency, message, reviewers, digest, requested_by,
                                             requested_by_name, requested_at)
                values (:id, :campaignId, :scope, :urgency, :message, :to, :digest, :requestedBy,
                        :requestedByName, :requestedAt)""").bind(review).array("to", "uuid", review.reviewers()).run();
        sql.of("""
                insert into approval_stage (review_id, position, name, role, state, deadline)
                values (:id, 1, :name, 'reviewer', 'open', :deadline)""")
                .bind("id", review.id())
                .bind("name", STAGE)
                .bind("deadline", review.deadline())
                .run();
        sql.of("""
                update approval_scope set review_id = :review, reopened = reopened or coalesce(decision = 'rejected', false)
                 where workspace_id = :workspace and campaign_id = :campaign and scope = :scope""")
                .bind("review", review.id())
                .bind("campaign", review.campaignId())
                .bind("scope", review.scope())
                .run();
        ready.mark(ReviewAlarms.LANE, review.requestedAt());
    }

    void update(Review review) {
        sql.of("""
                update approval_review
                   set urgency = :urgency, message = :message, reviewers = :to, digest = :digest, changed = :changed
                 where workspace_id = :workspace and id = :id""").bind(review).array("to", "uuid", review.reviewers()).run();
        sql.of("""
                update approval_stage set deadline = :deadline
                 where workspace_id = :workspace and review_id = :id and position = 1""").bind(review).run();
        ready.mark(ReviewAlarms.LANE, review.requestedAt());
    }

    void escalate(UUID review, Review.Urgency urgency) {
        sql.of("""
                update approval_review set urgency = :urgency, escalated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""").bind("id", review).bind("urgency", urgency).run();
    }

    void setChanged(UUID review, boolean changed) {
        sql.of("update approval_review set changed = :changed where workspace_id = :workspace and id = :id")
                .bind("id", review)
                .bind("changed", changed)
                .run();
    }

    void remind(UUID review) {
        sql.of("update approval_review set reminded_at = fanfare_now() where workspace_id = :workspace and id = :id")
                .bind("id", review)
                .run();
    }

    /** Ends a review; an undecided stage is skipped. */
    void close(UUID review, String outcome, @Nullable String by) {
        sql.of("""
                update approval_review set closed_at = fanfare_now(), outcome = :outcome, closed_by = :by
                 where workspace_id = :workspace and id = :id and closed_at is null""").bind("id", review).bind("outcome", outcome).bind("by", by).run();
        sql.of("""
                update approval_stage
                   set state = case :outcome when 'approved' then 'approved' when 'withdrawn' then 'skipped' else 'rejected' end
                 where workspace_id = :workspace and review_id = :id""").bind("id", review).bind("outcome", outcome).run();
        sql.of("update approval_scope set review_id = null where workspace_id = :workspace and review_id = :id")
                .bind("id", review)
                .run();
    }

    Optional<Review> find(UUID id) {
        return sql.of("""
                select r.*, s.deadline
                  from approval_review r
                  left join approval_stage s on s.workspace_id = r.workspace_id and s.review_id = r.id and s.position = 1
                 where r.workspace_id = :workspace and r.id = :id""").bind("id", id).find(Review.class);
    }

    /** The last review of each scope, open or closed. */
    List<Review> last(UUID campaign) {
        return sql.of("""
                select distinct on (r.scope) r.*, s.deadline
                  from approval_review r
                  left join approval_stage s on s.workspace_id = r.workspace_id and s.review_id = r.id and s.position = 1
                 where r.workspace_id = :workspace and r.campaign_id = :campaign
                 order by r.scope, r.id desc""").bind("campaign", campaign).list(Review.class);
    }

    List<Review> open(UUID campaign) {
        return sql.of("""
                select r.*, s.deadline
                  from approval_review r
                  left join approval_stage s on s.workspace_id = r.workspace_id and s.review_id = r.id and s.position = 1
                 where r.workspace_id = :workspace and r.campaign_id = :campaign and r.closed_at is null
                 order by r.id""").bind("campaign", campaign).list(Review.class);
    }

    /** Every open review that names the person or no one in particular. */
    List<Review> openFor(UUID person) {
        return sql.of("""
                select r.*, s.deadline
                  from approval_review r
                  left join approval_stage s on s.workspace_id = r.workspace_id and s.review_id = r.id and s.position = 1
                 where r.workspace_id = :workspace and r.closed_at is null
                   and (cardinality(r.reviewers) = 0 or :person = any(r.reviewers))""").bind("person", person).list(Review.class);
    }

    /** The open reviews of all campaigns whose time is up. */
    List<OverdueReview> overdue() {
        return sql.of("""
                select r.id, r.campaign_id, r.scope, min(s.deadline) as deadline
                  from approval_review r join approval_stage s on s.workspace_id = r.workspace_id and s.review_id = r.id
                 where r.workspace_id = :workspace and r.closed_at is null and s.state = 'open' and s.deadline < fanfare_now()
                 group by r.id, r.campaign_id, r.scope order by deadline, r.id""").list(OverdueReview.class);
    }

    List<Stage> stages(Collection<UUID> reviews) {
        return sql.of("""
                select * from approval_stage
                 where workspace_id = :workspace and review_id = any(:reviews)
                 order by review_id, position""").array("reviews", "uuid", reviews).list(Stage.class);
    }
}
