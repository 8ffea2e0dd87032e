package io.fanfare.activity;

import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** When people get their daily mail, and what of it is unread notifications. */
@Component
class DailyStore {
    private static final Duration LATELY = Duration.ofDays(7);

    private static final String DUE = """
            select person_id from activity_daily
             where workspace_id = :workspace and due_at <= fanfare_now()
             order by due_at, person_id limit :most""";

    private final Sql sql;
    private final Ready ready;
    private final Now now;

    DailyStore(Sql sql, Ready ready, Now now) {
        this.sql = sql;
        this.ready = ready;
        this.now = now;
    }

    /** A person who hears of something gets a daily mail from now on, unless they already do or want none. */
    void begin(UUID person, NotificationSettings settings) {
        settings.times()
                .nextDaily(now.instant())
                .ifPresent(due -> insert("on conflict (workspace_id, person_id) do nothing", person, due));
    }

    /** The next daily mail of a person, as they want it now; none if they want none. */
    void plan(UUID person, NotificationSettings settings) {
        settings.times()
                .nextDaily(now.instant())
                .ifPresentOrElse(
                        due -> insert(
                                "on conflict (workspace_id, person_id) do update set due_at = excluded.due_at",
                                person,
                                due),
                        () -> end(person));
    }

    private void insert(String otherwise, UUID person, Instant due) {
        int written = sql.of("insert into activity_daily (person_id, due_at) values (:person, :due) " + otherwise)
                .bind("person", person)
                .bind("due", due)
                .run();
        if (written > 0) ready.mark(NoticeStore.LANE, due);
    }

    void postpone(UUID person, Instant until) {
        sql.of("""
                update activity_daily set due_at = :until where workspace_id = :workspace and person_id = :person""").bind("person", person).bind("until", until).run();
        ready.mark(NoticeStore.LANE, until);
    }

    void end(UUID person) {
        sql.of("delete from activity_daily where workspace_id = :workspace and person_id = :person")
                .bind("person", person)
                .run();
    }

    /** The people whose daily mail is due. */
    List<UUID> due(int most) {
        return sql.of(DUE).bind("most", most).list(UUID.class);
    }

    /** Locks them too. */
    List<UUID> lockDue(int most) {
        return sql.of(DUE + " for update").bind("most", most).list(UUID.class);
    }

    /** An unread notification. */
    record Unread(UUID id, String kind, UUID subjectId, String title, String text) {}

    /** The unread notifications of a person of these kinds in the last days, oldest first. */
    List<Unread> unread(UUID person, Collection<String> kinds) {
        return sql.of("""
                select id, kind, coalesce(subject_id, id) as subject_id, title, text from activity_notification
                 where workspace_id = :workspace and person_id = :person and kind = any(:kinds) and read_at is null and in_app
                   and created_at > :since
                 order by id desc limit :most""")
                .bind("person", person)
                .array("kinds", "text", kinds)
                .bind("since", now.instant().minus(LATELY))
                .bind("most", DailyWork.MOST)
                .list(Unread.class);
    }
}
