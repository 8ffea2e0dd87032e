package io.fanfare.approval;

import io.fanfare.approval.Panel.Guest;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The SQL of the links of guests. */
@Component
class ShareStore {
    /** Links that were not revoked and have not expired. */
    private static final String VALID = """
            select * from approval_share
             where workspace_id = :workspace and revoked_at is null and expires_at > fanfare_now()
            """;

    private final Sql sql;

    ShareStore(Sql sql) {
        this.sql = sql;
    }

    void insert(ReviewShare share) {
        sql.of("""
                insert into approval_share (id, review_id, campaign_id, email, may, created_by, created_by_name, created_at,
                                            expires_at)
                values (:id, :reviewId, :campaignId, :email, :allowed, :createdBy, :createdByName, :createdAt, :expiresAt)""")
                .bind(share)
                .array(
                        "allowed",
                        "text",
                        share.may().stream().map(ReviewDetails::word).toList())
                .run();
    }

    Optional<ReviewShare> find(UUID id) {
        return sql.of(VALID + " and id = :id").bind("id", id).find(ReviewShare.class);
    }

    /** The same; it can't be revoked before the transaction ends. */
    Optional<ReviewShare> hold(UUID id) {
        return sql.of(VALID + " and id = :id for share").bind("id", id).find(ReviewShare.class);
    }

    void revoke(UUID id) {
        sql.of("update approval_share set revoked_at = fanfare_now() where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }

    List<ReviewShare> of(UUID review) {
        return sql.of(VALID + " and review_id = :review order by id")
                .bind("review", review)
                .list(ReviewShare.class);
    }

    /** When the next link ends by which a guest may approve in an open review. */
    Optional<Instant> nextEnd() {
        return sql.of("""
                        select s.expires_at from approval_share s
                          join approval_review r on r.workspace_id = s.workspace_id and r.id = s.review_id
                         where s.workspace_id = :workspace and s.revoked_at is null and s.expires_at > fanfare_now()
                           and 'approve' = any(s.may) and r.closed_at is null
                         order by s.expires_at limit 1""").find(Instant.class);
    }

    /** The guests of reviews who may approve, by the review. */
    Map<UUID, List<Guest>> approving(Collection<UUID> reviews) {
        if (reviews.isEmpty()) return Map.of();
        return sql
                .of(VALID + " and review_id = any(:reviews) and 'approve' = any(may) order by id")
                .array("reviews", "uuid", reviews)
                .list(ReviewShare.class)
                .stream()
                .collect(Collectors.groupingBy(
                        ReviewShare::reviewId,
                        Collectors.mapping(
                                share -> new Guest(share.id(), share.name(), share.createdBy()), Collectors.toList())));
    }
}
