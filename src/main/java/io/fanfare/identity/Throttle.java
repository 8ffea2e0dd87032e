package io.fanfare.identity;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down: after some failed tries each further one waits twice as long as the one before, up to 15 minutes. A
 * try at an account is counted before its password is checked, so that parallel tries gain nothing. An address is counted
 * only for wrong passwords: behind a proxy it may be everyone, and a right password always passes it. Also limits how often
 * something may happen in a window of time. All nodes share the rows.
 */
@Component
public class Throttle {
    private static final int FREE_FOR_ACCOUNT = 5;
    private static final int FREE_FOR_ADDRESS = 50;

    private final Sql sql;
    private final Transactions transactions;

    Throttle(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    static String ofEmail(String email) {
        return "email " + Json.sha256(email.toLowerCase(Locale.ROOT));
    }

    /** Devices on which a person has signed in before have a count of their own, which strangers can't use up. */
    static String ofKnownDevice(UUID person) {
        return "device " + person;
    }

    /** Counts a try at an account, or refuses it with the seconds left to wait. */
    void attempt(String account) {
        refuse(transactions.write(() -> take(account, FREE_FOR_ACCOUNT)));
    }

    /** Counts a wrong password from an address, and refuses with the seconds left to wait after too many. */
    void failedFrom(String address) {
        refuse(transactions.write(() -> take("address " + address, FREE_FOR_ADDRESS)));
    }

    private static void refuse(long wait) {
        if (wait > 0) throw Refused.tooMany(wait);
    }

    void succeeded(String account) {
        sql.of("delete from identity_throttle where key = :key")
                .bind("key", account)
                .run();
    }

    /** Forgets tries of more than a day ago. */
    void forget() {
        sql.of("delete from identity_throttle where tried_at < fanfare_now() - interval '1 day'")
                .run();
    }

    /** Counts one more in a window that begins with the first, or refuses it with the seconds until the window ends. */
    public void limit(String key, int most, Duration window) {
        if (!within(key, most, window))
            refuse(left(key, "tried_at + make_interval(secs => " + window.toSeconds() + ")"));
    }

    /** Counts one more in a window that begins with the first; false if there have been that many already. */
    boolean within(String key, int most, Duration window) {
        return sql.of("""
                insert into identity_throttle as t (key, tries, tried_at) values (:key, 1, fanfare_now())
                on conflict (key) do update
                   set tries = case when t.tried_at <= excluded.tried_at - make_interval(secs => :seconds)
                                    then 1 else t.tries + 1 end,
                       tried_at = case when t.tried_at <= excluded.tried_at - make_interval(secs => :seconds)
                                       then excluded.tried_at else t.tried_at end
                 where t.tries < :most or t.tried_at <= excluded.tried_at - make_interval(secs => :seconds)
                returning 1""")
                .bind("key", key)
                .bind("seconds", (double) window.toSeconds())
                .bind("most", most)
                .find(Integer.class)
                .isPresent();
    }

    private long take(String key, int free) {
        // While a key is paused the update is skipped and returns no row, so that further tries do not extend the
        // pause.
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
        return counted.isPresent() ? 0 : left(key, "paused_until");
    }

    private long left(String key, String until) {
        return sql.of("select greatest(1, ceil(extract(epoch from " + until
                        + " - fanfare_now())))::bigint from identity_throttle where key = :key")
                .bind("key", key)
                .find(Long.class)
                .orElse(1L);
    }
}
