package io.fanfare.approval;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Page;
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
    /** A review has the deadline of the stage that is open. */
    private static final String REVIEWS = """
            select r.*, s.deadline
              from approval_review r
              left join approval_stage s on s.workspace_id = r.workspace_id and s.review_id = r.id and s.position = r.stage
             where r.workspace_id = :workspace
            """;

    static final String AUTO_LANE = "approval_rules";

    private final Sql sql;
    private final Ready ready;

    ReviewStore(Sql sql, Ready ready) {
        this.sql = sql;
        this.ready = ready;
    }

    /** One stage of a review, with what the policy says of it. */
    record Stage(
            UUID reviewId,
            int position,
            String name,
            StageState state,
            @Nullable Instant openedAt,
            @Nullable Instant deadline,
            PolicyStage terms) {
        /** The same stage, waiting for its turn or open. */
        static Stage of(UUID review, int position, PolicyStage terms, @Nullable Instant opened, @Nullable Instant due) {
            return new Stage(
                    review,
                    position,
                    terms.name(),
                    opened == null ? StageState.WAITING : StageState.OPEN,
                    opened,
                    due,
                    terms);
        }
    }

    /** How far a stage is. */
    enum StageState {
        WAITING,
        OPEN,
        APPROVED,
        REJECTED,
        SKIPPED
    }

    void open(Review review, List<Stage> stages) {
        sql.of("""
                insert into approval_review (id, campaign_id, scope, urgency, message, reviewers, digest, requested_by,
                                             requested_by_name, requested_at, policy, policy_version, stage,
                                             due)
                values (:id, :campaignId, :scope, :urgency, :message, :to, :digest, :requestedBy,
                        :requestedByName, :requestedAt, :policy, :policyVersion, :stage, :due)""").bind(review).array("to", "uuid", review.reviewers()).run();
        for (var stage : stages)
            sql.of("""
                    insert into approval_stage (review_id, position, name, state, opened_at, deadline, terms)
                    values (:reviewId, :position, :name, :state, :openedAt, :deadline, :said)""").bind(stage).bind("said", Json.of(stage.terms())).run();
        sql.of("""
                update approval_scope set review_id = :review, reopened = reopened or coalesce(decision = 'rejected', false)
                 where workspace_id = :workspace and campaign_id = :campaign and scope = :scope""")
                .bind("review", review.id())
                .bind("campaign", review.campaignId())
                .bind("scope", review.scope())
                .run();
        ready.mark(ReviewAlarms.LANE, review.requestedAt());
        ready.mark(AUTO_LANE, review.requestedAt());
    }

    void update(Review review) {
        sql.of("""
                update approval_review
                   set urgency = :urgency, message = :message, reviewers = :to, digest = :digest, changed = :changed,
                       due = :due
                 where workspace_id = :workspace and id = :id""").bind(review).array("to", "uuid", review.reviewers()).run();
        sql.of("""
                update approval_stage set deadline = :deadline
                 where workspace_id = :workspace and review_id = :id and position = :stage""").bind(review).run();
        ready.mark(ReviewAlarms.LANE, review.requestedAt());
        ready.mark(AUTO_LANE, review.requestedAt());
    }

    /** Stores how far a stage is and when it is due; an open one can be the first that is. */
    void update(Stage stage, boolean first) {
        sql.of("""
                update approval_stage set state = :state, opened_at = :openedAt, deadline = :deadline
                 where workspace_id = :workspace and review_id = :reviewId and position = :position""").bind(stage).run();
        if (first)
            sql.of("update approval_review set stage = :position where workspace_id = :workspace and id = :reviewId")
                    .bind(stage)
                    .run();
        if (stage.openedAt() == null) return;
        ready.mark(ReviewAlarms.LANE, stage.openedAt());
        ready.mark(AUTO_LANE, stage.openedAt());
    }

    /** All stages decide on everything again. */
    void restart(UUID review) {
        sql.of("update approval_review set round = round + 1 where workspace_id = :workspace and id = :id")
                .bind("id", review)
                .run();
    }

    /** Something changed about open reviews: rules may hold that did not before, and other people may have to decide. */
    void look(Instant time) {
        ready.mark(AUTO_LANE, time);
        ready.mark(BlockedReviews.LANE, time);
    }

    /** Whether a stage of an open review has too few people; false if that was known. */
    boolean setBlocked(UUID review, boolean blocked) {
        return sql.of("""
                        update approval_review set blocked = :blocked
                         where workspace_id = :workspace and id = :id and blocked <> :blocked and closed_at is null""").bind("id", review).bind("blocked", blocked).run() == 1;
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

    /** Ends a review; a stage whose turn did not come is skipped. */
    void close(UUID review, String outcome, @Nullable String by) {
        sql.of("""
                update approval_review set closed_at = fanfare_now(), outcome = :outcome, closed_by = :by
                 where workspace_id = :workspace and id = :id and closed_at is null""").bind("id", review).bind("outcome", outcome).bind("by", by).run();
        sql.of("""
                update approval_stage
                   set state = case when :outcome = 'approved' then 'approved'
                                    when :outcome = 'withdrawn' or state = 'waiting' then 'skipped'
                                    when state = 'approved' then 'approved'
                                    else 'rejected' end
                 where workspace_id = :workspace and review_id = :id""").bind("id", review).bind("outcome", outcome).run();
        sql.of("update approval_scope set review_id = null where workspace_id = :workspace and review_id = :id")
                .bind("id", review)
                .run();
    }

    Optional<Review> find(UUID id) {
        return sql.of(REVIEWS + " and r.id = :id").bind("id", id).find(Review.class);
    }

    /** The last review of each scope, open or closed. */
    List<Review> last(UUID campaign) {
        return sql.of("select distinct on (scope) * from (" + REVIEWS
                        + " and r.campaign_id = :campaign) r order by scope, id desc")
                .bind("campaign", campaign)
                .list(Review.class);
    }

    /** Those of all campaigns. */
    List<Review> open() {
        return sql.of(REVIEWS + " and r.closed_at is null order by r.id").list(Review.class);
    }

    List<Review> open(UUID campaign) {
        return sql.of(REVIEWS + " and r.campaign_id = :campaign and r.closed_at is null order by r.id")
                .bind("campaign", campaign)
                .list(Review.class);
    }

    /** Every open review that names one of these people or no one in particular, or has other people in its next stage. */
    List<Review> openFor(List<UUID> people) {
        return sql.of(REVIEWS + " and r.closed_at is null and (cardinality(r.reviewers) = 0 or r.reviewers && :people"
                        + " or exists (select 1 from approval_stage n where n.workspace_id = :workspace"
                        + " and n.review_id = r.id and n.position = 2))")
                .array("people", "uuid", people)
                .list(Review.class);
    }

    /** The open reviews of all campaigns whose time is up. */
    List<OverdueReview> overdue() {
        return sql.of("""
                select r.id, r.campaign_id, r.scope, min(s.deadline) as deadline
                  from approval_review r join approval_stage s on s.workspace_id = r.workspace_id and s.review_id = r.id
                 where r.workspace_id = :workspace and r.closed_at is null and s.state = 'open' and s.deadline < fanfare_now()
                 group by r.id, r.campaign_id, r.scope order by deadline, r.id""").list(OverdueReview.class);
    }

    private static final String INBOX = """
            from approval_review r
            left join approval_stage s on s.workspace_id = r.workspace_id and s.review_id = r.id and s.position = r.stage
             where r.workspace_id = :workspace
               and (:mine <> 'requested' or r.requested_by = :person)
               and (:mine <> 'decided'
                    or exists (select from approval_decision d
                                where d.workspace_id = :workspace and d.review_id = r.id and d.decided_by = :person)
                    or exists (select from approval_mark m
                                where m.workspace_id = :workspace and m.review_id = r.id and m.decided_by = :person))
               and (cast(:state as text) is null or (r.closed_at is null) = (:state = 'open'))
               and (cast(:overdue as boolean) is null
                    or :overdue = (r.closed_at is null and coalesce(s.deadline < fanfare_now(), false)))
               and (cast(:stage as text) is null or lower(s.name) = lower(:stage))
               and (cast(:scope as text) is null or r.scope = :scope)
               and (cast(:urgency as text) is null or r.urgency = :urgency)
               and (cast(:campaignId as uuid) is null or r.campaign_id = :campaignId)
               and (not :chosen or r.campaign_id = any(:campaigns))
               and (cast(:decidedFrom as date) is null
                    or r.outcome <> 'withdrawn' and (r.closed_at at time zone :zone)::date >= :decidedFrom)
               and (cast(:decidedTo as date) is null
                    or r.outcome <> 'withdrawn' and (r.closed_at at time zone :zone)::date <= :decidedTo)
            """;

    /** Reviews that a person requested or decided, or all: open ones first, by urgency and deadline, then the last closed. */
    List<Review> list(InboxQuery query, UUID person, String zone, Page.Range range) {
        return inbox("select r.*, s.deadline " + INBOX + """
                order by r.closed_at is not null, r.closed_at desc,
                         coalesce(s.deadline < fanfare_now(), false) desc,
                         array_position(array['urgent', 'high', 'normal', 'low'], r.urgency), s.deadline nulls last, r.id
                limit :limit offset :offset""", query, person, zone)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Review.class);
    }

    long count(InboxQuery query, UUID person, String zone) {
        return inbox("select count(*) " + INBOX, query, person, zone).one(Long.class);
    }

    private Sql.Statement inbox(String text, InboxQuery query, UUID person, String zone) {
        return sql.of(text)
                .bind(query)
                .bind("person", person)
                .bind("zone", zone)
                .bind("chosen", query.chosen())
                .array("campaigns", "uuid", query.campaignIds() == null ? List.of() : query.campaignIds());
    }

    List<Stage> stages(Collection<UUID> reviews) {
        return sql.of("""
                select * from approval_stage
                 where workspace_id = :workspace and review_id = any(:reviews)
                 order by review_id, position""").array("reviews", "uuid", reviews).list(Stage.class);
    }
}
