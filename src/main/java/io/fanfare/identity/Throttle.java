package io.fanfare.identity;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down: after some tries without success each further one waits twice as long as the one before, up to
 * a quarter of an hour, for an e-mail address and for where the tries come from. A try is counted before it is judged,
 * so that many at once are no way around it. The rows are shared by all nodes.
 */
@Component
class Throttle {
    private static final int FREE_FOR_EMAIL = 5;
    private static final int FREE_FOR_ADDRESS = 50;

    private final Sql sql;
    private final Transactions transactions;

    Throttle(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** Counts a try, or refuses it with the seconds that are left to wait. */
    void attempt(String email, String address) {
        var wait = transactions.write(() -> {
            long forEmail = take(ofEmail(email), FREE_FOR_EMAIL);
            return forEmail > 0 ? forEmail : take("address " + address, FREE_FOR_ADDRESS);
        });
        if (wait > 0) throw Refused.tooMany(wait);
    }

    void succeeded(String email, String address) {
        sql.of("delete from identity_throttle where key = :key")
                .bind("key", ofEmail(email))
                .run();
        sql.of("update identity_throttle set tries = greatest(0, tries - 1), paused_until = null where key = :key")
                .bind("key", "address " + address)
                .run();
    }

    /** Forgets tries of more than a day ago. */
    void forget() {
        sql.of("delete from identity_throttle where tried_at < fanfare_now() - interval '1 day'")
                .run();
    }

    private static String ofEmail(String email) {
        return "email " + Json.sha256(email.toLowerCase(Locale.ROOT));
    }

    private long take(String key, int free) {
        // No row comes back while it is paused: the update is left out, and the pause is not made longer by knocking.
        var counted = sql.of("""
                insert into identity_throttle as t (key, tries, tried_at) values (:key, 1, fanfare_now())
                on conflict (key) do update
                   set tries = case when t.tried_at < excluded.tried_at - interval '15 minutes' then 1 else t.tries + 1 end,
                       tried_at = excluded.tried_at,
                       paused_until = case when t.tries + 1 < :free
                                             or t.tried_at < excluded.tried_at - interval '15 minutes' then null
                                      else excluded.tried_at
                                           + make_interval(secs => least(900, power(2, least(12, t.tries + 1 - :free))))
                                      end
                 where t.paused_until is null or t.paused_until <= excluded.tried_at
                returning 1""").bind("key", key).bind("free", free).find(Integer.class);
        if (counted.isPresent()) return 0;
        Long left = sql.of("""
                select greatest(1, ceil(extract(epoch from paused_until - fanfare_now())))::bigint
                  from identity_throttle where key = :key""").bind("key", key).find(Long.class).orElse(1L);
        return left;
    }
}
