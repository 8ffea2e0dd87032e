package io.fanfare.email;

import io.fanfare.email.Mailing.Excluded;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of sending: due mailings, and the progress through a list or a segment. */
@Component
class ExpansionStore {
    private final Sql sql;
    private final Ready ready;

    ExpansionStore(Sql sql, Ready ready) {
        this.sql = sql;
        this.ready = ready;
    }

    /** Schedules the lane for this workspace. */
    void mark(Instant at) {
        ready.mark(MailingLane.NAME, at);
    }

    /** Starts sending to a list, of which some recipients are left for the lane. */
    void sending(UUID id, Letterhead letterhead, int mails, Excluded excluded, int left) {
        sql.of("""
                update email_mailing
                   set status = 'sending', sends_at = null, sending_since = fanfare_now(), letterhead = :letterhead, mails = :mails, excluded = :excluded,
                       expanding = :left > 0, expand_left = :left
                 where workspace_id = :workspace and id = :id""")
                .bind("id", id)
                .bind("letterhead", Json.of(letterhead))
                .bind("mails", mails)
                .bind("excluded", Json.of(excluded))
                .bind("left", left)
                .run();
    }

    /** Starts creating the mails of a segment, by its rules as they are now. */
    void expand(UUID id, Letterhead letterhead, Map<String, @Nullable Object> rules, UUID last, boolean zoned) {
        sql.of("""
                update email_mailing
                   set status = 'sending', sends_at = null, sending_since = fanfare_now(), letterhead = :letterhead, mails = 0, excluded = :excluded, expanding = true,
                       segment_rules = :rules, expand_zoned = :zoned, expand_after = null, expand_last = :last
                 where workspace_id = :workspace and id = :id""")
                .bind("id", id)
                .bind("letterhead", Json.of(letterhead))
                .bind("excluded", Json.of(new Excluded(0, 0, 0)))
                .bind("rules", Json.of(rules))
                .bind("zoned", zoned)
                .bind("last", last)
                .run();
    }

    /** The progress through a segment, or the number of recipients of a list that are left. */
    record Progress(
            Map<String, @Nullable Object> segmentRules,
            boolean expandZoned,
            @Nullable UUID expandAfter,
            @Nullable UUID expandLast,
            int left) {}

    Progress expanded(UUID id) {
        return sql.of("""
                select segment_rules, expand_zoned, expand_after, expand_last, coalesce(expand_left, 0) as "left" from email_mailing
                 where workspace_id = :workspace and id = :id""").bind("id", id).one(Progress.class);
    }

    /** Stores the progress, in the transaction that plans the mails. */
    void expanded(UUID id, @Nullable UUID after, int mails, Excluded excluded, boolean more) {
        sql.of("""
                update email_mailing
                   set expand_after = coalesce(cast(:after as uuid), expand_after), mails = mails + :mails, excluded = :excluded,
                       expanding = :more
                 where workspace_id = :workspace and id = :id""")
                .bind("id", id)
                .bind("after", after)
                .bind("mails", mails)
                .bind("excluded", Json.of(excluded))
                .bind("more", more)
                .run();
    }

    /** Stores the progress through a list. */
    void listed(UUID id, int mails, int left) {
        sql.of("""
                update email_mailing set mails = mails + :mails, expand_left = :left, expanding = :left > 0
                 where workspace_id = :workspace and id = :id""").bind("id", id).bind("mails", mails).bind("left", left).run();
    }

    List<UUID> expanding() {
        return sql.of("""
                select id from email_mailing
                 where workspace_id = :workspace and expanding and status = 'sending' order by id""").list(UUID.class);
    }

    List<Mailing> due() {
        return sql.of("select " + MailingStore.SHORT + """
                 from email_mailing
                 where workspace_id = :workspace and not archived and (
                       status = 'scheduled' and sends_at is null and scheduled_for <= fanfare_now()
                       or status in ('draft', 'scheduled') and sends_at <= fanfare_now())
                 order by coalesce(sends_at, scheduled_for)""").list(Mailing.class);
    }

    Optional<Instant> nextTime() {
        return sql.of("""
                select least(
                    (select min(scheduled_for) from email_mailing
                      where workspace_id = :workspace and status = 'scheduled' and not archived
                        and scheduled_for > fanfare_now()),
                    (select min(sends_at) from email_mailing
                      where workspace_id = :workspace and status in ('draft', 'scheduled') and not archived
                        and sends_at > fanfare_now())) as at""").list(NextTime.class).stream()
                .map(NextTime::at)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private record NextTime(@Nullable Instant at) {}
}
