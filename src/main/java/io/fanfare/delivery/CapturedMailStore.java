package io.fanfare.delivery;

import io.fanfare.delivery.channels.MailMessage;
import io.fanfare.identity.Member;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Mail that is stored on this server instead of being sent, because no SMTP account is connected. System mail may contain
 * a link that signs its reader in, so it is shown to its recipient only.
 */
@Component
public class CapturedMailStore {
    private final Sql sql;
    private final Members members;

    CapturedMailStore(Sql sql, Members members) {
        this.sql = sql;
        this.members = members;
    }

    /** A captured mail in a list. */
    public record CapturedMail(UUID id, String to, String from, String subject, Instant at, String messageId) {}

    void keep(UUID id, boolean letter, MailMessage mail, byte[] source) {
        sql.of("""
                insert into delivery_captured (id, letter, recipient, sender, subject, message_id, source)
                values (:id, :letter, :to, :from, :subject, :messageId, :source)
                on conflict (workspace_id, id) do nothing""")
                .bind("id", id)
                .bind("letter", letter)
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

    /** Newest first; {@code to} is a complete address. */
    public Page<CapturedMail> list(@Nullable String to, Page.Range range) {
        List<CapturedMail> items = sql.of("""
                select id, recipient as "to", sender as "from", subject, at, message_id
                  from delivery_captured
                 where workspace_id = :workspace and (cast(:to as text) is null or lower(recipient) = lower(:to))
                   and (not letter or lower(recipient) = lower(:me))
                 order by id desc limit :limit offset :offset""")
                .bind("to", to)
                .bind("me", me())
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(CapturedMail.class);
        long total = sql.of("""
                select count(*) from delivery_captured
                 where workspace_id = :workspace and (cast(:to as text) is null or lower(recipient) = lower(:to))
                   and (not letter or lower(recipient) = lower(:me))""").bind("to", to).bind("me", me()).one(Long.class);
        return Page.of(items, total, range);
    }

    public CapturedMail read(UUID id) {
        return sql.of("""
                select id, recipient as "to", sender as "from", subject, at, message_id
                  from delivery_captured
                 where workspace_id = :workspace and id = :id and (not letter or lower(recipient) = lower(:me))""").bind("id", id).bind("me", me()).one(CapturedMail.class);
    }

    /** The address of the person who asks; an API key never reads system mail. */
    private String me() {
        var actor = Current.get().actor();
        return actor.kind() == Actor.Kind.PERSON
                ? members.find(Current.get().person()).map(Member::email).orElse("")
                : "";
    }

    /** The MIME source, byte for byte. */
    public byte[] source(UUID id) {
        return sql.of("""
                select source from delivery_captured
                 where workspace_id = :workspace and id = :id and (not letter or lower(recipient) = lower(:me))""").bind("id", id).bind("me", me()).one(byte[].class);
    }
}
