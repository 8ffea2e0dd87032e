package io.fanfare.kernel.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.fanfare.kernel.StaleReads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.postgresql.replication.LogSequenceNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to the database, and to a replica for reads that may be some seconds old. Once a second it is asked how far the replica has come;
 * while it is further behind, or not there, everything is read from the database itself.
 */
final class RoutedDataSource extends HikariDataSource {
    private static final Logger LOG = LoggerFactory.getLogger(RoutedDataSource.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final HikariDataSource replica;
    private final Deque<LogSequenceNumber> written = new ArrayDeque<>();
    private volatile boolean follows;

    RoutedDataSource(HikariConfig primary, HikariConfig replica) {
        super(primary);
        // It may be away when this server starts.
        replica.setInitializationFailTimeout(-1);
        replica.setReadOnly(true);
        this.replica = new HikariDataSource(replica);
        Thread.ofVirtual().name("replica-watch").start(this::watch);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!follows || !StaleReads.allowed()) return super.getConnection();
        try {
            return replica.getConnection();
        } catch (SQLException gone) {
            become(false);
            return super.getConnection();
        }
    }

    @Override
    public void close() {
        replica.close();
        super.close();
    }

    boolean follows() {
        return follows;
    }

    private void watch() {
        while (!isClosed()) {
            try {
                become(isClose());
            } catch (SQLException away) {
                become(false);
            }
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    /** Whether it has what the database had written some seconds ago. */
    private boolean isClose() throws SQLException {
        written.addLast(position(primary(), "select pg_current_wal_lsn()"));
        if (written.size() <= StaleReads.MOST.toSeconds()) return false;
        var then = written.removeFirst();
        return position(replica, "select pg_last_wal_replay_lsn()").compareTo(then) >= 0;
    }

    private DataSource primary() {
        return this;
    }

    private static LogSequenceNumber position(DataSource source, String select) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(select)) {
            row.next();
            var text = row.getString(1);
            // A server that is no replica, or none any more.
            if (text == null) throw new SQLException("it is not a replica");
            return LogSequenceNumber.valueOf(text);
        }
    }

    private void become(boolean now) {
        if (now == follows) return;
        follows = now;
        LOG.info(
                now
                        ? "Reads that may be some seconds old go to the replica"
                        : "The replica is behind or away: it is not read");
    }
}
