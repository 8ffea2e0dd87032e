package io.fanfare.activity;

import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The notifications that are sent by a channel: one row each until a letter holds them. */
@Component
class NoticeStore {
    static final String LANE = "activity_notices";
    static final Duration THROTTLE = Duration.ofHours(1);

    private final Sql sql;
    private final Ready ready;
    private final Now now;

    NoticeStore(Sql sql, Ready ready, Now now) {
        this.sql = sql;
        this.ready = ready;
        this.now = now;
    }

    /** Plans to send a notification as its reader wants it; does nothing where they want none of its kind. */
    void plan(UUID notification, UUID person, NotificationKind kind, NotificationSettings settings) {
        for (var channel : NoticeChannel.values())
            due(channel, kind, settings).ifPresent(at -> insert(notification, person, channel, at));
    }

    private Optional<Instant> due(NoticeChannel channel, NotificationKind kind, NotificationSettings settings) {
        return settings.times().next(settings.by(channel, kind), kind.isUrgent(), now.instant());
    }

    private void insert(UUID notification, UUID person, NoticeChannel channel, Instant due) {
        sql.of("""
                insert into activity_notice (id, notification_id, person_id, channel, due_at)
                values (:id, :notification, :person, :channel, :due)""")
                .bind("id", Ids.next())
                .bind("notification", notification)
                .bind("person", person)
                .bind("channel", channel)
                .bind("due", due)
                .run();
        ready.mark(LANE, due);
    }

    /** A notice that waits, and the kind of its notification. */
    private record Waiting(UUID id, NoticeChannel channel, String kind) {}

    /** What waits for a person goes by their new settings; what they no longer want is dropped. */
    void replan(UUID person, NotificationSettings settings) {
        var waiting = sql.of("""
                select n.id, n.channel, m.kind from activity_notice n
                  join activity_notification m on m.workspace_id = n.workspace_id and m.id = n.notification_id
                 where n.workspace_id = :workspace and n.person_id = :person and n.letter_id is null""").bind("person", person).list(Waiting.class);
        var byTime = waiting.stream()
                .collect(Collectors.groupingBy(
                        notice -> due(notice.channel(), NotificationKind.of(notice.kind()), settings),
                        Collectors.mapping(Waiting::id, Collectors.toList())));
        byTime.forEach((due, notices) -> due.ifPresentOrElse(at -> postpone(notices, at), () -> drop(notices)));
    }

    /** A notice that is due, if it still applies: the notification is neither read nor deleted. */
    record Due(
            UUID id,
            UUID personId,
            NoticeChannel channel,
            @Nullable String kind,
            boolean applies) {}

    List<Due> due(int most) {
        return sql.of("""
                select n.id, n.person_id, n.channel, m.kind, m.id is not null and m.read_at is null as applies
                  from activity_notice n
                  left join activity_notification m on m.workspace_id = n.workspace_id and m.id = n.notification_id
                 where n.workspace_id = :workspace and n.letter_id is null and n.due_at <= fanfare_now()
                 order by n.due_at, n.id limit :most
                   for update of n""").bind("most", most).list(Due.class);
    }

    /** What is due to be mailed to one person and still applies; the rest is dropped. */
    List<UUID> mailsDue(UUID person) {
        var due = sql.of("""
                select n.id, n.person_id, n.channel, m.kind, m.id is not null and m.read_at is null as applies
                  from activity_notice n
                  left join activity_notification m on m.workspace_id = n.workspace_id and m.id = n.notification_id
                 where n.workspace_id = :workspace and n.person_id = :person and n.channel = 'email'
                   and n.letter_id is null and n.due_at <= fanfare_now()
                 order by n.due_at, n.id limit 500
                   for update of n""").bind("person", person).list(Due.class);
        drop(due.stream().filter(notice -> !notice.applies()).map(Due::id).toList());
        return due.stream().filter(Due::applies).map(Due::id).toList();
    }

    /** When the next notice or daily mail is due. */
    Optional<Instant> next() {
        return Optional.ofNullable(sql.of("""
                select least((select min(due_at) from activity_notice
                               where workspace_id = :workspace and letter_id is null),
                             (select min(due_at) from activity_daily where workspace_id = :workspace)) as at""").one(Next.class).at());
    }

    private record Next(@Nullable Instant at) {}

    void drop(Collection<UUID> notices) {
        sql.of("delete from activity_notice where workspace_id = :workspace and id = any(:ids)")
                .array("ids", "uuid", notices)
                .run();
    }

    void postpone(Collection<UUID> notices, Instant until) {
        sql.of("update activity_notice set due_at = :until where workspace_id = :workspace and id = any(:ids)")
                .bind("until", until)
                .array("ids", "uuid", notices)
                .run();
        ready.mark(LANE, until);
    }

    /** A letter to a person takes these notices. */
    void write(UUID letter, UUID person, NoticeChannel channel, String kind, Collection<UUID> notices) {
        sql.of("insert into activity_letter (id, person_id, channel, kind) values (:id, :person, :channel, :kind)")
                .bind("id", letter)
                .bind("person", person)
                .bind("channel", channel)
                .bind("kind", kind)
                .run();
        sql.of("update activity_notice set letter_id = :letter where workspace_id = :workspace and id = any(:ids)")
                .bind("letter", letter)
                .array("ids", "uuid", notices)
                .run();
    }

    /** When a person was sent their letters of the last hour by a channel, oldest first. */
    List<Instant> lately(UUID person, NoticeChannel channel, @Nullable String kind) {
        return sql.of("""
                select created_at from activity_letter
                 where workspace_id = :workspace and person_id = :person and channel = :channel and created_at > :since
                   and (cast(:kind as text) is null or kind = :kind)
                 order by created_at""")
                .bind("person", person)
                .bind("channel", channel)
                .bind("since", now.instant().minus(THROTTLE))
                .bind("kind", kind)
                .list(Instant.class);
    }

    /** A message of notifications. */
    record Letter(UUID id, UUID personId, NoticeChannel channel, String kind, Instant createdAt) {}

    List<Letter> letters(@Nullable UUID after, int most) {
        return sql.of("""
                select id, person_id, channel, kind, created_at from activity_letter
                 where workspace_id = :workspace and (cast(:after as uuid) is null or id < :after)
                 order by id desc limit :most""").bind("after", after).bind("most", most).list(Letter.class);
    }

    /** What letters say, as far as it still applies. */
    List<Line> lines(Collection<UUID> letters) {
        return sql.of("""
                select n.letter_id, m.id, m.kind, m.subject_id, m.title, m.text, m.campaign_id
                  from activity_notice n
                  join activity_notification m on m.workspace_id = n.workspace_id and m.id = n.notification_id
                 where n.workspace_id = :workspace and n.letter_id = any(:letters) and m.read_at is null
                 order by m.id""").array("letters", "uuid", letters).list(Line.class);
    }

    /** One notification in a letter. */
    record Line(
            UUID letterId,
            UUID id,
            String kind,
            @Nullable UUID subjectId,
            String title,
            String text,
            @Nullable UUID campaignId) {}

    List<Letter> letters(Collection<UUID> letters) {
        return sql.of("""
                select id, person_id, channel, kind, created_at from activity_letter
                 where workspace_id = :workspace and id = any(:letters)""").array("letters", "uuid", letters).list(Letter.class);
    }
}
