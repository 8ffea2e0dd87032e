package io.fanfare.activity;

import io.fanfare.kernel.Sql;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Erases personal texts from the audit trail: names, titles, changes and the salt, without which their hash reveals nothing.
 * The entries themselves, with operation, time and actor id, stay, and so does the chain.
 */
@Component
public class Erasure {
    private final Sql sql;

    Erasure(Sql sql) {
        this.sql = sql;
    }

    /** Returns how many entries were erased. */
    public int erase(Collection<UUID> subjects) {
        if (subjects.isEmpty()) return 0;
        sql.of("""
                delete from activity_notification where workspace_id = :workspace and subject_id = any(:subjects)""").array("subjects", "uuid", subjects).run();
        return sql.of("""
                update activity_audit set actor_name = null, subject_title = null, before = null, after = null, salt = null
                 where workspace_id = :workspace and subject_id = any(:subjects) and salt is not null""").array("subjects", "uuid", subjects).run();
    }

    /** Erases what people searched for, in reads and exports that the trail records, where it may be one of these names or addresses. */
    public int eraseSearches(Collection<String> names) {
        var known = names.stream().filter(name -> !name.isBlank()).toList();
        if (known.isEmpty()) return 0;
        return sql.of("""
                update activity_audit set actor_name = null, subject_title = null, before = null, after = null, salt = null
                 where workspace_id = :workspace and entry_class in ('access', 'export') and salt is not null
                   and exists (select 1 from unnest(:names) as n (name)
                                where strpos(lower(n.name), lower(after -> 'filter' ->> 'q')) > 0
                                   or strpos(lower(after -> 'filter' ->> 'q'), lower(n.name)) > 0)""").array("names", "text", known).run();
    }
}
