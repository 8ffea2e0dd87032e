package io.fanfare.approval;

import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Sql;
import java.time.Instant;
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

    /** What was said, when, and to whom; the tiers are those of {@link AlarmPlan}. */
    record Alarm(
            UUID reviewId,
            int stage,
            int tier,
            List<UUID> people,
            @Nullable String reason,
            String byName,
            Instant at) {}

    /** An open stage with a deadline, and the last tier of what was said about it. */
    record Pending(UUID id, int stage, Instant openedAt, Instant deadline, PolicyStage terms, int last) {
        AlarmPlan plan() {
            return new AlarmPlan(openedAt, deadline, terms);
        }
    }

    /** The open stages that have a deadline. */
    List<Pending> pending() {
        return sql.of("""
                select r.id, s.position as stage, coalesce(s.opened_at, r.requested_at) as opened_at, s.deadline, s.terms,
                       coalesce(a.last, :nothing) as last
                  from approval_review r
                  join approval_stage s on s.workspace_id = r.workspace_id and s.review_id = r.id and s.state = 'open'
                  left join lateral (select max(tier) as last from approval_alarm a
                                      where a.workspace_id = :workspace and a.review_id = r.id
                                        and a.stage = s.position) a on true
                 where r.workspace_id = :workspace and r.closed_at is null and s.deadline is not null""").bind("nothing", AlarmPlan.NOTHING).list(Pending.class);
    }

    /** False if it was said before. */
    boolean insert(UUID review, int stage, int tier, Collection<UUID> people, @Nullable String reason) {
        return sql.of("""
                        insert into approval_alarm (review_id, stage, tier, people, reason, by_name)
                        values (:review, :stage, :tier, :people, :reason, :byName)
                        on conflict (workspace_id, review_id, stage, tier) do nothing""")
                        .bind("review", review)
                        .bind("stage", stage)
                        .bind("tier", tier)
                        .array("people", "uuid", List.copyOf(people))
                        .bind("reason", reason)
                        .bind("byName", name(Current.get().actor()))
                        .run()
                == 1;
    }

    private static String name(Actor actor) {
        return actor.kind() == Actor.Kind.SYSTEM ? AutoApprovals.NAME : actor.name();
    }

    /** The last tier of what was said about a stage. */
    int last(UUID review, int stage) {
        return sql.of("""
                        select tier from approval_alarm
                         where workspace_id = :workspace and review_id = :review and stage = :stage
                         order by tier desc limit 1""")
                .bind("review", review)
                .bind("stage", stage)
                .find(Integer.class)
                .orElse(AlarmPlan.NOTHING);
    }

    List<Alarm> of(UUID review) {
        return of(List.of(review));
    }

    /** Of several reviews, each in the order of its stages. */
    List<Alarm> of(Collection<UUID> reviews) {
        return sql.of("""
                select * from approval_alarm where workspace_id = :workspace and review_id = any(:reviews)
                 order by review_id, stage, tier""").array("reviews", "uuid", reviews).list(Alarm.class);
    }
}
