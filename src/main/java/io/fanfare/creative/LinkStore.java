package io.fanfare.creative;

import io.fanfare.creative.Links.Link;
import io.fanfare.kernel.Sql;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** The SQL of checked links. */
@Component
class LinkStore {
    private static final int MOST_DEAD = 500;

    private final Sql sql;

    LinkStore(Sql sql) {
        this.sql = sql;
    }

    /** Links that worked within the last hour; others are checked again. */
    List<Link> fresh(Collection<String> urls) {
        return sql.of("""
                select url, state, status, reason, checked_at from creative_link
                 where workspace_id = :workspace and url = any(:urls) and state = 'ok'
                   and checked_at > fanfare_now() - interval '1 hour'""").array("urls", "text", urls).list(Link.class);
    }

    void put(Link link) {
        sql.of("""
                insert into creative_link (url, state, status, reason, checked_at)
                values (:url, :state, :status, :reason, :checkedAt)
                on conflict (workspace_id, url) do update
                   set state = excluded.state, status = excluded.status, reason = excluded.reason,
                       checked_at = excluded.checked_at""").bind(link).run();
    }

    List<Link> dead() {
        return sql.of("""
                select url, state, status, reason, checked_at from creative_link
                 where workspace_id = :workspace and state = 'dead'
                 order by checked_at desc limit :most""").bind("most", MOST_DEAD).list(Link.class);
    }
}
