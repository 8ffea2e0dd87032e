package io.fanfare.activity;

import io.fanfare.kernel.Audit;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Subject;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes an audit row for each event, in the transaction that does it. */
@Component
class AuditListener {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sql sql;
    private final Sealing sealing;

    AuditListener(Sql sql, Sealing sealing) {
        this.sql = sql;
        this.sealing = sealing;
    }

    @EventListener
    void keep(Audit.Event event) {
        insert(
                event.by(),
                event.entryClass(),
                event.operation(),
                event.subject(),
                Words.changed(event.before(), event.after()),
                Words.changed(event.after(), event.before()));
    }

    @EventListener
    void keep(Audit.Note note) {
        String details = note.details().isEmpty() ? null : Words.changed(note.details(), null);
        insert(note.by(), note.entryClass(), note.operation(), note.subject(), null, details);
    }

    private void insert(
            Current by,
            AuditClass entryClass,
            String operation,
            Subject subject,
            @Nullable String before,
            @Nullable String after) {
        String salt = salt();
        var actor = by.actor();
        String content = Entry.contentHash(salt, actor.name(), subject.title(), before, after);
        sql.of("""
                insert into activity_audit (id, entry_class, actor_kind, actor_id, actor_name, operation, subject_kind, subject_id,
                                            subject_title, campaign_id, before, after, request_id, salt, content_hash)
                values (:id, :entryClass, :actorKind, :actorId, :actorName, :operation, :subjectKind, :subjectId,
                        :subjectTitle, :campaignId, :before, :after, :requestId, :salt, :contentHash)""")
                .bind("id", Ids.next())
                .bind("entryClass", entryClass)
                .bind("actorKind", actor.kind())
                .bind("actorId", actor.id())
                .bind("actorName", actor.name())
                .bind("operation", operation)
                .bind("subjectKind", subject.kind())
                .bind("subjectId", subject.id())
                .bind("subjectTitle", subject.title())
                .bind("campaignId", subject.campaignId())
                .bind("before", before == null ? null : new Json(before))
                .bind("after", after == null ? null : new Json(after))
                .bind("requestId", by.requestId())
                .bind("salt", salt)
                .bind("contentHash", Entry.prefix(entryClass.word()) + content)
                .run();
        sealing.expect();
    }

    private static String salt() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
