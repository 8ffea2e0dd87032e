package io.fanfare.approval;

import io.fanfare.kernel.Sql;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long reviews take and how they end, for dashboards. */
@Component
public class ReviewTimes {
    private final Sql sql;

    ReviewTimes(Sql sql) {
        this.sql = sql;
    }

    /** A review that people decided on a day; {@code first}: it was the first of its scope. */
    public record DecidedReview(LocalDate day, double hours, boolean approved, boolean first) {}

    /** Those decided from one day to another; withdrawn ones were not decided. Of all campaigns or of some. */
    public List<DecidedReview> decided(
            LocalDate from, LocalDate to, String timeZone, @Nullable Collection<UUID> campaigns) {
        return sql.of("""
                select (r.closed_at at time zone :zone)::date as day, extract(epoch from r.closed_at - r.requested_at) / 3600 as hours,
                       r.outcome = 'approved' as approved,
                       not exists (select 1 from approval_review b
                                    where b.workspace_id = :workspace and b.campaign_id = r.campaign_id and b.scope = r.scope
                                      and b.requested_at < r.requested_at and coalesce(b.outcome, '') <> 'withdrawn') as first
                  from approval_review r
                 where r.workspace_id = :workspace and r.outcome in ('approved', 'rejected', 'changes_requested')
                   and (:all or r.campaign_id = any(:campaigns))
                   and (r.closed_at at time zone :zone)::date between :from and :to""")
                .bind("all", campaigns == null)
                .array("campaigns", "uuid", campaigns == null ? List.of() : campaigns)
                .bind("zone", timeZone)
                .bind("from", from)
                .bind("to", to)
                .list(DecidedReview.class);
    }
}
