package io.fanfare.delivery;

import io.fanfare.delivery.channels.MailMessage;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Mail that leaves no further than this server: the channel of an installation without an SMTP account. */
@Component
public class CapturedMails {
    private final Sql sql;

    CapturedMails(Sql sql) {
        this.sql = sql;
    }

    /** A captured mail as it is listed. */
    public record CapturedMail(UUID id, String to, String from, String subject, Instant at, String messageId) {}

    void keep(UUID id, MailMessage mail, byte[] source) {
        sql.of("""
                insert into delivery_captured (id, recipient, sender, subject, message_id, source)
                values (:id, :to, :from, :subject, :messageId, :source)
                on conflict (workspace_id, id) do nothing""")
                .bind("id", id)
                .bind("to", mail.to().address())
                .bind("from", mail.from().address())
                .bind("subject", mail.subject())
                .bind("messageId", mail.messageId())
                .bind("source", source)
                .run();
    }

    boolean has(UUID id) {
        return sql.of("select id from delivery_captured where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .exists();
    }

    /** Newest first; {@code to} is a whole address. */
    public Page<CapturedMail> list(@Nullable String to, Page.Range range) {
        List<CapturedMail> items = sql.of("""
                select id, recipient as "to", sender as "from", subject, at, message_id
                  from delivery_captured
                 where workspace_id = :workspace and (cast(:to as text) is null or lower(recipient) = lower(:to))
                 order by id desc limit :limit offset :offset""")
                .bind("to", to)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(CapturedMail.class);
        long total = sql.of("""
                select count(*) from delivery_captured
                 where workspace_id = :workspace and (cast(:to as text) is null or lower(recipient) = lower(:to))""").bind("to", to).one(Long.class);
        return Page.of(items, total, range);
    }

    public CapturedMail read(UUID id) {
        return sql.of("""
                select id, recipient as "to", sender as "from", subject, at, message_id
                  from delivery_captured where workspace_id = :workspace and id = :id""").bind("id", id).one(CapturedMail.class);
    }

    /** The MIME source, byte for byte. */
    public byte[] source(UUID id) {
        return sql.of("select source from delivery_captured where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .one(byte[].class);
    }
}
