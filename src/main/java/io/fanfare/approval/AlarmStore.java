package io.fanfare.approval;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of what was said about reviews that wait. */
@Component
class AlarmStore {
    private final Sql sql;

    AlarmStore(Sql sql) {
        this.sql = sql;
    }

    /** One of the things that are said about a review, each once and in this order. */
    enum Tier {
        REMINDED(0),
        OVERDUE(1),
        ESCALATED(2);

        private final int level;

        Tier(int level) {
            this.level = level;
        }

        int level() {
            return level;
        }

        static Tier of(int level) {
            return Arrays.stream(values())
                    .filter(tier -> tier.level == level)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What was said, when, and to whom. */
    record Alarm(
            UUID reviewId,
            int stage,
            int tier,
            List<UUID> people,
            @Nullable String reason,
            String byName,
            Instant at) {}

    /** An open stage with a deadline, and the last tier of what was said about it; -1 if nothing was. */
    record Pending(UUID id, int stage, Instant openedAt, Instant deadline, int last) {}

    /** The open stages about which something is still to be said. */
    List<Pending> pending() {
        return sql.of("""
                select r.id, s.position as stage, coalesce(s.opened_at, r.requested_at) as opened_at, s.deadline,
                       coalesce(a.last, -1) as last
                  from approval_review r
                  join approval_stage s on s.workspace_id = r.workspace_id and s.review_id = r.id and s.state = 'open'
                  left join lateral (select max(tier) as last from approval_alarm a
                                      where a.workspace_id = :workspace and a.review_id = r.id
                                        and a.stage = s.position) a on true
                 where r.workspace_id = :workspace and r.closed_at is null and s.deadline is not null
                   and coalesce(a.last, -1) < 2""").list(Pending.class);
    }

    /** False if it was said before. */
    boolean insert(UUID review, int stage, Tier tier, Collection<UUID> people, @Nullable String reason) {
        return sql.of("""
                        insert into approval_alarm (review_id, stage, tier, people, reason, by_name)
                        values (:review, :stage, :tier, :people, :reason, :byName)
                        on conflict (workspace_id, review_id, stage, tier) do nothing""")
                        .bind("review", review)
                        .bind("stage", stage)
                        .bind("tier", tier.level())
                        .array("people", "uuid", List.copyOf(people))
                        .bind("reason", reason)
                        .bind("byName", Current.get().actor().name())
                        .run()
                == 1;
    }

    boolean isEscalated(UUID review, int stage) {
        return sql.of("""
                select 1 from approval_alarm
                 where workspace_id = :workspace and review_id = :review and stage = :stage and tier = 2""").bind("review", review).bind("stage", stage).exists();
    }

    List<Alarm> of(UUID review) {
        return sql.of("""
                select * from approval_alarm where workspace_id = :workspace and review_id = :review order by stage, tier""").bind("review", review).list(Alarm.class);
    }
}
