package io.fanfare.kernel;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The only clock: the database's, plus an offset that tests and rehearsals set. In SQL it is {@code fanfare_now()}. */
@Component
public class Now {
    private final Sql sql;

    Now(Sql sql) {
        this.sql = sql;
    }

    /** The same within a transaction. */
    public Instant instant() {
        var known = Transactions.now();
        if (known != null) return known;
        var now = sql.of("select fanfare_now()").one(Instant.class);
        Transactions.remember(now);
        return now;
    }

    /** Moves the clock of the whole installation: for tests and rehearsals only. */
    public void shift(Duration offset) {
        sql.of("update kernel_clock set shift = make_interval(secs => :seconds)")
                .bind("seconds", (double) offset.toMillis() / 1000)
                .run();
        Transactions.forgetNow();
    }
}
