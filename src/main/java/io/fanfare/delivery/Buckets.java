package io.fanfare.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Token buckets that all nodes share, so that an account is not used faster than its provider allows. A node takes the
 * tokens of a fast account in advance, a quarter of a second's worth, and spends them without touching the row again.
 */
@Component
class Buckets {
    /** Tokens a second from which on a node takes them in advance. */
    static final double FAST = 40;

    private final Sql sql;
    private final Transactions transactions;
    /** Tokens that this node has taken and not spent, by bucket. */
    private final Cache<String, Integer> grants =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(1)).build();

    Buckets(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** Spends up to {@code most} tokens that this node holds; returns how many. */
    int spend(Channel.Route route, int most) {
        var spent = new int[1];
        grants.asMap().computeIfPresent(route.bucket(), (name, tokens) -> {
            spent[0] = Math.min(most, tokens);
            return tokens == spent[0] ? null : tokens - spent[0];
        });
        return spent[0];
    }

    /** Takes tokens for this node, in a transaction of its own; returns the seconds to wait if there are none. */
    double refill(Channel.Route route, int most) {
        int ahead = route.perSecond() >= FAST ? (int) Math.min(route.perSecond() / 4, 100_000) : 0;
        var taken = transactions.write(() -> take(route, Math.max(most, ahead)));
        keep(route.bucket(), taken.tokens());
        return taken.seconds();
    }

    /** Gives back tokens that were not needed; those of a slow account are lost. */
    void giveBack(Channel.Route route, int tokens) {
        if (route.perSecond() >= FAST) keep(route.bucket(), tokens);
    }

    private void keep(String bucket, int tokens) {
        if (tokens > 0) grants.asMap().merge(bucket, tokens, Integer::sum);
    }

    private record Tokens(int tokens, double seconds) {}

    /** A clock that was set back refills nothing, and takes nothing away. */
    private Tokens take(Channel.Route route, int most) {
        sql.of("""
                insert into delivery_bucket (bucket, tokens, refilled_at) values (:bucket, :burst, fanfare_now())
                on conflict (bucket) do nothing""").bind("bucket", route.bucket()).bind("burst", route.burst()).run();
        return sql.of("""
                update delivery_bucket b
                   set tokens = f.full - least(:most, floor(f.full)), refilled_at = fanfare_now()
                  from (select bucket,
                               least(:burst, tokens + :rate * greatest(0, extract(epoch from fanfare_now() - refilled_at))) as full
                          from delivery_bucket where bucket = :bucket for update) f
                 where b.bucket = f.bucket
                returning cast(least(:most, floor(f.full)) as integer) as tokens,
                          cast(greatest(0, (1 - f.full) / :rate) as double precision) as seconds""")
                .bind("bucket", route.bucket())
                .bind("burst", route.burst())
                .bind("rate", route.perSecond())
                .bind("most", (double) most)
                .one(Tokens.class);
    }
}
